// Context window: whether the longest requests of a workload fit what the model, or the seller of it, takes
// in one request. Hidden reasoning tokens count. Never prices anything.
#pragma once

#include "../../catalog/workload.h"
#include "../offers.h"

#include <optional>
#include <string>

namespace picker {

// The shorter of the model's window and the seller's own; a GPU that the founder fills has the model's.
std::optional<double> window_tokens(const Offer& offer);

struct WindowRefusal {
  enum class What { window, input, output, price };
  What what = What::window;
  double needed_tokens = 0;
  double limit_tokens = 0;
  bool sellers_own = false;  // the model itself would take it
};

// The first limit that a class of requests exceeds; `workload` is bound to the offer's model.
std::optional<WindowRefusal> check_window(const Offer& offer, const Workload& workload);

}  // namespace picker
