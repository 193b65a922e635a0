// Axes by their names in the contract, with the range a break-even is sought over.
// Never changes a request.
#pragma once

#include "json.h"

#include "../engine/axis.h"
#include "../engine/curve.h"

#include <string>

namespace picker {

struct NamedAxis {
  std::string name;  // as answers say it
  Axis axis;
  AxisRange range;
};

// The axis called `name` ("output_tokens", "workloads.0.load.amplitude", "utilization",
// "usd_per_gpu_hour:modal/*/*"), or what is wrong with the name.
Result<NamedAxis> named_axis(const std::string& name);

}  // namespace picker
