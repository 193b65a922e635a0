#include "sensitivity.h"

#include "../numbers/numeric_text.h"
#include "../pricing/rules/model_tokens.h"
#include "risks.h"

#include <algorithm>
#include <array>

namespace picker {
namespace {

// Offers beyond this multiple of the pick's bill are not brought under it by any one assumption.
constexpr double near_pick = 2.2;
constexpr std::size_t offers_most = 16;
constexpr std::size_t offers_a_platform_most = 4;

constexpr double noise_high = 0.5;
constexpr double idle_window_low_s = 60;
constexpr double idle_window_high_s = 900;
constexpr double host_factor = 4;

struct Variant {
  Assumption assumption;
  bool high;
};

Assumptions at(const Variant& variant) {
  Assumptions assumptions;
  const double end = variant.high ? 1 : -1;
  switch (variant.assumption) {
    case Assumption::demand_noise:
      assumptions.noise_relative_sd = variant.high ? noise_high : 0;
      break;
    case Assumption::idle_window:
      assumptions.idle_window_s = variant.high ? idle_window_high_s : idle_window_low_s;
      break;
    case Assumption::host_share:
      assumptions.host_factor = variant.high ? host_factor : 1 / host_factor;
      break;
    case Assumption::serving_speed:
      assumptions.serving_band = end;
      break;
    case Assumption::cold_start:
      assumptions.cold_start_band = end;
      break;
    case Assumption::source_conflict:
      assumptions.source_conflict = end;
      break;
  }
  return assumptions;
}

std::string condition(const Variant& variant) {
  switch (variant.assumption) {
    case Assumption::demand_noise:
      return variant.high ? "If demand fluctuates by 50 % around its shape"
                          : "If demand does not fluctuate around its shape";
    case Assumption::idle_window:
      return "If replicas stop after " + std::string(variant.high ? "15 minutes" : "one minute") +
             " without requests";
    case Assumption::host_share:
      return std::string("With ") + (variant.high ? "four times" : "a quarter of") +
             " the assumed CPU and memory beside each GPU";
    case Assumption::serving_speed:
      return std::string("If GPUs serve at the ") + (variant.high ? "high" : "low") +
             " end of what is known of their speed";
    case Assumption::cold_start:
      return std::string("If cold starts are as ") + (variant.high ? "long" : "short") + " as they can be";
    case Assumption::source_conflict:
      return std::string("At the ") + (variant.high ? "highest" : "lowest") + " price that any source names";
  }
  return "";
}

std::vector<const AdmittedOffer*> near_offers(const Comparison& comparison, const AdmittedOffer& pick) {
  std::vector<const AdmittedOffer*> near = {&pick};
  for (const AdmittedOffer& offer : comparison.admitted) {
    if (near.size() >= offers_most || offer.quote.usd_per_day > near_pick * pick.quote.usd_per_day) break;
    const Platform* platform = offer.priced.offer.platform;
    const auto of_platform = std::count_if(near.begin(), near.end(), [&](const AdmittedOffer* each) {
      return each->priced.offer.platform == platform;
    });
    if (&offer != &pick && static_cast<std::size_t>(of_platform) < offers_a_platform_most)
      near.push_back(&offer);
  }
  return near;
}

// Whether the offer's bill can move with the assumption; what cannot is not priced again.
bool moves(const AdmittedOffer& offer, Assumption assumption) {
  const Offer& sold = offer.priced.offer;
  const bool gpu_time = sold.form == OfferForm::gpu_time;
  const bool stops = gpu_time && follows_demand(offer.priced.terms.scale_to_zero);
  switch (assumption) {
    case Assumption::demand_noise:
    case Assumption::serving_speed:
      return gpu_time;
    case Assumption::idle_window:
      return stops && sold.billing && !sold.billing->idle_window_s;
    case Assumption::host_share:
      return gpu_time && sold.billing && sold.billing->host &&
             sold.billing->host->provenance.kind == Kind::assumed;
    case Assumption::cold_start:
      return stops;
    case Assumption::source_conflict:
      return sold.price && !sold.price->conflicts.empty();
  }
  return true;
}

// The bill of the offer under other assumptions, where it is then admitted and carries no open risk.
std::optional<double> bill_under(const PricingTask& task, const Request& request, const Offer& offer) {
  GateOutcome outcome = check_offer(offer, task.workload, request.requirements);
  Pricing pricing = price(task, offer);
  PricedOffer* priced = std::get_if<PricedOffer>(&pricing);
  if (!priced || !outcome.failures.empty() || check_api_speed(*priced, task.workload.sla))
    return std::nullopt;
  AdmittedOffer again{std::move(*priced), {}, std::move(outcome.risks)};
  again.quote = quote(again.priced, task.workload);
  judge_sla(again.quote, task.workload.sla);
  add_risks(again.priced, again.quote, task.workload, again.risks);
  if (open_risk(again) || !within_budget(again.quote.usd_per_day, request.requirements)) return std::nullopt;
  return again.quote.usd_per_day;
}

}  // namespace

std::string_view word(Assumption assumption) {
  constexpr std::array<std::string_view, 6> words = {"demand-noise",  "idle-window", "host-share",
                                                     "serving-speed", "cold-start",  "source-conflict"};
  return words[static_cast<std::size_t>(assumption)];
}

std::vector<PickChange> pick_changes(const Catalog& catalog, const Request& request,
                                     const Comparison& comparison, const Decision& decision) {
  std::vector<PickChange> changes;
  if (!decision.primary || decision.status != PickStatus::pick || decision.primary->priced.offer.lesson)
    return changes;
  const AdmittedOffer& pick = *decision.primary;
  const std::vector<const AdmittedOffer*> near = near_offers(comparison, pick);
  const Overrides overrides{request.overrides};
  const bool fluctuates = varies(request.workload.load.shape);
  for (const Assumption assumption :
       {Assumption::demand_noise, Assumption::idle_window, Assumption::host_share, Assumption::serving_speed,
        Assumption::cold_start, Assumption::source_conflict})
    for (const bool high : {false, true}) {
      const Variant variant{assumption, high};
      const Assumptions assumptions = at(variant);
      if (assumption == Assumption::demand_noise && !fluctuates) continue;
      // Only other noise makes another load; with it comes its simulation.
      const auto load = assumption == Assumption::demand_noise
                            ? std::make_shared<const LoadSeries>(
                                  load_series(request.workload.load, assumptions.noise_relative_sd))
                            : pick.priced.load;
      if (std::none_of(near.begin(), near.end(),
                       [&](const AdmittedOffer* offer) { return moves(*offer, assumption); }))
        continue;
      const AdmittedOffer* best = nullptr;
      double best_usd = 0;
      double pick_usd = pick.quote.usd_per_day;
      for (const AdmittedOffer* offer : near) {
        std::optional<double> usd;
        if (moves(*offer, assumption)) {
          const Workload workload = workload_of_model(request.workload, catalog, *offer->priced.offer.model);
          const PricingTask task{catalog, workload, request.requirements, overrides, load, assumptions};
          usd = bill_under(task, request, offer->priced.offer);
        } else if (!open_risk(*offer)) {
          usd = offer->quote.usd_per_day;
        }
        if (!usd) continue;
        if (offer == &pick) pick_usd = *usd;
        if (best && *usd >= best_usd * (1 - 1e-9)) continue;
        best = offer;
        best_usd = *usd;
      }
      if (!best || best == &pick) continue;
      // Another listing of the same model on the same platform is no other answer to a price in dispute.
      if (assumption == Assumption::source_conflict &&
          best->priced.offer.platform == pick.priced.offer.platform &&
          best->priced.offer.model == pick.priced.offer.model &&
          best->priced.offer.form == pick.priced.offer.form)
        continue;
      changes.push_back({assumption, high, best->priced.offer.id, best->priced.offer.label, best_usd,
                         pick_usd,
                         condition(variant) + ", " + best->priced.offer.label + " wins at " +
                             text::usd(best_usd) + " a day."});
    }
  return changes;
}

Decision decide_with_doubts(const Catalog& catalog, const Request& request, const Comparison& comparison) {
  Decision decision = decide(comparison);
  const Sla& sla = request.workload.sla;
  if (decision.primary)
    decision.pick_doubts = doubts_of(decision.primary->priced, &decision.primary->quote, sla, catalog.as_of);
  if (decision.runner_up)
    decision.runner_up_doubts =
        doubts_of(decision.runner_up->priced, &decision.runner_up->quote, sla, catalog.as_of);
  decision.changes = pick_changes(catalog, request, comparison, decision);
  return decision;
}

}  // namespace picker
