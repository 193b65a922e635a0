// Reads the claims that are put to the test, and the words of the trade.
#pragma once

#include "json_reader.h"
#include "rates.h"

namespace picker {

void read_claims(ObjectReader& in, std::vector<Claim>& claims);
void read_terms(ObjectReader& in, std::vector<Term>& terms);

}  // namespace picker
