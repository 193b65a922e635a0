// Loads and billing terms that several tests bill.

#pragma once

#include "engine/billing/terms.h"
#include "engine/load/shape.h"

namespace picker::testing {

// The platform stops what idles and starts what is asked for.
inline BillingTerms stops(double window_s, double cold_start_s) {
  BillingTerms terms;
  terms.scale_to_zero = ScaleToZero::automatic;
  terms.idle_window_s = window_s;
  terms.cold_start_s = cold_start_s;
  return terms;
}

inline Load diurnal(double amplitude, double peak_hour = 14) {
  Load load;
  load.shape = LoadShape::diurnal;
  load.amplitude = amplitude;
  load.peak_hour = peak_hour;
  return load;
}

}  // namespace picker::testing
