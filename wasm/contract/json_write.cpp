#include "json.h"
#include "json_scanner.h"

// Alone: the rest of it would bring printf, strtod and iostreams along.
#include <nlohmann/detail/conversions/to_chars.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace picker {
namespace {

bool is_plain(char letter) { return letter >= ' ' && letter != '"' && letter != '\\'; }

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
  std::size_t at = 0;
  while (true) {
    const std::size_t run = at;
    while (at < text.size() && is_plain(text[at])) ++at;
    out.append(text.data() + run, at - run);
    if (at == text.size()) break;
    const Utf8Letter letter = utf8_letter(text, at);
    if (!letter.whole)
      out += "\xEF\xBF\xBD";
    else if (letter.bytes == 1)
      append_escape(out, text[at]);
    else
      out.append(text.data() + at, letter.bytes);
    at += std::max<std::size_t>(letter.bytes, 1);
  }
  out += '"';
}

void append_number(std::string& out, double value) {
  constexpr double exact_integers = 9007199254740992.0;  // 2^53
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  std::array<char, 64> buffer{};
  char* end = buffer.data() + buffer.size();
  if (std::fabs(value) <= exact_integers && value == std::floor(value))
    end = std::to_chars(buffer.data(), end, static_cast<std::int64_t>(value)).ptr;
  else
    end = nlohmann::detail::to_chars(buffer.data(), end, value);
  out.append(buffer.data(), end);
}

void append_json(std::string& out, const Json& value) {
  if (value.is_string()) {
    append_text(out, value.text());
  } else if (value.is_number()) {
    append_number(out, value.get<double>());
  } else if (value.is_boolean()) {
    out += value.get<bool>() ? "true" : "false";
  } else if (value.is_null()) {
    out += "null";
  } else {
    out += value.is_array() ? '[' : '{';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) out += ',';
      if (value.is_object()) {
        append_text(out, value.keys()[i]);
        out += ':';
      }
      append_json(out, value[i]);
    }
    out += value.is_array() ? ']' : '}';
  }
}

std::string write_json(const Json& value) {
  std::string out;
  append_json(out, value);
  return out;
}

}  // namespace picker
