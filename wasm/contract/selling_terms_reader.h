// Reads what a card says of its offers beside their prices: windows, speeds, caching, limits, regions,
// interruption, the account.
#pragma once

#include "provenance_reader.h"

#include "../engine/catalog/catalog.h"

namespace picker {

// The window under `in` itself.
ContextWindow read_window(ObjectReader& in, const Sources& sources);
std::optional<Interruption> read_interruption(ObjectReader& in, const Sources& sources);

// All of it, into the platform.
void read_selling_terms(ObjectReader& card, const Sources& sources, Platform& platform);

}  // namespace picker
