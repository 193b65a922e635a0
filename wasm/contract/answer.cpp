#include "answer.h"

#include "sentences.h"

#include <utility>

namespace picker {
namespace {

Json number_or_null(const std::optional<double>& value) { return value ? json_number(*value) : Json(); }

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json explanations_json(const std::vector<Explanation>& explanations) {
  Json list = Json::array();
  for (const Explanation& explanation : explanations) {
    Json values = Json::array();
    for (const NamedValue& value : explanation.values)
      values.push_back({{"name", value.name}, {"value", json_number(value.value)}});
    list.push_back({{"formula", explanation.formula},
                    {"values", std::move(values)},
                    {"result", json_number(explanation.result)}});
  }
  return list;
}

Json evidence_json(const std::vector<Evidence>& evidence) {
  Json list = Json::array();
  for (const Evidence& item : evidence)
    list.push_back({{"what", item.what},
                    {"value", json_number(item.value)},
                    {"unit", item.unit},
                    {"kind", word(item.provenance.kind)},
                    {"source", item.provenance.source},
                    {"as_of", item.provenance.as_of}});
  return list;
}

Json warnings_json(const AdmittedOffer& offer) {
  Json list = Json::array();
  for (const Warning& warning : offer.priced.warnings)
    list.push_back({{"code", warning.code}, {"message", warning.message}});
  return list;
}

Json relaxations_json(const std::vector<Relaxation>& relaxations) {
  Json list = Json::array();
  for (const Relaxation& relaxation : relaxations)
    list.push_back({{"code", relaxation.code},
                    {"path", text_or_null(relaxation.path)},
                    {"to", text_or_null(relaxation.to)},
                    {"sentence", text_or_null(relaxation.sentence)}});
  return list;
}

Json risks_json(const std::vector<Risk>& risks) {
  Json list = Json::array();
  for (const Risk& risk : risks) list.push_back(risk.code);
  return list;
}

Json rejected_json(const RejectedOffer& refusal) {
  return {{"offer", text_or_null(refusal.offer)},
          {"platform", refusal.platform},
          {"code", refusal.code},
          {"reason", refusal.reason},
          {"relax", relaxations_json(refusal.relax)},
          {"quote", refusal.priced ? quote_json(*refusal.priced) : Json()}};
}

std::string_view status_word(PickStatus status) {
  return status == PickStatus::pick ? "pick" : status == PickStatus::pick_with_risk ? "pick-with-risk" : "none";
}

Explanation crossing_explanation(const Crossing& crossing, const PricedOffer& a, const PricedOffer& b) {
  Explanation explanation{"bill of " + a.offer.label + " = bill of " + b.offer.label + " at requests a day", {}, 0};
  if (crossing.at_step)
    explanation.formula = "bills of " + a.offer.label + " and " + b.offer.label + " change places at requests a day";
  explanation.values = {{a.offer.label + ", usd a day", crossing.usd_per_day_a},
                        {b.offer.label + ", usd a day", crossing.usd_per_day_b}};
  explanation.result = crossing.requests_per_day;
  return explanation;
}

// The textbook form, where it holds: one bill is a price a request and the other stands still.
std::vector<Explanation> crossing_explanations(const Crossing& crossing, const PricedOffer& a, const PricedOffer& b) {
  std::vector<Explanation> lines = {crossing_explanation(crossing, a, b)};
  const std::optional<double> day = replica_day_requests(b);
  if (!crossing.utilization || !day) return lines;
  const double usd_at_full_day = usd_per_day(a, *day);
  if (!a.work_s_per_request || a.offer.form == OfferForm::token)
    lines.push_back({"bill at the crossing ÷ bill of " + a.offer.label + " for a full day of one replica of " +
                         b.offer.label + " = utilization",
                     {{"usd a day at the crossing", crossing.usd_per_day_b}, {"usd for a full day", usd_at_full_day}},
                     *crossing.utilization});
  return lines;
}

}  // namespace

Json quote_json(const AdmittedOffer& admitted) {
  const Offer& offer = admitted.priced.offer;
  const Quote& quote = admitted.quote;
  Json parts = Json::array();
  for (const Part& part : quote.parts)
    parts.push_back({{"what", part.what}, {"usd_per_day", json_number(part.usd_per_day)}});
  Json fallback;
  if (offer.fallback) fallback = {{"model", offer.fallback->model}, {"rule", offer.fallback->rule}};
  return {{"offer", offer.id},
          {"label", offer.label},
          {"platform", offer.platform->id},
          {"platform_name", offer.platform->name},
          {"tier", offer.tier},
          {"segment", offer.platform->segment},
          {"operations", word(offer.operations)},
          {"usd_per_day", json_number(quote.usd_per_day)},
          {"low_usd_per_day", nullptr},
          {"high_usd_per_day", nullptr},
          {"usd_per_month", json_number(quote.usd_per_day * days_per_month)},
          {"usd_per_million_output_tokens", number_or_null(quote.usd_per_million_output_tokens)},
          {"usd_per_million_tokens", number_or_null(quote.usd_per_million_tokens)},
          {"usd_per_thousand_requests", number_or_null(quote.usd_per_thousand_requests)},
          {"billed_gpu_hours_per_day", json_number(quote.billed_gpu_hours_per_day)},
          {"replicas_peak", number_or_null(quote.replicas_peak)},
          {"utilization", number_or_null(quote.utilization)},
          {"billed_utilization", number_or_null(quote.billed_utilization)},
          {"cold_share", nullptr},
          {"probability_cheapest", nullptr},
          {"speed", {{"ttft_p95_s", nullptr}, {"tokens_per_s_per_request", nullptr}, {"kind", nullptr}, {"sla", "unknown"}}},
          {"risks", risks_json(admitted.risks)},
          {"parts", std::move(parts)},
          {"explain", explanations_json(quote.explain)},
          {"fallback", std::move(fallback)},
          {"evidence", evidence_json(admitted.priced.evidence)},
          {"warnings", warnings_json(admitted)}};
}

Json comparison_json(const Comparison& comparison) {
  Json quotes = Json::array();
  for (const AdmittedOffer& offer : comparison.admitted) quotes.push_back(quote_json(offer));
  Json rejected = Json::array();
  for (const RejectedOffer& refusal : comparison.rejected) rejected.push_back(rejected_json(refusal));
  return {{"quotes", std::move(quotes)}, {"rejected", std::move(rejected)}};
}

Json recommendation_json(const Comparison& comparison, const Workload& workload) {
  const Decision decision = decide(comparison);
  Json primary, runner_up, bill, relax;
  if (decision.primary) {
    const AdmittedOffer& pick = *decision.primary;
    primary = {{"offer", pick.priced.offer.id},
               {"label", pick.priced.offer.label},
               {"tier", pick.priced.offer.tier},
               {"why", primary_reason(decision, comparison)}};
    bill = {{"usd_per_day", json_number(pick.quote.usd_per_day)},
            {"usd_per_month", json_number(pick.quote.usd_per_day * days_per_month)}};
  }
  if (decision.runner_up)
    runner_up = {{"offer", decision.runner_up->priced.offer.id},
                 {"label", decision.runner_up->priced.offer.label},
                 {"extra_usd_per_day",
                  json_number(decision.runner_up->quote.usd_per_day - decision.primary->quote.usd_per_day)},
                 {"switch", nullptr}};
  Json passed_over = Json::array();
  for (const PassedOver& passed : decision.passed_over)
    passed_over.push_back({{"offer", passed.offer->priced.offer.id},
                           {"risk", passed.offer->risks.front().code},
                           {"saves_usd_per_day", json_number(passed.saves_usd_per_day)}});
  if (decision.nearest_refused)
    relax = {{"offer", decision.nearest_refused->offer},
             {"usd_per_day", json_number(decision.nearest_refused->priced->quote.usd_per_day)},
             {"relax", relaxations_json(decision.nearest_refused->relax)}};
  return {{"status", status_word(decision.status)},
          {"sentence", decision_sentence(decision, workload)},
          {"workloads", Json::array({{{"primary", std::move(primary)},
                                      {"runner_up", std::move(runner_up)},
                                      {"passed_over", std::move(passed_over)},
                                      {"probability_cheapest", nullptr},
                                      {"regret_usd_per_day", nullptr}}})},
          {"bill", std::move(bill)},
          {"one_platform", nullptr},
          {"gateway", nullptr},
          {"metric", nullptr},
          {"relax", std::move(relax)}};
}

Json curve_json(const Curve& curve) {
  Json x = Json::array();
  for (const double value : curve.x) x.push_back(json_number(value));
  Json rows = Json::array();
  for (const auto& row : curve.usd_per_day) {
    Json values = Json::array();
    for (const std::optional<double>& usd : row) values.push_back(number_or_null(usd));
    rows.push_back(std::move(values));
  }
  return {{"x", std::move(x)},
          {"offers", curve.offers},
          {"usd_per_day", std::move(rows)},
          {"winner", curve.winner},
          {"unreachable", curve.unreachable}};
}

Json break_even_json(const BreakEven& found, const PricedOffer& a, const PricedOffer& b, const std::string& axis) {
  Json crossings = Json::array();
  for (const Crossing& crossing : found.crossings) {
    const std::string& below = crossing.a_wins_below ? a.offer.id : b.offer.id;
    const std::string& above = crossing.a_wins_below ? b.offer.id : a.offer.id;
    crossings.push_back(
        {{"value", axis == "utilization" ? number_or_null(crossing.utilization) : json_number(crossing.requests_per_day)},
         {"requests_per_day", json_number(crossing.requests_per_day)},
         {"utilization", number_or_null(crossing.utilization)},
         {"winner_below", below},
         {"winner_above", above},
         {"low", nullptr},
         {"high", nullptr},
         {"reachable", crossing.reachable},
         {"at_step", crossing.at_step},
         {"sentence", crossing_sentence(crossing, a, b)},
         {"explain", explanations_json(crossing_explanations(crossing, a, b))}});
  }
  return {{"a", a.offer.id},
          {"b", b.offer.id},
          {"axis", axis},
          {"crossings", std::move(crossings)},
          {"crossings_left_out", found.crossings_left_out},
          {"searched_to_requests_per_day", json_number(found.searched_to_requests_per_day)},
          {"reachable_utilization", number_or_null(found.reachable_utilization)}};
}

Json serving_json(const ServingEstimate& estimate) {
  return {{"output_tokens_per_s", json_number(estimate.output_tokens_per_s)},
          {"requests_per_s", json_number(estimate.requests_per_s)},
          {"batch", json_number(estimate.batch)},
          {"ttft_s", json_number(estimate.ttft_s)},
          {"tpot_s", json_number(estimate.tpot_s)},
          {"low", nullptr},
          {"high", nullptr},
          {"kind", word(Kind::modelled)}};
}

}  // namespace picker
