// Provenance: where a number comes from and how sure it can be.
#pragma once

#include <string>
#include <string_view>

namespace picker {

enum class Kind { published, measured, modelled, assumed, yours };
std::string_view word(Kind kind);

enum class Confidence { high, medium, low };

// `as_of` is YYYY, YYYY-MM or YYYY-MM-DD; `source` is readable, never empty.
struct Provenance {
  Kind kind = Kind::published;
  std::string source;
  std::string as_of;
};

// What a number may be: its 10th, 50th and 90th percentile where it was sampled.
struct Range {
  double low = 0;
  double typical = 0;
  double high = 0;
};

}  // namespace picker
