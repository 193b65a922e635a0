#include "answer.h"

#include "json_object.h"
#include "sentences.h"

#include <string_view>
#include <utility>

namespace picker {
namespace {

Json explanation_json(const Explanation& explanation) {
  Json values = Json::array();
  for (const NamedValue& value : explanation.values)
    values.push_back(ObjectBuilder().set("name", value.name).set("value", value.value).take());
  return ObjectBuilder()
      .set("formula", explanation.formula)
      .set("values", std::move(values))
      .set("result", explanation.result)
      .take();
}

Json explanations_json(const std::vector<Explanation>& explanations) {
  Json list = Json::array();
  for (const Explanation& explanation : explanations) list.push_back(explanation_json(explanation));
  return list;
}

Json evidence_json(const std::vector<Evidence>& evidence) {
  Json list = Json::array();
  for (const Evidence& item : evidence)
    list.push_back(ObjectBuilder()
                       .set("what", item.what)
                       .set("value", item.value)
                       .set("unit", item.unit)
                       .set("kind", word(item.provenance.kind))
                       .set("source", item.provenance.source)
                       .set("as_of", item.provenance.as_of)
                       .take());
  return list;
}

Json warnings_json(const std::vector<Warning>& warnings) {
  Json list = Json::array();
  for (const Warning& warning : warnings)
    list.push_back(ObjectBuilder().set("code", warning.code).set("message", warning.message).take());
  return list;
}

Json relaxations_json(const std::vector<Relaxation>& relaxations) {
  Json list = Json::array();
  for (const Relaxation& relaxation : relaxations)
    list.push_back(ObjectBuilder()
                       .set("code", relaxation.code)
                       .set_text_or_null("path", relaxation.path)
                       .set_text_or_null("to", relaxation.to)
                       .set_text_or_null("sentence", relaxation.sentence)
                       .take());
  return list;
}

Json risks_json(const std::vector<Risk>& risks) {
  Json list = Json::array();
  for (const Risk& risk : risks) list.push_back(risk.code);
  return list;
}

Json fallback_json(const std::optional<Fallback>& fallback) {
  if (!fallback) return nullptr;
  return ObjectBuilder().set("model", fallback->model).set("rule", fallback->rule).take();
}

Json speed_json() {
  return ObjectBuilder()
      .set_null("ttft_p95_s")
      .set_null("tokens_per_s_per_request")
      .set_null("kind")
      .set("sla", "unknown")
      .take();
}

Json rejected_json(const RejectedOffer& refusal) {
  return ObjectBuilder()
      .set_text_or_null("offer", refusal.offer)
      .set("platform", refusal.platform)
      .set("code", refusal.code)
      .set("reason", refusal.reason)
      .set("relax", relaxations_json(refusal.relax))
      .set("quote", refusal.priced ? quote_json(*refusal.priced) : Json())
      .take();
}

std::string_view status_word(PickStatus status) {
  return status == PickStatus::pick             ? "pick"
         : status == PickStatus::pick_with_risk ? "pick-with-risk"
                                                : "none";
}

// The textbook forms, where they hold: one bill is a price a request, the other stands still.
std::vector<Explanation> crossing_explanations(const Crossing& crossing, const PricedOffer& a,
                                               const PricedOffer& b) {
  std::vector<Explanation> lines;
  const std::string requests = "requests a day at the crossing";
  const std::string usd_b = b.offer.label + ", usd a day";
  if (!crossing.at_step && a.offer.form == OfferForm::token) {
    const double usd_per_request = crossing.usd_per_day_a / crossing.requests_per_day;
    lines.push_back({usd_b + " ÷ " + a.offer.label + ", usd a request",
                     {{usd_b, crossing.usd_per_day_b}, {a.offer.label + ", usd a request", usd_per_request}},
                     crossing.requests_per_day});
  }
  const std::optional<double> day = replica_day_requests(b);
  const std::optional<BilledDay> billed = billed_day(b, crossing.requests_per_day);
  if (!day || !billed) return lines;
  const double replicas = billed->replicas_peak.value_or(1);
  lines.push_back({requests + " ÷ (replicas × requests a day that one replica serves)",
                   {{requests, crossing.requests_per_day},
                    {"replicas", replicas},
                    {"requests a day that one replica serves", *day}},
                   billed->utilization});
  if (lines.size() == 2 && replicas == 1) {
    const std::string full = a.offer.label + ", usd for a full day of " + b.offer.label;
    lines.push_back({usd_b + " ÷ " + full,
                     {{usd_b, crossing.usd_per_day_b}, {full, usd_per_day(a, *day)}},
                     billed->utilization});
  }
  return lines;
}

Json crossing_json(const Crossing& crossing, const PricedOffer& a, const PricedOffer& b,
                   const std::string& axis) {
  const std::string& below = crossing.a_wins_below ? a.offer.id : b.offer.id;
  const std::string& above = crossing.a_wins_below ? b.offer.id : a.offer.id;
  const std::optional<double> requests = crossing.requests_per_day;
  return ObjectBuilder()
      .set("value", axis == "utilization" ? crossing.utilization : requests)
      .set("requests_per_day", requests)
      .set("utilization", crossing.utilization)
      .set("winner_below", below)
      .set("winner_above", above)
      .set_null("low")
      .set_null("high")
      .set("reachable", crossing.reachable)
      .set("at_step", crossing.at_step)
      .set("usd_per_day_a", crossing.usd_per_day_a)
      .set("usd_per_day_b", crossing.usd_per_day_b)
      .set("sentence", crossing_sentence(crossing, a, b))
      .set("explain", explanations_json(crossing_explanations(crossing, a, b)))
      .take();
}

Json bill_json(double usd_per_day) {
  return ObjectBuilder()
      .set("usd_per_day", usd_per_day)
      .set("usd_per_month", usd_per_day * days_per_month)
      .take();
}

Json primary_json(const Decision& decision, const Comparison& comparison) {
  if (!decision.primary) return nullptr;
  const Offer& offer = decision.primary->priced.offer;
  return ObjectBuilder()
      .set("offer", offer.id)
      .set("label", offer.label)
      .set("tier", offer.tier)
      .set("why", primary_reason(decision, comparison))
      .take();
}

Json runner_up_json(const Decision& decision) {
  if (!decision.runner_up) return nullptr;
  const AdmittedOffer& second = *decision.runner_up;
  return ObjectBuilder()
      .set("offer", second.priced.offer.id)
      .set("label", second.priced.offer.label)
      .set("extra_usd_per_day", second.quote.usd_per_day - decision.primary->quote.usd_per_day)
      .set_null("switch")
      .take();
}

Json passed_over_json(const Decision& decision) {
  Json list = Json::array();
  for (const PassedOver& passed : decision.passed_over)
    list.push_back(ObjectBuilder()
                       .set("offer", passed.offer->priced.offer.id)
                       .set("label", passed.offer->priced.offer.label)
                       .set("risk", passed.offer->risks.front().code)
                       .set("sentence", passed.offer->risks.front().sentence)
                       .set("saves_usd_per_day", passed.saves_usd_per_day)
                       .take());
  return list;
}

Json nearest_json(const Decision& decision) {
  if (!decision.nearest_refused) return nullptr;
  const RejectedOffer& nearest = *decision.nearest_refused;
  return ObjectBuilder()
      .set("offer", nearest.offer)
      .set("usd_per_day", nearest.priced->quote.usd_per_day)
      .set("relax", relaxations_json(nearest.relax))
      .take();
}

}  // namespace

Json quote_json(const AdmittedOffer& admitted) {
  const Offer& offer = admitted.priced.offer;
  const Quote& quote = admitted.quote;
  Json parts = Json::array();
  for (const Part& part : quote.parts)
    parts.push_back(ObjectBuilder().set("what", part.what).set("usd_per_day", part.usd_per_day).take());
  return ObjectBuilder()
      .set("offer", offer.id)
      .set("label", offer.label)
      .set("platform", offer.platform->id)
      .set("platform_name", offer.platform->name)
      .set("tier", offer.tier)
      .set("segment", offer.platform->segment)
      .set("operations", word(offer.operations))
      .set("usd_per_day", quote.usd_per_day)
      .set_null("low_usd_per_day")
      .set_null("high_usd_per_day")
      .set("usd_per_month", quote.usd_per_day * days_per_month)
      .set("usd_per_million_output_tokens", quote.usd_per_million_output_tokens)
      .set("usd_per_million_tokens", quote.usd_per_million_tokens)
      .set("usd_per_thousand_requests", quote.usd_per_thousand_requests)
      .set("billed_gpu_hours_per_day", quote.billed_gpu_hours_per_day)
      .set("replicas_peak", quote.replicas_peak)
      .set("utilization", quote.utilization)
      .set("billed_utilization", quote.billed_utilization)
      .set_null("cold_share")
      .set_null("probability_cheapest")
      .set("speed", speed_json())
      .set("risks", risks_json(admitted.risks))
      .set("parts", std::move(parts))
      .set("explain", explanations_json(quote.explain))
      .set("fallback", fallback_json(offer.fallback))
      .set("evidence", evidence_json(admitted.priced.evidence))
      .set("warnings", warnings_json(admitted.priced.warnings))
      .take();
}

Json comparison_json(const Comparison& comparison) {
  Json quotes = Json::array();
  for (const AdmittedOffer& offer : comparison.admitted) quotes.push_back(quote_json(offer));
  Json rejected = Json::array();
  for (const RejectedOffer& refusal : comparison.rejected) rejected.push_back(rejected_json(refusal));
  return ObjectBuilder().set("quotes", std::move(quotes)).set("rejected", std::move(rejected)).take();
}

Json recommendation_json(const Comparison& comparison, const Workload& workload) {
  const Decision decision = decide(comparison);
  Json answer = ObjectBuilder()
                    .set("primary", primary_json(decision, comparison))
                    .set("runner_up", runner_up_json(decision))
                    .set("passed_over", passed_over_json(decision))
                    .set_null("probability_cheapest")
                    .set_null("regret_usd_per_day")
                    .take();
  Json workloads = Json::array();
  workloads.push_back(std::move(answer));
  return ObjectBuilder()
      .set("status", status_word(decision.status))
      .set("sentence", decision_sentence(decision, workload))
      .set("workloads", std::move(workloads))
      .set("bill", decision.primary ? bill_json(decision.primary->quote.usd_per_day) : Json())
      .set_null("one_platform")
      .set_null("gateway")
      .set_null("metric")
      .set("relax", nearest_json(decision))
      .take();
}

Json curve_json(const Curve& curve) {
  Json x = Json::array();
  for (const double value : curve.x) x.push_back(json_number(value));
  Json rows = Json::array();
  for (const auto& row : curve.usd_per_day) {
    Json values = Json::array();
    for (const std::optional<double>& usd : row) values.push_back(usd ? json_number(*usd) : Json());
    rows.push_back(std::move(values));
  }
  return ObjectBuilder()
      .set("x", std::move(x))
      .set("offers", Json(curve.offers))
      .set("usd_per_day", std::move(rows))
      .set("winner", Json(curve.winner))
      .set("unreachable", Json(curve.unreachable))
      .take();
}

Json break_even_json(const BreakEven& found, const PricedOffer& a, const PricedOffer& b,
                     const std::string& axis) {
  Json crossings = Json::array();
  for (const Crossing& crossing : found.crossings) crossings.push_back(crossing_json(crossing, a, b, axis));
  return ObjectBuilder()
      .set("a", a.offer.id)
      .set("b", b.offer.id)
      .set("label_a", a.offer.label)
      .set("label_b", b.offer.label)
      .set("axis", axis)
      .set("crossings", std::move(crossings))
      .set("crossings_left_out", found.crossings_left_out)
      .set("searched_to_requests_per_day", found.searched_to_requests_per_day)
      .set("reachable_utilization", found.reachable_utilization)
      .take();
}

Json serving_json(const ServingEstimate& estimate) {
  return ObjectBuilder()
      .set("output_tokens_per_s", estimate.output_tokens_per_s)
      .set("requests_per_s", estimate.requests_per_s)
      .set("batch", estimate.batch)
      .set("ttft_s", estimate.ttft_s)
      .set("tpot_s", estimate.tpot_s)
      .set_null("low")
      .set_null("high")
      .set("kind", word(Kind::modelled))
      .take();
}

}  // namespace picker
