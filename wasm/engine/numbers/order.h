// Sorting by positions: one sort for every type of element, since each one of its own costs the module 2 KB.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace picker {

using PositionLess = bool (*)(const void* context, std::size_t a, std::size_t b);

// The positions 0 to n-1 in order; equal ones as they stand.
std::vector<std::size_t> ordered_positions(std::size_t n, PositionLess less, const void* context);

// Moves each element once: the elements are large. Equal ones keep their order.
template <class T, class Less>
void sort_by(std::vector<T>& items, Less less) {
  const std::pair<const std::vector<T>&, Less> context(items, less);
  const PositionLess by_position = [](const void* erased, std::size_t a, std::size_t b) {
    const auto& [elements, element_less] =
        *static_cast<const std::pair<const std::vector<T>&, Less>*>(erased);
    return element_less(elements[a], elements[b]);
  };
  std::vector<T> sorted;
  for (const std::size_t i : ordered_positions(items.size(), by_position, &context))
    sorted.push_back(std::move(items[i]));
  items = std::move(sorted);
}

}  // namespace picker
