// Reads what a card says of its platform in words.
#pragma once

#include "provenance_reader.h"

#include "../engine/catalog/catalog.h"

namespace picker {

// A bundle for a first visit holds just those facts that bills and gates read.
Profile read_profile(ObjectReader& in, const Sources& sources);

}  // namespace picker
