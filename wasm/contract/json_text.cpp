#include "json_text.h"

namespace picker {
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

JsonText& JsonText::key(const char* name) {
  separate();
  text_ += '"';
  text_ += name;
  text_ += "\":";
  needs_comma_ = false;
  return *this;
}

JsonText& JsonText::add(std::string_view text) {
  separate();
  append_text(text_, text);
  return *this;
}

JsonText& JsonText::add(const std::string& text) { return add(std::string_view(text)); }

JsonText& JsonText::add(const char* text) { return add(std::string_view(text)); }

JsonText& JsonText::add(double number) {
  separate();
  append_number(text_, number);
  return *this;
}

JsonText& JsonText::add(bool flag) { return add_written(flag ? "true" : "false"); }

JsonText& JsonText::add(const std::optional<double>& number) { return number ? add(*number) : add_null(); }

JsonText& JsonText::add(const Json& value) {
  separate();
  append_json(text_, value);
  return *this;
}

JsonText& JsonText::add_null() { return add_written("null"); }

JsonText& JsonText::add_written(std::string_view json) {
  separate();
  text_ += json;
  return *this;
}

JsonText& JsonText::set(const char* name, std::string_view text) { return key(name).add(text); }

JsonText& JsonText::set(const char* name, const std::string& text) { return key(name).add(text); }

JsonText& JsonText::set(const char* name, const char* text) { return key(name).add(text); }

JsonText& JsonText::set(const char* name, double number) { return key(name).add(number); }

JsonText& JsonText::set(const char* name, int number) { return key(name).add(number); }

JsonText& JsonText::set(const char* name, bool flag) { return key(name).add(flag); }

JsonText& JsonText::set(const char* name, const std::optional<double>& number) {
  return key(name).add(number);
}

JsonText& JsonText::set(const char* name, const Json& value) { return key(name).add(value); }

JsonText& JsonText::set_null(const char* name) { return key(name).add_null(); }

JsonText& JsonText::set_text_or_null(const char* name, const std::string& text) {
  key(name);
  return text.empty() ? add_null() : add(text);
}

}  // namespace picker
