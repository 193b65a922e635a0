#include "results.h"

#include "../../wasm/contract/session.h"
#include "../../wasm/engine/break_even.h"

#include <optional>
#include <set>
#include <vector>

namespace picker::app {
namespace {

constexpr int points_a_decade = 40;
constexpr int utilization_points = 201;

std::string text_or_empty(const Json& view, const char* key) {
  const auto found = view.find(key);
  return found != view.end() && found->is_string() ? *found->get_ptr<const std::string*>() : std::string();
}

// Whole decades from a hundred to a hundred million requests, wider where the workload or `at` lies outside.
struct Range {
  double from = 1e2;
  double to = 1e8;
  int decades = 6;

  void include(double at) {
    while (from > 1 && at < from * 2) widen(from, 0.1);
    while (to < requests_per_day_most && at > to / 2) widen(to, 10);
  }

 private:
  void widen(double& end, double factor) {
    end *= factor;
    ++decades;
  }
};

// What is worth drawing: offers that win somewhere, the compared pair and the best of each platform at this volume.
std::set<std::string> drawn_offers(const Json& curve, const ComparedOffers& compared, const Comparison& comparison) {
  std::set<std::string> drawn = {compared.a, compared.b};
  for (const Json& winner : curve["winner"])
    if (winner.get<int>() >= 0) drawn.insert(curve["offers"][winner.get<std::size_t>()].get<std::string>());
  std::set<const Platform*> seen;
  for (const AdmittedOffer& offer : comparison.admitted)
    if (seen.insert(offer.priced.offer.platform).second) drawn.insert(offer.priced.offer.id);
  return drawn;
}

// Leaves the drawn offers in the curve; `winner` keeps pointing at the same offers.
void keep_drawn(Json& curve, const std::set<std::string>& drawn) {
  Json offers = Json::array();
  Json rows = Json::array();
  std::vector<int> moved(curve["offers"].size(), -1);
  for (std::size_t i = 0; i < moved.size(); ++i) {
    if (drawn.count(curve["offers"][i].get<std::string>()) == 0) continue;
    moved[i] = static_cast<int>(offers.size());
    offers.push_back(std::move(curve["offers"][i]));
    rows.push_back(std::move(curve["usd_per_day"][i]));
  }
  for (Json& winner : curve["winner"])
    if (winner.get<int>() >= 0) winner = moved[winner.get<std::size_t>()];
  curve["offers"] = std::move(offers);
  curve["usd_per_day"] = std::move(rows);
}

bool is_api(const PricedOffer& priced) {
  return priced.offer.form == OfferForm::token || priced.offer.form == OfferForm::prediction;
}

const PricedOffer* admitted_offer(const Comparison& comparison, const std::string& id) {
  for (const AdmittedOffer& offer : comparison.admitted)
    if (offer.priced.offer.id == id) return &offer.priced;
  return nullptr;
}

std::optional<double> first_crossing(const AppState& state, const Rates& rates, const ComparedOffers& compared) {
  const Comparison comparison = compare(catalog_of(state.request, rates), engine_request(state.request));
  const PricedOffer* a = admitted_offer(comparison, compared.a);
  const PricedOffer* b = admitted_offer(comparison, compared.b);
  if (!a || !b) return std::nullopt;
  const BreakEven found = break_even(*a, *b, requests_per_day_most);
  if (found.crossings.empty()) return std::nullopt;
  return found.crossings.front().requests_per_day;
}

// The volume at which `gpu` first becomes the cheaper of the two.
std::optional<double> first_win(const PricedOffer& api, const PricedOffer& gpu) {
  const BreakEven found = break_even(api, gpu, requests_per_day_most);
  for (const Crossing& crossing : found.crossings)
    if (crossing.a_wins_below) return crossing.requests_per_day;
  return std::nullopt;
}

}  // namespace

ComparedOffers compared_offers(const AppState& state, const Rates& rates) {
  ComparedOffers chosen{text_or_empty(state.view, "a"), text_or_empty(state.view, "b")};
  if (!chosen.a.empty() && !chosen.b.empty()) return chosen;
  const Comparison comparison = compare(catalog_of(state.request, rates), engine_request(state.request));
  const PricedOffer* api = nullptr;
  for (const AdmittedOffer& offer : comparison.admitted) {
    const bool wanted = chosen.a.empty() ? is_api(offer.priced) : offer.priced.offer.id == chosen.a;
    if (wanted && !api) api = &offer.priced;
  }
  if (api && chosen.a.empty()) chosen.a = api->offer.id;
  if (!api || !chosen.b.empty()) return chosen;
  std::optional<double> earliest;
  for (const AdmittedOffer& offer : comparison.admitted) {
    if (is_api(offer.priced)) continue;
    if (chosen.b.empty())
      chosen.b = offer.priced.offer.id;  // none may ever win: then the cheapest at this volume
    const std::optional<double> at = first_win(*api, offer.priced);
    if (!at || (earliest && *at >= *earliest)) continue;
    earliest = at;
    chosen.b = offer.priced.offer.id;
  }
  return chosen;
}

Result<Json> curve_result(const AppState& state, const Rates& rates) {
  Json call = state.request;
  const std::string axis = text_or_empty(state.view, "plot_axis");
  const ComparedOffers compared = compared_offers(state, rates);
  call["axis"] = axis;
  if (axis == "utilization") {
    call["of"] = compared.b;
    call["from"] = 0;
    call["to"] = 1;
    call["n"] = utilization_points;
    call["scale"] = "linear";
  } else {
    Range range;
    range.include(value_at(state.request, "workloads.0.requests_per_day")->get<double>());
    if (const auto at = first_crossing(state, rates, compared)) range.include(*at);
    call["from"] = json_number(range.from);
    call["to"] = json_number(range.to);
    call["n"] = range.decades * points_a_decade + 1;
    call["scale"] = "log";
  }
  Result<Json> answer = curve_answer(call, rates);
  if (!answer) return answer.error();
  const Comparison comparison = compare(catalog_of(state.request, rates), engine_request(state.request));
  keep_drawn(*answer, drawn_offers(*answer, compared, comparison));
  (*answer)["scale"] = call["scale"];
  (*answer)["of"] = call.contains("of") ? call["of"] : Json();
  return answer;
}

Result<Json> break_even_result(const AppState& state, const Rates& rates) {
  const ComparedOffers offers = compared_offers(state, rates);
  if (offers.a.empty() || offers.b.empty())
    return Error{"unknown-offer", "view.a",
                 "These requirements leave no pair of an API and a GPU to compare."};
  Json call = state.request;
  call["a"] = offers.a;
  call["b"] = offers.b;
  call["axis"] = text_or_empty(state.view, "plot_axis");
  return break_even_answer(call, rates);
}

}  // namespace picker::app
