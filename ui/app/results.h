// What the faces show, computed from a state and its comparison: the calls of the contract with the choices
// that a view leaves open.
#pragma once

#include "state.h"

#include "../../wasm/contract/session.h"
#include "../../wasm/engine/decision/break_even.h"
#include "../../wasm/engine/decision/curve.h"
#include "../../wasm/engine/decision/decision.h"
#include "../../wasm/engine/on_need.h"

#include <string>

namespace picker::app {

// The offer called `id` where it has a price, refused or not; else null.
const PricedOffer* find_priced(const Comparison& comparison, const std::string& id);

// The cost of what is worth drawing over one axis. One unit of x stands for `requests_per_unit` requests a
// day; `of` is the offer whose utilization is meant, empty along requests.
struct CostCurve {
  bool utilization = false;
  std::string of;
  double requests_per_unit = 1;
  Curve curve;
};

// The offers are the view's, or the cheapest API (without one, the pick) and the GPU that first undercuts it.
// Pointers into the comparison, which must outlive it.
struct PairBreakEven {
  bool utilization = false;  // of b; else crossings are told in requests a day
  const PricedOffer* a = nullptr;
  const PricedOffer* b = nullptr;
  BreakEven found;
};

// The ids of the two offers that the view speaks of, empty where there is none.
struct ComparedOffers {
  std::string a;
  std::string b;
};

// Asks every GPU when it first undercuts: worth doing once.
ComparedOffers compared_offers(const AppState& state, const Comparison& comparison);

// The day of the view's second offer, or of the GPU that stands in for it.
Result<LoadDay> shown_day(const AppState& state, const Comparison& comparison,
                          const ComparedOffers& compared);

// The range shows the first crossing of the pair.
Result<CostCurve> cost_curve(const AppState& state, const Comparison& comparison,
                             const ComparedOffers& compared, const Result<PairBreakEven>& pair);
Result<PairBreakEven> pair_break_even(const AppState& state, const Comparison& comparison,
                                      const ComparedOffers& compared);

// The answers as the contract's JSON text.
std::string curve_text(const CostCurve& curve);
PICKER_ON_NEED std::string day_text(const AppState& state, const LoadDay& day);
std::string break_even_text(const AppState& state, const PairBreakEven& pair, const std::string& today);

}  // namespace picker::app
