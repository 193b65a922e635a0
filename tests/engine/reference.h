// Reference: bills a load literally, second by second and request by request, as the design's text says it
// and with none of the engine's arithmetic. Slow, for tests alone. Never prices anything.
#pragma once

#include "engine/billing/terms.h"
#include "engine/load/shape.h"

#include "support/random_requests.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace picker::reference {

constexpr double day_s = 86400;

inline double days_in_period(const Load& load) {
  const bool week = (load.shape == LoadShape::office && load.days_per_week < 7) ||
                    (load.shape == LoadShape::custom && load.hourly.size() == 168);
  return week ? 7 : 1;
}

// The rate at a second, over a scale of its own.
inline double unscaled_rate(const Load& load, double second) {
  const int hour_of_week = static_cast<int>(second / 3600);
  const double hour = second / 3600 - hour_of_week / 24 * 24;
  switch (load.shape) {
    case LoadShape::diurnal: {
      const double pi = 3.14159265358979323846;
      return 1 + load.amplitude * std::cos(2 * pi * (hour - load.peak_hour) / 24);
    }
    case LoadShape::office: {
      int day = hour_of_week / 24;
      bool inside = hour >= load.from_hour && hour < load.to_hour;
      if (load.to_hour <= load.from_hour) {  // over midnight: the morning belongs to the day before
        inside = hour >= load.from_hour || hour < load.to_hour;
        if (hour < load.to_hour) day = (day + 6) % 7;
      }
      return inside && day < load.days_per_week ? 1 : load.night_share;
    }
    case LoadShape::custom:
      return load.hourly[static_cast<std::size_t>(hour_of_week) % load.hourly.size()];
    default:
      return 1;
  }
}

// Demand over its mean, a value a second of the period.
inline std::vector<double> demand_by_second(const Load& load) {
  std::vector<double> demand(static_cast<std::size_t>(days_in_period(load) * day_s));
  double sum = 0;
  for (std::size_t t = 0; t < demand.size(); ++t) {
    demand[t] = unscaled_rate(load, static_cast<double>(t) + 0.5);
    sum += demand[t];
  }
  for (double& value : demand) value *= static_cast<double>(demand.size()) / sum;
  return demand;
}

// How many replicas that always run: n = max(1, ceil(peak / X)), the peak with 1.645 times a noise of 0.3.
inline double replicas_for(const std::vector<double>& demand, bool varies, double least, double work_s,
                           double requests_per_day) {
  if (requests_per_day == 0) return std::max(1.0, least);
  double peak = *std::max_element(demand.begin(), demand.end());
  if (varies) peak *= 1 + 1.645 * 0.3;
  const double x = 1 / work_s;
  double n = std::max(1.0, least);
  while (n * x < peak * requests_per_day / day_s * (1 - 1e-9)) n += 1;
  return n;
}

// Of replicas that run all day: each of their seconds.
inline double always_on_s(double replicas, double floor_s_per_day) {
  double billed = 0;
  for (int second = 0; second < 86400; ++second)
    for (int replica = 0; replica < static_cast<int>(replicas); ++replica) billed += 1;
  return std::max(billed, floor_s_per_day);
}

// What one life of a replica is billed.
inline double life_s(double seconds, const BillingTerms& terms) {
  double billed = seconds;
  if (terms.rounds_up) {
    const double begun = std::ceil(seconds / terms.granularity_s - 1e-9);
    billed = begun * terms.granularity_s;
  }
  return std::max(billed, terms.minimum_charge_s);
}

struct StoppingReplica {
  double billed_s_per_day = 0;
  double starts_per_day = 0;
  double delayed_share = 0;
  double starts = 0;
};

// One replica that a request starts and that stops `idle_window_s` after the last one ended: random arrivals,
// one by one. Requests that come while it starts are served when it is ready.
class StoppingSimulation {
 public:
  StoppingSimulation(const BillingTerms& terms, double request_s) : terms_(terms), request_s_(request_s) {}

  StoppingReplica run(const std::vector<double>& demand, double requests_per_day, double days,
                      testing::Draws& draws) {
    const double most = *std::max_element(demand.begin(), demand.end());
    const double period = static_cast<double>(demand.size());
    const double end = std::ceil(days * day_s / period) * period;
    double t = 0;
    while (true) {
      t -= std::log(1 - draws.uniform()) * day_s / (requests_per_day * most);
      if (t >= end) break;
      const double share = demand[static_cast<std::size_t>(std::fmod(t, period))] / most;
      if (draws.uniform() < share) arrive(t);
    }
    if (on_) stop();
    const double all_days = end / day_s;
    return {billed_ / all_days, starts_ / all_days, requests_ > 0 ? delayed_ / requests_ : 0, starts_};
  }

 private:
  void arrive(double t) {
    requests_ += 1;
    if (on_ && t > free_ + terms_.idle_window_s) stop();
    if (!on_) {
      on_ = true;
      start_ = t;
      ready_ = t + terms_.cold_start_s;
      free_ = ready_ + request_s_;
      busy_ = request_s_;
      starts_ += 1;
      delayed_ += 1;
    } else if (t < ready_) {
      delayed_ += 1;
    } else {
      busy_ += t + request_s_ - std::max(t, free_);
      free_ = t + request_s_;
    }
  }

  void stop() {
    const double ran = terms_.bills_idle ? free_ + terms_.idle_window_s - ready_ : busy_;
    billed_ += life_s(ran + (terms_.bills_load ? ready_ - start_ : 0), terms_);
    on_ = false;
  }

  const BillingTerms& terms_;
  const double request_s_;
  bool on_ = false;
  double start_ = 0, ready_ = 0, free_ = 0, busy_ = 0;
  double billed_ = 0, starts_ = 0, delayed_ = 0, requests_ = 0;
};

struct FluidDay {
  double load_s = 0;
  double billed_s = 0;
  double starts = 0;
  double further_billed_s = 0;  // of replicas that are not the oldest, or the oldest so many as always run
};

// The autoscaler of the serving text, section 4, step by step: `demand` is the load in replicas by steps of
// `dt` seconds, the last `warm` steps of which run first, unmeasured. What rounds is the billed life.
inline FluidDay fluid(const std::vector<double>& demand, double dt, int warm, double target,
                      const BillingTerms& terms) {
  struct Replica {
    double start;
    bool ready;
  };
  double mean = 0;
  for (const double a : demand) mean += a / static_cast<double>(demand.size());
  const double first = -warm * dt;
  std::vector<Replica> replicas;  // oldest first
  for (int i = 0; i < static_cast<int>(terms.minimum_replicas); ++i)
    replicas.push_back({first - terms.cold_start_s, true});
  double q = 0, ew = mean, low = -1e300;
  FluidDay day;
  const auto is_further = [&](std::size_t place) {
    return place >= 1 && place >= static_cast<std::size_t>(terms.minimum_replicas);
  };
  const int steps = static_cast<int>(demand.size());
  for (int step = -warm; step < steps; ++step) {
    const double t = step * dt;
    const bool measured = step >= 0;
    const double a = demand[static_cast<std::size_t>(((step % steps) + steps) % steps)];
    double n = 0, starting = 0;
    for (Replica& replica : replicas) {
      if (replica.start + terms.cold_start_s <= t) replica.ready = true;
      (replica.ready ? n : starting) += 1;
    }
    const double served = std::min(q + a * dt, n * dt);
    q += a * dt - served;
    if (measured) {
      day.load_s += a * dt;
      day.billed_s += terms.bills_idle ? n * dt : served;
      if (terms.bills_load) day.billed_s += starting * dt;
      for (std::size_t i = 0; i < replicas.size(); ++i)
        if (is_further(i) && (replicas[i].ready ? terms.bills_idle : terms.bills_load))
          day.further_billed_s += dt;
      if (!terms.bills_idle)
        day.further_billed_s += std::max(0.0, served - std::max(1.0, terms.minimum_replicas) * dt);
    }
    ew += (a - ew) * dt / 30;
    double want = std::ceil(ew / target + q / 60 - 1e-9);
    if (want < terms.minimum_replicas || (ew <= 1e-3 && q == 0)) want = terms.minimum_replicas;
    if (want > n + starting) {
      for (double more = want - n - starting; more > 0; more -= 1) {
        replicas.push_back({t, false});
        if (measured) day.starts += 1;
      }
      low = -1e300;
    } else if (want < n) {
      if (low == -1e300) low = t;
      if (t - low < terms.idle_window_s) continue;
      for (double stopped = n - want; stopped > 0; stopped -= 1) {
        auto youngest = replicas.end();
        for (auto it = replicas.begin(); it != replicas.end(); ++it)
          if (it->ready) youngest = it;
        const double life = t - youngest->start - (terms.bills_load ? 0 : terms.cold_start_s);
        if (measured) day.billed_s += life_s(life, terms) - life;
        if (measured && is_further(static_cast<std::size_t>(youngest - replicas.begin())))
          day.further_billed_s += life_s(life, terms) - life;
        replicas.erase(youngest);
      }
      low = -1e300;
    } else {
      low = -1e300;
    }
  }
  return day;
}

}  // namespace picker::reference
