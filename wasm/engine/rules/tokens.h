// Tokens: how many of a request's tokens each token meter counts.
#pragma once

#include "../workload.h"

namespace picker {

// Tokens a request, each counted by one meter.
struct TokenAmounts {
  double input = 0;
  double cached_input = 0;
  double cache_write = 0;
  double output = 0;
};

// `share` of the workload's requests, 0..1: the tokens are means over all of them.
TokenAmounts token_amounts(const Workload& workload, double share);

}  // namespace picker
