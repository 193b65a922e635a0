// What "Where it flips" draws: which offers, over which stretch of the axis, who wins where, and the
// crossings. Pure: no pixels, no colours.
#pragma once

#include "shown.h"

#include <optional>
#include <string>
#include <vector>

namespace picker::app {

struct FlipsLine {
  const PricedOffer* priced = nullptr;
  std::string name;
  bool strong = false;  // one of the pair, or the pick
};

// A stretch of the axis with one cheapest offer; null where none is admitted.
struct WinnerRun {
  double from = 0;
  double to = 0;
  const Offer* winner = nullptr;
  bool unreachable = false;
};

struct FlipsMark {
  double x = 0;
  double usd_per_day = 0;
  bool reachable = true;
};

struct Flips {
  bool utilization = false;
  double requests_per_unit = 1;
  std::vector<FlipsLine> lines;  // the pair first, then by interest; at most six
  std::vector<WinnerRun> runs;
  std::vector<FlipsMark> marks;  // the crossings of the pair
  double you = 0;                // the workload, in units of the axis
  double x_from = 0, x_to = 1;
  double usd_from = 0, usd_to = 1;
  std::optional<double> claim;
};

struct AxisSpan {
  double from = 0;
  double to = 0;
};

// `before` is the stretch shown last on the same axis: it is kept while it serves, so that the plot stands
// still under small changes, and in any case while it is `held`. Empty lines where there is nothing to draw.
Flips flips(const Shown& shown, std::optional<AxisSpan> before, bool held);

// What an offer costs at x; empty where it is refused there.
std::optional<double> flips_cost(const Shown& shown, const Flips& flips, const PricedOffer& priced, double x);

// The offer that wins at x, as the runs say.
const WinnerRun* run_at(const Flips& flips, double x);

}  // namespace picker::app
