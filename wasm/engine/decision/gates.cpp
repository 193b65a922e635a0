#include "gates.h"

#include "../numbers/numeric_text.h"
#include "../pricing/rules/compliance.h"
#include "../pricing/rules/context_window.h"
#include "../pricing/rules/regions.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace picker {
namespace {

constexpr std::string_view gate_order[] = {
    "model",  "precision", "retired", "contact-sales", "price-unknown", "context-window", "output-cap",
    "memory", "sla",       "region",  "compliance",    "dedicated",     "operations",     "budget"};

std::string label_of(const std::string& requirement) {
  for (const ComplianceName& name : compliance_names())
    if (name.id == requirement) return std::string(name.label);
  return requirement;
}

// The evidence as the end of a sentence; the bundle for a first visit has none.
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

// The single pair of lengths that would fit; classes have none that could be set.
void check_length(const Offer& offer, const Workload& workload, GateOutcome& outcome) {
  const std::optional<WindowRefusal> refusal = check_window(offer, workload);
  if (!refusal) return;
  using What = WindowRefusal::What;
  const What what = refusal->what;
  const std::string needed = text::integer(refusal->needed_tokens);
  const std::string limit = text::integer(refusal->limit_tokens);
  const std::string who = refusal->sellers_own ? offer.label : offer.model->label;
  const std::string kind = what == What::output  ? " generates at most " + limit + " tokens in one answer"
                           : what == What::price ? " sells prompts of up to " + limit + " tokens"
                           : what == What::input ? " takes prompts of up to " + limit + " tokens"
                                                 : " has a context window of " + limit + " tokens";
  const std::string hidden = workload.hidden_output_tokens > 0 && what != What::input && what != What::price
                                 ? ", hidden reasoning included"
                                 : "";
  const std::string code = what == What::output ? "output-cap" : "context-window";
  GateFailure failure{
      code, who + kind + "; your longest request needs " + needed + hidden + ".", {code, "", {}, ""}};
  if (workload.lengths.empty()) {
    const double over = refusal->needed_tokens - refusal->limit_tokens;
    const bool output = what == What::output;
    const double visible = workload.output_tokens - workload.hidden_output_tokens;
    const double hidden_share = workload.output_tokens > 0 ? visible / workload.output_tokens : 1;
    const double to = output ? (workload.output_tokens - over) * hidden_share : workload.input_tokens - over;
    const double asked = std::floor(to / workload.tokens_per_asked);
    if (asked > 0) {
      failure.relax.path = output ? "workloads.0.output_tokens" : "workloads.0.input_tokens";
      failure.relax.to = asked;
      failure.relax.sentence = std::string(output ? "Keep answers" : "Keep prompts") + " within " +
                               text::integer(asked) + " tokens.";
    }
  }
  outcome.failures.push_back(std::move(failure));
}

void check_interruption(const Offer& offer, const Requirements& requirements, GateOutcome& outcome) {
  if (!offer.interruption) return;
  outcome.risks.push_back({"interruptible", offer.label + " is interruptible: " + offer.interruption->says,
                           !requirements.allow_preemptible});
}

std::vector<std::string> without(std::vector<std::string> requirements, const std::string& dropped) {
  requirements.erase(std::remove(requirements.begin(), requirements.end(), dropped), requirements.end());
  return requirements;
}

// A plan whose price is public is in the bill; one that is signed for who asks costs nothing that is known;
// any other has a price that no bill here holds.
void add_plan_risk(const Offer& offer, const std::string& requirement, const ComplianceClaim& claim,
                   GateOutcome& outcome) {
  const std::string& platform = offer.platform->name;
  const std::string what = label_of(requirement);
  const std::optional<double>& commitment = claim.commitment_usd_per_month;
  if (commitment && *commitment > 0) {
    outcome.risks.push_back({"compliance-commitment",
                             platform + " meets " + what + " with a commitment of " + text::usd(*commitment) +
                                 " a month, which is in this bill.",
                             false});
    return;
  }
  if (claim.on_request) {
    outcome.risks.push_back(
        {"compliance-on-request", platform + " signs " + what + " on request: ask before you build.", false});
    return;
  }
  outcome.risks.push_back({"compliance-plan",
                           platform + " meets " + what + " on its " + claim.plan + " plan" + because(claim),
                           true});
}

void check_compliance(const Offer& offer, const std::string& requirement, const Requirements& requirements,
                      double batch_share, GateOutcome& outcome) {
  const ComplianceClaim* claim = best_claim(offer, requirement);
  ComplianceState state = claim ? claim->state : ComplianceState::unknown;
  const bool met = state == ComplianceState::met || state == ComplianceState::met_under_plan;
  const bool left_out = met && leaves_out(*claim, offer, batch_share);
  if (state == ComplianceState::met_under_plan && !left_out)
    return add_plan_risk(offer, requirement, *claim, outcome);
  if (met && !left_out) return;
  const std::string what = label_of(requirement);
  const std::string reason =
      left_out ? offer.platform->name + "'s " + what + " does not cover " + offer.label + because(*claim)
      : state == ComplianceState::not_met
          ? offer.label + " does not meet " + what + because(*claim)
          : "We found no evidence that " + offer.label + " meets " + what + ". Ask the vendor." +
                (claim && !claim->evidence.empty() ? " " + claim->evidence : "");
  outcome.failures.push_back(
      {"compliance",
       reason,
       {"compliance", "requirements.compliance", without(requirements.compliance, requirement),
        "Drop " + what + " from the requirements, or get it confirmed in writing by the vendor."}});
}

std::string region_names(const std::vector<std::string>& ids) {
  std::string names;
  for (const std::string& id : ids) {
    std::string name = id;
    for (char& letter : name)
      if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

std::string region_reason(const Offer& offer, const RegionMatch& match,
                          const std::vector<std::string>& wanted) {
  const std::string where = region_names(wanted);
  if (!offer.region.empty()) return offer.label + " runs in " + offer.region + ".";
  const std::string ask = " Ask the vendor.";
  switch (match.residence) {
    case Residence::runs_there:
      return offer.label + " runs in " + region_names(match.scope->runs_in) +
             "; we found no way to pin it to " + where + "." + ask;
    case Residence::cannot:
      return offer.label + " cannot be pinned to " + where + "." +
             (match.scope && !match.scope->runs_in.empty()
                  ? " It runs in " + region_names(match.scope->runs_in) + "."
                  : "");
    default:
      return "We found no evidence that " + offer.label + " can be kept in " + where + "." + ask;
  }
}

void check_region(const Offer& offer, const std::vector<std::string>& wanted, GateOutcome& outcome) {
  if (wanted.empty()) return;
  const RegionMatch match = match_region(offer, wanted);
  const bool unpriced_pin = match.pin && match.pin->state == PinState::yes && !match.pin->premium;
  if (match.residence == Residence::kept && unpriced_pin)
    outcome.risks.push_back({"region-plan",
                             "Pinning " + offer.label + " to " + region_names({match.region}) +
                                 " may cost more: its surcharge is not published.",
                             true});
  if (match.residence == Residence::kept) return;
  if (match.residence == Residence::with_plan) {
    const RegionPin& pin = *match.pin;
    const std::string plan = pin.plan.empty() ? "" : " (" + pin.plan + ")";
    const std::string how =
        pin.state == PinState::ask ? "is set up by the vendor" + plan + ": ask" : "needs a plan" + plan;
    const std::string unpriced = pin.premium ? "" : "; its surcharge is not published";
    outcome.risks.push_back(
        {"region-plan",
         "Pinning " + offer.label + " to " + region_names({match.region}) + " " + how + unpriced + ".",
         pin.state == PinState::plan || !pin.premium});
    return;
  }
  outcome.failures.push_back({"region",
                              region_reason(offer, match, wanted),
                              {"region", "requirements.regions", std::vector<std::string>(),
                               "Allow any region, or get the region confirmed in writing by the vendor."}});
}

bool is_dedicated(const Offer& offer, Operations most) {
  if (offer.form == OfferForm::deployment_time) return true;
  if (offer.form != OfferForm::gpu_time) return false;
  return offer.operations == Operations::deployment || most == Operations::gpu;
}

std::string read_on(const Provenance& provenance) {
  return std::string(word(provenance.kind)) + ", " + provenance.as_of;
}

GateFailure not_dedicated(const Offer& offer) {
  if (offer.form == OfferForm::gpu_time)
    return {
        "dedicated",
        offer.label + " is bare GPU capacity, which counts as dedicated only if you operate GPUs yourself.",
        {"dedicated", "requirements.operations", std::string("gpu"), "Accept operating GPUs yourself."}};
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

int gate_rank(std::string_view code) {
  const auto found = std::find(std::begin(gate_order), std::end(gate_order), code);
  return static_cast<int>(found - std::begin(gate_order));
}

GateOutcome check_offer(const Offer& offer, const Workload& workload, const Requirements& requirements) {
  GateOutcome outcome;
  check_availability(offer, outcome);
  check_length(offer, workload, outcome);
  check_interruption(offer, requirements, outcome);
  check_region(offer, requirements.regions, outcome);
  for (const std::string& requirement : requirements.compliance)
    check_compliance(offer, requirement, requirements, workload.batch_share, outcome);
  if (requirements.dedicated && !is_dedicated(offer, requirements.operations))
    outcome.failures.push_back(not_dedicated(offer));
  if (offer.operations > requirements.operations) {
    const bool bare = offer.operations == Operations::gpu;
    outcome.failures.push_back(
        {"operations",
         offer.label + (bare ? " is bare GPU capacity: you operate the server yourself."
                             : " is a managed deployment that you size yourself."),
         {"operations", "requirements.operations", std::string(word(offer.operations)),
          bare ? "Accept operating GPUs yourself." : "Accept running a deployment."}});
  }
  return outcome;
}

std::optional<GateFailure> check_api_speed(const PricedOffer& priced, const Sla& sla) {
  if (!priced.api) return std::nullopt;
  const ApiSpeed& api = *priced.api;
  const std::string& label = priced.offer.label;
  if (sla.ttft_p95_ms && api.answer_p95_s.low * 1000 > *sla.ttft_p95_ms) {
    const double kept = std::ceil(api.answer_p95_s.typical * 1000);
    return GateFailure{"sla",
                       label + " needs some " + text::integer(kept) +
                           " ms to the first token at the 95th percentile (" + read_on(api.ttft) + ").",
                       {"sla", "workloads.0.sla.ttft_p95_ms", kept, "Allow " + text::integer(kept) + " ms."}};
  }
  if (sla.min_tokens_per_s && api.tokens_per_s.high < *sla.min_tokens_per_s) {
    const double kept = std::floor(api.tokens_per_s.typical);
    return GateFailure{"sla",
                       label + " gives one request some " + text::integer(kept) + " tokens a second (" +
                           read_on(api.speed) + ").",
                       {"sla", "workloads.0.sla.min_tokens_per_s", kept,
                        "Ask for " + text::integer(kept) + " tokens a second."}};
  }
  return std::nullopt;
}

bool within_budget(double usd_per_day, const Requirements& requirements) {
  const std::optional<double>& budget = requirements.budget_usd_per_month;
  return !budget || usd_per_day * days_per_month <= *budget;
}

std::optional<GateFailure> check_budget(const Offer& offer, double usd_per_day,
                                        const Requirements& requirements) {
  if (within_budget(usd_per_day, requirements)) return std::nullopt;
  const double usd_per_month = usd_per_day * days_per_month;
  // What the sentence says must admit it: cents, whole dollars from 100 on, never less than the bill.
  const double step = usd_per_month >= 100 ? 1 : 100;
  const double enough = std::ceil(usd_per_month * step) / step;
  return GateFailure{"budget",
                     offer.label + " costs " + text::usd(usd_per_month) + " a month, over the budget of " +
                         text::usd(*requirements.budget_usd_per_month) + ".",
                     {"budget", "requirements.budget_usd_per_month", std::ceil(usd_per_month * 100) / 100,
                      "A budget of " + text::usd(enough) + " a month makes it eligible."}};
}

}  // namespace picker
