// Event simulation: one platform that starts and stops replicas, request by request, to judge the formulas of
// load and billing by. Poisson arrivals under a rate that varies by the hour and by lognormal noise; replicas
// that share their speed among the requests they hold; the fullest one with room takes the next request, and
// a new one starts where all are full. It shares no code with what it judges.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

namespace picker::testing {

struct SimulatedReplica {
  double alone_s = 0;      // of a request that has it to itself
  double saturated_s = 0;  // of the replica for each request, where its slots are taken
  int slots = 1;
  double cold_start_s = 0;
  double idle_window_s = 0;
  double granularity_s = 1;  // each life bills whole steps
  int replicas_most = 1000;  // at one, requests beyond the slots are squeezed in
};

struct SimulatedDays {
  double billed_h_per_day = 0;
  double cold_share = 0;  // of the requests: those that waited for a start
  double starts_per_day = 0;
  double requests_per_day = 0;
};

class EventSimulation {
 public:
  // `rate_over_mean` of an hour of the week.
  EventSimulation(SimulatedReplica kind, double requests_per_day,
                  std::function<double(double)> rate_over_mean, std::uint64_t seed)
      : kind_(kind), rate_per_s_(requests_per_day / 86400), shape_(std::move(rate_over_mean)), state_(seed) {}

  SimulatedDays run(double days) {
    const double end = days * 86400;
    next_arrival();
    while (arrival_ < end) {
      Replica* first = nullptr;
      for (Replica& replica : replicas_)
        if (!first || replica.event < first->event) first = &replica;
      if (first && first->event <= arrival_) {
        step(*first);
      } else {
        now_ = arrival_;
        arrive();
        next_arrival();
      }
    }
    for (const Replica& replica : replicas_) bill(end - replica.started);
    return {billed_s_ / 3600 / days, arrived_ > 0 ? cold_ / arrived_ : 0, starts_ / days, arrived_ / days};
  }

 private:
  struct Replica {
    double started = 0;
    bool ready = false;
    double event = 0;            // its next: ready, one request served, or stopped
    double seen = 0;             // when `served` was worked out
    double served = 0;           // of each request it has held since it started, in requests
    std::vector<double> leaves;  // `served` at which each of its requests is done
  };

  double uniform() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) / 9007199254740992.0;
  }
  double exponential() { return -std::log(uniform()); }
  double normal() { return std::sqrt(2 * exponential()) * std::cos(2 * std::acos(-1.0) * uniform()); }

  // The rate is constant within ten seconds.
  void next_arrival() {
    double due = exponential();
    for (;;) {
      if (arrival_ >= step_end_) {
        const double kept = std::exp(-10.0 / 60), spread = std::log(1 + 0.3 * 0.3);
        noise_ = kept * noise_ + std::sqrt((1 - kept * kept) * spread) * normal();
        rate_ = rate_per_s_ * shape_(std::fmod(step_end_ / 3600, 168)) * std::exp(noise_ - spread / 2);
        step_end_ += 10;
      }
      const double left = (step_end_ - arrival_) * rate_;
      if (left >= due) {
        arrival_ += due / rate_;
        return;
      }
      due -= left;
      arrival_ = step_end_;
    }
  }

  // Of one of n requests: from alone to saturated in proportion.
  double duration_s(double n) const {
    const double full = kind_.slots * kind_.saturated_s;
    return kind_.slots > 1 ? kind_.alone_s + (n - 1) / (kind_.slots - 1) * (full - kind_.alone_s) : full * n;
  }

  void advance(Replica& replica) {
    const auto held = static_cast<double>(replica.leaves.size());
    if (held > 0) replica.served += (now_ - replica.seen) / duration_s(held);
    replica.seen = now_;
  }

  void set_event(Replica& replica) const {
    const auto held = static_cast<double>(replica.leaves.size());
    replica.event = held > 0 ? now_ + (replica.leaves.front() - replica.served) * duration_s(held)
                             : now_ + kind_.idle_window_s;
  }

  void take(Replica& replica) {
    advance(replica);
    replica.leaves.push_back(replica.served + exponential());  // answers vary as much as they are long
    std::push_heap(replica.leaves.begin(), replica.leaves.end(), std::greater<>());
    set_event(replica);
  }

  bool has_room(const Replica& replica) const {
    return replica.ready &&
           (kind_.replicas_most == 1 || static_cast<int>(replica.leaves.size()) < kind_.slots);
  }

  void arrive() {
    ++arrived_;
    Replica* fullest = nullptr;
    int starting = 0;
    for (Replica& replica : replicas_) {
      starting += replica.ready ? 0 : 1;
      if (has_room(replica) && (!fullest || replica.leaves.size() > fullest->leaves.size()))
        fullest = &replica;
    }
    if (fullest) return take(*fullest);
    ++cold_;
    ++waiting_;
    const bool enough = kind_.replicas_most == 1 ? starting > 0 : waiting_ <= starting * kind_.slots;
    if (enough || static_cast<int>(replicas_.size()) >= kind_.replicas_most) return;
    replicas_.push_back({now_, false, now_ + kind_.cold_start_s, now_, 0, {}});
    ++starts_;
  }

  void step(Replica& replica) {
    now_ = replica.event;
    advance(replica);
    if (!replica.ready) {
      replica.ready = true;
    } else if (!replica.leaves.empty()) {
      std::pop_heap(replica.leaves.begin(), replica.leaves.end(), std::greater<>());
      replica.leaves.pop_back();
    } else {
      bill(now_ - replica.started);
      replica = replicas_.back();
      replicas_.pop_back();
      return;
    }
    set_event(replica);
    for (; waiting_ > 0 && has_room(replica); --waiting_) take(replica);
  }

  void bill(double life_s) { billed_s_ += std::ceil(life_s / kind_.granularity_s) * kind_.granularity_s; }

  SimulatedReplica kind_;
  double rate_per_s_;
  std::function<double(double)> shape_;
  std::uint64_t state_;
  double now_ = 0, arrival_ = 0, step_end_ = 0, rate_ = 0, noise_ = 0;
  double billed_s_ = 0, arrived_ = 0, cold_ = 0, starts_ = 0;
  int waiting_ = 0;
  std::deque<Replica> replicas_;
};

}  // namespace picker::testing
