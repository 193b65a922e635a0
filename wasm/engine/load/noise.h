// Noise: the chance variation of demand around its shape, the same for the same seed on every machine.
#pragma once

#include "../on_need.h"

#include <vector>

namespace picker {

// `steps` factors of mean exactly 1, `step_s` seconds apart: lognormal with relative standard deviation
// `relative_sd`, correlated over `correlation_s`. Draws come from a counter and the seed, in order.
PICKER_ON_NEED std::vector<double> demand_noise(int steps, double step_s, double relative_sd,
                                                double correlation_s, unsigned long long seed);

}  // namespace picker
