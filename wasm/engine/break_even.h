// Break-even: every volume at which two offers' real, stepped cost curves cross, found piece by piece between
// the points where a bill bends or jumps. Never assumes that there is one crossing, or any.
#pragma once

#include "decision.h"

#include <optional>
#include <vector>

namespace picker {

struct Crossing {
  double requests_per_day = 0;
  std::optional<double> utilization;  // of b at the crossing; empty where b has no capacity
  bool a_wins_below = false;          // just below the crossing
  bool at_step = false;      // the curves change places where a replica is added, not where they meet
  double usd_per_day_a = 0;  // just below the crossing
  double usd_per_day_b = 0;
  bool reachable = true;
};

struct BreakEven {
  std::vector<Crossing> crossings;  // rising
  std::optional<double> reachable_utilization;
  double searched_to_requests_per_day = 0;  // beyond it nothing was looked at
  int crossings_left_out = 0;
};

constexpr int crossings_shown_most = 64;
constexpr double requests_per_day_most = 1e9;

// Crossings over requests a day in (0, to]. Both offers are priced for the same tokens.
BreakEven break_even(const PricedOffer& a, const PricedOffer& b, double to_requests_per_day);

// Requests a day at which one replica of the offer is wholly used; empty without capacity or work.
std::optional<double> replica_day_requests(const PricedOffer& priced);

}  // namespace picker
