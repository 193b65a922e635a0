// Calls on the bundled rates, for tests that ask the contract.

#pragma once

#include "call_vectors.h"

namespace picker::testing {

// Loaded once a program.
inline const Session& market_session() {
  static const Session loaded = loaded_session();
  return loaded;
}

inline Json parsed(const std::string& text) { return Json::parse(text, nullptr, false); }

// Chat turns on Llama 3.3 70B.
inline Json chat(double requests_per_day) {
  return {{"catalog", "market"},
          {"workloads", Json::array({{{"model", "llama-3.3-70b"},
                                      {"requests_per_day", requests_per_day},
                                      {"input_tokens", 800},
                                      {"output_tokens", 300}}})}};
}

}  // namespace picker::testing
