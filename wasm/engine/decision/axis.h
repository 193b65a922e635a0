// Axes: the inputs that bills are compared over, each as a change of a request.
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
  enum class Kind {
    requests_per_day,
    utilization,
    input_share,
    amount,
    own_amount,  // one that is empty as long as the founder does not give it
    load,
    sla,
    override_multiplier,
    dedicated,   // a switch: 0 is off, 1 is on
    compliance,  // the same
  };
  Kind kind = Kind::requests_per_day;
  double Workload::*amount = nullptr;  // kind amount
  std::optional<double> Workload::*own_amount = nullptr;
  double Load::*load = nullptr;  // kind load
  std::optional<double> Sla::*sla = nullptr;
  Override multiplier;      // kind override_multiplier; its value is the axis
  std::string requirement;  // kind compliance
};

// Axes that change nothing but how many requests there are.
inline bool is_volume(const Axis& axis) {
  return axis.kind == Axis::Kind::requests_per_day || axis.kind == Axis::Kind::utilization;
}

// Axes that change how many replicas follow the day. Burstiness counts for the rate that keeps a limit.
inline bool changes_load(const Axis& axis) {
  return axis.kind == Axis::Kind::load && axis.load != &Load::burst_cv;
}

inline bool is_switch(const Axis& axis) {
  return axis.kind == Axis::Kind::dedicated || axis.kind == Axis::Kind::compliance;
}

// The request with the axis at `value`. `utilization` leaves it as it is: it is a share of what one replica
// of an offer carries.
Request at_axis(const Request& request, const Axis& axis, double value);

// Both offers as one value of an axis prices them; empty where one has no price there.
class PairOverAxis {
 public:
  virtual std::optional<PricedPair> at(double value) const = 0;

 protected:
  ~PairOverAxis() = default;
};

// Two offers of a request's model, priced again for each value of an axis. The catalogue, the request and the
// axis must outlive it.
class PairPricer final : public PairOverAxis {
 public:
  PairPricer(const Catalog& catalog, const Request& request, const Axis& axis, const Offer& a,
             const Offer& b);

  std::optional<PricedPair> at(double value) const override;

 private:
  const Catalog& catalog_;
  const Request& request_;
  const Axis& axis_;
  std::shared_ptr<const LoadSeries> load_;  // of the request; most axes leave it as it is
  Offer a_;
  Offer b_;
};

}  // namespace picker
