// Load series: one load worked out once for all offers, with what its simulations found. Never knows a
// volume, a platform or a price.
#pragma once

#include "../billing/terms.h"
#include "autoscaler.h"
#include "shape.h"

#include <vector>

namespace picker {

// What the autoscaler simulation found for one set of terms at nodes of a grid of mean loads
// (billed_table.h).
struct BilledTable {
  struct Node {
    int index = 0;
    SimulatedPeriod period;  // without its hours
  };
  BillingTerms terms;
  std::vector<Node> nodes;  // in the order in which they were asked for
};

// A week is simulated in coarser steps than a day; against one second they are some percent off.
constexpr double day_step_s = 10;
constexpr double week_step_s = 30;

// A load worked out once for all offers. What the simulation needs of it and what it found are made when
// first asked for; the order does not change them.
struct LoadSeries {
  Load load;
  double sizing_peak = 1;      // of shape.h
  std::vector<double> hourly;  // demand over its mean, by hour of the period
  std::vector<double> before;  // seconds of mean demand before each hour, and before the end
  double step_s = day_step_s;
  double noise_relative_sd = picker::noise_relative_sd;
  mutable std::vector<std::vector<double>> paths = {};  // demand_path
  mutable std::vector<BilledTable> tables = {};
};

LoadSeries load_series(const Load& load, double noise_sd = noise_relative_sd);

// Demand over its mean by steps of step_s, with noise of its own for each path. The load varies.
const std::vector<double>& demand_path(const LoadSeries& series, int path);

}  // namespace picker
