// Granularity: the time of one replica's life is counted in steps, a begun one whole where the platform
// rounds.
#pragma once

#include "../numbers/numeric.h"
#include "minimum_charge.h"
#include "terms.h"

#include <cmath>

namespace picker {

// Seconds billed of a life of `life_s` seconds. A life that ends on a step, to the last bits, begins no
// other.
inline double rounded_up_s(double life_s, const BillingTerms& terms) {
  if (!terms.rounds_up || !(terms.granularity_s > 0)) return life_s;
  return std::ceil(life_s / terms.granularity_s - 1e-9) * terms.granularity_s;
}

// The lives of a replica that stops by itself: `least_s` where nothing came after the first request, else
// longer by a time that is a matter of chance.
struct Lives {
  double least_s = 0;
  double least_share = 1;  // of the lives
  double mean_s = 0;
};

// What rounding and the minimum charge add to a life on the average. Short lives round by what they are: half
// a step holds for long ones alone. Source: the sum over k of the chance that a life outlasts k steps, what a
// life is longer than the least taken as exponential.
inline double mean_rounding_s(const Lives& lives, const BillingTerms& terms) {
  const double step_s = terms.rounds_up ? terms.granularity_s : 0;
  const double least_s = at_least(rounded_up_s(lives.least_s, terms), terms);
  if (lives.mean_s > 1e7 * (least_s + step_s)) return step_s / 2;
  const double longer = 1 - lives.least_share;
  const double mean_more_s = lives.mean_s - lives.least_s;
  const double more_s = longer > 0 ? mean_more_s / longer : 0;
  const double steps = step_s > 0 ? std::floor(least_s / step_s + 1e-9) : 0;
  const double end_s = step_s > 0 ? steps * step_s : least_s;  // until then a life bills least_s
  const double outlasts = more_s > 0 ? longer * numeric::exp((lives.least_s - end_s) / more_s) : 0;
  const double ratio = more_s > 0 ? step_s / more_s : 0;
  // step / (1 - e^-ratio), the mean time billed after the end, by its series where that is exact.
  const double after_s =
      ratio > 1e-3 ? step_s / (1 - numeric::exp(-ratio)) : more_s + step_s / 2 + step_s * ratio / 12;
  return least_s - lives.least_s + outlasts * (after_s + end_s - least_s) - mean_more_s;
}

}  // namespace picker
