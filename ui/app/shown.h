// Everything that a face shows of one revision, as the engine's own types. Views into the application: valid
// until its next command.
#pragma once

#include "results.h"

#include "../../wasm/contract/tables.h"

#include <string>

namespace picker::app {

struct Shown {
  int revision;
  const AppState& state;
  const Rates& rates;
  const Catalog& catalog;
  const Request& request;
  const Comparison& comparison;
  const Decision& decision;
  const Result<CostCurve>& curve;  // an error unless its tab is open
  const Result<PairBreakEven>& break_even;
  const std::string& preset;  // the preset that the state equals, empty for none
  bool can_undo;
  bool can_redo;
  const Result<Table>* table;  // of the tab that is open; null where that is no table
  const Result<LoadDay>* day;  // null unless its tab is open
};

}  // namespace picker::app
