#include "hours.h"

#include "words.h"

#include "../../wasm/engine/load/shape.h"
#include "../../wasm/engine/numbers/numeric.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace picker::app {
namespace {

constexpr std::string_view blank = "\u00a0";
constexpr double most_of_period = 0.9;  // what one hour may take of all requests

double three_digits(double value) {
  if (!(value > 0)) return 0;
  const double unit = numeric::pow(10, std::floor(numeric::log(value) / numeric::log(10)) - 2);
  // Multiplied by a whole number where the unit is a fraction: 0.85, not 0.8500000000000001.
  const double whole = std::round(1 / unit);
  return unit >= 1 ? std::round(value / unit) * unit : std::round(value * whole) / whole;
}

}  // namespace

std::string hour_name(std::size_t hour, std::size_t hours) {
  constexpr std::array<std::string_view, 7> days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const std::size_t of_day = hour % 24;
  const std::string clock =
      hour > 0 && hour == hours ? "24:00" : (of_day < 10 ? "0" : "") + std::to_string(of_day) + ":00";
  if (hours <= 24) return clock;
  return std::string(days[std::min(hour, hours - 1) / 24 % 7]) + std::string(blank) + clock;
}

std::vector<double> hour_weights(const Load& load) {
  if (load.shape == LoadShape::custom) return load.hourly;
  std::vector<double> weights = hourly_demand(load);
  for (double& weight : weights) weight = three_digits(weight);
  return weights;
}

std::vector<double> with_hour(std::vector<double> weights, std::size_t hour, double times_mean) {
  double others = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (i != hour) others += weights[i];
  if (!(others > 0)) return weights;  // all requests come in this hour: nothing to weigh it against
  const auto count = static_cast<double>(weights.size());
  const double share = std::clamp(times_mean / count, 0.0, most_of_period);
  weights[hour] = three_digits(share * others / (1 - share));
  return weights;
}

}  // namespace picker::app
