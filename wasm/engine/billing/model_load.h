// Model load: how long a replica takes from its start to its first token, and whether that time is billed.
#pragma once

#include "terms.h"

namespace picker {

// Where a platform names no cold start. Assumed: half a minute to get the machine, weights at 2.5 GB/s (1 to
// 5 are seen), 40 s for the engine to begin (20 to 60).
constexpr double assumed_provision_s = 30;
constexpr double assumed_load_bytes_per_s = 2.5e9;
constexpr double assumed_engine_start_s = 40;

inline double modelled_cold_start_s(double weights_bytes) {
  return assumed_provision_s + weights_bytes / assumed_load_bytes_per_s + assumed_engine_start_s;
}

// Of one start.
inline double billed_load_s(const BillingTerms& terms) { return terms.bills_load ? terms.cold_start_s : 0; }

}  // namespace picker
