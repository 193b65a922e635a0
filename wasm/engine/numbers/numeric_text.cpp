#include "numeric_text.h"

#include "decimal.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace picker::text {
namespace {

constexpr double largest_shown = 1e18;  // beyond it the shortest scientific form says more than digits

// Three significant digits: 1.23e-07.
std::string scientific(double value) {
  if (std::isnan(value)) return "nan";
  const std::string sign = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) return sign + "inf";
  Decimal decimal = exact_decimal(value);
  round_digits(decimal, 3);
  const int exponent = decimal.digits.empty() ? 0 : decimal.point - 1;
  std::string digits = decimal.digits.empty() ? "0" : decimal.digits;
  if (digits.size() > 1) digits.insert(1, ".");
  const std::string power = std::to_string(std::abs(exponent));
  return sign + digits + (exponent < 0 ? "e-" : "e+") + (power.size() < 2 ? "0" : "") + power;
}

std::string grouped(std::string digits) {
  const std::size_t start = digits.front() == '-' ? 1 : 0;
  const std::size_t point = digits.find('.');
  std::size_t at = point == std::string::npos ? digits.size() : point;
  while (at > start + 3) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

// The digits of value x 10^decimals, rounded, where plain arithmetic cannot round them wrong: the product is
// off by less than a ten-millionth and lies further than that from a half. Empty where it may.
std::string simply_rounded(double size, int decimals) {
  constexpr double powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  constexpr double most = 1e9;
  constexpr double doubt = 1e-6;
  if (decimals >= static_cast<int>(std::size(powers))) return {};
  const double scaled = size * powers[decimals];
  if (!(scaled < most)) return {};
  const double whole = std::floor(scaled);
  const double rest = scaled - whole;
  if (std::fabs(rest - 0.5) < doubt) return {};
  std::string digits = std::to_string(static_cast<std::int64_t>(whole) + (rest > 0.5 ? 1 : 0));
  const auto least = static_cast<std::size_t>(decimals) + 1;
  if (digits.size() < least) digits.insert(std::size_t{0}, least - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - least + 1, 1, '.');
  return digits;
}

}  // namespace

std::string fixed(double value, int decimals) {
  if (!(std::fabs(value) < largest_shown)) return scientific(value);
  if (std::string digits = simply_rounded(std::fabs(value), decimals); !digits.empty())
    return grouped((std::signbit(value) ? "-" : "") + digits);
  Decimal decimal = exact_decimal(value);
  round_digits(decimal, decimal.point + decimals);
  // Zeros around the digits up to the point and from it.
  const auto places = static_cast<std::size_t>(decimals);
  std::string digits = decimal.digits;
  if (decimal.point < 1) digits.insert(0, static_cast<std::size_t>(1 - decimal.point), '0');
  const auto whole = static_cast<std::size_t>(std::max(decimal.point, 1));
  digits.resize(whole + places, '0');
  if (places > 0) digits.insert(whole, ".");
  return grouped((std::signbit(value) ? "-" : "") + digits);
}

std::string integer(double value) { return fixed(value, 0); }

std::string plain(double value) {
  if (value == std::floor(value)) return fixed(value, 0);
  std::string digits = fixed(value, 6);
  if (digits.find('.') != std::string::npos) digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

std::string usd(double value) {
  const double size = std::fabs(value);
  const std::string sign = value < 0 ? "-$" : "$";
  if (size == 0) return "$0";
  if (size < 0.000001) return sign + scientific(size);
  if (size < 0.01) return sign + fixed(size, 4 + (size < 0.001) + (size < 0.0001));
  if (size < 99.995) return sign + fixed(size, 2);
  return sign + fixed(size, 0);
}

std::string count(double value) {
  const double size = std::fabs(value);
  if (size < 100000) return fixed(value, size < 10 && size != std::floor(size) ? 2 : 0);
  const bool millions = size >= 999500;
  const bool billions = size >= 999500000;
  const double scaled = value / (billions ? 1e9 : millions ? 1e6 : 1e3);
  const double scaled_size = std::fabs(scaled);
  return fixed(scaled, scaled_size < 9.995   ? 2
                       : scaled_size < 99.95 ? 1
                                             : 0) +
         (billions   ? " G"
          : millions ? " M"
                     : " k");
}

std::string percent(double share) {
  const double value = share * 100;
  return fixed(value, std::fabs(value) < 9.995 ? 2 : 1) + " %";
}

}  // namespace picker::text
