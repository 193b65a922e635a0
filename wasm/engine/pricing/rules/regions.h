// Regions: whether an offer can be kept in one of the regions asked for, under which pin and at which
// premium. Where a platform happens to run is not where it can be pinned. Never applies the premium.
#pragma once

#include "../offers.h"

#include <string>
#include <string_view>
#include <vector>

namespace picker {

// True for "eu" and "eu-north-1" against "eu".
bool lies_in(std::string_view region, std::string_view wanted);

enum class Residence {
  kept,        // sold there, pinned by the buyer, or the platform runs nowhere else
  with_plan,   // the pin needs a plan or the vendor's help
  runs_there,  // among other places; no pin was found
  cannot,      // the vendor says so, or the offer is of another region
  not_found,
};

struct RegionMatch {
  Residence residence = Residence::not_found;
  std::string region;              // of those wanted
  const RegionPin* pin = nullptr;  // null where the offer itself is of the region
  const Regions* scope = nullptr;  // null where the card has none
};

// The best of the wanted regions: kept before with_plan, then the lowest premium.
RegionMatch match_region(const Offer& offer, const std::vector<std::string>& wanted);

}  // namespace picker
