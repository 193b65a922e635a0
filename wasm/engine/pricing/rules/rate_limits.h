// Rate limits: whether a platform lets a customer send this much, at the busiest hour of the load and with
// its bursts, under the limits that he can reach without asking. Never refuses: a limit can be raised by
// asking.
#pragma once

#include "../quote.h"

#include <optional>
#include <string>
#include <vector>

namespace picker {

// A limit that the workload exceeds.
struct LimitBreach {
  const Limit* limit = nullptr;  // the highest that a customer reaches by himself
  double needed = 0;             // in the limit's unit
  // The workload fits the limit, but not that of a new customer: it opens with payments or another plan.
  bool opens_later = false;
};

// At most one for each thing that a limit counts; the spend cap among them. `quote` is the offer's at this
// workload, which is bound to its model.
std::vector<LimitBreach> limit_breaches(const PricedOffer& priced, const Quote& quote,
                                        const Workload& workload);

}  // namespace picker
