#include "json_value.h"

#include <algorithm>
#include <cmath>

namespace picker {

Json::Json(std::string text) : kind_(Kind::text), text_(std::move(text)) {}

Json::Json(const std::vector<std::string>& texts) : kind_(Kind::array) {
  for (const std::string& text : texts) values_.emplace_back(text);
}

Json::Json(std::initializer_list<std::pair<const char*, Json>> members) : kind_(Kind::object) {
  for (const auto& [key, value] : members) (*this)[key] = value;
}

Json Json::array() { return Json(Kind::array); }

Json Json::array(std::initializer_list<Json> elements) {
  Json list(Kind::array);
  list.values_ = elements;
  return list;
}

Json Json::object() { return Json(Kind::object); }

Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;
Json::~Json() = default;

void Json::set_flag(bool flag) {
  kind_ = Kind::flag;
  number_ = flag ? 1 : 0;
}

void Json::set_number(double number) {
  if (!std::isfinite(number)) return;
  kind_ = Kind::number;
  number_ = number;
}

void Json::push_back(Json value) {
  if (is_null()) kind_ = Kind::array;
  values_.push_back(std::move(value));
}

std::size_t Json::position_of(std::string_view key) const {
  return static_cast<std::size_t>(std::lower_bound(keys_.begin(), keys_.end(), key) - keys_.begin());
}

bool Json::is_at(std::size_t position, std::string_view key) const {
  return position < keys_.size() && keys_[position] == key;
}

Json::Values::const_iterator Json::find(std::string_view key) const {
  const std::size_t position = position_of(key);
  return is_at(position, key) ? begin() + static_cast<std::ptrdiff_t>(position) : end();
}

const Json& Json::operator[](std::string_view key) const {
  static const Json null;
  const auto found = find(key);
  return found == end() ? null : *found;
}

Json& Json::operator[](std::string_view key) {
  if (is_null()) kind_ = Kind::object;
  const std::size_t position = position_of(key);
  if (!is_at(position, key)) {
    keys_.emplace(keys_.begin() + static_cast<std::ptrdiff_t>(position), key);
    values_.emplace(values_.begin() + static_cast<std::ptrdiff_t>(position));
  }
  return values_[position];
}

bool Json::operator==(const Json& other) const {
  return kind_ == other.kind_ && number_ == other.number_ && text_ == other.text_ &&
         values_ == other.values_ && keys_ == other.keys_;
}

}  // namespace picker
