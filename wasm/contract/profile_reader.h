// Reads what a card says of its platform in words, and where each number and word comes from.
#pragma once

#include "card_reader.h"

namespace picker {

// Kind, as_of and source, where `in` carries them under those keys; without a kind it is published.
Provenance read_provenance(ObjectReader& in, const Sources& sources);

// A bundle for a first visit holds just those facts that bills and gates read.
Profile read_profile(ObjectReader& in, const Sources& sources);

}  // namespace picker
