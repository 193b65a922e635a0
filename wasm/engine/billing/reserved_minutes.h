// Reserved minutes: time of a day that is billed whether a replica ran or not.
#pragma once

#include "terms.h"

namespace picker {

// Replica-seconds billed for a day in which `billed_s` were.
inline double with_reserved_s(double billed_s, const BillingTerms& terms) {
  return billed_s > terms.floor_s_per_day ? billed_s : terms.floor_s_per_day;
}

}  // namespace picker
