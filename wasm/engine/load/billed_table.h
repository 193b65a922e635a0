// Billed table: what the autoscaler simulation bills over the mean load, at nodes, for one load and one set
// of terms. For curves, samples and first looks; whoever names a number asks the simulation itself.
#pragma once

#include "../billing/terms.h"

#include <vector>

namespace picker {

struct LoadSeries;

class BilledTable {
 public:
  BilledTable(const LoadSeries& series, const BillingTerms& terms);

  const BillingTerms& terms() const { return terms_; }

  // Replica-seconds billed a day at a mean load in replicas, at least that of the first node.
  double billed_replica_s(double mean_load) const;

 private:
  BillingTerms terms_;
  double first_log_ = 0;  // of the first node's mean load
  double step_log_ = 0;
  std::vector<double> billed_per_load_;  // replicas billed for each that the load needs
};

}  // namespace picker
