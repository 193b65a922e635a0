// Context bands: meters that replace an offer's own for requests with a long input.
#pragma once

#include "../catalog.h"

namespace picker {

// The band that a request of so many input tokens falls into; null where the offer's own meters hold.
const ContextBand* context_band(const DatedPrice& price, double input_tokens);

// The price's meters with those of the band in their place.
std::vector<Meter> meters_of_band(const DatedPrice& price, const ContextBand* band);

}  // namespace picker
