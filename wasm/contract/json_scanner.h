// JSON text as tokens, strictly by RFC 8259 and UTF-8. A byte-order mark is skipped; a NUL ends the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace picker {

enum class JsonToken {
  error,
  end,
  begin_object,
  end_object,
  begin_array,
  end_array,
  colon,
  comma,
  null_value,
  true_value,
  false_value,
  text,
  number,
};

class JsonScanner {
 public:
  explicit JsonScanner(std::string_view input) : input_(input) {}

  JsonToken next();

  // Bytes read so far; the end counts as one.
  std::size_t position() const { return at_; }
  std::string& text() { return text_; }      // of the last text
  double number() const { return number_; }  // the last one; infinite where no double holds it

 private:
  int get();
  void unget() { --at_; }
  int get_digits(int letter);
  bool skip_mark();
  JsonToken rest_of(std::string_view word, JsonToken token);
  JsonToken scan_number(int letter);
  JsonToken scan_text();
  bool scan_letter(int letter);
  bool scan_escape();
  int scan_hex();

  std::string_view input_;
  std::size_t at_ = 0;
  std::string text_;
  double number_ = 0;
};

// Of the bytes at `at` those that are, or begin, one UTF-8 letter.
struct Utf8Letter {
  std::size_t bytes = 0;
  bool whole = false;
};
Utf8Letter utf8_letter(std::string_view text, std::size_t at);

}  // namespace picker
