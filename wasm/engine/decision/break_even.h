// Break-even: every value of an input at which two offers' real, stepped cost curves cross. Over the volume
// they are found piece by piece between the points where a bill bends or jumps, or where bills are curved
// between the points of a fine grid; over other inputs between the points of a grid, nearer where the bills
// step or come near each other. Never assumes that there is one crossing, or any.
#pragma once

#include "axis.h"
#include "crossing.h"

#include <optional>
#include <vector>

namespace picker {

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
