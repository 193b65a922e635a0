// Reads the bundled rates into catalogues. Strict: an unknown key, unit, id or type is an error with its JSON
// path. Never fills a gap: what the text does not say stays unknown.
#pragma once

#include "rates.h"

#include <string_view>

namespace picker {

Result<Rates> read_rates(std::string_view text);

}  // namespace picker
