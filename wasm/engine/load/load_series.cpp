#include "load_series.h"

#include "noise.h"

#include <utility>

namespace picker {

LoadSeries load_series(const Load& load, double noise_sd) {
  LoadSeries series;
  series.load = load;
  series.noise_relative_sd = noise_sd;
  series.sizing_peak = sizing_peak(load, noise_sd);
  series.hourly = hourly_demand(load);
  series.before = {0};
  for (const double demand : series.hourly)
    series.before.push_back(series.before.back() + demand * seconds_per_hour);
  series.step_s = period_hours(load) > 24 ? week_step_s : day_step_s;
  return series;
}

const std::vector<double>& demand_path(const LoadSeries& series, int path) {
  while (static_cast<int>(series.paths.size()) <= path) {
    const int count = static_cast<int>(period_hours(series.load) * seconds_per_hour / series.step_s);
    std::vector<double> steps = demand_noise(count, series.step_s, series.noise_relative_sd,
                                             noise_correlation_s, series.paths.size());
    double sum = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      steps[i] *= demand_at(series.load, static_cast<double>(i) * series.step_s);
      sum += steps[i];
    }
    // Noise that falls on the busy hours would else change how many requests there are.
    for (double& step : steps) step *= count / sum;
    series.paths.push_back(std::move(steps));
  }
  return series.paths[static_cast<std::size_t>(path)];
}

}  // namespace picker
