// Minimum replicas: what runs although demand does not need it.
#pragma once

#include "terms.h"

namespace picker {

// Replicas that run with no request at all: what does not stop by itself keeps one.
inline double replicas_at_rest(const BillingTerms& terms) {
  const double kept = follows_demand(terms.scale_to_zero) ? 0 : 1;
  return terms.minimum_replicas > kept ? terms.minimum_replicas : kept;
}

}  // namespace picker
