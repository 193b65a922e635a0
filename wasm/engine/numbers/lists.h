// Lists of ids as the cards write them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace picker {

inline bool contains(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// A list of what something holds for; an empty one is all.
inline bool contains_or_all(const std::vector<std::string>& list, std::string_view wanted) {
  return list.empty() || contains(list, wanted);
}

}  // namespace picker
