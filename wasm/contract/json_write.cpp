#include "json.h"
#include "json_scanner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

namespace picker {
namespace {

bool is_plain(char letter) { return letter >= ' ' && letter != '"' && letter != '\\'; }

template <class Integer>
void append_integer(std::string& out, Integer value) {
  std::array<char, 24> buffer{};
  out.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

// As nlohmann's dump writes it.
void append_double(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  std::array<char, 64> buffer{};
  out.append(buffer.data(), nlohmann::detail::to_chars(buffer.data(), buffer.data() + buffer.size(), value));
}

void append_escape(std::string& out, char letter) {
  constexpr std::string_view letters = "\"\\\b\f\n\r\t";
  constexpr std::string_view written = "\"\\bfnrt";
  constexpr std::string_view digits = "0123456789abcdef";
  const std::size_t found = letters.find(letter);
  out += '\\';
  if (found != std::string_view::npos) {
    out += written[found];
    return;
  }
  out += "u00";
  out += digits[static_cast<std::size_t>(letter) >> 4];
  out += digits[static_cast<std::size_t>(letter) & 15];
}

}  // namespace

void append_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const auto run =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
    out += text.substr(0, run);
    text.remove_prefix(run);
    if (text.empty()) break;
    const Utf8Letter letter = utf8_letter(text, 0);
    if (!letter.whole)
      out += "\xEF\xBF\xBD";
    else if (letter.bytes == 1)
      append_escape(out, text.front());
    else
      out += text.substr(0, letter.bytes);
    text.remove_prefix(std::max<std::size_t>(letter.bytes, 1));
  }
  out += '"';
}

void append_json(std::string& out, const Json& value) {
  if (const auto* text = value.get_ptr<const Json::string_t*>()) {
    append_text(out, *text);
  } else if (const auto* list = value.get_ptr<const Json::array_t*>()) {
    out += '[';
    const char* comma = "";
    for (const Json& item : *list) {
      out += std::exchange(comma, ",");
      append_json(out, item);
    }
    out += ']';
  } else if (const auto* object = value.get_ptr<const Json::object_t*>()) {
    out += '{';
    const char* comma = "";
    for (const auto& [name, item] : *object) {
      out += std::exchange(comma, ",");
      append_text(out, name);
      out += ':';
      append_json(out, item);
    }
    out += '}';
  } else if (const auto* flag = value.get_ptr<const bool*>()) {
    out += *flag ? "true" : "false";
  } else if (value.is_number_float()) {
    append_double(out, value.get<double>());
  } else if (value.is_number_unsigned()) {
    append_integer(out, value.get<std::uint64_t>());
  } else if (value.is_number_integer()) {
    append_integer(out, value.get<std::int64_t>());
  } else {
    out += "null";
  }
}

std::string write_json(const Json& value) {
  std::string out;
  append_json(out, value);
  return out;
}

}  // namespace picker
