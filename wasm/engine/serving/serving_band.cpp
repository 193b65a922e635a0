#include "serving_band.h"

#include <algorithm>

namespace picker {

// The figures of the first four are printed by tests/bench/fit_serving.py.
ServingBand serving_band(const ServingQuery& query, bool measured) {
  const bool mixture = query.model.experts > 0;
  // Tuned kernels keep long prompts in the band of the others under trtllm only.
  const bool prompt_heavy =
      query.input_tokens >= 14 * std::max(query.output_tokens, 1.0) && query.engine != Engine::trtllm;
  ServingBand band = mixture ? ServingBand{0.74, 1.23} : ServingBand{0.82, 1.16};
  if (prompt_heavy) band.low = mixture ? 0.64 : 0.5;

  const Architecture arch = query.gpu.arch;
  if (!measured || arch == Architecture::cdna3 || arch == Architecture::cdna4) {
    // From some sixty points on other people's servers that were in no fit.
    band.low = std::min(band.low, 0.5);
    band.high = std::max(band.high, 1.15);
  }
  return band;
}

}  // namespace picker
