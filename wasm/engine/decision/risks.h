// Risks: what may go wrong with an admitted offer at this volume that its price does not show. An open risk
// keeps an offer from being the pick, the others stand beside its number. Never refuses an offer.
#pragma once

#include "gates.h"

#include <vector>

namespace picker {

std::string_view word(SlaVerdict verdict);

// How an offer stands to the latency limits of a workload, as far as its speed is known: it meets them where
// all of the range lies inside, misses them where all of it lies outside, and may miss them in between, with
// the chance of keeping them. Unknown without limits. A limit on the first token is about that of the answer.
void judge_sla(Quote& quote, const Sla& sla);

// Cold starts, refusals while cold, limits of the platform, and latency limits that may be missed. `workload`
// is bound to the offer's model.
void add_risks(const PricedOffer& priced, const Quote& quote, const Workload& workload,
               std::vector<Risk>& risks);

}  // namespace picker
