#include "context_band.h"

namespace picker {

const ContextBand* context_band(const DatedPrice& price, double input_tokens) {
  const ContextBand* found = nullptr;
  for (const ContextBand& band : price.context_bands)
    if (input_tokens > band.above_input_tokens) found = &band;
  return found;
}

std::vector<Meter> meters_of_band(const DatedPrice& price, const ContextBand* band) {
  std::vector<Meter> meters = price.meters;
  if (!band) return meters;
  for (Meter& meter : meters)
    if (const Meter* longer = find_meter(band->meters, meter.unit)) meter = *longer;
  return meters;
}

}  // namespace picker
