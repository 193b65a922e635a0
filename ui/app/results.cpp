#include "results.h"

#include "../../wasm/contract/session.h"
#include "../../wasm/engine/break_even.h"

#include <algorithm>
#include <optional>

namespace picker::app {
namespace {

constexpr int curve_points = 241;  // forty a decade over six decades
constexpr double decades_below = 1000.0;
constexpr double decades_above = 1000.0;

std::string text_or_empty(const Json& view, const char* key) {
  const auto found = view.find(key);
  return found != view.end() && found->is_string() ? *found->get_ptr<const std::string*>() : std::string();
}

// Three decades either side of the workload, whole decades, inside what the contract allows.
struct Range {
  double from;
  double to;
};

Range volume_range(double requests_per_day) {
  const double centre = std::min(std::max(requests_per_day, 1.0), requests_per_day_most);
  double decade = 1;
  while (decade * 10 <= centre) decade *= 10;
  return {std::max(1.0, decade / decades_below * 10),
          std::min(requests_per_day_most, decade * decades_above)};
}

bool is_api(const PricedOffer& priced) {
  return priced.offer.form == OfferForm::token || priced.offer.form == OfferForm::prediction;
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
  call["axis"] = axis;
  call["n"] = curve_points;
  if (axis == "utilization") {
    const std::string of = compared_offers(state, rates).b;
    call["of"] = of;
    call["from"] = 0;
    call["to"] = 1;
    call["scale"] = "linear";
  } else {
    const Range range = volume_range(value_at(state.request, "workloads.0.requests_per_day")->get<double>());
    call["from"] = json_number(range.from);
    call["to"] = json_number(range.to);
    call["scale"] = "log";
  }
  Result<Json> answer = curve_answer(call, rates);
  if (!answer) return answer.error();
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
