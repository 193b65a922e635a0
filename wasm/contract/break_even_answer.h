// Break-evens as the contract's JSON text: crossings with the winner on both sides, how they come about and a
// sentence each. Members of the answer's object, without its braces.
#pragma once

#include "axis.h"
#include "json_text.h"

#include "../engine/decision/break_even.h"

namespace picker {

// `axis` is what `value` counts; `today` what ages count from in what is doubtful about the two offers.
void write_break_even_members(JsonText& out, const BreakEven& found, const PricedOffer& a,
                              const PricedOffer& b, const NamedAxis& axis, const Sla& sla,
                              const std::string& today);

// Both settings of a switch, as comparisons of a and b alone: one crossing, from off to on, where another one
// of them wins.
void write_switch_members(JsonText& out, const Comparison& off, const Comparison& on, const PricedOffer& a,
                          const PricedOffer& b, double requests_per_day, const NamedAxis& axis);

}  // namespace picker
