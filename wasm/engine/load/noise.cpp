#include "noise.h"

#include "../numbers/numeric.h"

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace picker {
namespace {

// SplitMix64 as a counter-based generator: the k-th draw needs no draw before it.
// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
double uniform(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t bits = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
  bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
  bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
  bits ^= bits >> 31;
  return (static_cast<double>(bits >> 11) + 0.5) * 0x1p-53;
}

}  // namespace

std::vector<double> demand_noise(int steps, double step_s, double relative_sd, double correlation_s,
                                 unsigned long long seed) {
  const double variance = numeric::log(1 + relative_sd * relative_sd);
  const double sd = std::sqrt(variance);
  const double kept = numeric::exp(-step_s / correlation_s);
  const double added = std::sqrt(1 - kept * kept);
  std::vector<double> factors(static_cast<std::size_t>(steps));
  double z = numeric::normal_quantile(uniform(seed, 0));
  double sum = 0;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    factors[i] = numeric::exp(sd * z - variance / 2);
    sum += factors[i];
    z = kept * z + added * numeric::normal_quantile(uniform(seed, i + 1));
  }
  for (double& factor : factors) factor *= steps / sum;
  return factors;
}

}  // namespace picker
