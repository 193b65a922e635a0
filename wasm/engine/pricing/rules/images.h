// Images: how many units of an image meter one request bills.
#pragma once

#include "../../catalog/catalog.h"
#include "../../catalog/workload.h"

#include <optional>

namespace picker {

// Images, steps, megapixels (of as many pixels as the platform counts; begun ones whole where it rounds) or
// steps of 2^20 pixels. Empty: the meter counts no images.
std::optional<double> image_amount(MeterUnit unit, const Workload& workload, const DatedPrice& price);

}  // namespace picker
