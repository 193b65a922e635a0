// What the faces show, computed from a state and its comparison: the calls of the contract with the choices
// that a view leaves open. Each answers an object as JSON text.
#pragma once

#include "state.h"

#include "../../wasm/engine/decision.h"

#include <string>

namespace picker::app {

// The offers that the break-even compares: the view's, or the cheapest API (without one, the pick) and the
// GPU that first undercuts it.
struct ComparedOffers {
  std::string a;
  std::string b;
};
ComparedOffers compared_offers(const AppState& state, const Comparison& comparison);

Result<std::string> curve_result(const AppState& state, const Comparison& comparison);
Result<std::string> break_even_result(const AppState& state, const Rates& rates,
                                      const Comparison& comparison);

}  // namespace picker::app
