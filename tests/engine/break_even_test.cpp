// Crossings against brute force: both bills walked over a fine grid, changes of the winner counted.

#include "engine/decision/break_even.h"

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

// A pair over a made-up axis.
class Pair final : public PairOverAxis {
 public:
  using Price = PricedPair (*)(double value);
  explicit Pair(Price price) : price_(price) {}
  std::optional<PricedPair> at(double value) const override {
    ++looks;
    return price_(value);
  }
  mutable int looks = 0;

 private:
  Price price_;
};

std::vector<double> even_grid(double from, double to, int steps) {
  std::vector<double> grid;
  for (int i = 0; i <= steps; ++i) grid.push_back(from + (to - from) * i / steps);
  return grid;
}

PricedPair fixed_bills(double usd_a, double usd_b) { return {api(usd_a), api(usd_b), 1}; }

std::vector<double> values(const BreakEven& found) {
  std::vector<double> all;
  for (const Crossing& crossing : found.crossings) all.push_back(crossing.value);
  return all;
}

TEST(GridBreakEven, TwoCrossingsBetweenNeighboursWhereTheBillsBend) {
  // a is b's equal at 5.43 and 5.47 and cheaper between them; the grid's points are 5 and 6.
  const Pair pair([](double x) { return fixed_bills(10 + (x - 5.43) * (x - 5.47), 10); });
  const BreakEven found = grid_break_even(pair, even_grid(0, 10, 10));
  ASSERT_EQ(found.crossings.size(), 2u);
  EXPECT_NEAR(found.crossings[0].value, 5.43, 1e-9);
  EXPECT_NEAR(found.crossings[1].value, 5.47, 1e-9);
  EXPECT_FALSE(found.crossings[0].a_wins_below);
  EXPECT_TRUE(found.crossings[1].a_wins_below);
  EXPECT_FALSE(found.crossings[0].at_step);
  EXPECT_LT(pair.looks, 400);
}

TEST(GridBreakEven, TwoCrossingsBetweenNeighboursWhereAReplicaIsAdded) {
  // A replica serves 86,400 units of the axis and costs 48: the API reaches 48 just before the second one.
  const Pair pair([](double x) {
    PricedPair made{api(0.0005556 * x), replica(2, x, 0), 1};
    return made;
  });
  const std::vector<double> grid = even_grid(1000, 201000, 10);
  const BreakEven found = grid_break_even(pair, grid);
  ASSERT_EQ(values(found).size(), 4u);
  EXPECT_NEAR(found.crossings[0].value, 48 / 0.0005556, 1e-6);
  EXPECT_NEAR(found.crossings[1].value, 86400, 1e-6);
  EXPECT_NEAR(found.crossings[2].value, 96 / 0.0005556, 1e-6);
  EXPECT_NEAR(found.crossings[3].value, 172800, 1e-6);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(found.crossings[i].at_step, i % 2 == 1);
    EXPECT_EQ(found.crossings[i].a_wins_below, i % 2 == 0);
  }
  EXPECT_EQ(found.searched_to, grid.back());
}

TEST(GridBreakEven, AJumpOfAPriceBetweenNeighbours) {
  // Between 3.21 and 3.47, where a price has a band of its own, and at no other place.
  const Pair pair([](double x) { return fixed_bills(x > 3.21 && x < 3.47 ? 3 : 1, 1.5 + 0.0001 * x); });
  const BreakEven found = grid_break_even(pair, even_grid(0, 10, 25));
  ASSERT_EQ(values(found).size(), 2u);
  EXPECT_NEAR(found.crossings[0].value, 3.21, 1e-12);
  EXPECT_NEAR(found.crossings[1].value, 3.47, 1e-12);
  EXPECT_TRUE(found.crossings[0].at_step);
}

TEST(GridBreakEven, AsManyAsBruteForceOnTwoStaircases) {
  const Pair pair([](double x) { return PricedPair{replica(2, x, 0), replica(3.1, 0.61 * x, 0), 1}; });
  std::vector<double> wanted;
  int last = 0;
  for (double x = 1000; x < 1e6; x += 7.3) {
    const PricedPair made = *pair.at(x);
    const double difference = usd_per_day(made.a, 1) - usd_per_day(made.b, 1);
    const int now = difference < 0 ? -1 : difference > 0 ? 1 : 0;
    if (now != 0 && last != 0 && now != last) wanted.push_back(x);
    if (now != 0) last = now;
  }
  const BreakEven found = grid_break_even(pair, even_grid(1000, 1e6, 6));
  ASSERT_EQ(found.crossings.size(), wanted.size());
  EXPECT_GE(wanted.size(), 4u);
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(found.crossings[i].value, wanted[i], 7.4);
}

TEST(GridBreakEven, BillsThatOnlyTouchDoNotCrossAndTheWorkIsBounded) {
  const Pair touching([](double x) { return fixed_bills(10 + (x - 5.43) * (x - 5.43), 10); });
  EXPECT_TRUE(grid_break_even(touching, even_grid(0, 10, 10)).crossings.empty());
  EXPECT_LT(touching.looks, 1000);
  const Pair equal([](double x) { return fixed_bills(x, x); });
  EXPECT_TRUE(grid_break_even(equal, even_grid(0, 10, 10)).crossings.empty());
  EXPECT_LT(equal.looks, 30);
  // Full it costs as much as the API but for a thousandth: a step without end after the other.
  const Pair endless([](double x) { return PricedPair{api(0.000556 * x), replica(2, x, 0), 1}; });
  const BreakEven found = grid_break_even(endless, even_grid(1000, 1e9, 300));
  EXPECT_EQ(found.crossings.size(), static_cast<std::size_t>(crossings_shown_most));
  EXPECT_GT(found.crossings_left_out, 0);
  EXPECT_LT(found.searched_to, 1e9);
  EXPECT_LT(endless.looks, 40000);
}

}  // namespace
}  // namespace picker
