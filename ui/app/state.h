// The state that the picker shows: inputs and view preferences, and what may be done to them. Holds no result
// and no browser; every change is a command by id, the same for page, link, message, keyboard and test.
#pragma once

#include "../../wasm/contract/link.h"
#include "../../wasm/contract/request.h"

#include <string>
#include <vector>

namespace picker::app {

struct AppState {
  Json request;                 // resolved
  Json view;                    // resolved
  std::vector<Error> problems;  // of the last link or start; shown once, in one place
};

// Commands: "set" {path, value} · "preset" {id} · "link" {fragment}. Undo and redo belong to the history, not
// here. The new state, or what is wrong, with the path of the input to show it at; the old state stays as it
// was.
Result<AppState> apply(const AppState& state, const std::string& command, const Json& args,
                       const Rates& rates);

// {"preset": id} | {"link": fragment} | {"request": …, "view": …}; always gives a state: what was not
// understood is in its problems.
AppState start_state(const Json& args, const Rates& rates);

// The preset that gives this very state, empty where none does.
std::string preset_of(const AppState& state, const Rates& rates);

}  // namespace picker::app
