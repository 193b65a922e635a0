// Crossings: where two cost curves change places, and how far they were looked for. Plain data.
#pragma once

#include "../pricing/quote.h"

#include <optional>
#include <vector>

namespace picker {

struct Crossing {
  double value = 0;  // of the axis
  double requests_per_day = 0;
  std::optional<double> utilization;  // of b at the crossing; empty where b has no capacity
  bool a_wins_below = false;          // just below the crossing
  bool at_step = false;               // the curves change places where a bill jumps, not where they meet
  double usd_per_day_a = 0;           // just below the crossing
  double usd_per_day_b = 0;
  bool reachable = true;
  std::vector<Explanation> explain;  // both bills at the crossing, where the axis changes their lines
};

struct BreakEven {
  std::vector<Crossing> crossings;  // rising
  std::optional<double> reachable_utilization;
  double searched_from = 0;  // of the axis; below it nothing was looked at
  double searched_to = 0;    // beyond it neither
  int crossings_left_out = 0;
};

constexpr int crossings_shown_most = 64;
constexpr double requests_per_day_most = 1e9;

}  // namespace picker
