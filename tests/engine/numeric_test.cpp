#include "engine/numbers/numeric.h"

#include "engine/numbers/root.h"

#include <gtest/gtest.h>

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

namespace picker {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr int sweep_length = 200000;

// Counter-based, so that every platform sweeps the same numbers without any library function.
class Sweep {
 public:
  std::uint64_t next_bits() {
    counter_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = counter_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  double uniform(double low, double high) {
    return low + (high - low) * (static_cast<double>(next_bits() >> 11) * 0x1p-53);
  }

  // Every binary exponent is equally likely, from 2^low to 2^high.
  double any_magnitude(int low, int high) {
    const std::uint64_t exponents = static_cast<std::uint64_t>(high - low);
    const std::uint64_t exponent = static_cast<std::uint64_t>(low + 1023) + next_bits() % exponents;
    const std::uint64_t bits = (exponent << 52) | (next_bits() >> 12);
    double x = 0;
    std::memcpy(&x, &bits, sizeof x);
    return x;
  }

 private:
  std::uint64_t counter_ = 0;
};

// FNV-1a over the bits of every result.
class Digest {
 public:
  void add(double x) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &x, sizeof bits);
    for (int byte = 0; byte < 8; ++byte) {
      value_ = (value_ ^ ((bits >> (8 * byte)) & 0xff)) * 0x100000001b3u;
    }
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325u;
};

// Distance in units of the last place of the true value.
double ulps(double got, long double wanted) {
  const double magnitude = std::fabs(static_cast<double>(wanted));
  if (magnitude == infinity) return got == static_cast<double>(wanted) ? 0 : infinity;
  const double ulp = std::nextafter(magnitude, infinity) - magnitude;
  const long double distance = std::fabs(static_cast<long double>(got) - wanted);
  return static_cast<double>(distance / static_cast<long double>(ulp));
}

// The largest error seen, and where.
struct Worst {
  double error_ulp = 0;
  double at = 0;
  double at_exponent = 0;

  void see(double error, double x, double exponent = 0) {
    if (error <= error_ulp) return;
    error_ulp = error;
    at = x;
    at_exponent = exponent;
  }
  void expect_below(double limit_ulp, const char* name) const {
    testing::Test::RecordProperty(name, std::to_string(error_ulp));
    EXPECT_LT(error_ulp, limit_ulp) << "at " << at << ", " << at_exponent;
  }
};

TEST(Numeric, ExpAgreesWithTheLibrary) {
  Sweep sweep;
  Worst worst;
  for (int i = 0; i < sweep_length; ++i) {
    const double wide = sweep.uniform(-745, 709.7);
    worst.see(ulps(numeric::exp(wide), std::exp(static_cast<long double>(wide))), wide);
    const double small = sweep.any_magnitude(-60, 2) * (i % 2 == 0 ? 1 : -1);
    worst.see(ulps(numeric::exp(small), std::exp(static_cast<long double>(small))), small);
  }
  worst.expect_below(4, "exp_ulp");
}

TEST(Numeric, LogAgreesWithTheLibrary) {
  Sweep sweep;
  Worst worst;
  for (int i = 0; i < sweep_length; ++i) {
    const double wide = sweep.any_magnitude(-1022, 1023);
    worst.see(ulps(numeric::log(wide), std::log(static_cast<long double>(wide))), wide);
    const double near_one = sweep.uniform(0.5, 2);
    worst.see(ulps(numeric::log(near_one), std::log(static_cast<long double>(near_one))), near_one);
    const double at_one = 1 + sweep.any_magnitude(-52, 0) * (i % 2 == 0 ? 1 : -0.5);
    worst.see(ulps(numeric::log(at_one), std::log(static_cast<long double>(at_one))), at_one);
    const double subnormal = sweep.any_magnitude(-1022, -1000) * 0x1p-40;
    if (subnormal > 0) {
      worst.see(ulps(numeric::log(subnormal), std::log(static_cast<long double>(subnormal))), subnormal);
    }
  }
  worst.expect_below(4, "log_ulp");
}

TEST(Numeric, PowAgreesWithTheLibrary) {
  Sweep sweep;
  Worst worst;
  const auto compare = [&worst](double base, double exponent) {
    const long double wanted = std::pow(static_cast<long double>(base), static_cast<long double>(exponent));
    if (wanted > DBL_MAX || wanted < DBL_MIN) return;
    worst.see(ulps(numeric::pow(base, exponent), wanted), base, exponent);
  };
  for (int i = 0; i < sweep_length; ++i) {
    const double sign = i % 2 == 0 ? 1 : -1;
    const double any_base = sweep.any_magnitude(-1022, 1023);
    compare(any_base, sign * sweep.any_magnitude(-20, 1));
    const double near_base = sweep.uniform(0.5, 2);
    compare(near_base, sign * sweep.any_magnitude(-10, 12));
    // The base next to 1 and the exponent as large as the result allows.
    const int closeness = -1 - i % 52;
    const double nearest_base = 1 + sign * sweep.any_magnitude(closeness, closeness + 1) * 0.5;
    compare(nearest_base, std::ldexp(sweep.uniform(-700, 700), -closeness));
    // As in the serving model: 1 - k/E to a batch, and small times to a power near 1.
    const double idle_share = sweep.uniform(0.5, 1);
    compare(idle_share, sweep.uniform(1, 2048));
    compare(sweep.any_magnitude(-40, 8), 1.1383123525403949);
  }
  worst.expect_below(32, "pow_ulp");
}

TEST(Numeric, CosTwoPiAgreesWithTheLibrary) {
  constexpr long double two_pi = 6.283185307179586476925286766559005768L;
  Sweep sweep;
  Worst worst;
  for (int i = 0; i < sweep_length; ++i) {
    const double turns = i % 2 == 0 ? sweep.uniform(-1, 1) : sweep.any_magnitude(-60, 0);
    // Next to a zero the sine of the distance to it is the accurate form.
    const double fraction = turns - std::floor(turns);
    long double wanted = std::cos(two_pi * static_cast<long double>(turns));
    if (std::fabs(wanted) < 0.5L) {
      const bool first_half = fraction < 0.5;
      const double distance = fraction - (first_half ? 0.25 : 0.75);
      wanted = (first_half ? -1 : 1) * std::sin(two_pi * static_cast<long double>(distance));
    }
    worst.see(ulps(numeric::cos_two_pi(turns), wanted), turns);
  }
  worst.expect_below(4, "cos_two_pi_ulp");
}

// Expected values: Newton's method on the complementary error function in 1,500-bit arithmetic.
TEST(Numeric, NormalQuantileAgreesWithHighPrecision) {
  struct Point {
    double p;
    double z;
  };
  constexpr Point points[] = {{5e-324, -38.467405617144344},
                              {1e-310, -37.663060331949524},
                              {2.2250738585072014e-308, -37.5193793471445},
                              {1e-250, -33.79958617269484},
                              {1e-200, -30.20559417957964},
                              {1e-150, -26.122961190593983},
                              {1e-100, -21.273453560965326},
                              {1e-60, -16.39727821271871},
                              {1e-30, -11.464024688443615},
                              {1e-20, -9.262340089798407},
                              {1.3e-11, -6.667611456510741},
                              {1.4e-11, -6.656723091518184},
                              {1e-09, -5.9978070150076865},
                              {1e-06, -4.753424308822899},
                              {0.0001, -3.7190164854556804},
                              {0.001, -3.0902323061678136},
                              {0.01, -2.326347874040841},
                              {0.025, -1.9599639845400543},
                              {0.05, -1.6448536269514726},
                              {0.0749, -1.4402382675279637},
                              {0.075, -1.439531470938456},
                              {0.0751, -1.43882539275254},
                              {0.1, -1.2815515655446004},
                              {0.15, -1.0364333894937896},
                              {0.2, -0.8416212335729142},
                              {0.25, -0.6744897501960817},
                              {0.3, -0.5244005127080408},
                              {0.4, -0.2533471031357997},
                              {0.45, -0.12566134685507402},
                              {0.49, -0.025068908258711057},
                              {0.4999, -0.00025066283008800747},
                              {0.49999999, -2.5066282733116222e-08},
                              {0.500001, 2.5066282747057052e-06},
                              {0.51, 0.025068908258711057},
                              {0.6, 0.2533471031357997},
                              {0.75, 0.6744897501960817},
                              {0.9, 1.2815515655446006},
                              {0.924, 1.4325027208258119},
                              {0.925, 1.4395314709384561},
                              {0.9251, 1.440238267527964},
                              {0.95, 1.6448536269514722},
                              {0.975, 1.9599639845400538},
                              {0.99, 2.3263478740408408},
                              {0.999, 3.090232306167813},
                              {0.99999, 4.264890793923841},
                              {0.999999999, 5.9978070196016375},
                              {0.9999999999990905, 7.047700256664409},
                              {0.9999999999999998, 8.125890664701906},
                              {0.9999999999999999, 8.209536151601387}};
  Worst worst;
  for (const Point& point : points) worst.see(ulps(numeric::normal_quantile(point.p), point.z), point.p);
  worst.expect_below(4, "normal_quantile_ulp");
}

TEST(Numeric, NormalQuantileIsSymmetricAndRises) {
  double before = -infinity;
  for (int i = 1; i < 4096; ++i) {
    const double p = i / 4096.0;
    EXPECT_EQ(numeric::normal_quantile(p), -numeric::normal_quantile(1 - p));
    EXPECT_GT(numeric::normal_quantile(p), before);
    before = numeric::normal_quantile(p);
  }
  EXPECT_EQ(numeric::normal_quantile(0.5), 0);
}

// Against the square root, and against halving where the function bends sharply.
TEST(Numeric, RootsAreFoundToTheLastDigits) {
  Sweep sweep;
  for (int i = 0; i < 1000; ++i) {
    const double square = sweep.uniform(1, 1e6);
    int evaluations = 0;
    const auto parabola = [&](double x) {
      ++evaluations;
      return square - x * x;
    };
    const double root = numeric::find_root(parabola, std::sqrt(square) / 10, std::sqrt(square) * 3);
    EXPECT_NEAR(root, std::sqrt(square), 1e-14 * root);
    EXPECT_LE(evaluations, 30);
    const double bend = sweep.uniform(1, 100);
    const double steep = sweep.uniform(1, 1e6);
    const auto f = [&](double x) {
      ++evaluations;
      return 10 + (x > bend ? -steep * (x - bend) : 0.1 * (bend - x));
    };
    double low = 1, high = 1000;
    for (int halving = 0; halving < 60; ++halving) {
      const double middle = (low + high) / 2;
      (f(middle) > 0 ? low : high) = middle;
    }
    evaluations = 0;
    EXPECT_NEAR(numeric::find_root(f, 1, 1000), low, 1e-13 * low);
    EXPECT_LE(evaluations, 110);
  }
  EXPECT_EQ(numeric::find_root([](double) { return -1.0; }, 2, 3), 2);
  EXPECT_EQ(numeric::find_root([](double) { return 1.0; }, 2, 3), 3);
}

TEST(Numeric, SpecialCases) {
  EXPECT_EQ(numeric::exp(0), 1);
  EXPECT_EQ(numeric::exp(710), infinity);
  EXPECT_EQ(numeric::exp(infinity), infinity);
  EXPECT_LT(numeric::exp(709.78), infinity);
  EXPECT_EQ(numeric::exp(-746), 0);
  EXPECT_EQ(numeric::exp(-infinity), 0);
  EXPECT_GT(numeric::exp(-745), 0);

  EXPECT_EQ(numeric::log(1), 0);
  EXPECT_EQ(numeric::log(0), -infinity);
  EXPECT_EQ(numeric::log(-0.0), -infinity);
  EXPECT_EQ(numeric::log(infinity), infinity);
  EXPECT_TRUE(std::isnan(numeric::log(-1)));

  EXPECT_EQ(numeric::pow(2, 0), 1);
  EXPECT_EQ(numeric::pow(1, 1e300), 1);
  EXPECT_EQ(numeric::pow(2, 10), 1024);
  EXPECT_EQ(numeric::pow(2, 1024), infinity);
  EXPECT_EQ(numeric::pow(2, -1075), 0);
  EXPECT_EQ(numeric::pow(2, -1074), 0x1p-1074);
  EXPECT_EQ(numeric::pow(0.5, 1e300), 0);
  EXPECT_EQ(numeric::pow(0.5, -infinity), infinity);
  EXPECT_EQ(numeric::pow(0, 3), 0);
  EXPECT_EQ(numeric::pow(0, -3), infinity);
  EXPECT_EQ(numeric::pow(0, 0), 1);
  EXPECT_EQ(numeric::pow(infinity, -1), 0);
  EXPECT_TRUE(std::isnan(numeric::pow(-2, 2)));

  EXPECT_EQ(numeric::cos_two_pi(0), 1);
  EXPECT_EQ(numeric::cos_two_pi(0.25), 0);
  EXPECT_EQ(numeric::cos_two_pi(-0.5), -1);
  EXPECT_EQ(numeric::cos_two_pi(12.75), 0);
  EXPECT_EQ(numeric::cos_two_pi(1e15), 1);
  EXPECT_TRUE(std::isnan(numeric::cos_two_pi(infinity)));

  EXPECT_EQ(numeric::normal_quantile(0), -infinity);
  EXPECT_EQ(numeric::normal_quantile(1), infinity);
  EXPECT_TRUE(std::isnan(numeric::normal_quantile(-0.1)));
  EXPECT_TRUE(std::isnan(numeric::normal_quantile(1.1)));
}

TEST(Numeric, NotANumberStaysOne) {
  EXPECT_TRUE(std::isnan(numeric::exp(not_a_number)));
  EXPECT_TRUE(std::isnan(numeric::log(not_a_number)));
  EXPECT_TRUE(std::isnan(numeric::pow(not_a_number, 0)));
  EXPECT_TRUE(std::isnan(numeric::pow(1, not_a_number)));
  EXPECT_TRUE(std::isnan(numeric::cos_two_pi(not_a_number)));
  EXPECT_TRUE(std::isnan(numeric::normal_quantile(not_a_number)));
}

// The point of the module: one digest for every compiler, optimisation level and CPU.
TEST(Numeric, SameBitsEverywhere) {
  Sweep sweep;
  Digest digest;
  for (int i = 0; i < sweep_length; ++i) {
    digest.add(numeric::exp(sweep.uniform(-750, 715)));
    digest.add(numeric::log(sweep.any_magnitude(-1022, 1023)));
    const double base = sweep.any_magnitude(-40, 40);
    digest.add(numeric::pow(base, sweep.uniform(-30, 30)));
    digest.add(numeric::cos_two_pi(sweep.uniform(-100, 100)));
    digest.add(numeric::normal_quantile(sweep.any_magnitude(-80, 0)));
  }
  EXPECT_EQ(digest.value(), 8124654007926700460u);
}

}  // namespace
}  // namespace picker
