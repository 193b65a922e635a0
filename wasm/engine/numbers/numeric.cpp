#include "numeric.h"

#include "bits.h"

#include <cmath>
#include <cstdint>
#include <limits>

namespace picker::numeric {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
// Always this one: NaNs that arithmetic makes differ in their bits between machines.
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// ln 2 in two parts. The low 21 bits of the first are zero, so that its product with an exponent is exact.
constexpr double ln2_high = 0x1.62e42fee00000p-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

template <int count>
double polynomial(const double (&highest_first)[count], double x) {
  double value = highest_first[0];
  for (int i = 1; i < count; ++i) value = value * x + highest_first[i];
  return value;
}

// A number as the unrounded sum of two doubles.
struct Pair {
  double high = 0;
  double low = 0;
};

bool is_nan(double x) { return x != x; }

// 2^exponent for -1022 <= exponent <= 1023.
double power_of_two(int exponent) { return from_bits(static_cast<std::uint64_t>(exponent + 1023) << 52); }

// Two steps, so that a subnormal result is rounded once and 2^1024 is never formed.
double times_power_of_two(double x, int exponent) {
  const int half = exponent / 2;
  return x * power_of_two(half) * power_of_two(exponent - half);
}

// The upper 26 bits of the fraction; what is left also fits in half a double.
double upper_half(double x) { return from_bits(bits_of(x) & ~((std::uint64_t{1} << 27) - 1)); }

// a * b with its rounding error (Dekker), without a fused multiply-add.
Pair exact_product(double a, double b) {
  const double a_upper = upper_half(a);
  const double b_upper = upper_half(b);
  const double a_lower = a - a_upper;
  const double b_lower = b - b_upper;
  const double product = a * b;
  return {product,
          ((a_upper * b_upper - product) + a_upper * b_lower + a_lower * b_upper) + a_lower * b_lower};
}

// a + b with its rounding error (Knuth).
Pair exact_sum(double a, double b) {
  const double sum = a + b;
  const double b_seen = sum - a;
  return {sum, (a - (sum - b_seen)) + (b - b_seen)};
}

// x = mantissa * 2^exponent with mantissa in about [sqrt(1/2), sqrt(2)), for a finite x above 0.
struct Decomposed {
  double mantissa = 0;
  double exponent = 0;
};

Decomposed decompose(double x) {
  int exponent = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p54;
    exponent = -54;
  }
  const std::uint64_t bits = bits_of(x);
  exponent += static_cast<int>(bits >> 52) - 1023;
  double mantissa = from_bits((bits & 0x000fffffffffffffu) | 0x3ff0000000000000u);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent += 1;
  }
  return {mantissa, static_cast<double>(exponent)};
}

// With s = f / (2 + f) and z = s^2: log(1 + f) = 2 atanh(s) = 2 s + 2/3 s^3 + s z^2 atanh_tail(z).
// |s| stays below 0.172.
double atanh_tail(double z) {
  constexpr double series[] = {2.0 / 23, 2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15,
                               2.0 / 13, 2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5};
  return polynomial(series, z);
}

// log(x) for a finite x above 0, far closer than a double, because pow multiplies its error by up to 745:
// the two leading terms of the series carry their rounding errors along.
Pair log_pair(double x) {
  const Decomposed parts = decompose(x);
  const double f = parts.mantissa - 1;
  const Pair divisor = exact_sum(2, f);
  const double s = f / divisor.high;
  const Pair back = exact_product(s, divisor.high);
  const double s_low = (((f - back.high) - back.low) - s * divisor.low) / divisor.high;

  const Pair z = exact_product(s, s);
  const Pair cube = exact_product(s, z.high);
  const double third = 2 * cube.high / 3;
  const Pair thrice = exact_product(third, 3);
  const double third_low = ((2 * cube.high - thrice.high) - thrice.low + 2 * (cube.low + s * z.low)) / 3;

  const Pair first = exact_sum(parts.exponent * ln2_high, 2 * s);
  const Pair second = exact_sum(first.high, third);
  const double series_low = 2 * s_low * (1 + z.high) + third_low + s * z.high * z.high * atanh_tail(z.high);
  return exact_sum(second.high, second.low + first.low + (parts.exponent * ln2_low + series_low));
}

// e^(high + low) for |high| < 746 and a small low.
double exp_of_pair(double high, double low) {
  const double k = std::floor(high * 1.4426950408889634 + 0.5);
  const double near = high - k * ln2_high;
  const double rest = low - k * ln2_low;
  const double r = near + rest;
  const double r_low = (near - r) + rest;
  // (e^r - 1 - r) / r^2
  constexpr double series[] = {1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800,
                               1.0 / 362880,     1.0 / 40320,     1.0 / 5040,     1.0 / 720,
                               1.0 / 120,        1.0 / 24,        1.0 / 6,        1.0 / 2};
  return times_power_of_two(1 + (r + (r_low + r * r * polynomial(series, r))), static_cast<int>(k));
}

// sin(x) and cos(x) for 0 <= x <= pi/4, from their series.
double small_sin(double x) {
  constexpr double series[] = {1.0 / 355687428096000, -1.0 / 1307674368000, 1.0 / 6227020800, -1.0 / 39916800,
                               1.0 / 362880,          -1.0 / 5040,          1.0 / 120,        -1.0 / 6};
  const double z = x * x;
  return x + x * (z * polynomial(series, z));
}

double small_cos(double x) {
  constexpr double series[] = {1.0 / 20922789888000, -1.0 / 87178291200, 1.0 / 479001600, -1.0 / 3628800,
                               1.0 / 40320,          -1.0 / 720,         1.0 / 24};
  const double z = x * x;
  return 1 - (0.5 * z - z * z * polynomial(series, z));
}

}  // namespace

double exp(double x) {
  if (is_nan(x)) return not_a_number;
  if (x > 709.79) return infinity;
  if (x < -745.2) return 0;
  return exp_of_pair(x, 0);
}

double log(double x) {
  if (is_nan(x) || x < 0) return not_a_number;
  if (x == 0) return -infinity;
  if (x == infinity) return infinity;
  const Decomposed parts = decompose(x);
  const double f = parts.mantissa - 1;
  const double s = f / (2 + f);
  const double z = s * s;
  const double tail = z * (2.0 / 3 + z * atanh_tail(z));
  // 2 s = f - s f, and f is exact.
  return parts.exponent * ln2_high + (f - (s * (f - tail) - parts.exponent * ln2_low));
}

double pow(double base, double exponent) {
  if (is_nan(base) || is_nan(exponent) || base < 0) return not_a_number;
  if (exponent == 0 || base == 1) return 1;
  const bool grows = (base > 1) == (exponent > 0);
  const bool beyond_double = exponent > 0x1p65 || exponent < -0x1p65;  // |log(base)| is at least 2^-53
  if (base == 0 || base == infinity || beyond_double) return grows ? infinity : 0;

  const Pair log_base = log_pair(base);
  const Pair product = exact_product(exponent, log_base.high);
  if (product.high > 710) return infinity;
  if (product.high < -746) return 0;
  return exp_of_pair(product.high, product.low + exponent * log_base.low);
}

double cos_two_pi(double turns) {
  constexpr double two_pi = 0x1.921fb54442d18p+2;
  if (is_nan(turns) || turns == infinity || turns == -infinity) return not_a_number;
  // Every subtraction here is exact, so the only error is that of the series.
  double t = turns < 0 ? -turns : turns;
  t -= std::floor(t);
  if (t > 0.5) t = 1 - t;
  const bool negative = t > 0.25;
  if (negative) t = 0.5 - t;
  const double value = t <= 0.125 ? small_cos(two_pi * t) : small_sin(two_pi * (0.25 - t));
  return negative ? -value : value;
}

double normal_quantile(double p) {
  constexpr double centre_numerator[] = {
      2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
      1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.387132872796366608};
  constexpr double centre_denominator[] = {
      5.226495278852854561e3,  2.8729085735721942674e4, 3.930789580009271061e4,  2.1213794301586595867e4,
      5.3941960214247511077e3, 6.871870074920579083e2,  4.2313330701600911252e1, 1};
  constexpr double tail_numerator[] = {
      7.7454501427834140764e-4, 2.27238449892691845833e-2, 2.4178072517745061177e-1, 1.27045825245236838258,
      3.64784832476320460504,   5.7694972214606914055,     4.6303378461565452959,    1.42343711074968357734};
  constexpr double tail_denominator[] = {
      1.05075007164441684324e-9, 5.475938084995344946e-4, 1.51986665636164571966e-2, 1.4810397642748007459e-1,
      6.8976733498510000455e-1,  1.6763848301838038494,   2.05319162663775882187,    1};
  constexpr double far_numerator[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5,
                                      1.2426609473880784386e-3,  2.6532189526576123093e-2,
                                      2.9656057182850489123e-1,  1.7848265399172913358,
                                      5.4637849111641143699,     6.6579046435011037772};
  constexpr double far_denominator[] = {
      2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
      1.48753612908506148525e-2,  1.3692988092273580531e-1, 5.9983220655588793769e-1, 1};
  if (is_nan(p) || p < 0 || p > 1) return not_a_number;
  if (p == 0) return -infinity;
  if (p == 1) return infinity;
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(centre_numerator, r) / polynomial(centre_denominator, r);
  }
  const double r = std::sqrt(-log(q < 0 ? p : 1 - p));
  const double z = r <= 5 ? polynomial(tail_numerator, r - 1.6) / polynomial(tail_denominator, r - 1.6)
                          : polynomial(far_numerator, r - 5) / polynomial(far_denominator, r - 5);
  return q < 0 ? -z : z;
}

}  // namespace picker::numeric
