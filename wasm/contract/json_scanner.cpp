#include "json_scanner.h"

#include "../engine/numbers/decimal.h"

#include <algorithm>

namespace picker {
namespace {

constexpr int no_letter = -1;
constexpr int exponent_most = 100000000;  // no text of a double reaches it

bool is_digit(int letter) { return letter >= '0' && letter <= '9'; }

// The number that is written by the rules of JSON.
double number_from(std::string_view text) {
  Decimal decimal;
  std::size_t at = 0;
  bool fraction = false;
  for (; at < text.size() && text[at] != 'e' && text[at] != 'E'; ++at) {
    if (text[at] == '.') fraction = true;
    if (!is_digit(text[at])) continue;
    decimal.digits += text[at];
    if (!fraction) ++decimal.point;
  }
  int exponent = 0;
  for (std::size_t i = at; i < text.size(); ++i)
    if (is_digit(text[i])) exponent = std::min(exponent * 10 + (text[i] - '0'), exponent_most);
  const bool small = at + 1 < text.size() && text[at + 1] == '-';
  decimal.point += small ? -exponent : exponent;
  const double size = nearest_double(std::move(decimal));
  return text.front() == '-' ? -size : size;
}

void append_letter(std::string& out, int code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace

Utf8Letter utf8_letter(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? text[at + i] & 0xFF : 0; };
  const int lead = byte(0);
  const std::size_t size = lead < 0x80                    ? 1
                           : lead >= 0xC2 && lead <= 0xDF ? 2
                           : lead >= 0xE0 && lead <= 0xEF ? 3
                           : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                          : 0;
  // Beyond these the second byte would spell a letter the long way, a surrogate or too large a number.
  const int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < size; ++i)
    if (byte(i) < (i == 1 ? low : 0x80) || byte(i) > (i == 1 ? high : 0xBF)) return {i, false};
  return {size, size > 0};
}

int JsonScanner::get() {
  const std::size_t at = at_++;
  return at < input_.size() ? input_[at] & 0xFF : no_letter;
}

int JsonScanner::get_digits(int letter) {
  while (is_digit(letter)) letter = get();
  return letter;
}

bool JsonScanner::skip_mark() {
  if (get() == 0xEF) return get() == 0xBB && get() == 0xBF;
  unget();
  return true;
}

JsonToken JsonScanner::next() {
  if (at_ == 0 && !skip_mark()) return JsonToken::error;
  int letter = get();
  while (letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r') letter = get();
  switch (letter) {
    case '{':
      return JsonToken::begin_object;
    case '}':
      return JsonToken::end_object;
    case '[':
      return JsonToken::begin_array;
    case ']':
      return JsonToken::end_array;
    case ':':
      return JsonToken::colon;
    case ',':
      return JsonToken::comma;
    case 'n':
      return rest_of("ull", JsonToken::null_value);
    case 't':
      return rest_of("rue", JsonToken::true_value);
    case 'f':
      return rest_of("alse", JsonToken::false_value);
    case '"':
      return scan_text();
    case '\0':
    case no_letter:
      return JsonToken::end;
    default:
      return letter == '-' || is_digit(letter) ? scan_number(letter) : JsonToken::error;
  }
}

JsonToken JsonScanner::rest_of(std::string_view word, JsonToken token) {
  for (const char letter : word)
    if (get() != letter) return JsonToken::error;
  return token;
}

JsonToken JsonScanner::scan_number(int letter) {
  const std::size_t start = at_ - 1;
  if (letter == '-') letter = get();
  if (!is_digit(letter)) return JsonToken::error;
  letter = letter == '0' ? get() : get_digits(letter);
  if (letter == '.') {
    letter = get();
    if (!is_digit(letter)) return JsonToken::error;
    letter = get_digits(letter);
  }
  if (letter == 'e' || letter == 'E') {
    letter = get();
    if (letter == '+' || letter == '-') letter = get();
    if (!is_digit(letter)) return JsonToken::error;
    get_digits(letter);
  }
  unget();
  number_ = number_from(input_.substr(start, at_ - start));
  return JsonToken::number;
}

JsonToken JsonScanner::scan_text() {
  text_.clear();
  for (;;) {
    const int letter = get();
    if (letter == '"') return JsonToken::text;
    if (!(letter == '\\' ? scan_escape() : scan_letter(letter))) return JsonToken::error;
  }
}

bool JsonScanner::scan_letter(int letter) {
  if (letter < ' ') return false;
  const std::size_t start = at_ - 1;
  const Utf8Letter found = utf8_letter(input_, start);
  at_ = start + found.bytes + (found.whole ? 0 : 1);
  if (found.whole) text_ += input_.substr(start, found.bytes);
  return found.whole;
}

bool JsonScanner::scan_escape() {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
  const int letter = get();
  if (letter != 'u') {
    const std::size_t found =
        letter == no_letter ? std::string_view::npos : letters.find(static_cast<char>(letter));
    if (found != std::string_view::npos) text_ += meant[found];
    return found != std::string_view::npos;
  }
  int code = scan_hex();
  if (code >= 0xD800 && code <= 0xDBFF) {
    if (get() != '\\' || get() != 'u') return false;
    const int low = scan_hex();
    if (low < 0xDC00 || low > 0xDFFF) return false;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  } else if (code < 0 || (code >= 0xDC00 && code <= 0xDFFF)) {
    return false;
  }
  append_letter(text_, code);
  return true;
}

int JsonScanner::scan_hex() {
  int code = 0;
  for (int i = 0; i < 4; ++i) {
    const int letter = get();
    const int digit = is_digit(letter)                 ? letter - '0'
                      : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10
                      : letter >= 'A' && letter <= 'F' ? letter - 'A' + 10
                                                       : -1;
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

}  // namespace picker
