// The sentences of an answer, made from the engine's results. Numbers in them are for people; data stands
// beside them.
#pragma once

#include "axis.h"

#include "../engine/decision/break_even.h"
#include "../engine/decision/decision.h"

#include <string>
#include <vector>

namespace picker {

std::string decision_sentence(const Decision& decision, const Workload& workload);

// "Try X: $0.18 a day, …. If it fails, use Y: $37.44 a day": what stands first where the cheapest API may
// miss.
std::string try_first_text(const TryFirst& trial, const AdmittedOffer& safe);

// The first sentence, for those who draw it large: the pick, or what to try before it. Offers stand out.
struct HeadlinePart {
  std::string text;
  bool accent = false;
};
std::vector<HeadlinePart> decision_headline(const Decision& decision, const Workload& workload);

// What follows it.
std::string decision_details(const Decision& decision);

// "X is some 60 % likely to keep them; 1,000 test requests cost $0.18.", between the two. Empty where nothing
// is to be tried first.
std::string trial_text(const Decision& decision);

// "First token within 0.94 s for 95 of 100 requests (0.4 to 2.1 s), 65 tokens/s a request (30 to 120)." Where
// hidden reasoning comes before the answer, its first token too. Empty where nothing is known.
std::string speed_sentence(const QuotedSpeed& speed);

// A time and a speed as they stand in a column: "0.94 s", "12 s"; "65", "8.2".
std::string seconds_text(double seconds);
std::string rate_text(double tokens_per_s);

// "Risk: …" where it keeps the offer from being the pick, else "Note: …".
std::string risk_text(const Risk& risk);

// The word beside an offer in a list: "risk", "note", "by rule" of a price that no card lists; else empty.
std::string_view offer_mark(const AdmittedOffer& offer);

// Why the pick is the pick.
std::string primary_reason(const Decision& decision, const Comparison& comparison);

// "Baseten per-minute costs less than Fireworks per-token above 67.9 % of ..."
std::string crossing_sentence(const Crossing& crossing, const PricedOffer& a, const PricedOffer& b,
                              const NamedAxis& axis);

// "With dedicated GPUs required, ...; without it, ...": who of two offers wins at each setting, and which
// gate refuses the other.
std::string switch_sentence(const Comparison& off, const Comparison& on, const NamedAxis& axis);

}  // namespace picker
