// Billed table: what the autoscaler simulation finds over the mean load, for one load and one set of terms.
// It is simulated at the mean loads of one fixed grid, each when first asked for; a load between two of them
// is a share of each. So a bill is a mean over the loads near it, not the chance of how one load meets the
// noise.
#pragma once

#include "autoscaler.h"
#include "load_series.h"

namespace picker {

// A period at this mean load in replicas, > 0. Its peak is a mean too and may be a fraction. The hours are
// simulated anew each time, and only where they are asked for.
SimulatedPeriod simulated_period(const LoadSeries& series, const BillingTerms& terms, double mean_load,
                                 bool with_hours);

}  // namespace picker
