// Minimum charge: the least time that one start of a replica bills.
#pragma once

#include "terms.h"

namespace picker {

inline double at_least(double billed_s, const BillingTerms& terms) {
  return billed_s > terms.minimum_charge_s ? billed_s : terms.minimum_charge_s;
}

}  // namespace picker
