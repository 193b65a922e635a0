// Reads rates/latency.json: what is known of hosted APIs' speed by kind of platform and model.
#pragma once

#include "json_reader.h"

#include "../engine/catalog/latency_facts.h"

namespace picker {

LatencyFacts read_latency(ObjectReader& in);

// The word of a speed class under `key`; empty where it is null or missing.
std::optional<SpeedClass> read_speed_class(ObjectReader& in, const char* key);

}  // namespace picker
