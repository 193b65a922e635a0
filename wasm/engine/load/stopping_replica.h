// Stopping replica: the first replica of an offer that scales to zero, by its closed form at any load.
// Between two requests it idles for its window, then stops; the next request starts it.
#pragma once

#include "../billing/terms.h"
#include "load_series.h"
#include "replica_day.h"

#include <vector>

namespace picker {

// So rarely off that it counts as always on: less than one start a month, and falling with more requests.
bool runs_on(const BillingTerms& terms, const Service& service, double requests_per_s);

// Whether there are moments without a replica: not where so many requests come at any hour that it runs on.
bool first_replica_stops(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                         double requests_per_s);

// Adds it to the day. `hours` gets the means of each hour where it is asked for.
void add_stopping_replica(const LoadSeries& series, const BillingTerms& terms, const Service& service,
                          double requests_per_day, BilledDay& day, std::vector<LoadHour>* hours);

}  // namespace picker
