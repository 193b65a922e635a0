// Sensitivity: the pick worked out again with each decisive assumption at its low and at its high end, for
// the offers near it. It is what is said of doubt until samples are drawn; it gives no probability.
#pragma once

#include "decision.h"

#include <string>
#include <vector>

namespace picker {

std::string_view word(Assumption assumption);

// Empty without a pick. At most as much work as pricing the request once more.
std::vector<PickChange> pick_changes(const Catalog& catalog, const Request& request,
                                     const Comparison& comparison, const Decision& decision);

// decide() with what is doubtful about it.
Decision decide_with_doubts(const Catalog& catalog, const Request& request, const Comparison& comparison);

}  // namespace picker
