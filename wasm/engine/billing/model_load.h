// Model load: how long a replica takes from its start to its first token, and whether that time is billed.
#pragma once

#include "terms.h"

#include <optional>

namespace picker {

// Where a platform names no cold start. Assumed: half a minute to get the machine, weights at 2.5 GB/s (1 to
// 5 are seen), 40 s for the engine to begin (20 to 60).
constexpr double assumed_provision_s = 30;
constexpr double assumed_load_bytes_per_s = 2.5e9;
constexpr double assumed_engine_start_s = 40;

inline double modelled_cold_start_s(double weights_bytes) {
  return assumed_provision_s + weights_bytes / assumed_load_bytes_per_s + assumed_engine_start_s;
}

// What a listed cold start is for a model of so many bytes. Where the card says for which model it was read,
// loading takes as long as the weights are large; where it does not, it is that of a model on one GPU, and
// what is beyond 80 GB is loaded as assumed.
constexpr double one_gpu_bytes = 80e9;

inline double listed_cold_start_s(double typical_s, std::optional<double> read_for_gb, double weights_bytes) {
  if (read_for_gb && *read_for_gb > 0) return typical_s * weights_bytes / (*read_for_gb * 1e9);
  const double beyond = weights_bytes - one_gpu_bytes;
  return typical_s + (beyond > 0 ? beyond / assumed_load_bytes_per_s : 0);
}

// Of one start.
inline double billed_load_s(const BillingTerms& terms) { return terms.bills_load ? terms.cold_start_s : 0; }

}  // namespace picker
