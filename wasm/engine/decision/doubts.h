// Doubts: what is weak about the numbers behind one offer, for the offers that decide an answer. Never keeps
// an offer from being picked: that is what open risks do.
#pragma once

#include "../pricing/quote.h"

#include <string>
#include <vector>

namespace picker {

struct Doubt {
  std::string code;  // "size-class" | "price-confidence" | "price-old" | "extrapolated" | "prefix-cache" |
                     // "speed-modelled" | "speed-old" | "near-saturation"
  std::string says;  // a part of a sentence: "its price was read 188 days ago"
};

// `quote` is the offer's at the volume in question; null: none is at hand. Ages count from `today`.
std::vector<Doubt> doubts_of(const PricedOffer& priced, const Quote* quote, const Sla& sla,
                             const std::string& today);

// All of them as one sentence about the offer; empty where there are none.
std::string doubts_sentence(const PricedOffer& priced, const std::vector<Doubt>& doubts);

}  // namespace picker
