// Numbers in sentences and decimal digits against the C library's printf and strtod.

#include "engine/numbers/decimal.h"
#include "engine/numbers/numeric_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>

namespace picker {
namespace {

std::string printed(const char* format, int digits, double value) {
  char buffer[400];
  const int length = std::snprintf(buffer, sizeof buffer, format, digits, value);
  return {buffer, static_cast<std::size_t>(length)};
}

std::string without_commas(std::string text) {
  std::erase(text, ',');
  return text;
}

double any_double(std::mt19937_64& random) {
  const std::uint64_t bits = random() & 0x7FFFFFFFFFFFFFFF;
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return std::isfinite(value) ? value : 0;
}

TEST(Decimal, FixedDigitsAreThoseOfPrintf) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    const double cents = static_cast<double>(random() % 4000000) / 1000;
    const double eighths = static_cast<double>(random() % 4000) / 8 - 250;
    for (const double value : {std::fmod(any_double(random), 1e18), cents, eighths, -0.0})
      for (int digits = 0; digits <= 6; ++digits)
        ASSERT_EQ(without_commas(text::fixed(value, digits)), printed("%.*f", digits, value));
  }
}

TEST(Decimal, LargeAndSmallOnesAreThoseOfPrintf) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 20000; ++i) {
    const double value = any_double(random);
    if (value >= 1e18) {
      ASSERT_EQ(text::fixed(value, 2), printed("%.*g", 3, value));
    } else if (value > 0 && value < 1e-6) {
      ASSERT_EQ(text::usd(value), "$" + printed("%.*g", 3, value));
    }
  }
}

TEST(Decimal, TheNearestDoubleIsThatOfStrtod) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 5000; ++i) {
    const std::string digits = std::to_string(random()) + (i % 2 ? std::to_string(random()) : "");
    const int point = static_cast<int>(random() % 700) - 370;
    const std::string text = "0." + digits + "e" + std::to_string(point);
    ASSERT_EQ(nearest_double({digits, point}), std::strtod(text.c_str(), nullptr)) << text;
  }
  // Halfway between two doubles: to the even one.
  EXPECT_EQ(nearest_double({"9007199254740993", 16}), 9007199254740992.0);
  EXPECT_EQ(nearest_double({"9007199254740995", 16}), 9007199254740996.0);
}

}  // namespace
}  // namespace picker
