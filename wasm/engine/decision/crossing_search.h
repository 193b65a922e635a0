// Crossing search: walks two bills along one axis and finds where they change places. Between two points it
// looks as closely as the bills bend and step there; what it looks at in all is bounded. Never prices
// anything.
#pragma once

#include "crossing.h"

#include <optional>
#include <vector>

namespace picker {

// Both bills at one value of the axis.
struct BillPair {
  double value = 0;
  double usd_a = 0;
  double usd_b = 0;
  // What one replica more or less moves each bill by, and how many there are: 0 where none step.
  double step_usd_a = 0, replicas_a = 0;
  double step_usd_b = 0, replicas_b = 0;
  bool simulated = false;  // the bills carry the noise of a simulation

  double difference() const { return usd_a - usd_b; }
};

BillPair bill_pair(double value, const Bill& a, const Bill& b);

// Two bills along an axis: empty where one of them has no price.
class BillCurve {
 public:
  virtual std::optional<BillPair> at(double value) const = 0;

 protected:
  ~BillCurve() = default;
};

// Values are passed from small to large.
class CrossingSearch {
 public:
  explicit CrossingSearch(BreakEven& found) : found_(found) {}

  // A piece of the volume on which both bills are straight.
  void straight(const PricedOffer& a, const PricedOffer& b, double from, double to);

  // From one point of a grid to the next, with what hides between them: where a bill steps, where the two
  // come near each other and part again, and where one begins or ends to have a price. The last value that
  // was looked at is the grid's last, or where the work that this may take was used up.
  double walk(const BillCurve& curve, const std::vector<double>& grid);

 private:
  struct Look {
    double value = 0;
    std::optional<BillPair> bills;
  };

  void between(const BillCurve& curve, const Look& low, const Look& high);
  void next(const BillCurve& curve, const Look& look);
  void close_in(const BillCurve& curve, BillPair high);
  void record(const BillPair& below, bool at_step);

  BreakEven& found_;
  int last_sign_ = 0;  // of a's bill minus b's
  BillPair last_{};
  double walked_to_ = 0;
  double nearest_ = 0;  // values nearer than this count as one
  double nearest_simulated_ = 0;
  int looks_left_ = 0;
};

}  // namespace picker
