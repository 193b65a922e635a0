// Axes: the inputs that a break-even can be sought over, each as a change of a request.
// Never knows the range that makes sense for an axis: that is the field table's.
#pragma once

#include "decision.h"

namespace picker {

// Two offers as one request prices them.
struct PricedPair {
  PricedOffer a;
  PricedOffer b;
  double requests_per_day = 0;
};

struct Axis {
  enum class Kind { requests_per_day, utilization, input_share, amount, load, sla, override_multiplier };
  Kind kind = Kind::requests_per_day;
  double Workload::*amount = nullptr;  // kind amount
  double Load::*load = nullptr;        // kind load
  std::optional<double> Sla::*sla = nullptr;
  Override multiplier;  // kind override_multiplier; its value is the axis
};

// The request with the axis at `value`. `utilization` leaves it as it is: it is a share of what one replica
// of an offer carries.
Request at_axis(const Request& request, const Axis& axis, double value);

// Two offers of a request's model, to be priced again for changed requests. The catalogue must outlive it.
class PairPricer {
 public:
  PairPricer(const Catalog& catalog, const Request& request, const Offer& a, const Offer& b);

  // Both as `request` prices them, which may differ from the first one in all but the models, the precisions
  // and the day; empty where one has no price or cannot keep the limits.
  std::optional<PricedPair> operator()(const Request& request) const;

 private:
  const Catalog& catalog_;
  std::shared_ptr<const LoadSeries> load_;  // of the first request; most axes leave it as it is
  std::vector<Offer> offers_;               // a, b, and what their share that can wait is billed at
  const Offer* batch_a_ = nullptr;
  const Offer* batch_b_ = nullptr;
};

}  // namespace picker
