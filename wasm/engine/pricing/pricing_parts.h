// Parts of pricing that every way of selling shares: lines, evidence and refusals of one offer. Internal to
// pricing.
#pragma once

#include "quote.h"

namespace picker {

void warn_once(PricedOffer& priced, Warning warning);

// The price behind a line, once, with what other sources say of it.
void add_price_evidence(PricedOffer& priced, const Meter& meter, const DatedPrice& price);
void add_ratio_evidence(PricedOffer& priced, std::string what, double ratio, const Provenance& provenance);

Provenance yours();
bool is_gpu_time(const Offer& offer);
Unpriceable price_unknown(const Offer& offer, const std::string& what, std::string set_field);

// What is sold by the token, the request, the image or the minute of audio.
std::optional<Unpriceable> price_per_use(PricedOffer& priced, const PricingTask& task);
// GPUs by the time they run. What may wait runs on them too, in the troughs of the day.
std::optional<Unpriceable> price_gpu_time(PricedOffer& priced, const PricingTask& task);

void add_api_speed(PricedOffer& priced, const PricingTask& task);

}  // namespace picker
