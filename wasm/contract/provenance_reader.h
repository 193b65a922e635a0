// Reads where a number or a word comes from.
#pragma once

#include "json_reader.h"

#include "../engine/catalog/provenance.h"

#include <map>
#include <string>

namespace picker {

// Readable source by key: "pricing page (https://…)".
using Sources = std::map<std::string, std::string, std::less<>>;

Sources read_sources(ObjectReader& card);
// The text behind the key that "source" holds; an unknown one is a problem.
std::string read_source(ObjectReader& in, const Sources& sources);

// Kind, as_of and source, where `in` carries them under those keys; without a kind it is published.
Provenance read_provenance(ObjectReader& in, const Sources& sources);

}  // namespace picker
