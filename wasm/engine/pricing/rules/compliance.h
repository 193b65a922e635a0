// Compliance: the claim of a platform's card that holds for one offer, and what it costs to have it met.
// Never judges a vendor: it reads what the card says of him.
#pragma once

#include "../../catalog/requirements.h"
#include "../offers.h"

#include <string>

namespace picker {

// The best claim for the offer: met, then met under a plan, then not met. A claim that names the offer's plan
// goes before those that name none; one whose evidence leaves the model out, or batches, is not met for them.
// Null: the card has none.
const ComplianceClaim* best_claim(const Offer& offer, const std::string& requirement);

// The claim's own evidence leaves this out.
bool leaves_out(const ComplianceClaim& claim, const Offer& offer, double batch_share);

// The least that the plans behind the requirements ask for a month; 0 where nothing is known to.
double commitment_usd_per_month(const Offer& offer, const Requirements& requirements);

}  // namespace picker
