// Assumptions: the numbers that nobody measured and that decide picks, so that an answer can be worked out
// again with each at either end (sensitivity.h). Everything else reads the ordinary ones.
#pragma once

#include "../load/shape.h"

#include <optional>

namespace picker {

struct Assumptions {
  double noise_relative_sd = picker::noise_relative_sd;  // of demand around its shape
  std::optional<double> idle_window_s;  // where a platform names none; empty: billing/idle_window.h's
  double host_factor = 1;      // on the CPU cores and memory beside each GPU, where the share is assumed
  double serving_band = 0;     // -1: the low end of the serving model's error, 1: the high end
  double cold_start_band = 0;  // the same of a cold start
  double source_conflict = 0;  // -1: the lowest price that a source says, 1: the highest
};

}  // namespace picker
