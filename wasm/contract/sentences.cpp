#include "sentences.h"

#include "../engine/numeric_text.h"

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

}  // namespace

std::string decision_sentence(const Decision& decision, const Workload& workload) {
  const std::string details = decision_details(decision);
  const std::string blank = details.empty() ? "" : " ";
  if (!decision.primary) return std::string(nothing_admitted) + blank + details;
  const AdmittedOffer& pick = *decision.primary;
  return "Use " + pick.priced.offer.label + ": " + text::usd(pick.quote.usd_per_day) + " a day for " +
         volume_text(workload.requests_per_day) + "." + blank + details;
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
  if (decision.status == PickStatus::pick_with_risk) said.push_back("Mind: " + open_risk(pick)->sentence);
  if (pick.priced.offer.fallback)
    said.push_back("Its price is the platform's rule, not a listing (" + pick.priced.offer.fallback->rule +
                   ").");
  if (decision.runner_up) {
    const AdmittedOffer& second = *decision.runner_up;
    said.push_back("Second is " + second.priced.offer.label + " at " + text::usd(second.quote.usd_per_day) +
                   ", " + text::usd(second.quote.usd_per_day - pick.quote.usd_per_day) + " more.");
  }
  if (!decision.passed_over.empty()) {
    const PassedOver& passed = decision.passed_over.front();
    said.push_back(passed.offer->priced.offer.label + " would save " + text::usd(passed.saves_usd_per_day) +
                   " a day but carries a risk: " + open_risk(*passed.offer)->sentence);
    const std::size_t more = decision.passed_over.size() - 1;
    if (more > 0) said.push_back("So would " + text::integer(static_cast<double>(more)) + " more.");
  }
  std::string all;
  for (const std::string& sentence : said) all += (all.empty() ? "" : " ") + sentence;
  return all;
}

std::string primary_reason(const Decision& decision, const Comparison& comparison) {
  if (!decision.primary) return "";
  const std::size_t admitted = comparison.admitted.size();
  const std::string field = admitted == 1 ? "The only offer that meets the requirements."
                                          : "The least expected cost of the " +
                                                text::integer(static_cast<double>(admitted)) +
                                                " offers that meet the requirements";
  if (admitted == 1) return field;
  return field + (decision.passed_over.empty() ? "." : " without an open risk.");
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
    const std::string most = "this load uses at most " + text::percent(reachable_utilization(*b.load)) +
                             ": it does not win for you.";
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
