#include "compliance.h"

#include "../../numbers/lists.h"

#include <algorithm>

namespace picker {
namespace {

bool in_scope(const ComplianceClaim& claim, const Offer& offer) {
  if (claim.scope == Scope::all) return true;
  return (claim.scope == Scope::dedicated) == (offer.form == OfferForm::gpu_time);
}

}  // namespace

const ComplianceClaim* best_claim(const Offer& offer, const std::string& requirement) {
  const ComplianceClaim* named = nullptr;
  const ComplianceClaim* general = nullptr;
  for (const ComplianceClaim& claim : offer.platform->compliance) {
    if (claim.requirement != requirement || !in_scope(claim, offer)) continue;
    const bool gpu_time = offer.form == OfferForm::gpu_time;
    if (!claim.offer_plans.empty() && !(gpu_time && contains(claim.offer_plans, offer.plan))) continue;
    const ComplianceClaim*& best = claim.offer_plans.empty() ? general : named;
    if (!best || claim.state < best->state) best = &claim;
  }
  return named ? named : general;
}

bool leaves_out(const ComplianceClaim& claim, const Offer& offer, double batch_share) {
  return contains(claim.except_models, offer.model->id) || (claim.except_batch && batch_share > 0);
}

double commitment_usd_per_month(const Offer& offer, const Requirements& requirements) {
  double most = 0;
  for (const std::string& requirement : requirements.compliance)
    if (const ComplianceClaim* claim = best_claim(offer, requirement))
      if (claim->state == ComplianceState::met_under_plan)
        most = std::max(most, claim->commitment_usd_per_month.value_or(0));
  return most;
}

}  // namespace picker
