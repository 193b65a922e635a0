#include "decision.h"

#include "../catalog/offer_pattern.h"
#include "../numbers/order.h"
#include "../pricing/rules/model_tokens.h"
#include "risks.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace picker {
namespace {

bool platform_wanted(const std::vector<std::string>& only, const std::string& platform) {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& pattern) {
           return matches(pattern.substr(0, pattern.find('/')), platform);
         });
}

Relaxation relaxation(const MissingOffer& missing) {
  if (missing.code == "precision")
    return {missing.code, "requirements.precision", std::vector<std::string>(), missing.relax_sentence};
  return {missing.code, "", {}, missing.relax_sentence};
}

RejectedOffer rejected(const MissingOffer& missing) {
  RejectedOffer result;
  result.offer = missing.offer;
  result.platform = missing.platform->id;
  result.code = missing.code;
  result.reason = missing.reason;
  if (!missing.relax_sentence.empty()) result.relax.push_back(relaxation(missing));
  return result;
}

RejectedOffer rejected(const Offer& offer, std::vector<GateFailure> failures) {
  RejectedOffer result;
  result.offer = offer.id;
  result.platform = offer.platform->id;
  result.code = failures.front().code;
  result.reason = failures.front().reason;
  for (GateFailure& failure : failures) result.relax.push_back(std::move(failure.relax));
  return result;
}

GateFailure as_failure(const Unpriceable& unpriceable) {
  if (!unpriceable.limit_path.empty())
    return {unpriceable.code,
            unpriceable.reason,
            {unpriceable.code, unpriceable.limit_path, unpriceable.limit_kept, unpriceable.relax_sentence}};
  const bool settable = !unpriceable.set_field.empty();
  return {unpriceable.code,
          unpriceable.reason,
          {unpriceable.code, settable ? "overrides" : "",
           settable ? InputValue(unpriceable.set_field) : InputValue(),
           settable ? "Set " + unpriceable.set_field + " yourself." : ""}};
}

RejectedOffer refused(const Offer& offer, std::vector<GateFailure> failures) {
  sort_by(failures,
          [](const GateFailure& a, const GateFailure& b) { return gate_rank(a.code) < gate_rank(b.code); });
  return rejected(offer, std::move(failures));
}

void consider(const PricingTask& task, const Request& request, const Offer& offer, Comparison& comparison) {
  GateOutcome outcome = check_offer(offer, task.workload, request.requirements);
  Pricing pricing = price(task, offer);
  if (const Unpriceable* unpriceable = std::get_if<Unpriceable>(&pricing)) {
    outcome.failures.push_back(as_failure(*unpriceable));
    comparison.rejected.push_back(refused(offer, std::move(outcome.failures)));
    return;
  }
  AdmittedOffer admitted{std::move(*std::get_if<PricedOffer>(&pricing)), {}, std::move(outcome.risks)};
  admitted.quote = quote(admitted.priced, task.workload);
  judge_sla(admitted.quote, task.workload.sla);
  add_risks(admitted.priced, admitted.quote, task.workload, admitted.risks);
  if (auto slow = check_api_speed(admitted.priced, task.workload.sla))
    outcome.failures.push_back(std::move(*slow));
  if (auto over = check_budget(offer, admitted.quote.usd_per_day, request.requirements))
    outcome.failures.push_back(std::move(*over));
  if (outcome.failures.empty()) {
    comparison.admitted.push_back(std::move(admitted));
    return;
  }
  RejectedOffer refusal = refused(offer, std::move(outcome.failures));
  refusal.priced = std::move(admitted);
  comparison.rejected.push_back(std::move(refusal));
}

// Of two equal bills: what leaves less to operate, then the ordinary tier, then a listed price.
int effort(const Offer& offer) {
  const int operations = static_cast<int>(offer.operations);
  const bool tier = offer.form == OfferForm::token && offer.tier != "standard";
  return operations * 8 + (offer.interruption ? 4 : 0) + (tier ? 2 : 0) + (offer.fallback ? 1 : 0);
}

bool comes_first(const AdmittedOffer& a, const AdmittedOffer& b) {
  if (a.quote.usd_per_day != b.quote.usd_per_day) return a.quote.usd_per_day < b.quote.usd_per_day;
  const int effort_a = effort(a.priced.offer);
  const int effort_b = effort(b.priced.offer);
  return effort_a != effort_b ? effort_a < effort_b : a.priced.offer.id < b.priced.offer.id;
}

// One count of output tokens for models that think and models that do not favours those that do.
void warn_of_reasoning(const Catalog& catalog, const Request& request, Comparison& comparison) {
  const Workload& workload = request.workload;
  if (workload.modality != Modality::text) return;
  const Model* thinks = nullptr;
  const Model* does_not = nullptr;
  for (const std::string& id : workload.models) {
    const Model* model = find_model(catalog, id);
    if (!model) continue;
    if (tokenizer_unknown(workload, catalog, *model))
      comparison.warnings.push_back(
          {"tokenizer-unknown",
           "How many tokens " + model->label +
               " makes of this kind of text was not found; your count is used as it is."});
    (model->reasoning ? thinks : does_not) = model;
  }
  if (workload.reasoning != HiddenTokens::counted || !thinks || !does_not) return;
  comparison.warnings.push_back(
      {"reasoning-mixed", thinks->label + " writes hidden reasoning tokens and " + does_not->label +
                              " does not, yet both are billed for the same output. Choose how much hidden "
                              "reasoning to add, or the comparison favours the model that reasons."});
}

Warning without_effect(const Override& change) {
  return {"no-effect", "No offer that matches " + change.match + " has a " +
                           std::string(override_field_words[static_cast<std::size_t>(change.field)]) +
                           " that your number changes."};
}

}  // namespace

bool is_wanted(const Request& request, const std::string& offer_id) {
  const std::vector<std::string>& only = request.only;
  return only.empty() || std::any_of(only.begin(), only.end(),
                                     [&](const std::string& pattern) { return matches(pattern, offer_id); });
}

Comparison compare(const Catalog& catalog, const Request& request, std::shared_ptr<const LoadSeries> load) {
  Comparison comparison;
  if (!load) load = std::make_shared<const LoadSeries>(load_series(request.workload.load));
  const Overrides overrides{request.overrides};
  for (const std::string& model_id : request.workload.models) {
    const Model* model = find_model(catalog, model_id);
    if (!model) continue;
    const Workload workload = workload_of_model(request.workload, catalog, *model);
    const PricingTask task{catalog, workload, request.requirements, overrides, load};
    const OfferList list = expand_offers(catalog, *model, request.requirements.precision, request.as_of);
    for (const Offer& offer : list.offers)
      if (is_wanted(request, offer.id)) consider(task, request, offer, comparison);
    for (const MissingOffer& missing : list.missing)
      if (missing.offer.empty() ? platform_wanted(request.only, missing.platform->id)
                                : is_wanted(request, missing.offer))
        comparison.rejected.push_back(rejected(missing));
  }
  for (std::size_t i = 0; i < overrides.list.size(); ++i)
    if (!overrides.used[i]) comparison.warnings.push_back(without_effect(overrides.list[i]));
  warn_of_reasoning(catalog, request, comparison);
  sort_by(comparison.admitted, comes_first);
  sort_by(comparison.rejected, [](const RejectedOffer& a, const RejectedOffer& b) {
    return a.platform != b.platform ? a.platform < b.platform : a.offer < b.offer;
  });
  return comparison;
}

const Risk* open_risk(const AdmittedOffer& offer) {
  for (const Risk& risk : offer.risks)
    if (risk.open) return &risk;
  return nullptr;
}

bool may_be_interrupted(const AdmittedOffer& offer) {
  return std::any_of(offer.risks.begin(), offer.risks.end(),
                     [](const Risk& risk) { return risk.open && risk.code == "interruptible"; });
}

namespace {

constexpr double same_bill = 1e-9;
// Caution that costs less than a fifth needs no trial.
constexpr double caution_told = 1.2;
constexpr double trial_requests = 1000;

bool only_may_miss(const AdmittedOffer& offer) {
  bool may_miss = false;
  for (const Risk& risk : offer.risks) {
    if (risk.open && risk.code != "sla-may-miss") return false;
    may_miss = may_miss || risk.open;
  }
  return may_miss && offer.priced.offer.operations == Operations::api;
}

// Where the safe pick costs over a fifth more than an API that may miss the limits.
std::optional<TryFirst> first_to_try(const Decision& decision) {
  if (decision.status != PickStatus::pick) return std::nullopt;
  const double pick_usd = decision.primary->quote.usd_per_day;
  std::optional<TryFirst> best;
  double best_saving = 0;
  for (const PassedOver& passed : decision.passed_over) {
    const Quote& quote = passed.offer->quote;
    if (!only_may_miss(*passed.offer) || !(pick_usd > caution_told * quote.usd_per_day)) continue;
    const double saving = passed.saves_usd_per_day * quote.speed.chance.value_or(0);
    if (best && saving <= best_saving) continue;
    best = TryFirst{passed.offer, passed.saves_usd_per_day,
                    quote.usd_per_thousand_requests.value_or(0) * trial_requests / 1000};
    best_saving = saving;
  }
  return best;
}

bool is_tied(const Decision& decision, const AdmittedOffer& offer) {
  const double pick_usd = decision.primary->quote.usd_per_day;
  if (open_risk(offer) || offer.quote.usd_per_day < pick_usd ||
      offer.quote.usd_per_day > pick_usd * (1 + same_bill))
    return false;
  const auto same_platform = [&](const AdmittedOffer* other) {
    return other->priced.offer.platform == offer.priced.offer.platform;
  };
  return !same_platform(decision.primary) &&
         std::none_of(decision.ties.begin(), decision.ties.end(), same_platform);
}

// Where every offer carries a risk: the cheapest one that does not stop by itself, if there is one.
const AdmittedOffer* least_risky(const Comparison& comparison) {
  for (const AdmittedOffer& offer : comparison.admitted)
    if (!may_be_interrupted(offer)) return &offer;
  return &comparison.admitted.front();
}

}  // namespace

Decision decide(const Comparison& comparison) {
  Decision decision;
  for (const AdmittedOffer& offer : comparison.admitted)
    if (!open_risk(offer)) ++decision.eligible;
  for (const AdmittedOffer& offer : comparison.admitted) {
    if (open_risk(offer)) continue;
    decision.primary = &offer;
    decision.status = PickStatus::pick;
    break;
  }
  if (!decision.primary && !comparison.admitted.empty()) {
    decision.primary = least_risky(comparison);
    decision.status = PickStatus::pick_with_risk;
  }
  if (!decision.primary) {
    for (const RejectedOffer& refusal : comparison.rejected) {
      if (!refusal.priced || refusal.relax.size() != 1 || refusal.relax.front().path.empty()) continue;
      if (!decision.nearest_refused ||
          refusal.priced->quote.usd_per_day < decision.nearest_refused->priced->quote.usd_per_day)
        decision.nearest_refused = &refusal;
    }
    return decision;
  }
  const std::string& platform = decision.primary->priced.offer.platform->id;
  const double pick_usd = decision.primary->quote.usd_per_day;
  for (const AdmittedOffer& offer : comparison.admitted) {
    const bool as_risky = decision.status == PickStatus::pick_with_risk &&
                          (may_be_interrupted(*decision.primary) || !may_be_interrupted(offer));
    const bool safe = !open_risk(offer) || as_risky;
    if (safe && !decision.runner_up && offer.priced.offer.platform->id != platform)
      decision.runner_up = &offer;
    if (!safe && offer.quote.usd_per_day < pick_usd)
      decision.passed_over.push_back({&offer, pick_usd - offer.quote.usd_per_day});
    if (is_tied(decision, offer)) decision.ties.push_back(&offer);
  }
  decision.try_first = first_to_try(decision);
  return decision;
}

}  // namespace picker
