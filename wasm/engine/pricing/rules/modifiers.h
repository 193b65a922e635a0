// Modifiers: a platform's rules on top of its listed prices, found for an offer. Never applies one by itself.
#pragma once

#include "../../catalog/catalog.h"

#include <string_view>
#include <vector>

namespace picker {

// The first rule of this sort that holds for a model sold per use (`dedicated` false) or as GPU time; null
// where there is none. Of the percent fees just those that stand on every bill.
const Modifier* find_modifier(const Platform& platform, Rule rule, std::string_view model, bool dedicated);

// All tiers that the platform sells every listed model at (`dedicated` false), or every GPU, by rule.
std::vector<const Modifier*> tier_rules(const Platform& platform, std::string_view model, bool dedicated);

}  // namespace picker
