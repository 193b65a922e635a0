#include "results.h"

#include "day.h"

#include "../../wasm/contract/answer.h"
#include "../../wasm/contract/axis.h"
#include "../../wasm/contract/break_even_answer.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace picker::app {
namespace {

constexpr int points_a_decade = 40;
constexpr int utilization_points = 201;

std::string text_or_empty(const Json& view, const char* key) {
  const auto found = view.find(key);
  return found != view.end() && found->is_string() ? found->text() : std::string();
}

bool is_api(const PricedOffer& priced) {
  return priced.offer.form == OfferForm::token || priced.offer.form == OfferForm::prediction;
}

const PricedOffer* cheapest_api_or_offer(const Comparison& comparison) {
  for (const AdmittedOffer& offer : comparison.admitted)
    if (is_api(offer.priced)) return &offer.priced;
  return comparison.admitted.empty() ? nullptr : &comparison.admitted.front().priced;
}

// The volume at which `b` first becomes the cheaper of the two.
std::optional<double> first_win(const PricedOffer& a, const PricedOffer& b) {
  const BreakEven found = break_even(a, b, requests_per_day_most);
  for (const Crossing& crossing : found.crossings)
    if (crossing.a_wins_below) return crossing.requests_per_day;
  return std::nullopt;
}

// Whole decades from a hundred to a hundred million requests, wider where what matters lies outside.
struct Decades {
  double from = 1e2;
  double to = 1e8;
  int count = 6;

  void include(double requests_per_day) {
    while (from > 1 && requests_per_day < from * 2) widen(from, 0.1);
    while (to < requests_per_day_most && requests_per_day > to / 2) widen(to, 10);
  }

 private:
  void widen(double& end, double factor) {
    end *= factor;
    ++count;
  }
};

AxisRange volume_range(const AppState& state, const Comparison& comparison, const ComparedOffers& compared) {
  Decades decades;
  decades.include(value_at(state.request, "workloads.0.requests_per_day")->get<double>());
  const PricedOffer* a = find_priced(comparison, compared.a);
  const PricedOffer* b = find_priced(comparison, compared.b);
  if (a && b) {
    const BreakEven found = break_even(*a, *b, requests_per_day_most);
    if (!found.crossings.empty()) decades.include(found.crossings.front().requests_per_day);
  }
  return {decades.from, decades.to, decades.count * points_a_decade + 1, true};
}

// What is worth drawing: offers that win somewhere, the compared pair and the best of each platform at this
// volume.
std::set<std::string> drawn_offers(const Curve& curve, const ComparedOffers& compared,
                                   const Comparison& comparison) {
  std::set<std::string> drawn = {compared.a, compared.b};
  for (const int winner : curve.winner)
    if (winner >= 0) drawn.insert(curve.offers[static_cast<std::size_t>(winner)]);
  std::set<const Platform*> seen;
  for (const AdmittedOffer& offer : comparison.admitted)
    if (seen.insert(offer.priced.offer.platform).second) drawn.insert(offer.priced.offer.id);
  return drawn;
}

// Leaves the drawn offers in the curve; `winner` keeps pointing at the same offers.
void keep_drawn(Curve& curve, const std::set<std::string>& drawn) {
  std::vector<int> moved(curve.offers.size(), -1);
  int kept = 0;
  for (std::size_t i = 0; i < moved.size(); ++i) {
    if (drawn.count(curve.offers[i]) == 0) continue;
    const auto to = static_cast<std::size_t>(kept);
    moved[i] = kept++;
    if (to == i) continue;
    curve.offers[to] = std::move(curve.offers[i]);
    curve.usd_per_day[to] = std::move(curve.usd_per_day[i]);
  }
  curve.offers.resize(static_cast<std::size_t>(kept));
  curve.usd_per_day.resize(static_cast<std::size_t>(kept));
  for (int& winner : curve.winner)
    if (winner >= 0) winner = moved[static_cast<std::size_t>(winner)];
}

}  // namespace

const PricedOffer* find_priced(const Comparison& comparison, const std::string& id) {
  for (const AdmittedOffer& offer : comparison.admitted)
    if (offer.priced.offer.id == id) return &offer.priced;
  for (const RejectedOffer& refusal : comparison.rejected)
    if (refusal.offer == id && refusal.priced) return &refusal.priced->priced;
  return nullptr;
}

ComparedOffers compared_offers(const AppState& state, const Comparison& comparison) {
  ComparedOffers chosen{text_or_empty(state.view, "a"), text_or_empty(state.view, "b")};
  const PricedOffer* a =
      chosen.a.empty() ? cheapest_api_or_offer(comparison) : find_priced(comparison, chosen.a);
  if (!a) return chosen;
  chosen.a = a->offer.id;
  if (!chosen.b.empty()) return chosen;
  std::optional<double> earliest;
  for (const AdmittedOffer& offer : comparison.admitted) {
    if (is_api(offer.priced) || offer.priced.offer.id == chosen.a) continue;
    if (chosen.b.empty())
      chosen.b = offer.priced.offer.id;  // none may ever win: then the cheapest at this volume
    const std::optional<double> at = first_win(*a, offer.priced);
    if (!at || (earliest && *at >= *earliest)) continue;
    earliest = at;
    chosen.b = offer.priced.offer.id;
  }
  return chosen;
}

Result<LoadDay> shown_day(const AppState& state, const Comparison& comparison,
                          const ComparedOffers& compared) {
  const PricedOffer* priced = find_priced(comparison, compared.b);
  if (!priced)
    return Error{"unknown-offer", "view.b",
                 "These requirements leave no GPU or deployment whose day could be shown."};
  return load_day(*priced, engine_request(state.request).workload, "view.b");
}

Result<CostCurve> cost_curve(const AppState& state, const Comparison& comparison,
                             const ComparedOffers& compared) {
  CostCurve drawn;
  drawn.utilization = text_or_empty(state.view, "plot_axis") == "utilization";
  AxisRange range{0, 1, utilization_points, false};
  if (drawn.utilization) {
    const PricedOffer* of = find_priced(comparison, compared.b);
    const std::optional<double> day = of ? replica_day_requests(*of) : std::nullopt;
    if (!day)
      return Error{"no-capacity", "view.b",
                   "Utilization is of a GPU or a deployment: choose one to compare with."};
    drawn.of = compared.b;
    drawn.requests_per_unit = *day;
  } else {
    range = volume_range(state, comparison, compared);
  }
  drawn.curve =
      sample_curve(comparison, engine_request(state.request).requirements, range, drawn.requests_per_unit);
  keep_drawn(drawn.curve, drawn_offers(drawn.curve, compared, comparison));
  return drawn;
}

Result<PairBreakEven> pair_break_even(const AppState& state, const Comparison& comparison,
                                      const ComparedOffers& offers) {
  for (const char* key : {"a", "b"}) {
    const std::string wanted = text_or_empty(state.view, key);
    if (!wanted.empty() && !find_priced(comparison, wanted))
      return Error{"unknown-offer", std::string("view.") + key,
                   "\"" + wanted.substr(0, 100) + "\" is no offer with a price for this workload."};
  }
  if (offers.a == offers.b && !offers.a.empty())
    return Error{"out-of-range", "view.b", "Compare two different offers."};
  PairBreakEven pair;
  pair.a = find_priced(comparison, offers.a);
  pair.b = find_priced(comparison, offers.b);
  if (!pair.a || !pair.b)
    return Error{"unknown-offer", "view.a", "These requirements leave no GPU or deployment to compare with."};
  pair.utilization = text_or_empty(state.view, "plot_axis") == "utilization";
  if (pair.utilization && !replica_day_requests(*pair.b))
    return Error{"no-capacity", "view.b",
                 pair.b->offer.label + " has no capacity that this workload could fill, so no utilization."};
  pair.found = pair.utilization ? utilization_break_even(*pair.a, *pair.b)
                                : break_even(*pair.a, *pair.b, requests_per_day_most);
  return pair;
}

std::string curve_text(const CostCurve& drawn) {
  JsonText out;
  out.open_object().set("axis", drawn.utilization ? "utilization" : "requests_per_day");
  out.set_text_or_null("of", drawn.of);
  out.set("scale", drawn.utilization ? "linear" : "log").set("requests_per_unit", drawn.requests_per_unit);
  write_curve_members(out, drawn.curve);
  return out.close_object().take();
}

std::string day_text(const AppState& state, const LoadDay& day) {
  JsonText out;
  out.open_object().set("request", state.request);
  write_load_day_members(out, day);
  out.set("facts", day_facts(day));
  return out.close_object().take();
}

std::string break_even_text(const AppState& state, const PairBreakEven& pair) {
  JsonText out;
  out.open_object().set("request", state.request);
  write_break_even_members(out, pair.found, *pair.a, *pair.b,
                           *named_axis(pair.utilization ? "utilization" : "requests_per_day"));
  return out.close_object().take();
}

}  // namespace picker::app
