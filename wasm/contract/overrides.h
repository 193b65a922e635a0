// Overrides in JSON and in links: numbers of offers that the founder sets himself.
// Never knows which offers there are: one that touches nothing is the comparison's warning.
#pragma once

#include "json.h"

#include "../engine/on_need.h"
#include "../engine/pricing/rules/overrides.h"

#include <optional>
#include <string>
#include <vector>

namespace picker {

// What is wrong with a list of {match, field, one of multiply, add and set}.
PICKER_ON_NEED std::optional<Error> check_overrides(const Json& list, const std::string& path);

// Of a checked list.
std::vector<Override> overrides_from(const Json& list);

// "fireworks/*/serverless:usd_per_million_input_tokens:x1.5", "+0.1" or "=0.9" in place of "x1.5". Text that
// is no override stays text, which the check refuses.
Json override_from_link(const std::string& text);
std::string override_link_text(const Json& change);

}  // namespace picker
