#include "order.h"

#include <algorithm>

namespace picker {

std::vector<std::size_t> ordered_positions(std::size_t n, PositionLess less, const void* context) {
  std::vector<std::size_t> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = i;
  const auto before = [&](std::size_t a, std::size_t b) {
    if (less(context, a, b)) return true;
    return !less(context, b, a) && a < b;
  };
  // A third of std::sort's code; no two positions are equal, so the order is the same.
  std::make_heap(order.begin(), order.end(), before);
  std::sort_heap(order.begin(), order.end(), before);
  return order;
}

}  // namespace picker
