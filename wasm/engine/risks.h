// Risks: what may go wrong with an admitted offer at this volume that its price does not show. An open risk
// keeps an offer from being the pick, the others stand beside its number. Never refuses an offer.
#pragma once

#include "gates.h"

#include <vector>

namespace picker {

std::string_view word(SlaVerdict verdict);

// How an offer stands to the latency limits of a workload, as far as its speed is known: unknown without
// limits. Modelled times carry the error of the serving model, published speeds that of a third party's
// reading.
SlaVerdict judge_sla(const PricedOffer& priced, const Quote& quote, const Sla& sla);

// Cold starts, refusals while cold, and limits that may be missed.
void add_risks(const PricedOffer& priced, const Quote& quote, const Sla& sla, std::vector<Risk>& risks);

}  // namespace picker
