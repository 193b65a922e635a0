// Billing terms: the numbers by which one offer's replicas are billed, each read by the rule of its own name
// in this folder. Unknown ones were settled before (model_load.h, idle_window.h). Never a price.
#pragma once

#include "../catalog/scale_to_zero.h"

namespace picker {

struct BillingTerms {
  double granularity_s = 1;     // granularity.h
  bool rounds_up = true;        // granularity.h
  double minimum_charge_s = 0;  // minimum_charge.h: of one start
  bool bills_load = true;       // model_load.h
  double cold_start_s = 0;      // model_load.h
  bool bills_idle = true;       // idle_window.h
  double idle_window_s = 0;     // idle_window.h
  double minimum_replicas = 0;  // minimum_replicas.h
  double floor_s_per_day = 0;   // reserved_minutes.h
  ScaleToZero scale_to_zero = ScaleToZero::none;

  bool operator==(const BillingTerms&) const = default;
};

}  // namespace picker
