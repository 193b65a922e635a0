#include "decision.h"

#include "on_need.h"
#include "order.h"
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

// `price-unknown` stands between availability and the rest in the order of the gates.
PICKER_ON_NEED void insert_unpriceable(std::vector<GateFailure>& failures, const Unpriceable& unpriceable) {
  auto at = failures.begin();
  while (at != failures.end() && (at->code == "retired" || at->code == "contact-sales")) ++at;
  if (!unpriceable.limit_path.empty()) {
    failures.insert(
        at, {unpriceable.code,
             unpriceable.reason,
             {unpriceable.code, unpriceable.limit_path, unpriceable.limit_kept, unpriceable.relax_sentence}});
    return;
  }
  const bool settable = !unpriceable.set_field.empty();
  failures.insert(at, {unpriceable.code,
                       unpriceable.reason,
                       {unpriceable.code, settable ? "overrides" : "", InputValue(unpriceable.set_field),
                        settable ? "Set " + unpriceable.set_field + " yourself." : ""}});
}

void consider(const PricingTask& task, const Request& request, const std::vector<Offer>& all,
              const Offer& offer, Comparison& comparison) {
  GateOutcome outcome = check_offer(offer, request.workload.sla, request.requirements);
  Pricing pricing = price(task, offer, serverless_of(all, offer));
  if (const Unpriceable* unpriceable = std::get_if<Unpriceable>(&pricing)) {
    insert_unpriceable(outcome.failures, *unpriceable);
    comparison.rejected.push_back(rejected(offer, std::move(outcome.failures)));
    return;
  }
  AdmittedOffer admitted{std::move(*std::get_if<PricedOffer>(&pricing)), {}, std::move(outcome.risks)};
  admitted.quote = quote(admitted.priced, request.workload);
  admitted.quote.speed.sla = judge_sla(admitted.priced, admitted.quote, request.workload.sla);
  add_risks(admitted.priced, admitted.quote, request.workload.sla, admitted.risks);
  if (auto over = check_budget(offer, admitted.quote.usd_per_day, request.requirements))
    outcome.failures.push_back(std::move(*over));
  if (outcome.failures.empty()) {
    comparison.admitted.push_back(std::move(admitted));
    return;
  }
  RejectedOffer refusal = rejected(offer, std::move(outcome.failures));
  refusal.priced = std::move(admitted);
  comparison.rejected.push_back(std::move(refusal));
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

const Offer* serverless_of(const std::vector<Offer>& offers, const Offer& dedicated) {
  for (const Offer& offer : offers)
    if (offer.platform == dedicated.platform && offer.form == OfferForm::token && offer.batch &&
        offer.availability == Availability::self_serve)
      return &offer;
  return nullptr;
}

Comparison compare(const Catalog& catalog, const Request& request, std::shared_ptr<const LoadSeries> load) {
  Comparison comparison;
  if (!load) load = std::make_shared<const LoadSeries>(load_series(request.workload.load));
  const Overrides overrides{request.overrides};
  const PricingTask task{catalog, request.workload, request.requirements.regions, overrides, std::move(load)};
  for (const std::string& model_id : request.workload.models) {
    const Model* model = find_model(catalog, model_id);
    if (!model) continue;
    const OfferList list = expand_offers(catalog, *model, request.requirements.precision, request.as_of);
    for (const Offer& offer : list.offers)
      if (is_wanted(request, offer.id)) consider(task, request, list.offers, offer, comparison);
    for (const MissingOffer& missing : list.missing)
      if (missing.offer.empty() ? platform_wanted(request.only, missing.platform->id)
                                : is_wanted(request, missing.offer))
        comparison.rejected.push_back(rejected(missing));
  }
  for (std::size_t i = 0; i < overrides.list.size(); ++i)
    if (!overrides.used[i]) comparison.warnings.push_back(without_effect(overrides.list[i]));
  sort_by(comparison.admitted, [](const AdmittedOffer& a, const AdmittedOffer& b) {
    if (a.quote.usd_per_day != b.quote.usd_per_day) return a.quote.usd_per_day < b.quote.usd_per_day;
    return a.priced.offer.id < b.priced.offer.id;
  });
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

Decision decide(const Comparison& comparison) {
  Decision decision;
  for (const AdmittedOffer& offer : comparison.admitted) {
    if (open_risk(offer)) continue;
    decision.primary = &offer;
    decision.status = PickStatus::pick;
    break;
  }
  if (!decision.primary && !comparison.admitted.empty()) {
    decision.primary = &comparison.admitted.front();
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
    const bool safe = !open_risk(offer) || decision.status == PickStatus::pick_with_risk;
    if (safe && !decision.runner_up && offer.priced.offer.platform->id != platform)
      decision.runner_up = &offer;
    if (!safe && offer.quote.usd_per_day < pick_usd)
      decision.passed_over.push_back({&offer, pick_usd - offer.quote.usd_per_day});
  }
  return decision;
}

}  // namespace picker
