#include "results.h"

#include "day.h"

#include "../../wasm/contract/answer.h"
#include "../../wasm/contract/axis.h"
#include "../../wasm/contract/break_even_answer.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace picker::app {
namespace {

constexpr int points_a_decade = 40;
constexpr int utilization_points = 201;
// Of the volumes at which bills are looked at first, five a decade.
constexpr int stretches = 45;
constexpr double unseen = std::numeric_limits<double>::infinity();

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

// Between which volumes an offer first undercuts another; infinite where it is not seen to.
struct FirstWin {
  double earliest = unseen;
  double latest = unseen;
};

// Of `b` under the bills `usd_a` at the volumes `x`. Bills rise with the volume, so within a stretch b may
// win only where its bill at the beginning is under a's at the end. Not looked for beyond `not_after`.
FirstWin first_win_bounds(const std::vector<double>& x, const std::vector<double>& usd_a,
                          const PricedOffer& b, double not_after) {
  FirstWin win;
  bool was_dearer = false;
  double begins_at = 0;
  for (std::size_t i = 0; i < x.size() && (i == 0 || x[i - 1] <= not_after); ++i) {
    const double usd_b = usd_per_day(b, x[i]);
    if (i == 0) begins_at = usd_b;
    if (win.earliest == unseen && begins_at < usd_a[i] * simulated_slack)
      win.earliest = i == 0 ? 0 : x[i - 1];
    if (usd_b < usd_a[i] && was_dearer) {
      win.latest = x[i];
      break;
    }
    was_dearer |= usd_b > usd_a[i];
    begins_at = usd_b;
  }
  return win;
}

// The offer that first undercuts `a`, null where none does. The exact crossing is sought of those alone that
// may be the first.
const PricedOffer* first_to_undercut(const PricedOffer& a, const std::vector<const PricedOffer*>& offers) {
  const std::vector<double> x = axis_points({1, requests_per_day_most, stretches + 1, true});
  std::vector<double> usd_a;
  for (const double requests : x) usd_a.push_back(usd_per_day(a, requests));
  std::vector<FirstWin> bounds;
  double latest = unseen;
  for (const PricedOffer* b : offers) {
    bounds.push_back(first_win_bounds(x, usd_a, *b, latest));
    latest = std::min(latest, bounds.back().latest);
  }
  const PricedOffer* first = nullptr;
  double earliest = unseen;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    if (bounds[i].earliest == unseen || bounds[i].earliest > std::min(latest, earliest)) continue;
    const double at = first_win(a, *offers[i]).value_or(unseen);
    if (at >= earliest) continue;
    earliest = at;
    first = offers[i];
  }
  return first;
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

AxisRange volume_range(const AppState& state, const Result<PairBreakEven>& pair) {
  Decades decades;
  decades.include(value_at(state.request, "workloads.0.requests_per_day")->get<double>());
  if (pair && !pair->found.crossings.empty()) decades.include(pair->found.crossings.front().requests_per_day);
  return {decades.from, decades.to, decades.count * points_a_decade + 1, true};
}

// Worth drawing whatever they cost: the compared pair and the best of each platform at this volume.
std::set<std::string> drawn_anyway(const ComparedOffers& compared, const Comparison& comparison) {
  std::set<std::string> drawn = {compared.a, compared.b};
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
  std::vector<const PricedOffer*> gpus;
  for (const AdmittedOffer& offer : comparison.admitted)
    if (!is_api(offer.priced) && offer.priced.offer.id != chosen.a) gpus.push_back(&offer.priced);
  if (gpus.empty()) return chosen;
  const PricedOffer* b = first_to_undercut(*a, gpus);
  chosen.b = (b ? b : gpus.front())->offer.id;  // none may ever win: then the cheapest at this volume
  return chosen;
}

Result<LoadDay> shown_day(const AppState& state, const Comparison& comparison,
                          const ComparedOffers& compared) {
  const PricedOffer* priced = find_priced(comparison, compared.b);
  if (!priced) return Error{"unknown-offer", "view.b", "No eligible GPU or deployment to show."};
  return load_day(*priced, engine_request(state.request).workload, "view.b");
}

Result<CostCurve> cost_curve(const AppState& state, const Comparison& comparison,
                             const ComparedOffers& compared, const Result<PairBreakEven>& pair) {
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
    range = volume_range(state, pair);
  }
  const Requirements requirements = engine_request(state.request).requirements;
  std::set<std::string> wanted = drawn_anyway(compared, comparison);
  std::set<std::string> sampled = may_win(comparison, requirements, range, drawn.requests_per_unit);
  sampled.insert(wanted.begin(), wanted.end());
  drawn.curve = sample_curve(comparison, requirements, range, drawn.requests_per_unit, nullptr, &sampled);
  for (const int winner : drawn.curve.winner)
    if (winner >= 0) wanted.insert(drawn.curve.offers[static_cast<std::size_t>(winner)]);
  keep_drawn(drawn.curve, wanted);
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
    return Error{"unknown-offer", "view.a", "No eligible GPU or deployment to compare with."};
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

std::string break_even_text(const AppState& state, const PairBreakEven& pair, const std::string& today) {
  JsonText out;
  out.open_object().set("request", state.request);
  write_break_even_members(out, pair.found, *pair.a, *pair.b,
                           *named_axis(pair.utilization ? "utilization" : "requests_per_day"),
                           engine_request(state.request).workload.sla, today);
  return out.close_object().take();
}

}  // namespace picker::app
