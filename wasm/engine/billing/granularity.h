// Granularity: the time of one replica's life is counted in steps, a begun one whole where the platform
// rounds.
#pragma once

#include "terms.h"

#include <cmath>

namespace picker {

// Seconds billed of a life of `life_s` seconds. A life that ends on a step, to the last bits, begins no
// other.
inline double rounded_up_s(double life_s, const BillingTerms& terms) {
  if (!terms.rounds_up || !(terms.granularity_s > 0)) return life_s;
  return std::ceil(life_s / terms.granularity_s - 1e-9) * terms.granularity_s;
}

// What rounding adds to a life on the average, its length being a matter of chance.
inline double mean_rounding_s(const BillingTerms& terms) {
  return terms.rounds_up ? terms.granularity_s / 2 : 0;
}

}  // namespace picker
