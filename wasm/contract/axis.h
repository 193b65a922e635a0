// Axes by their names in the contract, with the words for them and the range a break-even is sought over.
// Never changes a request.
#pragma once

#include "fields.h"
#include "json.h"

#include "../engine/decision/axis.h"
#include "../engine/decision/curve.h"

#include <string>

namespace picker {

struct NamedAxis {
  std::string name;  // as answers say it
  Axis axis;
  AxisRange range;
  std::string label = {};        // for sentences: the field's; of a switch what is required
  std::string unit = {};         // "%" for shares
  double most = 1;               // the largest value that makes sense
  std::string path = {};         // of the input in a request; empty where it is none by itself
  const Field* field = nullptr;  // the input that must count for the kind of work; null: none
};

// The axis called `name` ("output_tokens", "workloads.0.load.amplitude", "utilization",
// "usd_per_gpu_hour:modal/*/*", "requirements.dedicated"), or what is wrong with the name.
Result<NamedAxis> named_axis(const std::string& name);

// The axis' range as far as the rest of the workload allows it.
AxisRange range_for(const NamedAxis& named, const Workload& workload);

}  // namespace picker
