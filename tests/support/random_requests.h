// Random requests from a counter-based generator: the same sequence with every compiler and on every machine.
#pragma once

#include "support/json.h"

#include <cstdint>

namespace picker::testing {

// Uniform numbers by splitmix64. Draw one value a statement: the order of arguments is not fixed by the
// language.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  double uniform();  // [0, 1)
  double between_log(double from, double to);
  std::size_t below(std::size_t n);
  bool chance(double probability);

 private:
  std::uint64_t state_;
};

// A valid compare request on either catalogue.
Json random_request(Draws& draws);

}  // namespace picker::testing
