// Bills against a literal reference: every second of replicas that always run, every request of one that
// stops, every step of the autoscaler.

#include "engine/reference.h"

#include "engine/load/autoscaler.h"
#include "engine/load/billed_day.h"

#include "support/loads.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace picker {
namespace {

using reference::StoppingReplica;
using reference::StoppingSimulation;
using testing::diurnal;
using testing::stops;

Load office(double from, double to, double days, double night) {
  Load load;
  load.shape = LoadShape::office;
  load.from_hour = from;
  load.to_hour = to;
  load.days_per_week = days;
  load.night_share = night;
  return load;
}

Load custom() {
  Load load;
  load.shape = LoadShape::custom;
  load.hourly = {1, 1, 1, 1, 1, 2, 3, 5, 8, 9, 9, 8, 8, 8, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1};
  return load;
}

TEST(Reference, ReplicasThatAlwaysRunBillEachSecond) {
  const Load loads[] = {{},
                        diurnal(0.6, 14),
                        diurnal(1, 3),
                        office(9, 18, 5, 0.1),
                        office(22, 6, 4, 0),
                        office(7.5, 16, 7, 0.3),
                        custom()};
  for (const Load& load : loads) {
    const LoadSeries series = load_series(load);
    const std::vector<double> demand = reference::demand_by_second(load);
    for (const double minimum : {0.0, 3.0}) {
      BillingTerms terms;
      terms.minimum_replicas = minimum;
      terms.scale_to_zero = minimum > 0 ? ScaleToZero::manual : ScaleToZero::none;
      terms.granularity_s = 3600;
      terms.floor_s_per_day = 150000;
      for (const double requests : {0.0, 3.0, 700.0, 31000.0, 290000.0}) {
        const double n =
            reference::replicas_for(demand, load.shape != LoadShape::flat, minimum, 1.7, requests);
        EXPECT_EQ(bill_day(series, terms, {1.7, 4}, requests).billed_replica_s,
                  reference::always_on_s(n, terms.floor_s_per_day))
            << requests;
      }
    }
  }
}

// The closed form against requests one by one. `tolerance` is of the billed time.
void expect_stopping(const std::string& what, const Load& load, const BillingTerms& terms, double request_s,
                     double requests_per_day, double days, double tolerance) {
  SCOPED_TRACE(what + ", " + std::to_string(requests_per_day) + " a day");
  testing::Draws draws(42);
  const StoppingReplica counted = StoppingSimulation(terms, request_s)
                                      .run(reference::demand_by_second(load), requests_per_day, days, draws);
  const BilledDay day = bill_day(load_series(load), terms, {1e-6, request_s}, requests_per_day);
  EXPECT_FALSE(day.simulated);
  // What still runs at the end is counted whole.
  const double counted_s = std::min(counted.billed_s_per_day, 86400.0);
  EXPECT_NEAR(day.billed_replica_s / counted_s, 1, tolerance);
  if (counted.starts < 100) return;
  const double chance = 0.02 + 4 / std::sqrt(counted.starts);
  EXPECT_NEAR(day.cold_starts / counted.starts_per_day, 1, chance);
  EXPECT_NEAR(day.cold_share / counted.delayed_share, 1, chance);
}

TEST(Reference, OneReplicaThatStopsBillsWhatItsRequestsKeepAwake) {
  for (const double granularity : {1.0, 60.0, 3600.0}) {
    for (const double requests : {2.0, 20.0, 100.0, 250.0}) {
      BillingTerms terms = stops(300, 73.4);
      terms.granularity_s = granularity;
      const double days = 40000 / requests;
      const std::string what = "granularity " + std::to_string(granularity);
      if (granularity * requests > 3600 * 20) continue;  // more starts than whole hours
      expect_stopping(what, {}, terms, 6.2, requests, days, 0.02);
      terms.bills_load = false;
      expect_stopping(what + ", load free", {}, terms, 6.2, requests, days, 0.02);
      terms.bills_idle = false;
      expect_stopping(what + ", idle free", {}, terms, 6.2, requests, days, 0.02);
      terms.bills_load = true;
      expect_stopping(what + ", idle alone free", {}, terms, 6.2, requests, days, 0.02);
      terms.bills_idle = true;
      terms.minimum_charge_s = 500;
      expect_stopping(what + ", 500 s least", {}, terms, 6.2, requests, days, 0.02);
    }
  }
  expect_stopping("short window", {}, stops(5, 40), 3, 3000, 20, 0.02);
  expect_stopping("no window", {}, stops(0, 0), 9, 2000, 20, 0.02);
}

TEST(Reference, OneReplicaThatStopsUnderAShape) {
  for (const Load& load : {diurnal(0.6, 14), office(22, 6, 4, 0.02), custom()}) {
    for (const double requests : {5.0, 60.0, 700.0}) {
      const double days = std::max(20000 / requests, 70.0);
      expect_stopping("shape " + std::to_string(static_cast<int>(load.shape)), load, stops(300, 50), 6.2,
                      requests, days, 0.02);
      expect_stopping("60 s, shape " + std::to_string(static_cast<int>(load.shape)), load, stops(60, 50), 6.2,
                      requests, days, 0.02);
      expect_stopping("1 h, shape " + std::to_string(static_cast<int>(load.shape)), load, stops(3600, 126),
                      6.2, requests, days, 0.02);
    }
  }
}

// Between "stops now and then" and "never stops" a life grows beyond every number.
TEST(Reference, OneReplicaThatHardlyEverStopsBillsTheDay) {
  for (const Load& load : {Load{}, office(9, 18, 5, 0.1), diurnal(0.6, 14)}) {
    const LoadSeries series = load_series(load);
    for (const bool idle : {true, false}) {
      BillingTerms terms = stops(3600, 85);
      terms.bills_idle = terms.bills_load = idle;
      double last = 0;
      for (double requests = 5; requests < 80000 / series.sizing_peak; requests *= 1.02) {
        const double billed = bill_one_replica(series, terms, {1, 3}, requests).billed_replica_s;
        EXPECT_GE(billed, last * (1 - 1e-9)) << requests;
        EXPECT_LE(billed, 86400 * (1 + 1e-12));
        last = billed;
      }
    }
  }
}

TEST(Reference, LongRequestsKeepOneReplicaForTheirWork) {
  // A bill of 11.86 requests a day with 620,000 input tokens was below the work in them.
  for (const double requests : {2.0, 11.86, 25.0}) {
    const BilledDay day = bill_day(load_series({}), stops(5, 40), {3000, 3100}, requests);
    EXPECT_GE(day.billed_replica_s, 3000 * requests * (1 - 1e-12));
  }
}

TEST(Reference, TheAutoscalerStepByStep) {
  testing::Draws draws(7);
  for (int i = 0; i < 60; ++i) {
    BillingTerms terms = stops(draws.between_log(5, 4000), draws.between_log(1, 400));
    const double steps_s[] = {1, 10};
    const double dt = steps_s[draws.below(2)];
    const double granularities[] = {1, 60, 3600};
    terms.granularity_s = granularities[draws.below(3)];
    terms.rounds_up = draws.chance(0.8);
    terms.bills_load = draws.chance(0.5);
    terms.bills_idle = draws.chance(0.7);
    terms.minimum_charge_s = draws.chance(0.3) ? 600 : 0;
    terms.minimum_replicas = static_cast<double>(draws.below(3));
    const double mean = draws.between_log(0.05, 20);
    const double target = draws.chance(0.5) ? 1 : 0.7;
    std::vector<double> demand(static_cast<std::size_t>(86400 / dt));
    const double amplitude = draws.uniform();
    double noise = 0;
    for (std::size_t t = 0; t < demand.size(); ++t) {
      noise += 0.1 * (draws.uniform() - 0.5 - 0.2 * noise);
      demand[t] = std::max(
          0.0, 1 + amplitude * std::cos(6.283185307179586 * static_cast<double>(t) * dt / 86400) + noise);
    }
    double sum = 0;
    for (const double value : demand) sum += value;
    std::vector<double> load = demand;
    for (double& value : demand) value *= static_cast<double>(demand.size()) / sum;
    for (std::size_t t = 0; t < load.size(); ++t) load[t] = mean * demand[t];
    const int warm = static_cast<int>(draws.below(demand.size()));
    const SimulatedPeriod found = simulate_autoscaler({demand, dt, warm}, mean, target, terms);
    const reference::FluidDay wanted = reference::fluid(load, dt, warm, target, terms);
    EXPECT_NEAR(found.work_s / wanted.load_s, 1, 1e-9);
    EXPECT_NEAR(found.billed_s, wanted.billed_s, 1e-9 * wanted.billed_s) << i;
    EXPECT_EQ(found.starts, wanted.starts) << i;
    EXPECT_NEAR(found.further.billed, wanted.further_billed_s, 1e-9 * wanted.billed_s) << i;
  }
}

}  // namespace
}  // namespace picker
