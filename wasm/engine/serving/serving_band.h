// How far measurements lie from the serving model: the P10 and P90 of measured over predicted tokens/s, for
// models that the fit has not seen. It holds for the default constants only, and it knows nothing of latency.

#pragma once

#include "serving_query.h"

namespace picker {

// Factors on a predicted speed.
struct ServingBand {
  double low = 1;
  double high = 1;
};

// `measured`: both the model and the GPU occur in the measurements of the fit. What does not, and AMD's GPUs,
// get the wider band of an extrapolation.
ServingBand serving_band(const ServingQuery& query, bool measured);

}  // namespace picker
