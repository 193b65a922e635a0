// Idle window: how long a replica stays warm after its last request, and whether that time is billed.
#pragma once

#include "terms.h"

#include <optional>

namespace picker {

// Where a platform names none. Assumed: between RunPod's 5 s and Fireworks' hour, as Baseten and Modal let
// one choose.
constexpr double assumed_idle_window_s = 300;

// From the last arrival until the replica stops.
inline double hold_s(double request_s, const BillingTerms& terms) { return request_s + terms.idle_window_s; }

// What of the hold bills.
inline double billed_hold_s(double request_s, const BillingTerms& terms) {
  return terms.bills_idle ? hold_s(request_s, terms) : request_s;
}

}  // namespace picker
