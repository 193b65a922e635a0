#include "autoscaler.h"

#include "../billing/granularity.h"
#include "../billing/minimum_charge.h"
#include "shape.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace picker {
namespace {

constexpr double demand_memory_s = 30;  // of the scaler's moving mean
constexpr double queue_goal_s = 60;     // it starts replicas to empty the queue in this time
constexpr double quiet_load = 1e-3;     // a mean below it counts as none
constexpr double rounding = 1e-9;

class Simulation {
 public:
  Simulation(const DemandSteps& demand, double mean_load, double target, const BillingTerms& terms)
      : demand_(demand), mean_load_(mean_load), target_(target), terms_(terms), average_(mean_load) {
    first_ = static_cast<std::size_t>(std::max(1.0, terms.minimum_replicas));
    const double begin = -demand.before * demand.step_s;
    starts_.assign(static_cast<std::size_t>(terms.minimum_replicas), begin - terms.cold_start_s);
    ready_ = starts_.size();
  }

  SimulatedPeriod run() {
    const int steps = static_cast<int>(demand_.relative.size());
    period_.hours.resize(static_cast<std::size_t>(std::ceil(steps * demand_.step_s / seconds_per_hour)));
    for (int i = -demand_.before; i < steps; ++i) step(i, i < 0 ? (i % steps + steps) % steps : i);
    for (SimulatedHour& hour : period_.hours)
      for (double* sum : {&hour.demand, &hour.ready, &hour.billed, &hour.further.ready, &hour.further.billed})
        *sum /= seconds_per_hour;
    return std::move(period_);
  }

 private:
  void step(int index, int at) {
    const double dt = demand_.step_s;
    const double now = index * dt;
    const double load = mean_load_ * demand_.relative[static_cast<std::size_t>(at)];
    while (ready_ < starts_.size() && starts_[ready_] + terms_.cold_start_s <= now) ++ready_;
    const double served_s = std::min(queue_s_ + load * dt, static_cast<double>(ready_) * dt);
    queue_s_ += load * dt - served_s;
    hour_ = index < 0 ? nullptr : &period_.hours[static_cast<std::size_t>(now / seconds_per_hour)];
    if (hour_) measure(load * dt, served_s);
    average_ += (load - average_) * dt / demand_memory_s;
    scale(now);
  }

  void measure(double work_s, double served_s) {
    const double dt = demand_.step_s;
    const double ready_s = static_cast<double>(ready_) * dt;
    const double starting_s = static_cast<double>(starts_.size() - ready_) * dt;
    const double billed_s = (terms_.bills_idle ? ready_s : served_s) + (terms_.bills_load ? starting_s : 0);
    period_.work_s += work_s;
    period_.peak_replicas = std::max(period_.peak_replicas, static_cast<double>(ready_));
    if (ready_ == 0) period_.work_without_replica_s += work_s;
    hour_->demand += work_s;
    hour_->ready += ready_s;
    bill(billed_s);
    if (starts_.size() > first_) measure_further(served_s);
  }

  void bill(double billed_s) {
    period_.billed_s += billed_s;
    hour_->billed += billed_s;
  }

  // The oldest serve first.
  void measure_further(double served_s) {
    const double dt = demand_.step_s;
    const double ready_s = static_cast<double>(std::max(ready_, first_) - first_) * dt;
    const double starting_s = static_cast<double>(starts_.size() - std::max(ready_, first_)) * dt;
    const double run_s =
        terms_.bills_idle ? ready_s : std::max(served_s - static_cast<double>(first_) * dt, 0.0);
    period_.further.ready += ready_s;
    hour_->further.ready += ready_s;
    bill_further(run_s + (terms_.bills_load ? starting_s : 0));
  }

  void bill_further(double billed_s) {
    period_.further.billed += billed_s;
    hour_->further.billed += billed_s;
  }

  std::size_t wanted() const {
    if (average_ <= quiet_load && queue_s_ == 0) return static_cast<std::size_t>(terms_.minimum_replicas);
    const double replicas = std::ceil(average_ / target_ + queue_s_ / queue_goal_s - rounding);
    return static_cast<std::size_t>(std::max(terms_.minimum_replicas, replicas));
  }

  void scale(double now) {
    const std::size_t want = wanted();
    if (want > starts_.size()) {
      if (hour_) count_starts(want);
      starts_.resize(want, now);
    } else if (want < ready_) {
      if (!quiet_since_) quiet_since_ = now;
      if (now - *quiet_since_ < terms_.idle_window_s) return;
      stop_all_but(want, now);
    }
    quiet_since_.reset();
  }

  void count_starts(std::size_t want) {
    const double more = static_cast<double>(want - starts_.size());
    const double further = static_cast<double>(std::max(want, first_) - std::max(starts_.size(), first_));
    period_.starts += more;
    hour_->starts += more;
    period_.further.starts += further;
    hour_->further.starts += further;
  }

  // The youngest go first, their lives rounded as the platform bills them.
  void stop_all_but(std::size_t want, double now) {
    for (std::size_t i = want; hour_ && i < ready_; ++i) {
      const double life_s = now - starts_[i] - (terms_.bills_load ? 0 : terms_.cold_start_s);
      const double rounding_s = at_least(rounded_up_s(life_s, terms_), terms_) - life_s;
      bill(rounding_s);
      if (i >= first_) bill_further(rounding_s);
    }
    const auto at = [&](std::size_t i) { return starts_.begin() + static_cast<std::ptrdiff_t>(i); };
    starts_.erase(at(want), at(ready_));
    ready_ = want;
  }

  const DemandSteps& demand_;
  const double mean_load_;
  const double target_;
  const BillingTerms& terms_;
  std::size_t first_ = 1;  // replicas that are not further ones
  SimulatedPeriod period_;
  SimulatedHour* hour_ = nullptr;  // of the step, null while warming up
  std::vector<double> starts_;     // of the replicas, oldest first; the first ready_ serve
  std::size_t ready_ = 0;
  double queue_s_ = 0;  // work that waits
  double average_;      // moving mean of the demand
  std::optional<double> quiet_since_;
};

}  // namespace

SimulatedPeriod simulate_autoscaler(const DemandSteps& demand, double mean_load, double target,
                                    const BillingTerms& terms) {
  return Simulation(demand, mean_load, target, terms).run();
}

}  // namespace picker
