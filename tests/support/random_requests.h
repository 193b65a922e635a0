// Random requests from a counter-based generator: the same sequence with every compiler and on every machine.
#pragma once

#include "support/json.h"

#include "contract/catalog_reader.h"

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

struct RandomState {
  picker::Json request;
  picker::Json view;
};

// A request and a view as somebody may write them, from the field table: every input left out, at its default
// or anywhere in its range, whether it counts for the kind of work or not; texts with odd letters. Sound but
// for rules between inputs that it does not know.
RandomState random_state(Draws& draws, const Rates& rates);

}  // namespace picker::testing
