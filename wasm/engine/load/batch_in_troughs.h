// Batch in troughs: work that may wait fills what the other requests leave of the replicas before it adds
// any.
#pragma once

#include "../billing/terms.h"
#include "replica_day.h"

#include <vector>

namespace picker {

// Adds work of `batch_load` replicas all day to a day that serves `interactive_load`. The idle part of what
// always runs comes first, and of what is billed of replicas that stop. The rest adds whole replicas to those
// that always run, and one run a day, with its start and its idle window, to those that stop.
void add_batch(const BillingTerms& terms, double interactive_load, double batch_load, bool one_replica,
               BilledDay& day);

// The hours of a day with batch work: what was added to the bill runs evenly, the batch takes what is free.
void spread_batch(const Service& service, double batch_requests_per_day, double added_replicas,
                  std::vector<LoadHour>& hours);

}  // namespace picker
