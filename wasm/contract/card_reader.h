// Reads one platform's rate card, and the lesson's table, into the engine's catalogue types.
#pragma once

#include "json_reader.h"

#include "../engine/catalog/catalog.h"

#include <vector>

namespace picker {

Platform read_card(ObjectReader& card);
std::vector<Platform> read_lesson_platforms(ObjectReader& lesson);

}  // namespace picker
