// Requirements: what the founder insists on. Never a volume, never a price.
#pragma once

#include "catalog.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker {

struct ComplianceName {
  std::string_view id;
  std::string_view label;
};

// The requirements that cards make claims on.
const std::vector<ComplianceName>& compliance_names();

struct Requirements {
  std::vector<std::string> compliance;
  bool dedicated = false;
  std::optional<double> budget_usd_per_month;
  Operations operations = Operations::gpu;  // the most the founder runs himself
  std::vector<Precision> precision;
  std::vector<std::string> regions;  // any of these will do; empty: anywhere
  bool allow_preemptible = false;    // spot, flex and preemptible capacity may be the pick
};

}  // namespace picker
