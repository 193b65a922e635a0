#include "gates.h"

#include "numeric_text.h"
#include "on_need.h"
#include "rules/modifiers.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace picker {
namespace {

std::string label_of(const std::string& requirement) {
  for (const ComplianceName& name : compliance_names())
    if (name.id == requirement) return std::string(name.label);
  return requirement;
}

bool applies(const ComplianceClaim& claim, const Offer& offer) {
  if (claim.scope == Scope::all) return true;
  return (claim.scope == Scope::dedicated) == (offer.form == OfferForm::gpu_time);
}

// The best claim on the card for this offer: met, then met under a plan, then not met.
const ComplianceClaim* best_claim(const Offer& offer, const std::string& requirement) {
  const ComplianceClaim* best = nullptr;
  for (const ComplianceClaim& claim : offer.platform->compliance)
    if (claim.requirement == requirement && applies(claim, offer) && (!best || claim.state < best->state))
      best = &claim;
  return best;
}

// The bundle for a first visit has no evidence.
std::string because(const ComplianceClaim& claim) {
  return claim.evidence.empty() ? "." : ": " + claim.evidence;
}

void check_availability(const Offer& offer, GateOutcome& outcome) {
  if (offer.availability == Availability::self_serve) return;
  const bool retired = offer.availability == Availability::retired;
  const std::string code = retired ? "retired" : "contact-sales";
  const std::string verb = retired ? " was retired." : " is sold through the vendor's sales team only.";
  const std::string note = offer.availability_note.empty() ? "" : " " + offer.availability_note;
  outcome.failures.push_back({code, offer.label + verb + note, {code, "", {}, ""}});
}

// Readings of the same API differ by a fifth.
constexpr double speed_error = 1.2;

void check_speed(const Offer& offer, const Sla& sla, GateOutcome& outcome) {
  if (!offer.speed || !sla.min_tokens_per_s ||
      offer.speed->tokens_per_s * speed_error >= *sla.min_tokens_per_s)
    return;
  const double tokens_per_s = std::floor(offer.speed->tokens_per_s);
  outcome.failures.push_back({"sla",
                              offer.label + " gives one request some " + text::integer(tokens_per_s) +
                                  " tokens a second (" + offer.speed->provenance.source + ").",
                              {"sla", "workloads.0.sla.min_tokens_per_s", tokens_per_s,
                               "Ask for " + text::integer(tokens_per_s) + " tokens a second."}});
}

std::vector<std::string> without(std::vector<std::string> requirements, const std::string& dropped) {
  requirements.erase(std::remove(requirements.begin(), requirements.end(), dropped), requirements.end());
  return requirements;
}

PICKER_ON_NEED void check_compliance(const Offer& offer, const std::string& requirement,
                                     const Requirements& requirements, GateOutcome& outcome) {
  const ComplianceClaim* claim = best_claim(offer, requirement);
  const ComplianceState state = claim ? claim->state : ComplianceState::unknown;
  if (state == ComplianceState::met) return;
  if (state == ComplianceState::met_under_plan) {
    outcome.risks.push_back({"compliance-plan", offer.platform->name + " meets " + label_of(requirement) +
                                                    " on its " + claim->plan + " plan" + because(*claim)});
    return;
  }
  const std::string reason =
      state == ComplianceState::not_met
          ? offer.platform->name + " does not meet " + label_of(requirement) + because(*claim)
          : "Nothing read says that " + offer.platform->name + " meets " + label_of(requirement) +
                ": ask the vendor." + (claim ? " " + claim->evidence : "");
  outcome.failures.push_back(
      {"compliance",
       reason,
       {"compliance", "requirements.compliance", without(requirements.compliance, requirement),
        "Drop " + label_of(requirement) + " from the requirements, or get it in writing from the vendor."}});
}

bool any_lies_in(const std::vector<std::string>& regions, std::string_view region) {
  return std::any_of(regions.begin(), regions.end(),
                     [&](const std::string& wanted) { return lies_in(region, wanted); });
}

// Pinned there, pinned there for a premium, or on a platform that runs nowhere else.
PICKER_ON_NEED bool stays_in(const Offer& offer, const std::vector<std::string>& regions) {
  if (!offer.region.empty()) return any_lies_in(regions, offer.region);
  if (find_region_premium(*offer.platform, regions, offer.model->id, offer.form == OfferForm::gpu_time))
    return true;
  const std::optional<Profile>& profile = offer.platform->profile;
  return profile && !profile->region_ids.empty() &&
         std::all_of(profile->region_ids.begin(), profile->region_ids.end(),
                     [&](const std::string& region) { return any_lies_in(regions, region); });
}

void check_region(const Offer& offer, const std::vector<std::string>& regions, GateOutcome& outcome) {
  if (regions.empty() || stays_in(offer, regions)) return;
  const std::optional<Profile>& profile = offer.platform->profile;
  const std::string known =
      profile && !profile->regions.says.empty() ? " Known: " + profile->regions.says : "";
  const std::string reason = offer.region.empty() ? "Nothing read says that " + offer.label +
                                                        " can be kept there: ask the vendor." + known
                                                  : offer.label + " runs in " + offer.region + ".";
  outcome.failures.push_back({"region",
                              reason,
                              {"region", "requirements.regions", std::vector<std::string>(),
                               "Allow any region, or get the place in writing from the vendor."}});
}

bool is_dedicated(const Offer& offer, Operations most) {
  if (offer.form == OfferForm::deployment_time) return true;
  if (offer.form != OfferForm::gpu_time) return false;
  return offer.operations == Operations::deployment || most == Operations::gpu;
}

PICKER_ON_NEED GateFailure not_dedicated(const Offer& offer) {
  if (offer.form == OfferForm::gpu_time)
    return {"dedicated",
            offer.label + " is bare GPUs, which count as dedicated where you operate GPUs yourself.",
            {"dedicated", "requirements.operations", std::string("gpu"), "Be ready to operate GPUs."}};
  return {"dedicated",
          offer.label + " shares its GPUs with other customers.",
          {"dedicated", "requirements.dedicated", false, "Allow shared GPUs."}};
}

}  // namespace

const std::vector<ComplianceName>& compliance_names() {
  static const std::vector<ComplianceName> names = {{"soc2-type-2", "SOC 2 Type II"},
                                                    {"hipaa-baa", "HIPAA with a BAA"},
                                                    {"gdpr", "GDPR (DPA)"},
                                                    {"iso-27001", "ISO 27001"}};
  return names;
}

GateOutcome check_offer(const Offer& offer, const Sla& sla, const Requirements& requirements) {
  GateOutcome outcome;
  check_availability(offer, outcome);
  check_speed(offer, sla, outcome);
  check_region(offer, requirements.regions, outcome);
  for (const std::string& requirement : requirements.compliance)
    check_compliance(offer, requirement, requirements, outcome);
  if (requirements.dedicated && !is_dedicated(offer, requirements.operations))
    outcome.failures.push_back(not_dedicated(offer));
  if (offer.operations > requirements.operations) {
    const bool bare = offer.operations == Operations::gpu;
    outcome.failures.push_back({"operations",
                                offer.label + (bare ? " is bare GPUs that you operate."
                                                    : " is a deployment that you size and keep."),
                                {"operations", "requirements.operations", std::string(word(offer.operations)),
                                 bare ? "Be ready to operate GPUs." : "Be ready to run a deployment."}});
  }
  return outcome;
}

bool within_budget(double usd_per_day, const Requirements& requirements) {
  const std::optional<double>& budget = requirements.budget_usd_per_month;
  return !budget || usd_per_day * days_per_month <= *budget;
}

std::optional<GateFailure> check_budget(const Offer& offer, double usd_per_day,
                                        const Requirements& requirements) {
  if (within_budget(usd_per_day, requirements)) return std::nullopt;
  const double usd_per_month = usd_per_day * days_per_month;
  return GateFailure{"budget",
                     offer.label + " costs " + text::usd(usd_per_month) + " a month, over the budget of " +
                         text::usd(*requirements.budget_usd_per_month) + ".",
                     {"budget", "requirements.budget_usd_per_month", std::ceil(usd_per_month * 100) / 100,
                      "A budget of " + text::usd(usd_per_month) + " a month admits it."}};
}

}  // namespace picker
