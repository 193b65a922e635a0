// The formulas of load and billing against the event simulation: billed hours and the share of requests that
// wait for a start. One replica within 5 %; several, which the formulas see as a fluid, within 20 %, over the
// whole grid where PICKER_NIGHTLY is set and a tenth of its days otherwise.

#include "engine/load/billed_day.h"
#include "support/loads.h"

#include "event_simulation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

namespace picker {
namespace {

using testing::EventSimulation;
using testing::SimulatedDays;
using testing::SimulatedReplica;

bool nightly() { return std::getenv("PICKER_NIGHTLY") != nullptr; }

// Nine hours of five days, a tenth of their rate besides.
double office(double hour) {
  const bool works = hour < 120 && std::fmod(hour, 24) >= 9 && std::fmod(hour, 24) < 18;
  return (works ? 1 : 0.1) * 168 / (45 + 123 * 0.1);
}

double day_and_night(double hour) { return 1 + 0.6 * std::cos(2 * std::acos(-1.0) * (hour - 14) / 24); }

Load office_load() {
  Load load;
  load.shape = LoadShape::office;
  return load;
}

// Chat turns of 1,155 tokens in and 211 out.
SimulatedReplica on_h100(double idle_window_s, double cold_start_s, double granularity_s) {  // 70B in fp8
  return {5.94, 0.4053, 29, cold_start_s, idle_window_s, granularity_s};
}
SimulatedReplica on_l40s(double idle_window_s, double cold_start_s, double granularity_s) {  // 8B in fp8
  return {2.57, 0.0948, 389, cold_start_s, idle_window_s, granularity_s};
}

struct Setting {
  std::string id;
  SimulatedReplica replica;
  double requests_per_day;
  bool office_hours;
};

SimulatedDays simulated(const Setting& setting, double days) {
  return EventSimulation(setting.replica, setting.requests_per_day,
                         setting.office_hours ? office : day_and_night, 7)
      .run(days);
}

BilledDay by_formula(const Setting& setting) {
  const SimulatedReplica& replica = setting.replica;
  BillingTerms terms = testing::stops(replica.idle_window_s, replica.cold_start_s);
  terms.granularity_s = replica.granularity_s;
  return bill_day(load_series(setting.office_hours ? office_load() : testing::diurnal(0.6)), terms,
                  {replica.saturated_s, replica.alone_s}, setting.requests_per_day);
}

TEST(EventSimulation, OneReplicaThatStopsWhenIdle) {
  const Setting settings[] = {{"a minute's window, office hours", on_h100(60, 50, 1), 1000, true},
                              {"five seconds, office hours", on_l40s(5, 40, 1), 20000, true},
                              {"five minutes, by the minute", on_h100(300, 35, 60), 500, false},
                              {"five minutes, always expected", on_h100(300, 35, 60), 5000, false}};
  for (Setting setting : settings) {
    SCOPED_TRACE(setting.id);
    setting.replica.replicas_most = 1;
    const SimulatedDays found = simulated(setting, nightly()                         ? 280
                                                   : setting.requests_per_day > 5000 ? 14
                                                                                     : 42);
    const BilledDay day = by_formula(setting);
    EXPECT_NEAR(found.requests_per_day / setting.requests_per_day, 1, 0.03);
    EXPECT_NEAR(day.billed_replica_s / 3600 / found.billed_h_per_day, 1, 0.05) << found.billed_h_per_day;
    EXPECT_NEAR(day.cold_share, found.cold_share, 0.05 * found.cold_share + 0.001);
    EXPECT_NEAR(day.cold_starts, found.starts_per_day, 0.05 * found.starts_per_day + 0.5);
  }
}

TEST(EventSimulation, SeveralReplicas) {
  const Setting settings[] = {
      {"8B, a million, five seconds", on_l40s(5, 40, 1), 1e6, false},
      {"70B, 150,000, a minute", on_h100(60, 50, 1), 150000, false},
      {"70B, 400,000 in office hours, five minutes", on_h100(300, 70, 60), 400000, true},
      {"70B, 400,000 in office hours, a minute", on_h100(60, 50, 1), 400000, true}};
  for (const Setting& setting : settings) {
    SCOPED_TRACE(setting.id);
    const bool whole_week = setting.office_hours;
    if (!nightly() && (whole_week || setting.requests_per_day > 500000)) continue;
    const SimulatedDays found = simulated(setting, whole_week ? 7 : nightly() ? 5 : 1);
    const BilledDay day = by_formula(setting);
    EXPECT_NEAR(day.billed_replica_s / 3600 / found.billed_h_per_day, 1, 0.2) << found.billed_h_per_day;
    RecordProperty(setting.id, std::to_string(day.billed_replica_s / 3600) + " " +
                                   std::to_string(found.billed_h_per_day) + " " +
                                   std::to_string(found.cold_share));
  }
}

}  // namespace
}  // namespace picker
