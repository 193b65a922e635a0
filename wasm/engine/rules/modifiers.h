// Modifiers: a platform's rules on top of its listed prices, found for an offer. Never applies one by itself.
#pragma once

#include "../catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace picker {

// The first rule of this sort that holds for a model sold per use (`dedicated` false) or as GPU time; null
// where there is none. Of the percent fees just those that stand on every bill.
const Modifier* find_modifier(const Platform& platform, Rule rule, std::string_view model, bool dedicated);

// The multiplier for work pinned to one of `regions`; null where the platform sells no such pin.
const Modifier* find_region_premium(const Platform& platform, const std::vector<std::string>& regions,
                                    std::string_view model, bool dedicated);

// All tiers that the platform sells every listed model at, by rule.
std::vector<const Modifier*> tier_rules(const Platform& platform, std::string_view model);

// True for "eu" and "eu-north-1" against "eu".
bool lies_in(std::string_view region, std::string_view wanted);

}  // namespace picker
