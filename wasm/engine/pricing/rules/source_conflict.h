// Source conflict: what other sources say of the same price.
#pragma once

#include "../../catalog/catalog.h"

#include <vector>

namespace picker {

// The price's meters: as chosen, or the lowest (`end` below 0) or highest (above 0) that any source says.
std::vector<Meter> meters_by_source(const DatedPrice& price, double end);

}  // namespace picker
