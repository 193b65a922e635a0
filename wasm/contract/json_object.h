// Builds a JSON object member by member: set("offer", id).set("usd_per_day", 3.66). One call a member, where
// an initializer list costs the module many times that.
#pragma once

#include "json.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace picker {

class ObjectBuilder {
 public:
  ObjectBuilder& set(std::string_view key, Json value);
  ObjectBuilder& set(std::string_view key, std::string_view text);
  ObjectBuilder& set(std::string_view key, const std::string& text) {
    return set(key, std::string_view(text));
  }
  ObjectBuilder& set(std::string_view key, const char* text) { return set(key, std::string_view(text)); }
  ObjectBuilder& set(std::string_view key, double number);  // as json_number
  ObjectBuilder& set(std::string_view key, int number) { return set(key, static_cast<double>(number)); }
  ObjectBuilder& set(std::string_view key, bool flag);
  ObjectBuilder& set(std::string_view key, const std::optional<double>& number);  // null where empty
  ObjectBuilder& set_null(std::string_view key);
  ObjectBuilder& set_text_or_null(std::string_view key, std::string_view text);  // null where empty

  Json take() { return std::move(object_); }

 private:
  Json object_ = Json::object();
};

}  // namespace picker
