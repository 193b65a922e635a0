#include "json_text.h"

#include <algorithm>

namespace picker {
namespace {

bool is_plain(char letter) { return letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\'; }

}  // namespace

void JsonText::separate() {
  if (needs_comma_) text_ += ',';
  needs_comma_ = true;
}

JsonText& JsonText::open(char bracket) {
  separate();
  text_ += bracket;
  needs_comma_ = false;
  return *this;
}

JsonText& JsonText::close(char bracket) {
  text_ += bracket;
  needs_comma_ = true;
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  add(name);
  text_ += ':';
  needs_comma_ = false;
  return *this;
}

JsonText& JsonText::add(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), is_plain)) return add_written(write_json(std::string(text)));
  separate();
  text_ += '"';
  text_ += text;
  text_ += '"';
  return *this;
}

JsonText& JsonText::add(double number) { return add_written(write_json(json_number(number))); }

JsonText& JsonText::add(bool flag) { return add_written(flag ? "true" : "false"); }

JsonText& JsonText::add(const std::optional<double>& number) { return number ? add(*number) : add_null(); }

JsonText& JsonText::add(const Json& value) { return add_written(write_json(value)); }

JsonText& JsonText::add_null() { return add_written("null"); }

JsonText& JsonText::add_written(std::string_view json) {
  separate();
  text_ += json;
  return *this;
}

JsonText& JsonText::set_text_or_null(std::string_view name, std::string_view text) {
  key(name);
  return text.empty() ? add_null() : add(text);
}

}  // namespace picker
