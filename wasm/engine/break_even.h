// Break-even: every value of an input at which two offers' real, stepped cost curves cross. Over the volume
// they are found piece by piece between the points where a bill bends or jumps, or where bills are curved
// between the points of a fine grid; over other inputs between the points of a grid, nearer where the bills
// step or come near each other. Never assumes that there is one crossing, or any.
#pragma once

#include "axis.h"

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

// Crossings over requests a day in (0, to]. Both offers are priced for the same tokens.
BreakEven break_even(const PricedOffer& a, const PricedOffer& b, double to_requests_per_day);

// Crossings over b's utilization at one replica of b, in (0, 1]: beyond what the load can use they are
// found, and marked unreachable. b has capacity.
BreakEven utilization_break_even(const PricedOffer& a, const PricedOffer& b);

// Crossings from the first to the last value of `grid` (rising values of the axis), those between two
// neighbours too. `searched_to` is less than the last value where the bills step and cross so often that the
// bounded work was used up.
BreakEven grid_break_even(const PairOverAxis& pair, const std::vector<double>& grid);

// Requests a day at which one replica of the offer is wholly used; empty without capacity or work.
std::optional<double> replica_day_requests(const PricedOffer& priced);

}  // namespace picker
