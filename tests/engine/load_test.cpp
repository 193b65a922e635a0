// Billed time against a literal day, counted second by second.

#include "engine/load.h"

#include <gtest/gtest.h>

#include <cmath>

namespace picker {
namespace {

// Starts replicas one by one while the constant rate exceeds what they serve, and bills each of 86,400
// seconds.
double billed_by_the_second(double requests_per_day, double work_s_per_request, double minimum_replicas) {
  const double rate = requests_per_day / 86400.0;
  double replicas = std::fmax(1.0, minimum_replicas);
  while (replicas / work_s_per_request < rate) replicas += 1;
  double billed = 0;
  for (int second = 0; second < 86400; ++second) billed += replicas;
  return billed;
}

TEST(Load, FlatBillsWholeReplicasAllDay) {
  for (const double work_s : {0.01, 0.37, 2.0}) {
    for (const double requests : {1.0, 900.0, 43000.0, 86401.0, 1234567.0}) {
      for (const double minimum : {0.0, 3.0}) {
        const BilledDay day = bill_day(LoadShape::flat, {0, minimum, false}, requests, work_s);
        EXPECT_EQ(day.billed_replica_s, billed_by_the_second(requests, work_s, minimum))
            << requests << " " << work_s;
        EXPECT_EQ(day.utilization, day.billed_utilization);
        EXPECT_LE(day.utilization, 1.0 + 1e-12);
        EXPECT_GE(day.billed_replica_s * (1 + 1e-12), requests * work_s);
      }
    }
  }
}

TEST(Load, AWhollyUsedReplicaStartsNoOther) {
  for (int i = 1; i < 5000; ++i) {
    const double work_s = 0.0137 * i;
    const BilledDay day = bill_day(LoadShape::flat, {0, 0, false}, 86400.0 / work_s, work_s);
    EXPECT_EQ(day.billed_replica_s, 86400) << work_s;
  }
}

TEST(Load, PackedNeverRoundsReplicasAndKeepsItsFloor) {
  const BillingTerms sixty_minutes{3600, 0, false};
  EXPECT_EQ(bill_day(LoadShape::packed, sixty_minutes, 100, 9).billed_replica_s, 3600);
  EXPECT_EQ(bill_day(LoadShape::packed, sixty_minutes, 100, 9).billed_utilization, 0.25);
  EXPECT_EQ(bill_day(LoadShape::packed, sixty_minutes, 1000, 900.5).billed_replica_s, 900500);
  EXPECT_FALSE(bill_day(LoadShape::packed, sixty_minutes, 1, 1).replicas_peak);
}

TEST(Load, NoRequestRunsNothingWhereThePlatformScalesToZero) {
  EXPECT_EQ(bill_day(LoadShape::flat, {0, 0, true}, 0, 1).billed_replica_s, 0);
  EXPECT_EQ(bill_day(LoadShape::flat, {0, 2, true}, 0, 1).billed_replica_s, 2 * 86400.0);
  EXPECT_EQ(bill_day(LoadShape::flat, {0, 0, false}, 0, 1).billed_replica_s, 86400.0);
  EXPECT_EQ(bill_day(LoadShape::flat, {0, 0, true}, 0, 1).utilization, 0);
}

TEST(Load, BreakpointsAreWhereTheBillJumps) {
  const BillingTerms terms{0, 0, false};
  const auto points = billing_breakpoints(LoadShape::flat, terms, 0.5, 1e6, 1000);
  ASSERT_EQ(points.size(), 5u);
  for (const double point : points)
    EXPECT_EQ(bill_day(LoadShape::flat, terms, point * 1.0001, 0.5).billed_replica_s,
              bill_day(LoadShape::flat, terms, point * 0.9999, 0.5).billed_replica_s + 86400);
  EXPECT_EQ(billing_breakpoints(LoadShape::packed, {3600, 0, false}, 9, 1e6, 1000), std::vector<double>{400});
}

}  // namespace
}  // namespace picker
