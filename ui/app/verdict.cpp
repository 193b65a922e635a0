#include "verdict.h"

#include "exercise.h"
#include "words.h"

#include "../../wasm/contract/sentences.h"
#include "../../wasm/engine/numbers/numeric_text.h"

#include <utility>

namespace picker::app {
namespace {

void add(std::vector<Phrase>& phrases, std::string text, Stress stress = Stress::none) {
  if (!text.empty()) phrases.push_back({std::move(text), stress});
}

void add_blank(std::vector<Phrase>& phrases) {
  if (!phrases.empty()) phrases.push_back({" "});
}

const AdmittedOffer* cheapest_api(const Comparison& comparison) {
  for (const AdmittedOffer& offer : comparison.admitted)
    if (offer.priced.offer.operations == Operations::api) return &offer;
  return nullptr;
}

std::string limits(const Shown& shown) {
  const Sla& sla = shown.request.workload.sla;
  return sla.ttft_p95_ms || sla.min_tokens_per_s ? "within your latency limits" : "with no latency limit";
}

// When the GPU of the break-even starts to pay, against the requests of today. Against an API that is not the
// cheapest it would promise too much.
void add_own_gpu(std::vector<Phrase>& phrases, const Shown& shown) {
  if (!shown.break_even || shown.break_even->utilization) return;
  const PairBreakEven& pair = *shown.break_even;
  const AdmittedOffer* api = cheapest_api(shown.comparison);
  if (!api || api->priced.offer.id != pair.a->offer.id || !pair.b->offer.gpu) return;
  for (const Crossing& crossing : pair.found.crossings) {
    if (!crossing.a_wins_below || !crossing.reachable) continue;
    const double yours = shown.request.workload.requests_per_day;
    const std::string which = " (" + pair.b->offer.label + ", " + limits(shown) + ")";
    const std::string volume = short_count(crossing.requests_per_day) + "\u00a0requests a day";
    add_blank(phrases);
    if (yours > crossing.requests_per_day) {
      add(phrases, "You are already above the ");
      add(phrases, volume, Stress::strong);
      add(phrases, " at which dedicated GPUs become cheaper" + which + ".");
    } else {
      add(phrases, "Dedicated GPUs become cheaper above ");
      add(phrases, volume, Stress::strong);
      add(phrases,
          (yours > 0 ? ", " + times(crossing.requests_per_day / yours) + " your volume" : "") + which + ".");
    }
    return;
  }
}

std::vector<Figure> figures(const Quote& quote) {
  std::vector<Figure> list;
  if (quote.usd_per_million_output_tokens)
    list.push_back({"per M output tokens", money(*quote.usd_per_million_output_tokens)});
  if (quote.usd_per_thousand_requests)
    list.push_back({"per 1,000 requests", money(*quote.usd_per_thousand_requests)});
  list.push_back({"a month", money(quote.usd_per_day * days_per_month)});
  return list;
}

}  // namespace

std::string axis_text(bool utilization, double value) {
  return utilization ? short_percent(value) : short_count(value);
}

std::optional<double> crossing_value(const PairBreakEven& pair, const Crossing& crossing) {
  if (pair.utilization) return crossing.utilization;
  return crossing.requests_per_day;
}

const Claim* tested_claim(const Shown& shown, bool utilization) {
  for (const Claim& claim : shown.rates.claims)
    if (claim.catalog == shown.catalog.id && claim.axis == (utilization ? "utilization" : "requests_per_day"))
      return &claim;
  return nullptr;
}

bool asks_for_break_even(const Shown& shown) {
  return shown.break_even && shown.break_even->utilization && shown.state.view["a"].is_string() &&
         shown.state.view["b"].is_string() && !shown.break_even->found.crossings.empty();
}

std::vector<Phrase> crossing_phrases(const Shown& shown, const Crossing& crossing) {
  const PairBreakEven& pair = *shown.break_even;
  const std::vector<std::string> names = shortest_names({&pair.a->offer, &pair.b->offer});
  const std::size_t below = crossing.a_wins_below ? 0 : 1;
  const std::string value = axis_text(pair.utilization, crossing_value(pair, crossing).value_or(0));
  std::vector<Phrase> phrases;
  add(phrases, names[1 - below] + " beats " + names[below] + " above ");
  add(phrases, value, Stress::accent);
  std::string rest = !pair.utilization              ? " requests a day"
                     : shown.catalog.id == "lesson" ? " of a saturated day"
                                                    : " of what one replica can serve";
  const Claim* claim = tested_claim(shown, pair.utilization);
  if (claim && axis_text(pair.utilization, claim->value) != value)
    rest += ", not " + axis_text(pair.utilization, claim->value);
  add(phrases, rest + ".");
  if (!crossing.reachable) add(phrases, " Not reachable with this load pattern.");
  return phrases;
}

Verdict verdict(const Shown& shown) {
  Verdict said;
  if (is_guessing(shown)) {
    said.title = "An exercise";
    add(said.headline, exercise(shown)->question);
    return said;
  }
  const bool asked = asks_for_break_even(shown);
  said.title = asked ? "The break-even" : "The pick";
  std::vector<Phrase> answer;
  for (const HeadlinePart& part : decision_headline(shown.decision, shown.request.workload))
    add(answer, part.text, part.accent ? Stress::accent : Stress::none);
  for (const Warning& warning : shown.comparison.warnings) said.warnings.push_back(warning.message);
  const AdmittedOffer* pick = shown.decision.primary;
  if (!asked) {
    said.headline = std::move(answer);
  } else {
    said.headline = crossing_phrases(shown, shown.break_even->found.crossings.front());
    if (!pick) said.details = std::move(answer);
  }
  if (!pick) {
    add_blank(said.details);
    add(said.details, decision_details(shown.decision));
    return said;
  }
  if (asked) {
    add(said.details, "At your load ");
    add(said.details, pick->priced.offer.label, Stress::strong);
    add(said.details, " is the cheapest of all, " + money(pick->quote.usd_per_day) + " a day.");
  }
  for (const std::string& details : {trial_text(shown.decision), decision_details(shown.decision)}) {
    if (!details.empty()) add_blank(said.details);
    add(said.details, details);
  }
  if (!asked) add_own_gpu(said.details, shown);
  said.figures = figures(pick->quote);
  return said;
}

}  // namespace picker::app
