#include "tokens.h"

namespace picker {

TokenAmounts token_amounts(const Workload& workload, double share) {
  const double input = share * workload.input_tokens;
  return {input * (1.0 - workload.cached_input_share - workload.cache_write_share),
          input * workload.cached_input_share, input * workload.cache_write_share,
          share * workload.output_tokens};
}

}  // namespace picker
