#include "offer_pattern.h"

#include <cstddef>

namespace picker {

bool matches(std::string_view pattern, std::string_view offer_id) {
  const std::size_t pattern_end = pattern.find('/');
  const std::size_t id_end = offer_id.find('/');
  const std::string_view head = pattern.substr(0, pattern_end);
  if (head != "*" && head != offer_id.substr(0, id_end)) return false;
  if (pattern_end == std::string_view::npos) return head == "*" || id_end == std::string_view::npos;
  if (id_end == std::string_view::npos) return false;
  return matches(pattern.substr(pattern_end + 1), offer_id.substr(id_end + 1));
}

}  // namespace picker
