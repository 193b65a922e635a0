// Work that may wait in the troughs of replicas that always run, against a packing hour by hour that is
// worked out here, and the dollars of one such day.

#include "engine/load/billed_day.h"

#include "support/market_calls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace picker {
namespace {

// Where demand varies, replicas are for the 95th percentile of a noise of 30 %.
constexpr double noise_p95 = 1 + 1.645 * 0.3;

struct Shape {
  Load load;
  std::vector<double> hours;  // demand over its mean
  double peak = 1;            // of a moment, noise included
};

Shape flat() { return {{}, std::vector<double>(24, 1.0), 1}; }

Shape office() {
  Shape shape;
  shape.load.shape = LoadShape::office;
  double sum = 0;
  for (int hour = 0; hour < 168; ++hour) {
    const bool works = hour / 24 < 5 && hour % 24 >= 9 && hour % 24 < 18;
    shape.hours.push_back(works ? 1 : 0.1);
    sum += shape.hours.back();
  }
  for (double& hour : shape.hours) hour *= 168 / sum;
  shape.peak = 168 / sum * noise_p95;
  return shape;
}

Shape diurnal(double amplitude) {
  Shape shape;
  shape.load.shape = LoadShape::diurnal;
  shape.load.amplitude = amplitude;
  const double turn = 2 * std::acos(-1.0) / 24;
  for (int hour = 0; hour < 24; ++hour)  // the mean of 1 + a cos over the hour
    shape.hours.push_back(1 + amplitude * (std::sin(turn * (hour + 1 - 14)) - std::sin(turn * (hour - 14))) /
                                  turn);
  shape.peak = (1 + amplitude) * noise_p95;
  return shape;
}

Shape custom() {
  Shape shape;
  shape.load.shape = LoadShape::custom;
  double sum = 0, most = 0;
  for (int hour = 0; hour < 24; ++hour) {
    const double weight = 1 + (hour * 7 % 11) * (hour > 6 ? 1 : 0.2);
    shape.load.hourly.push_back(weight);
    sum += weight;
    most = std::max(most, weight);
  }
  for (const double weight : shape.load.hourly) shape.hours.push_back(weight * 24 / sum);
  shape.peak = most * 24 / sum * noise_p95;
  return shape;
}

// The fewest replicas that hold the peak of what does not wait and in whose hours the rest finds room.
double packed_replicas(const Shape& shape, double work_s, double requests_per_day, double batch_share) {
  const double now = requests_per_day * (1 - batch_share) / 86400 * work_s;  // mean replicas at work
  const double waits_s =
      requests_per_day * batch_share * work_s / 24 * static_cast<double>(shape.hours.size());
  for (double replicas = 1;; ++replicas) {
    if (replicas < now * shape.peak * (1 - 1e-9)) continue;
    double room_s = 0;
    for (const double hour : shape.hours) room_s += std::max(replicas - now * hour, 0.0) * 3600;
    if (room_s >= waits_s * (1 - 1e-9)) return replicas;
  }
}

TEST(BatchDay, FillsTroughsBeforeItAddsAReplica) {
  const BillingTerms always_on;
  int shared = 0;
  for (const Shape& shape : {flat(), office(), diurnal(0.6), diurnal(1), custom()}) {
    const LoadSeries series = load_series(shape.load);
    for (const double work_s : {0.0121, 0.406, 7.3})
      for (double load = 0.07; load < 60; load *= 1.7)
        for (const double share : {0.0, 0.1, 0.35, 0.5, 0.8, 0.97, 1.0}) {
          const double requests = load * 86400 / work_s;
          const double replicas = packed_replicas(shape, work_s, requests, share);
          const BilledDay day = bill_day(series, always_on, {work_s, 20 * work_s, share}, requests);
          SCOPED_TRACE("load " + std::to_string(load) + ", share " + std::to_string(share));
          EXPECT_EQ(day.replicas_peak.value_or(-1), replicas);
          EXPECT_NEAR(day.billed_replica_s, replicas * 86400, 1e-6);
          EXPECT_NEAR(day.utilization, load / replicas, 1e-9);
          if (share > 0 && replicas < packed_replicas(shape, work_s, requests, 0)) ++shared;
        }
  }
  EXPECT_GT(shared, 200);
}

TEST(BatchDay, NeverCostsMoreWithMoreThatWaitsNorLessWithMoreRequests) {
  const BillingTerms always_on;
  for (const Shape& shape : {flat(), office(), diurnal(0.6), custom()}) {
    const LoadSeries series = load_series(shape.load);
    for (int step = 0; step <= 60; ++step) {
      const double requests = 1000 * std::pow(1.2, step);
      double before = 1e300;
      for (double share = 0; share <= 1; share += 0.0625) {
        const double billed_s = bill_day(series, always_on, {0.406, 6, share}, requests).billed_replica_s;
        EXPECT_LE(billed_s, before) << requests << " at " << share;
        EXPECT_LE(billed_s, bill_day(series, always_on, {0.406, 6, share}, requests * 1.2).billed_replica_s);
        before = billed_s;
      }
    }
  }
}

// The hours of the day of load add up: what waits is all served, within what the replicas leave.
TEST(BatchDay, HoursHoldWhatTheyServe) {
  const Shape shape = office();
  const LoadSeries series = load_series(shape.load);
  for (const double share : {0.2, 0.5, 0.9, 1.0}) {
    const double requests = 400000;
    double batch = 0, now = 0;
    for (const LoadHour& hour : load_hours(series, {}, {0.406, 6, share}, requests)) {
      batch += hour.batch_requests_per_s * 3600 / 7;
      now += hour.demand_requests_per_s * 3600 / 7;
      EXPECT_LE(hour.batch_requests_per_s + hour.demand_requests_per_s,
                hour.capacity_requests_per_s * (1 + 1e-9));
    }
    EXPECT_NEAR(batch, requests * share, 1e-6 * requests);
    EXPECT_NEAR(now, requests * (1 - share), 1e-6 * requests);
  }
}

// 400,000 chat turns a day in office hours on DeepInfra's H100 at 2.20 an hour: 1.88 of them at work on
// average.
TEST(BatchDay, DollarsOfOneDay) {
  const std::string offer = "deepinfra/llama-3.3-70b/1xh100-fp8";
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    testing::Json call = testing::chat(400000);
    call["workloads"][0]["input_tokens"] = 1155;
    call["workloads"][0]["output_tokens"] = 211;
    call["workloads"][0]["load"] = {{"shape", "office"}};
    call["workloads"][0]["batch_share"] = share;
    call["offer"] = offer;
    const testing::Json day = testing::parsed(testing::market_session().simulate_load(call.dump()));
    ASSERT_EQ(day["ok"], true) << day.dump();
    const double work_s = 1 / day["requests_per_s_per_replica"].get<double>();
    EXPECT_NEAR(400000 * work_s / 86400, 1.88, 0.1);
    const double replicas = packed_replicas(office(), work_s, 400000, share);
    EXPECT_NEAR(day["usd_per_day"].get<double>(), replicas * 24 * 2.20, 1e-9) << share;
    if (share == 0 || share == 1) {
      EXPECT_EQ(replicas, share == 0 ? 9 : 2);
    }
  }
}

}  // namespace
}  // namespace picker
