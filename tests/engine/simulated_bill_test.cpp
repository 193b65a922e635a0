// Bills that the autoscaler simulation stands behind: what must hold of them under any load and any terms.

#include "engine/load/autoscaler.h"
#include "engine/load/billed_day.h"

#include "support/loads.h"
#include "support/random_requests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace picker {
namespace {

using testing::Draws;

Load random_load(Draws& draws) {
  Load load;
  const LoadShape shapes[] = {LoadShape::diurnal, LoadShape::diurnal, LoadShape::custom, LoadShape::custom,
                              LoadShape::office};
  load.shape = shapes[draws.below(5)];
  load.amplitude = draws.uniform();
  load.peak_hour = 24 * draws.uniform();
  load.from_hour = static_cast<double>(draws.below(24));
  load.to_hour = static_cast<double>(draws.below(24));
  load.days_per_week = 1 + static_cast<double>(draws.below(7));
  load.night_share = draws.chance(0.3) ? 0 : draws.uniform();
  const double most = draws.between_log(2, 200);
  if (load.shape == LoadShape::custom)
    for (int hour = 0; hour < 24; ++hour) load.hourly.push_back(draws.between_log(1, most));
  return load;
}

BillingTerms random_terms(Draws& draws) {
  const double windows_s[] = {5, 60, 300, 1200, 3600, 3600};
  const double window_s = windows_s[draws.below(6)];
  BillingTerms terms = testing::stops(window_s, draws.between_log(20, 400));
  terms.bills_load = draws.chance(0.5);
  terms.bills_idle = draws.chance(0.8);
  terms.granularity_s = draws.chance(0.5) ? 60 : 1;
  terms.minimum_replicas = draws.chance(0.1) ? 2 : 0;
  return terms;
}

std::string told(const Load& load, const BillingTerms& terms) {
  return "shape " + std::to_string(static_cast<int>(load.shape)) + ", window " +
         std::to_string(terms.idle_window_s) + " s";
}

constexpr Service service{0.2, 6};

double requests_of(double mean_load) { return mean_load * seconds_per_day / service.work_s_per_request; }

BilledDay day_of(const LoadSeries& series, const BillingTerms& terms, double mean_load) {
  return bill_day(series, terms, service, requests_of(mean_load));
}

TEST(SimulatedBill, MoreRequestsNeverBillLess) {
  Draws draws(21);
  int bills = 0, bills_of_an_hour = 0;
  for (int i = 0; i < 60; ++i) {
    const LoadSeries series = load_series(random_load(draws));
    const BillingTerms terms = random_terms(draws);
    SCOPED_TRACE(told(series.load, terms));
    const double first = 1 / series.sizing_peak;
    double most = 0;
    for (double load = 0.3 * first; load < 12 * first; load *= 1.04) {
      const BilledDay day = day_of(series, terms, load);
      // Where idle time is free one replica bills while any request runs, the simulation the work alone.
      if (!day.simulated && !terms.bills_idle) continue;
      EXPECT_GE(day.billed_replica_s, 0.98 * most) << load;
      most = std::max(most, day.billed_replica_s);
      bills += day.simulated;
      bills_of_an_hour += day.simulated && terms.idle_window_s == 3600;
    }
  }
  EXPECT_GT(bills, 3000);
  EXPECT_GT(bills_of_an_hour, 1000);
}

std::vector<Load> walked_loads() {
  Load office, nights_off, custom;
  office.shape = nights_off.shape = LoadShape::office;
  nights_off.night_share = 0;
  custom.shape = LoadShape::custom;
  custom.hourly = {1, 1, 1, 1, 1, 2, 3, 5, 8, 9, 9, 8, 8, 8, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1};
  return {testing::diurnal(0.6), testing::diurnal(1), office, nights_off, custom};
}

// Steps of 0.5 % of the load, past where further replicas come in and where the first one is full. They come
// with chance peaks, and after nights without a request several at once for what waits, so a bill may grow
// faster than the load; it never jumps.
TEST(SimulatedBill, HasNoJumpWhereFurtherReplicasComeIn) {
  constexpr double growth = 1.005;
  int steps = 0;
  for (const Load& load : walked_loads()) {
    const LoadSeries series = load_series(load);
    for (const double window_s : {5.0, 60.0, 300.0, 3600.0}) {
      for (const double cold_s : {20.0, 60.0, 300.0}) {
        for (const Service& served : {Service{0.02, 1}, service, Service{2, 10}, Service{60, 60}}) {
          const BillingTerms terms = testing::stops(window_s, cold_s);
          SCOPED_TRACE(told(load, terms) + ", work " + std::to_string(served.work_s_per_request));
          double last = 0;
          for (double sized_for = 0.2; sized_for < 2; sized_for *= growth) {
            const double requests =
                sized_for / series.sizing_peak * seconds_per_day / served.work_s_per_request;
            const double billed = bill_day(series, terms, served, requests).billed_replica_s;
            if (last > 0) {
              EXPECT_LE(billed, last * 1.0125) << sized_for;
              EXPECT_GE(billed, last * (1 - 1e-9)) << sized_for;
            }
            last = billed;
            ++steps;
          }
        }
      }
    }
  }
  EXPECT_GT(steps, 50000);
}

TEST(SimulatedBill, NeverContradictsItself) {
  Draws draws(22);
  int days = 0;
  for (int i = 0; i < 60; ++i) {
    const LoadSeries series = load_series(random_load(draws));
    const BillingTerms terms = random_terms(draws);
    SCOPED_TRACE(told(series.load, terms));
    for (int k = 0; k < 6; ++k) {
      const double load = draws.between_log((k < 2 ? 0.4 : 1.001) / series.sizing_peak, k < 5 ? 30 : 3000);
      const BilledDay day = day_of(series, terms, load);
      days += day.simulated;
      EXPECT_TRUE(day.simulated || is_reachable(series, day.utilization, 0)) << load;
      if (terms.bills_idle) {
        EXPECT_LE(day.billed_utilization, 1 + 1e-9) << load;
        EXPECT_GE(day.billed_replica_s, load * seconds_per_day * (1 - 1e-9));
      }
      EXPECT_GE(day.billed_replica_s, 0.98 * load * seconds_per_day) << load;
      EXPECT_GE(*day.replicas_peak, std::max(1.0, terms.minimum_replicas)) << load;
      EXPECT_EQ(*day.replicas_peak, std::floor(*day.replicas_peak)) << load;
      EXPECT_LE(day.utilization, 1 + 1e-9) << load;
      EXPECT_GE(day.cold_share, 0);
      EXPECT_LE(day.cold_share, 1 + 1e-9);
      EXPECT_GE(day.cold_starts, 0);
      EXPECT_TRUE(std::isfinite(day.billed_replica_s + day.cold_starts + day.cold_share));
    }
  }
  EXPECT_GT(days, 300);
}

void expect_same(const BilledDay& a, const BilledDay& b) {
  EXPECT_EQ(a.billed_replica_s, b.billed_replica_s);
  EXPECT_EQ(a.replicas_peak, b.replicas_peak);
  EXPECT_EQ(a.cold_starts, b.cold_starts);
  EXPECT_EQ(a.cold_share, b.cold_share);
}

// What is simulated is kept for the next bill, which must not see what was asked before it.
TEST(SimulatedBill, TheOrderOfTheQuestionsChangesNoBit) {
  const std::vector<BillingTerms> all = {testing::stops(3600, 126), testing::stops(60, 50),
                                         testing::stops(1200, 50)};
  const std::vector<double> loads = {0.9, 1, 1.13, 2.4, 3.9, 7, 40, 2000};
  const LoadSeries up = load_series(testing::diurnal(0.7));
  const LoadSeries down = load_series(testing::diurnal(0.7));
  std::vector<BilledDay> days;
  for (const BillingTerms& terms : all)
    for (const double load : loads) days.push_back(day_of(up, terms, load));
  for (std::size_t t = all.size(); t-- > 0;) {
    for (std::size_t i = loads.size(); i-- > 0;) {
      load_hours(down, all[t], service, requests_of(loads[i]));
      expect_same(day_of(down, all[t], loads[i]), days[t * loads.size() + i]);
      expect_same(day_of(load_series(down.load), all[t], loads[i]), days[t * loads.size() + i]);
    }
  }
}

// More terms than a load remembers, and the first ones again.
TEST(SimulatedBill, WhatIsRememberedHasABound) {
  const LoadSeries series = load_series(testing::diurnal(0.6));
  const double first = day_of(series, testing::stops(60, 20), 2).billed_replica_s;
  for (int cold_s = 21; cold_s < 120; ++cold_s) day_of(series, testing::stops(60, cold_s), 2);
  EXPECT_LE(series.tables.size(), 64u);
  EXPECT_EQ(day_of(series, testing::stops(60, 20), 2).billed_replica_s, first);
}

// The mean over many noises is what a bill estimates: by a straight line between two loads, and by few
// noises.
TEST(SimulatedBill, StaysNearTheMeanOfTwentyOtherNoises) {
  constexpr int noises = 20, first_other = 8;
  Load office, custom;
  office.shape = LoadShape::office;
  custom.shape = LoadShape::custom;
  custom.hourly = {1, 1, 1, 1, 1, 2, 3, 5, 8, 9, 9, 8, 8, 8, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1};
  Draws draws(23);
  for (const Load& load : {testing::diurnal(0.6), office, custom}) {
    const LoadSeries series = load_series(load);
    const double days = static_cast<double>(series.hourly.size()) / 24;
    for (const double window_s : {5.0, 60.0, 300.0, 3600.0}) {
      const BillingTerms terms = testing::stops(window_s, 60);
      SCOPED_TRACE(told(load, terms));
      std::vector<double> errors;
      for (int i = 0; i < 9; ++i) {
        const double mean_load = draws.between_log(1.001 / series.sizing_peak, 60);
        double billed_s = 0;
        for (int noise = first_other; noise < first_other + noises; ++noise) {
          const DemandSteps demand{demand_path(series, noise), series.step_s,
                                   static_cast<int>(14400 / series.step_s)};
          billed_s += simulate_autoscaler(demand, mean_load, 1, terms).billed_s / noises / days;
        }
        errors.push_back(std::fabs(day_of(series, terms, mean_load).billed_replica_s / billed_s - 1));
      }
      std::sort(errors.begin(), errors.end());
      EXPECT_LT(errors[4], window_s < 300 ? 0.012 : 0.03);
      EXPECT_LT(errors.back(), window_s < 300 ? 0.025 : 0.06);
      EXPECT_GT(errors.back(), 0);
    }
  }
}

}  // namespace
}  // namespace picker
