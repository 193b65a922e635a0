// Reads the claims that are put to the test, and the words of the trade.
#pragma once

#include "card_reader.h"
#include "catalog_reader.h"

namespace picker {

void read_claims(ObjectReader& in, std::vector<Claim>& claims);
void read_terms(ObjectReader& in, std::vector<Term>& terms);

}  // namespace picker
