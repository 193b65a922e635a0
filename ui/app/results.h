// What the faces show, computed from a state: the calls of the contract with the choices that a view leaves
// open.
#pragma once

#include "state.h"

namespace picker::app {

Result<Json> curve_result(const AppState& state, const Rates& rates);
Result<Json> break_even_result(const AppState& state, const Rates& rates);

// The offers that the break-even compares: the view's, or the cheapest API and the GPU that first undercuts
// it.
struct ComparedOffers {
  std::string a;
  std::string b;
};
ComparedOffers compared_offers(const AppState& state, const Rates& rates);

}  // namespace picker::app
