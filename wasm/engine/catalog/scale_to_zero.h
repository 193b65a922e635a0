// Scale to zero: what a platform does with a replica that nobody asks anything, and with the request that
// comes next.
#pragma once

namespace picker {

enum class ScaleToZero { automatic, answers_503, manual, none };

// The platform stops idle replicas by itself and starts as many as demand needs.
constexpr bool follows_demand(ScaleToZero kind) {
  return kind == ScaleToZero::automatic || kind == ScaleToZero::answers_503;
}

// The request that finds no replica is lost instead of waiting for the cold start.
constexpr bool refuses_while_cold(ScaleToZero kind) { return kind == ScaleToZero::answers_503; }

}  // namespace picker
