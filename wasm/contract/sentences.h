// The sentences of an answer, made from the engine's results. Numbers in them are for people; data stands
// beside them.
#pragma once

#include "axis.h"

#include "../engine/break_even.h"
#include "../engine/decision.h"

#include <string>

namespace picker {

std::string decision_sentence(const Decision& decision, const Workload& workload);

// "Try X: $0.18 a day, …. If it fails, use Y: $37.44 a day": what stands first where the cheapest API may
// miss.
std::string try_first_text(const TryFirst& trial, const AdmittedOffer& safe);

// What follows its first sentence, for those who draw that one large.
std::string decision_details(const Decision& decision);

// Why the pick is the pick.
std::string primary_reason(const Decision& decision, const Comparison& comparison);

// "Baseten per-minute costs less than Fireworks per-token above 67.9 % of ..."
std::string crossing_sentence(const Crossing& crossing, const PricedOffer& a, const PricedOffer& b,
                              const NamedAxis& axis);

// "With dedicated GPUs required, ...; without it, ...": who of two offers wins at each setting, and which
// gate refuses the other.
std::string switch_sentence(const Comparison& off, const Comparison& on, const NamedAxis& axis);

}  // namespace picker
