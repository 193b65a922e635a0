#include "answer.h"

#include "sentences.h"

#include "../engine/decision/risks.h"
#include "../engine/decision/sensitivity.h"

#include <string_view>

namespace picker {
namespace {

void write_evidence(JsonText& out, const std::vector<Evidence>& evidence) {
  out.open_array();
  for (const Evidence& item : evidence) {
    out.open_object().set("what", item.what).set("value", item.value).set("unit", item.unit);
    out.set("kind", word(item.provenance.kind));
    out.set("source", item.provenance.source).set("as_of", item.provenance.as_of);
    if (item.low) out.set("low", item.low).set("high", item.high);
    out.close_object();
  }
  out.close_array();
}

void write_warnings(JsonText& out, const std::vector<Warning>& warnings) {
  out.open_array();
  for (const Warning& warning : warnings)
    out.open_object().set("code", warning.code).set("message", warning.message).close_object();
  out.close_array();
}

void write_input(JsonText& out, std::monostate) { out.add_null(); }
void write_input(JsonText& out, bool value) { out.add(value); }
void write_input(JsonText& out, double value) { out.add(value); }
void write_input(JsonText& out, const std::string& value) { out.add(value); }
void write_input(JsonText& out, const std::vector<std::string>& values) {
  out.open_array();
  for (const std::string& value : values) out.add(value);
  out.close_array();
}

void write_relaxations(JsonText& out, const std::vector<Relaxation>& relaxations) {
  out.open_array();
  for (const Relaxation& relaxation : relaxations) {
    out.open_object().set("code", relaxation.code).set_text_or_null("path", relaxation.path);
    out.key("to");
    std::visit([&](const auto& value) { write_input(out, value); }, relaxation.to);
    out.set_text_or_null("sentence", relaxation.sentence).close_object();
  }
  out.close_array();
}

void write_fallback(JsonText& out, const std::optional<Fallback>& fallback) {
  if (!fallback) {
    out.add_null();
    return;
  }
  out.open_object().set("model", fallback->model).set("rule", fallback->rule).close_object();
}

std::optional<double> end_of(const std::optional<Range>& range, double Range::*end) {
  return range ? std::optional<double>((*range).*end) : std::nullopt;
}

void write_speed(JsonText& out, const QuotedSpeed& speed) {
  out.open_object().set("ttft_p95_s", end_of(speed.ttft_p95_s, &Range::typical));
  out.set("ttft_p95_low_s", end_of(speed.ttft_p95_s, &Range::low));
  out.set("ttft_p95_high_s", end_of(speed.ttft_p95_s, &Range::high));
  out.set("answer_p95_s", end_of(speed.answer_p95_s, &Range::typical));
  out.set("answer_p95_low_s", end_of(speed.answer_p95_s, &Range::low));
  out.set("answer_p95_high_s", end_of(speed.answer_p95_s, &Range::high));
  const std::optional<Range>& stream = speed.tokens_per_s_per_request;
  out.set("tokens_per_s_per_request", end_of(stream, &Range::typical));
  out.set("tokens_per_s_low", end_of(stream, &Range::low))
      .set("tokens_per_s_high", end_of(stream, &Range::high));
  const std::optional<Provenance>& provenance = speed.provenance;
  out.set_text_or_null("kind", provenance ? std::string(word(provenance->kind)) : std::string());
  out.set_text_or_null("source", provenance ? provenance->source : std::string());
  out.set_text_or_null("as_of", provenance ? provenance->as_of : std::string());
  out.set("sla", word(speed.sla)).set("chance", speed.chance);
  out.set_text_or_null("sentence", speed_sentence(speed)).close_object();
}

void write_doubts(JsonText& out, const std::vector<Doubt>& doubts) {
  out.open_array();
  for (const Doubt& doubt : doubts)
    out.open_object().set("code", doubt.code).set("says", doubt.says).close_object();
  out.close_array();
}

void write_quote(JsonText& out, const AdmittedOffer& admitted) {
  const Offer& offer = admitted.priced.offer;
  const Quote& quote = admitted.quote;
  out.open_object().set("offer", offer.id).set("label", offer.label);
  out.set("platform", offer.platform->id).set("platform_name", offer.platform->name).set("tier", offer.tier);
  out.set("segment", offer.platform->segment).set("operations", word(offer.operations));
  out.set("usd_per_day", quote.usd_per_day).set_null("low_usd_per_day").set_null("high_usd_per_day");
  out.set("usd_per_month", quote.usd_per_day * days_per_month);
  out.set("usd_per_million_output_tokens", quote.usd_per_million_output_tokens);
  out.set("usd_per_million_tokens", quote.usd_per_million_tokens);
  out.set("usd_per_thousand_requests", quote.usd_per_thousand_requests);
  out.set("billed_gpu_hours_per_day", quote.billed_gpu_hours_per_day)
      .set("replicas_peak", quote.replicas_peak);
  out.set("utilization", quote.utilization).set("billed_utilization", quote.billed_utilization);
  out.set("cold_share", quote.cold_share).set("cold_starts_per_day", quote.cold_starts_per_day);
  out.set_null("probability_cheapest");
  out.key("speed");
  write_speed(out, quote.speed);
  out.key("risks").open_array();
  for (const Risk& risk : admitted.risks) out.add(risk.code);
  out.close_array().key("risk_sentences").open_array();
  for (const Risk& risk : admitted.risks) out.add(risk_text(risk));
  out.close_array().set_text_or_null("mark", std::string(offer_mark(admitted))).key("parts").open_array();
  for (const Part& part : quote.parts)
    out.open_object().set("what", part.what).set("usd_per_day", part.usd_per_day).close_object();
  out.close_array().key("explain");
  write_explanations(out, quote.explain);
  out.key("fallback");
  write_fallback(out, offer.fallback);
  out.key("evidence");
  write_evidence(out, admitted.priced.evidence);
  out.key("warnings");
  write_warnings(out, admitted.priced.warnings);
  out.close_object();
}

void write_rejected(JsonText& out, const RejectedOffer& refusal) {
  out.open_object().set_text_or_null("offer", refusal.offer).set("platform", refusal.platform);
  out.set("code", refusal.code).set("reason", refusal.reason).key("relax");
  write_relaxations(out, refusal.relax);
  out.key("quote");
  if (refusal.priced)
    write_quote(out, *refusal.priced);
  else
    out.add_null();
  out.close_object();
}

std::string_view status_word(PickStatus status) {
  return status == PickStatus::pick             ? "pick"
         : status == PickStatus::pick_with_risk ? "pick-with-risk"
                                                : "none";
}

void write_primary(JsonText& out, const Decision& decision, const Comparison& comparison) {
  if (!decision.primary) {
    out.add_null();
    return;
  }
  const Offer& offer = decision.primary->priced.offer;
  out.open_object().set("offer", offer.id).set("label", offer.label).set("tier", offer.tier);
  out.set("why", primary_reason(decision, comparison)).key("doubts");
  write_doubts(out, decision.pick_doubts);
  out.close_object();
}

void write_runner_up(JsonText& out, const Decision& decision) {
  if (!decision.runner_up) {
    out.add_null();
    return;
  }
  const AdmittedOffer& second = *decision.runner_up;
  out.open_object().set("offer", second.priced.offer.id).set("label", second.priced.offer.label);
  out.set("extra_usd_per_day", second.quote.usd_per_day - decision.primary->quote.usd_per_day);
  out.set_null("switch").key("doubts");
  write_doubts(out, decision.runner_up_doubts);
  out.close_object();
}

void write_headline(JsonText& out, const Decision& decision, const Workload& workload) {
  out.key("headline").open_array();
  for (const HeadlinePart& part : decision_headline(decision, workload))
    out.open_object().set("text", part.text).set("accent", part.accent).close_object();
  out.close_array();
}

void write_ties(JsonText& out, const Decision& decision) {
  out.open_array();
  for (const AdmittedOffer* tie : decision.ties)
    out.open_object().set("offer", tie->priced.offer.id).set("label", tie->priced.offer.label).close_object();
  out.close_array();
}

void write_try_first(JsonText& out, const Decision& decision) {
  if (!decision.try_first) {
    out.add_null();
    return;
  }
  const TryFirst& trial = *decision.try_first;
  const Offer& offer = trial.offer->priced.offer;
  out.open_object().set("offer", offer.id).set("label", offer.label);
  out.set("usd_per_day", trial.offer->quote.usd_per_day).set("saves_usd_per_day", trial.saves_usd_per_day);
  out.set("test_usd", trial.test_usd).set("chance", trial.offer->quote.speed.chance).close_object();
}

void write_pick_changes(JsonText& out, const Decision& decision) {
  out.open_array();
  for (const PickChange& change : decision.changes)
    out.open_object()
        .set("assumption", word(change.assumption))
        .set("end", change.high ? "high" : "low")
        .set("offer", change.offer)
        .set("label", change.label)
        .set("usd_per_day", change.usd_per_day)
        .set("pick_usd_per_day", change.pick_usd_per_day)
        .set("sentence", change.sentence)
        .close_object();
  out.close_array();
}

void write_passed_over(JsonText& out, const Decision& decision) {
  out.open_array();
  for (const PassedOver& passed : decision.passed_over) {
    const Risk& risk = *open_risk(*passed.offer);
    out.open_object()
        .set("offer", passed.offer->priced.offer.id)
        .set("label", passed.offer->priced.offer.label);
    out.set("risk", risk.code)
        .set("sentence", risk.sentence)
        .set("saves_usd_per_day", passed.saves_usd_per_day);
    out.close_object();
  }
  out.close_array();
}

void write_bill(JsonText& out, const Decision& decision) {
  if (!decision.primary) {
    out.add_null();
    return;
  }
  const double usd_per_day = decision.primary->quote.usd_per_day;
  out.open_object()
      .set("usd_per_day", usd_per_day)
      .set("usd_per_month", usd_per_day * days_per_month)
      .close_object();
}

void write_nearest(JsonText& out, const Decision& decision) {
  if (!decision.nearest_refused) {
    out.add_null();
    return;
  }
  const RejectedOffer& nearest = *decision.nearest_refused;
  out.open_object()
      .set("offer", nearest.offer)
      .set("usd_per_day", nearest.priced->quote.usd_per_day)
      .key("relax");
  write_relaxations(out, nearest.relax);
  out.close_object();
}

}  // namespace

void write_explanations(JsonText& out, const std::vector<Explanation>& explanations) {
  out.open_array();
  for (const Explanation& explanation : explanations) {
    out.open_object().set("formula", explanation.formula).key("values").open_array();
    for (const NamedValue& value : explanation.values)
      out.open_object().set("name", value.name).set("value", value.value).close_object();
    out.close_array().set("result", explanation.result).close_object();
  }
  out.close_array();
}

void write_comparison(JsonText& out, const Comparison& comparison) {
  out.open_object().key("quotes").open_array();
  for (const AdmittedOffer& offer : comparison.admitted) write_quote(out, offer);
  out.close_array().key("rejected").open_array();
  for (const RejectedOffer& refusal : comparison.rejected) write_rejected(out, refusal);
  out.close_array().key("warnings");
  write_warnings(out, comparison.warnings);
  out.close_object();
}

void write_recommendation(JsonText& out, const Catalog& catalog, const Request& request,
                          const Comparison& comparison) {
  const Decision decision = decide_with_doubts(catalog, request, comparison);
  out.open_object().set("status", status_word(decision.status));
  out.set("sentence", decision_sentence(decision, request.workload));
  write_headline(out, decision, request.workload);
  const std::string trial = trial_text(decision);
  out.set("details", trial + (trial.empty() ? "" : " ") + decision_details(decision)).key("warnings");
  write_warnings(out, comparison.warnings);
  out.key("workloads").open_array().open_object().key("primary");
  write_primary(out, decision, comparison);
  out.key("runner_up");
  write_runner_up(out, decision);
  out.key("ties");
  write_ties(out, decision);
  out.key("try_first");
  write_try_first(out, decision);
  out.key("passed_over");
  write_passed_over(out, decision);
  out.key("pick_changes");
  write_pick_changes(out, decision);
  out.set_null("probability_cheapest")
      .set_null("regret_usd_per_day")
      .close_object()
      .close_array()
      .key("bill");
  write_bill(out, decision);
  out.set_null("one_platform").set_null("gateway").set_null("metric").key("relax");
  write_nearest(out, decision);
  out.close_object();
}

void write_curve_members(JsonText& out, const Curve& curve) {
  out.key("x").open_array();
  for (const double value : curve.x) out.add(value);
  out.close_array().key("offers").open_array();
  for (const std::string& offer : curve.offers) out.add(offer);
  out.close_array().key("usd_per_day").open_array();
  for (const auto& row : curve.usd_per_day) {
    out.open_array();
    for (const std::optional<double>& usd : row) out.add(usd);
    out.close_array();
  }
  out.close_array().key("winner").open_array();
  for (const int winner : curve.winner) out.add(winner);
  out.close_array().key("unreachable").open_array();
  for (const bool unreachable : curve.unreachable) out.add(unreachable);
  out.close_array();
}

void write_load_day_members(JsonText& out, const LoadDay& day) {
  const PricedOffer& priced = *day.priced;
  const double per_replica = 1 / priced.service->work_s_per_request;
  out.set("offer", priced.offer.id).set("label", priced.offer.label).key("hours").open_array();
  for (const LoadHour& hour : day.hours)
    out.open_object()
        .set("demand", hour.demand_requests_per_s)
        .set("batch", hour.batch_requests_per_s)
        .set("capacity", hour.capacity_requests_per_s)
        .set("replicas", hour.replicas)
        .set("cold_starts", hour.cold_starts)
        .close_object();
  out.close_array().set("requests_per_s_per_replica", per_replica);
  out.set("usd_per_day", usd_per_day(priced, day.requests_per_day));
  out.set("billed_gpu_hours_per_day", day.day.billed_replica_s * priced.gpus_per_replica / 3600.0);
  out.set("cold_starts_per_day", day.day.cold_starts).set("cold_share", day.day.cold_share);
  out.set("utilization", day.day.utilization).set("billed_utilization", day.day.billed_utilization);
  out.set("reachable_utilization", reachable_utilization(priced));
  out.set("replicas_peak", day.day.replicas_peak).set("simulated", day.day.simulated);
}

void write_serving(JsonText& out, const ServingEstimate& estimate, const ServingBand& band) {
  out.open_object().set("output_tokens_per_s", estimate.output_tokens_per_s);
  out.set("requests_per_s", estimate.requests_per_s).set("batch", estimate.batch);
  out.set("ttft_s", estimate.ttft_s).set("tpot_s", estimate.tpot_s);
  const bool banded = band.low < 1 || band.high > 1;
  const auto bound = [&](double factor) {
    return banded ? std::optional<double>(estimate.output_tokens_per_s * factor) : std::nullopt;
  };
  out.set("low", bound(band.low)).set("high", bound(band.high));
  out.set("kind", word(Kind::modelled)).close_object();
}

}  // namespace picker
