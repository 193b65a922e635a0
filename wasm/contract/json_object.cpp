#include "json_object.h"

namespace picker {

ObjectBuilder& ObjectBuilder::set(std::string_view key, Json value) {
  object_[std::string(key)] = std::move(value);
  return *this;
}

ObjectBuilder& ObjectBuilder::set(std::string_view key, std::string_view text) {
  return set(key, Json(std::string(text)));
}

ObjectBuilder& ObjectBuilder::set(std::string_view key, double number) {
  return set(key, json_number(number));
}

ObjectBuilder& ObjectBuilder::set(std::string_view key, bool flag) { return set(key, Json(flag)); }

ObjectBuilder& ObjectBuilder::set(std::string_view key, const std::optional<double>& number) {
  return set(key, number ? json_number(*number) : Json());
}

ObjectBuilder& ObjectBuilder::set_null(std::string_view key) { return set(key, Json()); }

ObjectBuilder& ObjectBuilder::set_text_or_null(std::string_view key, std::string_view text) {
  return text.empty() ? set_null(key) : set(key, text);
}

}  // namespace picker
