#include "break_even_answer.h"

#include "answer.h"
#include "sentences.h"

namespace picker {
namespace {

// The textbook forms, where they hold: one bill is a price a request, the other stands still.
std::vector<Explanation> crossing_explanations(const Crossing& crossing, const PricedOffer& a,
                                               const PricedOffer& b) {
  std::vector<Explanation> lines;
  const std::string usd_b = b.offer.label + ", usd a day";
  const bool straight = !crossing.at_step && a.offer.form == OfferForm::token;
  if (straight) {
    const std::string usd_a = a.offer.label + ", usd a request";
    lines.push_back(
        {"requests a day = " + usd_b + " ÷ " + usd_a,
         {{usd_b, crossing.usd_per_day_b}, {usd_a, crossing.usd_per_day_a / crossing.requests_per_day}},
         crossing.requests_per_day});
  }
  const std::optional<double> full_day = replica_day_requests(b);
  const std::optional<BilledDay> billed = billed_day(b, crossing.requests_per_day);
  if (!straight) {
    explain_bill(a, crossing.requests_per_day, lines);
    explain_bill(b, crossing.requests_per_day, lines);
  }
  if (!full_day || !billed) return lines;
  // Along utilization the crossing is that of one replica, however many its volume would run.
  const double utilization = crossing.utilization.value_or(billed->utilization);
  const double replicas = utilization == billed->utilization ? billed->replicas_peak.value_or(1) : 1;
  lines.push_back({"utilization = requests a day ÷ (replicas × requests a replica can serve a day)",
                   {{"requests a day", crossing.requests_per_day},
                    {"replicas", replicas},
                    {"requests a replica can serve a day", *full_day}},
                   utilization});
  if (straight && replicas == 1) {
    const std::string usd_a = a.offer.label + ", usd for a full day of requests";
    lines.push_back({"utilization = " + usd_b + " ÷ " + usd_a,
                     {{usd_b, crossing.usd_per_day_b}, {usd_a, usd_per_day(a, *full_day)}},
                     utilization});
  }
  return lines;
}

void write_crossing(JsonText& out, const Crossing& crossing, const PricedOffer& a, const PricedOffer& b,
                    const NamedAxis& axis) {
  out.open_object().set("value", crossing.value);
  out.set("requests_per_day", crossing.requests_per_day).set("utilization", crossing.utilization);
  out.set("winner_below", crossing.a_wins_below ? a.offer.id : b.offer.id);
  out.set("winner_above", crossing.a_wins_below ? b.offer.id : a.offer.id);
  out.set_null("low").set_null("high").set("reachable", crossing.reachable).set("at_step", crossing.at_step);
  out.set("usd_per_day_a", crossing.usd_per_day_a).set("usd_per_day_b", crossing.usd_per_day_b);
  out.set("sentence", crossing_sentence(crossing, a, b, axis)).key("explain");
  write_explanations(out, is_volume(axis.axis) ? crossing_explanations(crossing, a, b) : crossing.explain);
  out.close_object();
}

void write_pair(JsonText& out, const PricedOffer& a, const PricedOffer& b, const NamedAxis& axis) {
  out.set("a", a.offer.id).set("b", b.offer.id).set("label_a", a.offer.label).set("label_b", b.offer.label);
  out.set("axis", axis.name);
}

std::string winner_of(const Comparison& comparison) {
  return comparison.admitted.empty() ? std::string() : comparison.admitted.front().priced.offer.id;
}

// [{offer, code}] of those that a gate refuses.
void write_refused(JsonText& out, const Comparison& comparison) {
  out.open_array();
  for (const RejectedOffer& refusal : comparison.rejected)
    if (!refusal.offer.empty())
      out.open_object().set("offer", refusal.offer).set("code", refusal.code).close_object();
  out.close_array();
}

void write_switch_crossing(JsonText& out, const Comparison& off, const Comparison& on, const PricedOffer& a,
                           const PricedOffer& b, double requests_per_day, const NamedAxis& axis) {
  const Bill bill_b = bill(b, requests_per_day);
  out.open_object().set("value", 1.0).set("requests_per_day", requests_per_day);
  out.set("utilization",
          bill_b.day ? std::optional<double>(bill_b.day->utilization) : std::optional<double>());
  out.set_text_or_null("winner_below", winner_of(off)).set_text_or_null("winner_above", winner_of(on));
  out.set_null("low").set_null("high").set("reachable", true).set("at_step", true);
  out.set("usd_per_day_a", usd_per_day(a, requests_per_day)).set("usd_per_day_b", bill_b.usd_per_day);
  out.key("refused_below");
  write_refused(out, off);
  out.key("refused_above");
  write_refused(out, on);
  out.set("sentence", switch_sentence(off, on, axis)).key("explain");
  std::vector<Explanation> lines;
  explain_bill(a, requests_per_day, lines);
  explain_bill(b, requests_per_day, lines);
  write_explanations(out, lines);
  out.close_object();
}

}  // namespace

void write_break_even_members(JsonText& out, const BreakEven& found, const PricedOffer& a,
                              const PricedOffer& b, const NamedAxis& axis, const Sla& sla,
                              const std::string& today) {
  write_pair(out, a, b, axis);
  out.key("doubts").open_array();
  for (const PricedOffer* priced : {&a, &b})
    for (const Doubt& doubt : doubts_of(*priced, nullptr, sla, today))
      out.open_object()
          .set("offer", priced->offer.id)
          .set("code", doubt.code)
          .set("says", doubt.says)
          .close_object();
  out.close_array();
  out.key("crossings").open_array();
  for (const Crossing& crossing : found.crossings) write_crossing(out, crossing, a, b, axis);
  out.close_array().set("crossings_left_out", found.crossings_left_out);
  out.set("searched_from", found.searched_from).set("searched_to", found.searched_to);
  if (axis.axis.kind == Axis::Kind::requests_per_day)
    out.set("searched_to_requests_per_day", found.searched_to);
  out.set("reachable_utilization", found.reachable_utilization);
}

void write_switch_members(JsonText& out, const Comparison& off, const Comparison& on, const PricedOffer& a,
                          const PricedOffer& b, double requests_per_day, const NamedAxis& axis) {
  write_pair(out, a, b, axis);
  out.key("crossings").open_array();
  if (winner_of(off) != winner_of(on)) write_switch_crossing(out, off, on, a, b, requests_per_day, axis);
  out.close_array().set("crossings_left_out", 0).set("searched_to", 1.0);
  out.set("reachable_utilization",
          b.service ? std::optional<double>(reachable_utilization(b)) : std::optional<double>());
}

}  // namespace picker
