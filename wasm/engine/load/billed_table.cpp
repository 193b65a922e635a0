#include "billed_table.h"

#include "../numeric.h"
#include "billed_day.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace picker {
namespace {

constexpr int nodes = 64;
constexpr double most_load = 300;  // beyond it one replica more or less is nothing: the last node holds

}  // namespace

BilledTable::BilledTable(const LoadSeries& series, const BillingTerms& terms) : terms_(terms) {
  first_log_ = -numeric::log(series.sizing_peak);
  step_log_ = (numeric::log(most_load) - first_log_) / (nodes - 1);
  for (int i = 0; i < nodes; ++i) {
    // Just above one replica at the first node, where the closed form ends.
    const double load = numeric::exp(first_log_ + i * step_log_) * (1 + 1e-9);
    const BilledDay day = bill_day(series, terms, {1, 0}, load * seconds_per_day);
    billed_per_load_.push_back(day.billed_replica_s / seconds_per_day / load);
  }
}

double BilledTable::billed_replica_s(double mean_load) const {
  const double at = (numeric::log(mean_load) - first_log_) / step_log_;
  const double low = std::clamp(std::floor(at), 0.0, static_cast<double>(nodes - 2));
  const double share = std::clamp(at - low, 0.0, 1.0);
  const std::size_t i = static_cast<std::size_t>(low);
  const double ratio = billed_per_load_[i] + share * (billed_per_load_[i + 1] - billed_per_load_[i]);
  return ratio * mean_load * seconds_per_day;
}

}  // namespace picker
