#include "decimal.h"

#include "bits.h"

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace picker {
namespace {

constexpr std::uint64_t limb_base = 1000000000;
constexpr int limb_digits = 9;
constexpr std::uint64_t infinity_bits = 0x7FF0000000000000;
constexpr std::uint64_t fraction_bits = 0x000FFFFFFFFFFFFF;

void trim(Decimal& decimal) {
  const std::size_t first = decimal.digits.find_first_not_of('0');
  if (first == std::string::npos) {
    decimal = {};
    return;
  }
  decimal.digits.erase(0, first);
  decimal.point -= static_cast<int>(first);
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
}

void multiply(std::vector<std::uint64_t>& limbs, std::uint64_t factor) {
  std::uint64_t carry = 0;
  for (std::uint64_t& limb : limbs) {
    const std::uint64_t product = limb * factor + carry;
    limb = product % limb_base;
    carry = product / limb_base;
  }
  if (carry > 0) limbs.push_back(carry);
}

// mantissa x 2^exponent. A negative power of two is one of five, moved by the point.
Decimal exact_decimal(std::uint64_t mantissa, int exponent) {
  constexpr int step = 12;
  const std::uint64_t base = exponent < 0 ? 5 : 2;
  std::vector<std::uint64_t> limbs = {mantissa % limb_base, mantissa / limb_base % limb_base,
                                      mantissa / limb_base / limb_base};
  for (int left = std::abs(exponent); left > 0; left -= step) {
    std::uint64_t factor = 1;
    for (int i = 0; i < step && i < left; ++i) factor *= base;
    multiply(limbs, factor);
  }
  const int size = static_cast<int>(limbs.size()) * limb_digits;
  Decimal decimal{std::string(static_cast<std::size_t>(size), '0'), size + (exponent < 0 ? exponent : 0)};
  std::size_t at = decimal.digits.size();
  for (std::uint64_t limb : limbs)
    for (int i = 0; i < limb_digits; ++i, limb /= 10) decimal.digits[--at] += static_cast<char>(limb % 10);
  trim(decimal);
  return decimal;
}

std::uint64_t mantissa_of(std::uint64_t bits) {
  return (bits & fraction_bits) | (bits > fraction_bits ? fraction_bits + 1 : 0);
}

int exponent_of(std::uint64_t bits) {
  const int biased = static_cast<int>(bits >> 52);
  return (biased > 0 ? biased : 1) - 1075;
}

int compare(const Decimal& a, const Decimal& b) {
  return a.point != b.point ? (a.point < b.point ? -1 : 1) : a.digits.compare(b.digits);
}

// True where the double of these bits, or a smaller one, is the nearest.
bool reaches(std::uint64_t bits, const Decimal& decimal) {
  const int order = compare(decimal, exact_decimal(2 * mantissa_of(bits) + 1, exponent_of(bits) - 1));
  return order < 0 || (order == 0 && bits % 2 == 0);
}

// Right to some hundred steps of the last bit; the first 15 digits are exact in a double.
double estimate(const Decimal& decimal) {
  double value = 0;
  int exponent = decimal.point;
  for (std::size_t i = 0; i < decimal.digits.size() && i < 15; ++i, --exponent)
    value = value * 10 + (decimal.digits[i] - '0');
  double power = 1;
  for (int i = 0; i < std::abs(exponent); ++i) power *= 10;
  return exponent < 0 ? value / power : value * power;
}

}  // namespace

Decimal exact_decimal(double value) {
  const std::uint64_t bits = bits_of(std::fabs(value));
  return exact_decimal(mantissa_of(bits), exponent_of(bits));
}

void round_digits(Decimal& decimal, int count) {
  std::string& digits = decimal.digits;
  if (count >= static_cast<int>(digits.size())) return;
  if (count < 0) {
    decimal = {};
    return;
  }
  const auto kept = static_cast<std::size_t>(count);
  const bool odd = kept > 0 && (digits[kept - 1] - '0') % 2 == 1;
  const bool tie = digits[kept] == '5' && kept + 1 == digits.size();
  const bool up = tie ? odd : digits[kept] >= '5';
  digits.erase(kept);
  if (up) {
    digits.insert(0, 1, '0');
    ++decimal.point;
    std::size_t at = kept;
    while (digits[at] == '9') digits[at--] = '0';
    ++digits[at];
  }
  trim(decimal);
}

double nearest_double(Decimal decimal) {
  constexpr int exact_power = 22;  // the largest power of ten that is a double
  constexpr std::uint64_t margin = 1024;
  trim(decimal);
  if (decimal.digits.empty() || decimal.point < -400) return 0;
  if (decimal.point > 400) return std::numeric_limits<double>::infinity();
  const double near = estimate(decimal);
  const int size = static_cast<int>(decimal.digits.size());
  if (size <= 15 && std::abs(decimal.point - size) <= exact_power) return near;
  std::uint64_t low = 0;
  std::uint64_t high = infinity_bits;
  const std::uint64_t middle = bits_of(near);
  if (middle > margin && middle < infinity_bits - margin && !reaches(middle - margin, decimal) &&
      reaches(middle + margin, decimal)) {
    low = middle - margin;
    high = middle + margin;
  }
  while (low < high) {
    const std::uint64_t bits = low + (high - low) / 2;
    if (reaches(bits, decimal))
      high = bits;
    else
      low = bits + 1;
  }
  return from_bits(low);
}

}  // namespace picker
