// Simulated replicas: what the autoscaler simulation has beside or instead of the closed form of the first
// one.
#pragma once

#include "../billing/terms.h"
#include "load_series.h"
#include "replica_day.h"

#include <vector>

namespace picker {

// Where demand varies: the first replica's bill is there, and what the simulation has additional ones do
// comes on top. A fluid never lets a replica idle between single requests, and one replica never needs a
// second, so each stands for what it sees.
void add_additional_replicas(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                             double load, BilledDay& day, std::vector<LoadHour>* hours);

// Where idle time is free, the simulation alone: the closed form bills the time in which any request runs,
// this the work alone, and neither holds a part that the other misses.
void add_simulated(const LoadSeries& series, const BillingTerms& terms, const Service& service, double load,
                   BilledDay& day, std::vector<LoadHour>* hours);

}  // namespace picker
