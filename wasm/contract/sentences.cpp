#include "sentences.h"

#include "../engine/numeric_text.h"

namespace picker {
namespace {

constexpr std::string_view nothing_admitted = "No offer meets these requirements.";

std::string volume_text(double requests_per_day) {
  return text::count(requests_per_day) + (requests_per_day == 1 ? " request a day" : " requests a day");
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
  const PricedOffer& below = crossing.a_wins_below ? a : b;
  const PricedOffer& above = crossing.a_wins_below ? b : a;
  const bool volume = axis.axis.kind == Axis::Kind::requests_per_day;
  const bool share = axis.axis.kind == Axis::Kind::utilization;
  if (!crossing.reachable && crossing.utilization)
    return above.offer.label + " would cost less than " + below.offer.label + " above " +
           text::percent(*crossing.utilization) + " of what " + b.offer.label +
           " can serve in a day, but this load uses at most " +
           text::percent(reachable_utilization(*b.load)) + ": it does not win for you.";
  std::string sentence = above.offer.label + " costs less than " + below.offer.label + " above ";
  sentence += volume || share ? volume_text(crossing.requests_per_day)
                              : axis.name + " " + text::plain(crossing.value);
  if (crossing.utilization && (volume || share))
    sentence +=
        ", " + text::percent(*crossing.utilization) + " of what " + b.offer.label + " can serve in a day";
  if (!crossing.at_step) return sentence + ".";
  return sentence + (volume || share ? ", where a replica is added." : ", where a bill jumps.");
}

}  // namespace picker
