// Root: where a continuous function that changes its sign between two points is zero.
#pragma once

#include <cmath>

namespace picker::numeric {

// By false position with halved weights (the Illinois method), and by halving where that did not halve the
// interval: some twenty evaluations to the last digits of a smooth function, a hundred at the most. `f` is
// above 0 at `low` and below 0 at `high`.
//   find_root([](double x) { return 2 - x * x; }, 1, 2)  // 1.4142135623730951
template <class Function>
double find_root(const Function& f, double low, double high) {
  constexpr double near_enough = 1e-15;
  constexpr int most_evaluations = 200;
  double above = f(low), below = f(high);
  if (!(above > 0)) return low;
  if (!(below < 0)) return high;
  int last_side = 0;
  double middle = low;
  bool halves = false;
  for (int i = 0; i < most_evaluations; ++i) {
    const double width = high - low;
    middle = halves ? low + width / 2 : (above * high - below * low) / (above - below);
    const double value = f(middle);
    if (value == 0 || width <= near_enough * std::fabs(high)) break;
    if (value > 0) {
      if (middle == low) break;
      low = middle;
      above = value;
      if (last_side > 0) below /= 2;
      last_side = 1;
    } else {
      if (middle == high) break;
      high = middle;
      below = value;
      if (last_side < 0) above /= 2;
      last_side = -1;
    }
    halves = !halves && high - low > width / 2;
  }
  return middle;
}

}  // namespace picker::numeric
