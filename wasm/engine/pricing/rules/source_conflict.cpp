#include "source_conflict.h"

#include <algorithm>

namespace picker {

std::vector<Meter> meters_by_source(const DatedPrice& price, double end) {
  std::vector<Meter> meters = price.meters;
  if (end == 0) return meters;
  for (Meter& meter : meters)
    for (const std::vector<Meter>& conflict : price.conflicts) {
      const Meter* other = find_meter(conflict, meter.unit);
      if (!meter.usd || !other || !other->usd) continue;
      meter.usd = end < 0 ? std::min(*meter.usd, *other->usd) : std::max(*meter.usd, *other->usd);
    }
  return meters;
}

}  // namespace picker
