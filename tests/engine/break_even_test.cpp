// Crossings against brute force: both bills walked over a fine grid, changes of the winner counted.

#include "engine/break_even.h"

#include "support/call_vectors.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace picker {
namespace {

PricedOffer api(double usd_per_request) {
  PricedOffer priced;
  priced.offer.id = "a";
  priced.lines = {{"requests", "request", usd_per_request, 1, 0}};
  return priced;
}

PricedOffer replica(double usd_per_hour, double work_s_per_request, double minimum_replicas) {
  PricedOffer priced;
  priced.offer.id = "b";
  priced.lines = {{"time", "second", usd_per_hour / 3600, 0, 1}};
  priced.service = Service{work_s_per_request, 0};
  priced.load = std::make_shared<const LoadSeries>(load_series({}));
  priced.terms.minimum_replicas = minimum_replicas;
  return priced;
}

std::shared_ptr<const LoadSeries> packed() {
  Load load;
  load.shape = LoadShape::packed;
  return std::make_shared<const LoadSeries>(load_series(load));
}

// The volumes at which the cheaper of the two changes, on a grid of this step.
std::vector<double> changes_on_grid(const PricedOffer& a, const PricedOffer& b, double step, double to) {
  std::vector<double> changes;
  int last = 0;
  for (double requests = step / 2; requests < to; requests += step) {
    const double difference = usd_per_day(a, requests) - usd_per_day(b, requests);
    const int now = difference < 0 ? -1 : difference > 0 ? 1 : 0;
    if (now != 0 && last != 0 && now != last) changes.push_back(requests - step / 2);
    if (now != 0) last = now;
  }
  return changes;
}

void expect_same(const PricedOffer& a, const PricedOffer& b, double step, double to, std::size_t at_least) {
  const std::vector<double> grid = changes_on_grid(a, b, step, to);
  const BreakEven found = break_even(a, b, to);
  EXPECT_GE(grid.size(), at_least);
  ASSERT_EQ(found.crossings.size() + static_cast<std::size_t>(found.crossings_left_out), grid.size());
  for (std::size_t i = 0; i < found.crossings.size(); ++i) {
    EXPECT_NEAR(found.crossings[i].requests_per_day, grid[i], step);
    const double below = found.crossings[i].requests_per_day * (1 - 1e-9);
    EXPECT_EQ(usd_per_day(a, below) < usd_per_day(b, below), found.crossings[i].a_wins_below) << i;
  }
}

TEST(BreakEven, OneCrossingWhereTheGpuIsAlwaysFull) {
  expect_same(api(0.01), replica(2, 1, 0), 10, 80000, 1);
}

TEST(BreakEven, SteppedCurvesCrossMoreThanOnce) {
  // Full it costs 48/86400 = 0.000556 a request, so just above a new replica the API wins again.
  expect_same(api(0.0007), replica(2, 1, 0), 50, 2e6, 5);
}

TEST(BreakEven, ManyCrossingsAreCountedAndTheFirstShown) {
  const BreakEven found = break_even(api(0.00056), replica(2, 1, 0), 1e9);
  EXPECT_EQ(found.crossings.size(), static_cast<std::size_t>(crossings_shown_most));
  EXPECT_GT(found.crossings_left_out, 100);
  EXPECT_EQ(found.searched_to, 1e9);
}

TEST(BreakEven, NeverWhereTheApiIsCheaperThanAFullGpu) {
  const BreakEven found = break_even(api(0.0005), replica(2, 1, 0), 1e9);
  EXPECT_TRUE(found.crossings.empty());
  EXPECT_EQ(found.reachable_utilization, 1.0);
}

TEST(BreakEven, TwoStaircases) { expect_same(replica(2, 1, 0), replica(3.1, 0.61, 0), 20, 1e6, 4); }

TEST(BreakEven, MinimumReplicasMoveTheFirstCrossing) {
  expect_same(api(0.01), replica(2, 1, 4), 10, 400000, 1);
}

TEST(BreakEven, PackedFloor) {
  PricedOffer b = replica(3, 0.1, 0);
  b.load = packed();
  b.terms.floor_s_per_day = 3600;
  expect_same(api(0.001), b, 10, 100000, 1);
}

TEST(BreakEven, NothingCrossesAtZeroWhereBothBillsStartThere) {
  PricedOffer b = replica(3, 0.1, 0);
  b.load = packed();
  for (const double usd : {0.0000831, 0.00009, 0.0123, 0.3333333}) {
    for (const double output : {1.1, 0.7, 13.37}) {
      PricedOffer a = api(usd);
      a.lines.push_back({"more", "token", usd / 3, output, 0});
      EXPECT_TRUE(break_even(a, b, 1e9).crossings.empty()) << usd << " " << output;
    }
  }
}

TEST(BreakEven, NoCapacityMeansNoUtilization) {
  PricedOffer fixed = api(0.5);
  fixed.lines.push_back({"month", "day", 0.0, 0, 0});
  const BreakEven found = break_even(replica(2, 1, 0), fixed, 1e6);
  ASSERT_EQ(found.crossings.size(), 1u);
  EXPECT_FALSE(found.crossings[0].utilization);
  EXPECT_FALSE(found.reachable_utilization);
}

}  // namespace
}  // namespace picker
