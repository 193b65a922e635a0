// Reading and writing JSON against nlohmann's own parser and dump: the same values, the same bytes, errors at
// the same place. What the two may differ in (depth, double keys) is left out.

#include "support/json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace picker::testing {
namespace {

// Where nlohmann's parser stops, and whether a number was too large.
class Stop : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(std::int64_t) override { return true; }
  bool number_unsigned(std::uint64_t) override { return true; }
  bool number_float(double, const std::string&) override { return true; }
  bool string(std::string&) override { return true; }
  bool binary(Json::binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(std::string&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    at = (error.id == 406 ? "A number is too large for a double near byte "
                          : "This is not valid JSON near byte ") +
         std::to_string(position) + ", line ";
    return false;
  }

  std::string at;
};

std::string dumped(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Numbers are doubles, and whole ones are written without a fraction.
Json with_our_numbers(Json value) {
  if (value.is_number()) {
    const auto number = value.get<double>();
    const bool whole = std::fabs(number) <= 9007199254740992.0 && number == std::floor(number);
    return whole ? Json(static_cast<std::int64_t>(number)) : Json(number);
  }
  if (value.is_structured())
    for (Json& item : value) item = with_our_numbers(item);
  return value;
}

const std::vector<std::string> seeds = {
    R"({"a":[1,2.5e3,-0,-0.0,true,false,null,"x\u00e9\ud83d\ude00\n"],"b":{"c":"é€😀"}})",
    R"([0,01,1.,1e,1e+5,-,1E-3,123456789012345678901234567890,1e400,-1e400,0.1e-5,5e-324])",
    "\xEF\xBB\xBF{\"k\" : \"\\/\\b\\f\\r\\t\\\"\\\\\"}",
    R"(["\ud800\udc00","\ud800","\udc00"])",
    "[[[]],{},[{}], 0.30000000000000004, 9007199254740993, 2.2250738585072011e-308]",
    "falsey",
    R"({"a" 1})",
    "[1,]"};
const std::vector<std::string> pieces = {
    "\"",       "\\",    "{", "}", "[", "]", ",",    ":",  "\\u",  "d8",   "\xC3", "\xA9",
    "\xE0\x80", "1e999", "-", ".", "e", "9", "true", "\n", "\x01", "\x7F", "\xFF", std::string(1, '\0')};

std::string mutated(std::mt19937_64& random) {
  std::string text = seeds[random() % seeds.size()];
  for (std::uint64_t i = random() % 4; i > 0 && !text.empty(); --i) {
    const std::size_t at = random() % text.size();
    const std::uint64_t what = random() % 4;
    if (what == 0) text.insert(at, pieces[random() % pieces.size()]);
    if (what == 1) text.erase(at, 1 + random() % 3);
    if (what == 2) text[at] = static_cast<char>(random());
    if (what == 3) text.resize(at);
  }
  return text;
}

TEST(JsonText, ReadsAndRefusesAsNlohmannDoes) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = mutated(random);
    const Result<picker::Json> read = parse_json(text, {1 << 20, 32});
    if (!read && read.error().code != "bad-json") continue;
    Stop stop;
    ASSERT_EQ(Json::sax_parse(text, &stop), static_cast<bool>(read)) << text;
    if (read) {
      const Json wanted = with_our_numbers(Json::parse(text));
      ASSERT_EQ(theirs(*read), wanted) << text;
      ASSERT_EQ(write_json(*read), dumped(wanted)) << text;
    } else {
      ASSERT_EQ(read.error().message.substr(0, stop.at.size()), stop.at) << text;
    }
    ASSERT_EQ(write_json(text), dumped(text)) << text;
  }
}

TEST(JsonText, WritesNumbersAsNlohmannDoes) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t bits = random();
    double any = 0;
    std::memcpy(&any, &bits, sizeof any);
    for (const double value : {any, static_cast<double>(bits), static_cast<double>(bits % 1000000),
                               static_cast<double>(bits % 1000000) / 100})
      ASSERT_EQ(write_json(value), dumped(with_our_numbers(value)));
    if (!std::isfinite(any)) continue;
    const Result<picker::Json> back = parse_json(Json(any).dump(), request_limits);
    ASSERT_TRUE(back);
    ASSERT_EQ(back->get<double>(), any) << Json(any).dump();
  }
}

}  // namespace
}  // namespace picker::testing
