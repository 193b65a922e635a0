// Runs the call vectors: the same files, the same rules, natively, as wasm and, in calls.test.js, through the
// binding. A vector: {id, why, call, input | text | repeat, expect: [{at, check}] | error: {code, path?}}.
// The check is one of: is (a number within a share of itself, where `within` says so), is_not, count, absent,
// contains and lacks (of a text or a list), at_least and at_most.
#pragma once

#include "contract/session.h"
#include "support/json.h"

#include <string>

namespace picker::testing {

// The bundled rates as text, read once.
const std::string& rates_text();

// A session with the bundled rates in force.
Session loaded_session();

std::string run_call(const Session& session, const std::string& call, const std::string& text);

// Checks every vector of tests/vectors/<name>; failures name the vector. Returns how many ran.
int check_call_vectors(const std::string& name);

// Whole numbers and texts must be equal, other numbers agree to this.
constexpr double relative_tolerance = 1e-9;

}  // namespace picker::testing
