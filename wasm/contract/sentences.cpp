#include "sentences.h"

#include "../engine/numbers/numeric_text.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace picker {
namespace {

constexpr std::string_view nothing_admitted = "No offer meets these requirements.";

std::string volume_text(double requests_per_day) {
  return text::count(requests_per_day) + (requests_per_day == 1 ? " request a day" : " requests a day");
}

// A value of an input in its unit.
std::string amount_text(const NamedAxis& axis, double value) {
  if (axis.unit == "%") return text::percent(value);
  const int decimals = value >= 10 ? 1 : value >= 1 ? 2 : 4;
  return (value >= 100 ? text::count(value) : text::fixed(value, decimals)) + " " + axis.unit;
}

// Who of the two wins at one setting of a switch, and why not the other.
std::string setting_text(const Comparison& setting) {
  std::string refusals;
  for (const RejectedOffer& refusal : setting.rejected)
    if (!refusal.offer.empty()) refusals += " " + refusal.reason;
  if (setting.admitted.empty()) return "neither is admitted." + refusals;
  const AdmittedOffer& best = setting.admitted.front();
  const std::string wins =
      best.priced.offer.label + " wins at " + text::usd(best.quote.usd_per_day) + " a day";
  if (setting.admitted.size() == 1) return wins + "." + refusals;
  const AdmittedOffer& other = setting.admitted[1];
  return wins + " against " + text::usd(other.quote.usd_per_day) + " of " + other.priced.offer.label + ".";
}

std::string chance_text(double chance) { return text::integer(std::clamp(chance * 100, 1.0, 99.0)) + " %"; }

// "A", "A and B", "A, B and C", "A, B and 4 others".
std::string names_text(const std::vector<const AdmittedOffer*>& offers) {
  constexpr std::size_t most = 3;
  const std::size_t named = offers.size() > most ? most - 1 : offers.size();
  std::string names;
  for (std::size_t i = 0; i < named; ++i)
    names += (i == 0 ? "" : i + 1 == offers.size() ? " and " : ", ") + offers[i]->priced.offer.label;
  return named == offers.size()
             ? names
             : names + " and " + text::integer(static_cast<double>(offers.size() - named)) + " others";
}

std::string use_text(const AdmittedOffer& offer) {
  return offer.priced.offer.label + ": " + text::usd(offer.quote.usd_per_day) + " a day";
}

}  // namespace

std::string try_first_text(const TryFirst& trial, const AdmittedOffer& safe) {
  const Quote& quote = trial.offer->quote;
  const std::string chance = quote.speed.chance ? ", some " + chance_text(*quote.speed.chance) +
                                                      " likely to keep your latency limits"
                                                : "";
  return "Try " + use_text(*trial.offer) + chance + "; 1,000 test requests cost " +
         text::usd(trial.test_usd) + ". If it fails, use " + use_text(safe);
}

std::vector<HeadlinePart> decision_headline(const Decision& decision, const Workload& workload) {
  if (!decision.primary) return {{std::string(nothing_admitted)}};
  const auto named = [&](const AdmittedOffer& offer) {
    return HeadlinePart{offer.priced.offer.label +
                            (workload.models.size() > 1 ? " with " + offer.priced.offer.model->label : ""),
                        true};
  };
  const auto cost = [](const AdmittedOffer& offer) { return text::usd(offer.quote.usd_per_day) + " a day"; };
  const HeadlinePart bill{": " + cost(*decision.primary) + "."};
  if (!decision.try_first) return {{"Use "}, named(*decision.primary), bill};
  const AdmittedOffer& trial = *decision.try_first->offer;
  return {{"Try "},
          named(trial),
          {" first: " + cost(trial) + ". If it misses your latency limits, use "},
          named(*decision.primary),
          bill};
}

std::string trial_text(const Decision& decision) {
  if (!decision.primary || !decision.try_first) return "";
  const TryFirst& trial = *decision.try_first;
  const std::string cost = "1,000 test requests cost " + text::usd(trial.test_usd) + ".";
  const std::optional<double>& chance = trial.offer->quote.speed.chance;
  if (!chance) return "To find out, " + cost;
  return trial.offer->priced.offer.label + " is some " + chance_text(*chance) +
         " likely to keep them; to find out, " + cost;
}

std::string seconds_text(double seconds) {
  return (seconds >= 99.5    ? text::integer(seconds)
          : seconds >= 9.95  ? text::fixed(seconds, 0)
          : seconds >= 0.995 ? text::fixed(seconds, 1)
                             : text::fixed(seconds, 2)) +
         "\u00a0s";
}

std::string rate_text(double tokens_per_s) {
  return tokens_per_s >= 9.95 ? text::integer(tokens_per_s) : text::fixed(tokens_per_s, 1);
}

std::string speed_sentence(const QuotedSpeed& speed) {
  std::string said;
  const auto add = [&](const std::string& part) { said += (said.empty() ? "" : ", ") + part; };
  const auto within = [](const Range& range) {
    return seconds_text(range.typical) +
           (range.low < range.high ? " (" + seconds_text(range.low) + " to " + seconds_text(range.high) + ")"
                                   : "");
  };
  if (speed.ttft_p95_s) add("First token within " + within(*speed.ttft_p95_s) + " for 95 of 100 requests");
  if (speed.answer_p95_s && (!speed.ttft_p95_s || speed.answer_p95_s->typical > speed.ttft_p95_s->typical))
    add("first token of the answer, after its hidden reasoning, within " + within(*speed.answer_p95_s));
  if (const std::optional<Range>& stream = speed.tokens_per_s_per_request)
    add(rate_text(stream->typical) + " tokens/s a request" +
        (stream->low < stream->high ? " (" + rate_text(stream->low) + " to " + rate_text(stream->high) + ")"
                                    : ""));
  if (said.empty()) return said;
  return said +
         (speed.chance ? "; some " + chance_text(*speed.chance) + " likely to keep your limits." : ".");
}

std::string risk_text(const Risk& risk) { return (risk.open ? "Risk: " : "Note: ") + risk.sentence; }

std::string_view offer_mark(const AdmittedOffer& offer) {
  if (open_risk(offer)) return "risk";
  if (!offer.risks.empty()) return "note";
  return offer.priced.offer.fallback ? "by rule" : "";
}

std::string decision_sentence(const Decision& decision, const Workload& workload) {
  const std::string details = decision_details(decision);
  const std::string blank = details.empty() ? "" : " ";
  if (!decision.primary) return std::string(nothing_admitted) + blank + details;
  const std::string headline = decision.try_first ? try_first_text(*decision.try_first, *decision.primary)
                                                  : "Use " + use_text(*decision.primary);
  return headline + " for " + volume_text(workload.requests_per_day) + "." + blank + details;
}

std::string decision_details(const Decision& decision) {
  if (!decision.primary) {
    if (!decision.nearest_refused) return "";
    const RejectedOffer& nearest = *decision.nearest_refused;
    return "The nearest is " + nearest.priced->priced.offer.label + " at " +
           text::usd(nearest.priced->quote.usd_per_day) + " a day. " + nearest.relax.front().sentence;
  }
  const AdmittedOffer& pick = *decision.primary;
  std::vector<std::string> said;
  for (const Risk& risk : pick.risks) said.push_back(risk_text(risk));
  if (!decision.ties.empty()) {
    said.push_back("Tied with " + names_text(decision.ties) + " at the same bill.");
  } else if (decision.runner_up) {
    const AdmittedOffer& second = *decision.runner_up;
    said.push_back("Runner-up: " + second.priced.offer.label + " at " + text::usd(second.quote.usd_per_day) +
                   " a day (+" + text::usd(second.quote.usd_per_day - pick.quote.usd_per_day) + ").");
    for (const Risk& risk : second.risks)
      if (!risk.open) said.push_back("Note: " + risk.sentence);
  }
  const std::size_t first = decision.try_first ? 1 : 0;
  std::size_t told = 0;
  for (const PassedOver& passed : decision.passed_over) {
    if (decision.try_first && passed.offer == decision.try_first->offer) continue;
    if (told++ > 0) continue;
    said.push_back(passed.offer->priced.offer.label + " would save " + text::usd(passed.saves_usd_per_day) +
                   " a day, but: " + open_risk(*passed.offer)->sentence);
  }
  if (told > 1) {
    const std::size_t more = decision.passed_over.size() - first - 1;
    said.push_back(
        text::integer(static_cast<double>(more)) +
        (more == 1 ? " more cheaper offer carries a risk too." : " more cheaper offers carry a risk too."));
  }
  if (const std::string doubt = doubts_sentence(pick.priced, decision.pick_doubts); !doubt.empty())
    said.push_back(doubt);
  if (decision.runner_up && decision.ties.empty())
    if (const std::string doubt = doubts_sentence(decision.runner_up->priced, decision.runner_up_doubts);
        !doubt.empty())
      said.push_back(doubt);
  if (!decision.changes.empty()) {
    const std::size_t more = decision.changes.size() - 1;
    said.push_back("A tie within what is known. " + decision.changes.front().sentence);
    if (more > 0)
      said.push_back(text::integer(static_cast<double>(more)) +
                     (more == 1 ? " other assumption changes the pick too."
                                : " other assumptions change the pick too."));
  }
  std::string all;
  for (const std::string& sentence : said) all += (all.empty() ? "" : " ") + sentence;
  return all;
}

std::string primary_reason(const Decision& decision, const Comparison& comparison) {
  if (!decision.primary) return "";
  if (comparison.admitted.size() == 1) return "The only offer that meets your requirements.";
  const bool safe = decision.status == PickStatus::pick;
  const std::size_t admitted = comparison.admitted.size();
  const auto lasting = std::count_if(comparison.admitted.begin(), comparison.admitted.end(),
                                     [](const AdmittedOffer& offer) { return !may_be_interrupted(offer); });
  const std::size_t among = safe ? static_cast<std::size_t>(decision.eligible)
                            : may_be_interrupted(*decision.primary) ? admitted
                                                                    : static_cast<std::size_t>(lasting);
  const std::string qualified = among == admitted ? ""
                                : safe            ? " without an open risk"
                                                  : " without interruptions";
  if (among == 1) return "The only offer that meets your requirements" + qualified + ".";
  return "Cheapest of the " + text::integer(static_cast<double>(among)) +
         " offers that meet your requirements" + qualified + ".";
}

std::string crossing_sentence(const Crossing& crossing, const PricedOffer& a, const PricedOffer& b,
                              const NamedAxis& axis) {
  const std::string& below = (crossing.a_wins_below ? a : b).offer.label;
  const std::string& above = (crossing.a_wins_below ? b : a).offer.label;
  const bool volume = is_volume(axis.axis);
  const std::string value =
      volume ? std::string() : "With “" + axis.label + "” above " + amount_text(axis, crossing.value);
  if (!crossing.reachable && crossing.utilization) {
    const std::string used =
        text::percent(*crossing.utilization) + " of what " + b.offer.label + " can serve in a day";
    const std::string most = "this load uses at most " + text::percent(reachable_utilization(b)) +
                             ": it never becomes cheaper at your load.";
    if (volume) return above + " would cost less than " + below + " above " + used + ", but " + most;
    return value + " " + above + " would cost less than " + below + ", but that is " + used + ", and " + most;
  }
  if (!volume)
    return value + (crossing.at_step ? ", where a bill jumps, " : " ") + above + " costs less than " + below +
           "; below it " + below + " costs less.";
  std::string sentence =
      above + " costs less than " + below + " above " + volume_text(crossing.requests_per_day);
  if (crossing.utilization)
    sentence +=
        ", " + text::percent(*crossing.utilization) + " of what " + b.offer.label + " can serve in a day";
  return sentence + (crossing.at_step ? ", where a replica is added." : ".");
}

std::string switch_sentence(const Comparison& off, const Comparison& on, const NamedAxis& axis) {
  return "With " + axis.label + " required, " + setting_text(on) + " Without it, " + setting_text(off);
}

}  // namespace picker
