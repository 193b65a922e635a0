#include "billed_table.h"

#include "../numbers/numeric.h"
#include "load_series.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace picker {
namespace {

// Node i stands at 2^(i / 3) replicas. A finer grid lets single chance peaks through: at a quarter of an
// octave more requests cost up to 2 % less than fewer. A coarser one bends the bill where the second replica
// comes.
constexpr double log_of_step = 0.69314718055994531 / 3;
// The last node: more load is as much more of the same, to 0.3 %, and takes the simulation much longer.
constexpr int last_node = 24;
constexpr double last_load = 256;
// The simulation's warm-up, longer than any cold start or quiet window but the longest.
constexpr double warm_up_s = 4 * seconds_per_hour;
// A period that holds fewer idle windows than these says little of their mean: it is simulated again with
// other noise, four times at most.
constexpr double windows_least = 96;
constexpr double paths_most = 4;
// Terms that a load remembers: more than one comparison has, fewer than a dragged cold start makes.
constexpr std::size_t tables_most = 64;

double load_of_node(int index) { return numeric::exp(index * log_of_step); }

int paths_for(const LoadSeries& series, const BillingTerms& terms) {
  const double period_s = static_cast<double>(series.hourly.size()) * seconds_per_hour;
  const double paths = std::ceil(windows_least * terms.idle_window_s / period_s);
  return static_cast<int>(std::clamp(paths, 1.0, paths_most));
}

void add(FurtherReplicas& sum, const FurtherReplicas& further, double share) {
  sum.ready += share * further.ready;
  sum.billed += share * further.billed;
  sum.starts += share * further.starts;
}

void add(SimulatedPeriod& sum, const SimulatedPeriod& period, double share) {
  sum.work_s += share * period.work_s;
  sum.billed_s += share * period.billed_s;
  sum.starts += share * period.starts;
  sum.peak_replicas += share * period.peak_replicas;
  sum.work_without_replica_s += share * period.work_without_replica_s;
  add(sum.further, period.further, share);
  sum.hours.resize(std::max(sum.hours.size(), period.hours.size()));
  for (std::size_t i = 0; i < period.hours.size(); ++i) {
    sum.hours[i].demand += share * period.hours[i].demand;
    sum.hours[i].ready += share * period.hours[i].ready;
    sum.hours[i].billed += share * period.hours[i].billed;
    sum.hours[i].starts += share * period.hours[i].starts;
    add(sum.hours[i].further, period.hours[i].further, share);
  }
}

SimulatedPeriod simulated_node(const LoadSeries& series, const BillingTerms& terms, int index) {
  const double before_s = std::max(warm_up_s, terms.idle_window_s + terms.cold_start_s);
  const int before = static_cast<int>(std::min(before_s, seconds_per_day) / series.step_s);
  const int paths = paths_for(series, terms);
  SimulatedPeriod mean;
  for (int path = 0; path < paths; ++path) {
    const DemandSteps demand{demand_path(series, path), series.step_s, before};
    add(mean, simulate_autoscaler(demand, load_of_node(index), 1, terms), 1.0 / paths);
  }
  return mean;
}

BilledTable& table_of(const LoadSeries& series, const BillingTerms& terms) {
  for (BilledTable& table : series.tables)
    if (table.terms == terms) return table;
  if (series.tables.size() == tables_most) series.tables.erase(series.tables.begin());
  series.tables.push_back({terms, {}});
  return series.tables.back();
}

const SimulatedPeriod& node_of(BilledTable& table, const LoadSeries& series, int index) {
  for (const BilledTable::Node& node : table.nodes)
    if (node.index == index) return node.period;
  table.nodes.push_back({index, simulated_node(series, table.terms, index)});
  table.nodes.back().period.hours = {};
  return table.nodes.back().period;
}

}  // namespace

SimulatedPeriod simulated_period(const LoadSeries& series, const BillingTerms& terms, double mean_load,
                                 bool with_hours) {
  const double scale = std::max(1.0, mean_load / last_load);
  const double load = mean_load / scale;
  const double at = std::floor(numeric::log(load) / log_of_step);
  const int low = std::min(static_cast<int>(at), last_node - 1);
  const double from = load_of_node(low);
  // Evenly over the load itself: what grows with it and what stands still are then exact.
  const double share = std::clamp((load - from) / (load_of_node(low + 1) - from), 0.0, 1.0);
  BilledTable& table = table_of(series, terms);
  SimulatedPeriod period;
  for (const int index : {low, low + 1}) {
    const double of_node = scale * (index == low ? 1 - share : share);
    if (!(of_node > 0)) continue;
    if (with_hours) {
      add(period, simulated_node(series, terms, index), of_node);
    } else {
      add(period, node_of(table, series, index), of_node);
    }
  }
  return period;
}

}  // namespace picker
