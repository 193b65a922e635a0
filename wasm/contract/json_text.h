// Writes JSON text straight into a string: out.open_object().set("usd_per_day", 3.66).close_object(). Numbers
// are formatted as nlohmann dumps them; what is not finite or not known is null. Never builds a tree.
#pragma once

#include "json.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace picker {

class JsonText {
 public:
  JsonText& open_object() { return open('{'); }
  JsonText& close_object() { return close('}'); }
  JsonText& open_array() { return open('['); }
  JsonText& close_array() { return close(']'); }
  // Names are literals without a letter that needs escaping.
  JsonText& key(const char* name);

  JsonText& add(std::string_view text);
  JsonText& add(const std::string& text);
  JsonText& add(const char* text);
  JsonText& add(double number);
  JsonText& add(int number) { return add(static_cast<double>(number)); }
  JsonText& add(bool flag);
  JsonText& add(const std::optional<double>& number);
  JsonText& add(const Json& value);
  JsonText& add_null();
  // Text that is JSON already.
  JsonText& add_written(std::string_view json);

  JsonText& set(const char* name, std::string_view text);
  JsonText& set(const char* name, const std::string& text);
  JsonText& set(const char* name, const char* text);
  JsonText& set(const char* name, double number);
  JsonText& set(const char* name, int number);
  JsonText& set(const char* name, bool flag);
  JsonText& set(const char* name, const std::optional<double>& number);
  JsonText& set(const char* name, const Json& value);
  JsonText& set_null(const char* name);
  JsonText& set_text_or_null(const char* name, const std::string& text);  // null where empty

  std::string take() { return std::move(text_); }

 private:
  JsonText& open(char bracket);
  JsonText& close(char bracket);
  void separate();

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace picker
