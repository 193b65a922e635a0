// Load shapes, queueing forms, the autoscaler and billed days against vectors of an independent
// implementation, textbook limits and each other.

#include "engine/billing/granularity.h"
#include "engine/load/autoscaler.h"
#include "engine/load/billed_day.h"
#include "engine/load/noise.h"
#include "engine/load/queueing.h"
#include "engine/numbers/numeric.h"

#include "support/loads.h"
#include "support/vector_file.h"

#include <gtest/gtest.h>

#include <cmath>

namespace picker {
namespace {

using testing::diurnal;
using testing::stops;

double number(const nlohmann::json& row, const char* key) { return row.at(key).get<double>(); }

BillingTerms kept(double minimum_replicas) {
  BillingTerms terms;
  terms.minimum_replicas = minimum_replicas;
  return terms;
}

BilledDay flat_day(const BillingTerms& terms, double requests, double work_s, double request_s = 0) {
  return bill_day(load_series({}), terms, {work_s, request_s}, requests);
}

TEST(LoadVectors, ScaleToZero) {
  const nlohmann::json vectors = vector_file("load.json").at("scale_to_zero");
  ASSERT_EQ(vectors.size(), 8u);
  for (const auto& row : vectors) {
    const double rate = number(row, "requests_per_hour") / 3600;
    const double cold = number(row, "cold_start_s");
    const double hold = number(row, "idle_window_s") + number(row, "service_s");
    const StoppedWhenIdle found = stopped_when_idle(rate, rate * hold, hold, cold);
    EXPECT_NEAR(found.on_s_per_start / number(row, "on_s_per_cycle"), 1, 1e-9);
    EXPECT_NEAR((1 - found.off_share) / number(row, "billed_fraction"), 1, 1e-9);
    EXPECT_NEAR(found.starts_per_s * 3600 / number(row, "cold_starts_per_hour"), 1, 1e-9);
    EXPECT_NEAR(found.off_share / number(row, "trigger_share"), 1, 1e-9);
    EXPECT_NEAR(found.delayed_share / number(row, "delayed_share"), 1, 1e-9);
    const BilledDay day =
        flat_day(stops(number(row, "idle_window_s"), cold), rate * 86400, 1e-6, number(row, "service_s"));
    BillingTerms one_second = stops(number(row, "idle_window_s"), cold);
    one_second.rounds_up = false;
    const BilledDay exact = flat_day(one_second, rate * 86400, 1e-6, number(row, "service_s"));
    EXPECT_NEAR(exact.billed_replica_s / 86400 / number(row, "billed_fraction"), 1, 1e-9);
    EXPECT_GE(day.billed_replica_s, exact.billed_replica_s);
  }
}

TEST(LoadVectors, ErlangC) {
  const nlohmann::json vectors = vector_file("load.json").at("erlang_c");
  ASSERT_EQ(vectors.size(), 5u);
  for (const auto& row : vectors) {
    const Queue queue =
        erlang_c(row.at("servers").get<int>(), number(row, "offered_load"), number(row, "service_s"));
    EXPECT_NEAR(queue.wait_probability / number(row, "wait_probability"), 1, 1e-9);
    EXPECT_NEAR(queue.mean_wait_s / number(row, "mean_wait_s"), 1, 1e-9);
  }
}

TEST(LoadVectors, AlwaysOn) {
  const nlohmann::json vectors = vector_file("load.json").at("always_on");
  ASSERT_EQ(vectors.size(), 5u);
  for (const auto& row : vectors) {
    // The engine's own constants stand for noise and target; here the published ones are worked in.
    const double noise = 1 + number(row, "noise_z") * number(row, "noise_sd");
    const double ours = 1 + noise_covered_z * noise_relative_sd;
    const Load load = diurnal(number(row, "amplitude"));
    const double scale = noise / ours / number(row, "target");
    const double requests = number(row, "mean_load_replicas") * 86400 * scale;
    const BilledDay day = bill_day(load_series(load), {}, {1, 0}, requests);
    EXPECT_EQ(day.replicas_peak, number(row, "replicas"));
    EXPECT_EQ(day.billed_replica_s * number(row, "gpus_per_replica"),
              number(row, "billed_gpu_seconds_per_day"));
    EXPECT_NEAR(day.utilization / scale, number(row, "utilization"), 1e-9);
  }
}

TEST(LoadVectors, FluidWithoutNoise) {
  const nlohmann::json vectors = vector_file("load.json").at("fluid_without_noise");
  ASSERT_EQ(vectors.size(), 5u);
  for (const auto& row : vectors) {
    std::vector<double> demand(86400);
    for (int t = 0; t < 86400; ++t)
      demand[t] = 1 + number(row, "amplitude") * numeric::cos_two_pi(t / 86400.0 - 0.6);
    BillingTerms terms = stops(number(row, "window_s"), number(row, "cold_start_s"));
    terms.minimum_replicas = number(row, "min_replicas");
    terms.granularity_s = number(row, "granularity_s");
    terms.rounds_up = terms.granularity_s > 1;
    terms.bills_load = row.at("start_billed").get<bool>();
    const SimulatedPeriod found = simulate_autoscaler({demand, 1, 86400}, number(row, "mean_load_replicas"),
                                                      number(row, "target"), terms);
    EXPECT_NEAR(found.work_s / number(row, "load_replica_seconds"), 1, 1e-9);
    EXPECT_NEAR(found.billed_s / number(row, "billed_replica_seconds"), 1, 1e-9) << row.dump();
    EXPECT_EQ(found.starts, number(row, "starts"));
    EXPECT_EQ(found.peak_replicas, number(row, "peak_replicas"));
  }
}

TEST(Queueing, OneServerIsMm1AndFixedServiceWaitsHalf) {
  for (const double load : {0.1, 0.5, 0.9, 0.99}) {
    const Queue one = erlang_c(1, load, 2);
    EXPECT_NEAR(one.wait_probability, load, 1e-12);
    EXPECT_NEAR(one.mean_wait_s, load * 2 / (1 - load), 1e-9 * one.mean_wait_s);
    EXPECT_NEAR(fixed_service_queue(load, 2).mean_wait_s, one.mean_wait_s / 2, 1e-9 * one.mean_wait_s);
  }
}

// The mean number that wait, C a / (k - a) by Erlang, is the arrival rate times the mean wait.
TEST(Queueing, WaitingKeepsLittlesLaw) {
  for (const int servers : {1, 3, 40}) {
    for (const double used : {0.2, 0.8, 0.97}) {
      const double offered = used * servers;
      const Queue queue = erlang_c(servers, offered, 7);
      const double waiting = queue.wait_probability * offered / (servers - offered);
      EXPECT_NEAR(offered / 7 * queue.mean_wait_s, waiting, 1e-12 * waiting);
    }
  }
}

TEST(Load, ShapesHaveMeanOneAndTheirPeak) {
  Load office;
  office.shape = LoadShape::office;
  Load custom;
  custom.shape = LoadShape::custom;
  custom.hourly = {1, 0, 0, 3, 5, 5, 9, 4, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 0, 0, 0, 0};
  Load night = office;
  night.from_hour = 22;
  night.to_hour = 6;
  for (const Load& load : {Load{}, diurnal(0.6), diurnal(1, 3), office, custom, night}) {
    const std::vector<double> hours = hourly_demand(load);
    EXPECT_EQ(static_cast<int>(hours.size()), period_hours(load));
    double sum = 0, most = 0;
    for (const double hour : hours) sum += hour, most = std::fmax(most, hour);
    EXPECT_NEAR(sum / static_cast<double>(hours.size()), 1, 1e-9);
    EXPECT_LE(most, shape_peak(load) * (1 + 1e-12));
    EXPECT_GE(most, shape_peak(load) * 0.99);
    const LoadSeries series = load_series(load);
    if (!varies(load.shape)) continue;
    for (const int path : {0, 3}) {
      const std::vector<double>& steps = demand_path(series, path);
      double steps_sum = 0;
      for (const double step : steps) steps_sum += step;
      EXPECT_NEAR(steps_sum / static_cast<double>(steps.size()), 1, 1e-9);
    }
    EXPECT_NE(demand_path(series, 0)[7], demand_path(series, 3)[7]);
  }
  EXPECT_NEAR(demand_at(office, 10 * 3600), 168 / (45 + 123 * 0.1), 1e-9);
  EXPECT_NEAR(demand_at(office, 3 * 3600), 0.1 * 168 / (45 + 123 * 0.1), 1e-9);
  EXPECT_NEAR(demand_at(office, (5 * 24 + 10) * 3600), 0.1 * 168 / (45 + 123 * 0.1), 1e-9);
  EXPECT_GT(demand_at(night, (5 * 24 + 3) * 3600), demand_at(night, (6 * 24 + 3) * 3600));
}

TEST(Load, NoiseHasTheSpreadAndMemoryItSays) {
  const int steps = 200000;
  const std::vector<double> noise = demand_noise(steps, 10, 0.3, 60, 7);
  double sum = 0, squares = 0, lagged = 0;
  for (int i = 0; i < steps; ++i) sum += noise[i], squares += noise[i] * noise[i];
  const double mean = sum / steps, variance = squares / steps - mean * mean;
  for (int i = 6; i < steps; ++i) lagged += (noise[i] - mean) * (noise[i - 6] - mean);
  EXPECT_NEAR(mean, 1, 1e-9);
  EXPECT_NEAR(std::sqrt(variance), 0.3, 0.01);
  EXPECT_NEAR(lagged / (steps - 6) / variance, std::exp(-1), 0.03);
}

TEST(Load, TenSecondStepsBillAsOneSecondStepsDo) {
  std::vector<double> fine(86400), coarse(8640, 0);
  const std::vector<double> noise = demand_noise(86400, 1, noise_relative_sd, noise_correlation_s, 3);
  for (int t = 0; t < 86400; ++t) {
    fine[t] = demand_at(diurnal(0.6), t) * noise[t];
    coarse[t / 10] += fine[t] / 10;
  }
  for (const double load : {2.0, 5.0, 17.0, 120.0}) {
    for (const BillingTerms& terms : {stops(60, 50), stops(300, 70), stops(3600, 126), stops(5, 40)}) {
      const double one = simulate_autoscaler({fine, 1, 14400}, load, 1, terms).billed_s;
      const double ten = simulate_autoscaler({coarse, 10, 1440}, load, 1, terms).billed_s;
      EXPECT_NEAR(ten / one, 1, 0.02) << load << " " << terms.idle_window_s;
    }
  }
}

TEST(Load, FlatBillsWholeReplicasAllDay) {
  for (const double work_s : {0.01, 0.37, 2.0}) {
    for (const double requests : {1.0, 900.0, 43000.0, 86401.0, 1234567.0}) {
      for (const double minimum : {0.0, 3.0}) {
        const BilledDay day = flat_day(kept(minimum), requests, work_s);
        double replicas = std::fmax(1, minimum);
        while (replicas / work_s < requests / 86400) replicas += 1;
        EXPECT_EQ(day.billed_replica_s, replicas * 86400) << requests << " " << work_s;
        EXPECT_EQ(day.utilization, day.billed_utilization);
        EXPECT_LE(day.utilization, 1.0 + 1e-12);
      }
    }
  }
}

TEST(Load, AWhollyUsedReplicaStartsNoOther) {
  for (int i = 1; i < 5000; ++i) {
    const double work_s = 0.0137 * i;
    EXPECT_EQ(flat_day({}, 86400.0 / work_s, work_s).billed_replica_s, 86400) << work_s;
  }
}

TEST(Load, PackedNeverRoundsReplicasAndKeepsItsFloor) {
  Load packed;
  packed.shape = LoadShape::packed;
  const LoadSeries series = load_series(packed);
  BillingTerms sixty_minutes;
  sixty_minutes.floor_s_per_day = 3600;
  EXPECT_EQ(bill_day(series, sixty_minutes, {9, 0}, 100).billed_replica_s, 3600);
  EXPECT_EQ(bill_day(series, sixty_minutes, {9, 0}, 100).billed_utilization, 0.25);
  EXPECT_EQ(bill_day(series, sixty_minutes, {900.5, 0}, 1000).billed_replica_s, 900500);
  EXPECT_FALSE(bill_day(series, sixty_minutes, {1, 0}, 1).replicas_peak);
  EXPECT_EQ(billing_breakpoints(series, sixty_minutes, {9, 0}, 1e6, 1000), std::vector<double>{400});
}

TEST(Load, NoRequestRunsNothingWhereThePlatformScalesToZero) {
  BillingTerms two = stops(60, 10);
  two.minimum_replicas = 2;
  EXPECT_EQ(flat_day(stops(60, 10), 0, 1).billed_replica_s, 0);
  EXPECT_EQ(flat_day(two, 0, 1).billed_replica_s, 2 * 86400.0);
  EXPECT_EQ(flat_day({}, 0, 1).billed_replica_s, 86400.0);
  EXPECT_EQ(flat_day(stops(60, 10), 0, 1).utilization, 0);
}

TEST(Load, BreakpointsAreWhereTheBillJumps) {
  for (const Load& load : {Load{}, diurnal(0.5)}) {
    const LoadSeries series = load_series(load);
    const auto points = billing_breakpoints(series, {}, {0.5, 0}, 1e6, 1000);
    ASSERT_EQ(points.size(), static_cast<std::size_t>(1e6 * 0.5 * series.sizing_peak / 86400));
    for (const double point : points)
      EXPECT_EQ(bill_day(series, {}, {0.5, 0}, point * 1.0001).billed_replica_s,
                bill_day(series, {}, {0.5, 0}, point * 0.9999).billed_replica_s + 86400);
  }
}

TEST(Load, WindowsOfNothingAndOfEverythingAreTheirLimits) {
  // No window, no cold start: what is billed is the time in which a request runs. A window without end:
  // always on.
  BillingTerms none = stops(0, 0);
  none.rounds_up = false;
  for (const double requests : {50.0, 500.0, 5000.0}) {
    const double busy = 1 - std::exp(-requests / 86400 * 7);
    EXPECT_NEAR(flat_day(none, requests, 0.01, 7).billed_replica_s / 86400, busy, 1e-9);
    EXPECT_NEAR(flat_day(stops(1e9, 0), requests, 0.01, 7).billed_replica_s, 86400, 1e-3);
  }
}

TEST(Load, HoursAddUpToTheDay) {
  Load office;
  office.shape = LoadShape::office;
  for (const Load& load : {Load{}, diurnal(0.6), office}) {
    const LoadSeries series = load_series(load);
    for (const BillingTerms& terms : {BillingTerms{}, stops(60, 50), stops(300, 20), stops(3600, 126)}) {
      for (const double requests : {40.0, 4000.0, 30000.0, 45000.0, 60000.0, 400000.0, 7e5, 4e8}) {
        const BilledDay day = bill_day(series, terms, {0.5, 3}, requests);
        const std::vector<LoadHour> hours = load_hours(series, terms, {0.5, 3}, requests);
        double replica_s = 0, demand = 0, starts = 0;
        for (const LoadHour& hour : hours) {
          replica_s += hour.replicas * 3600;
          demand += hour.demand_requests_per_s * 3600;
          starts += hour.cold_starts;
        }
        const double days = static_cast<double>(hours.size()) / 24;
        EXPECT_NEAR(replica_s / days, day.billed_replica_s, 1e-12 * day.billed_replica_s);
        EXPECT_NEAR(demand / days, requests, 1e-9 * requests);
        EXPECT_NEAR(starts / days, day.cold_starts, 1e-12 * day.cold_starts);
      }
    }
  }
}

TEST(Load, MoreRequestsNeverBillLessWhereClosedFormsHold) {
  for (const Load& load : {Load{}, diurnal(0.6)}) {
    const LoadSeries series = load_series(load);
    for (const double granularity : {1.0, 60.0, 3600.0}) {
      BillingTerms terms = stops(300, 50);
      terms.granularity_s = granularity;
      const double to = 86400 / (0.5 * series.sizing_peak);
      double last = 0;
      for (double requests = 0.01; requests < to; requests *= 1.03) {
        const BilledDay day = bill_day(series, terms, {0.5, 3}, requests);
        EXPECT_GE(day.billed_replica_s, last * (1 - 1e-12)) << requests;
        last = day.billed_replica_s;
      }
    }
  }
}

}  // namespace
}  // namespace picker
