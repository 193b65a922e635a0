// Reads one platform's rate card, and the lesson's table, into the engine's catalogue types.
#pragma once

#include "json_reader.h"

#include "../engine/catalog/catalog.h"

#include <map>
#include <string>

namespace picker {

// Readable source by key: "pricing page (https://…)".
using Sources = std::map<std::string, std::string, std::less<>>;

Sources read_sources(ObjectReader& card);
// The text behind the key that "source" holds; an unknown one is a problem.
std::string read_source(ObjectReader& in, const Sources& sources);

Platform read_card(ObjectReader& card);
std::vector<Platform> read_lesson_platforms(ObjectReader& lesson);

}  // namespace picker
