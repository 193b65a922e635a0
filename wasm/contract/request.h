// Requests and views: JSON in, checked against the field table, resolved with its defaults, and turned into
// the engine's types. Never prices anything; never ignores a key.
#pragma once

#include "fields.h"

#include "../engine/decision.h"

#include <string>

namespace picker {

// The request with every default filled in, or the first thing wrong with it. `extra` keys ("a", "axis", …)
// belong to the call and are left out of the result.
Result<Json> resolve_request(const Json& input, const Rates& rates,
                             const std::vector<std::string_view>& extra);

Result<Json> resolve_view(const Json& input, const Rates& rates);

// Of a resolved request.
Request engine_request(const Json& resolved);
const Catalog& catalog_of(const Json& resolved, const Rates& rates);

// A change of the catalogue takes its first priced model along where none of the request's models is sold
// there.
void follow_catalog(Json& request, const Rates& rates);

}  // namespace picker
