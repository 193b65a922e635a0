// Requests and views: JSON in, checked against the field table, resolved with its defaults, and turned into
// the engine's types. Never prices anything; never ignores a key.
#pragma once

#include "fields.h"

#include "../engine/decision/decision.h"

#include <string>

namespace picker {

// The request with every default filled in, or the first thing wrong with it. `extra` keys ("a", "axis", …)
// belong to the call and are left out of the result.
Result<Json> resolve_request(const Json& input, const Rates& rates,
                             const std::vector<std::string_view>& extra);

Result<Json> resolve_view(const Json& input, const Rates& rates);

// What is told where a request asks for the prices of a day that the catalogue does not know: the resolved
// one has the nearest day that it knows. Empty where the day is known, or none is asked for.
std::optional<Warning> moved_day(const Json& asked, const Json& resolved, const Rates& rates);

// Of a resolved request.
Request engine_request(const Json& resolved);
const Catalog& catalog_of(const Json& resolved, const Rates& rates);

// What of a workload or of its load an input's path ("input_tokens", "load.amplitude") sets; null: none.
double Workload::*workload_member(std::string_view path);
std::optional<double> Workload::*own_workload_member(std::string_view path);
double Load::*load_member(std::string_view path);

// The kind of work of a request, text where it names none or one that is not built.
Modality modality_of(const Json& request);

// After a change of the catalogue or the kind of work: where none of the request's models is sold there,
// those of the first preset of that sort stand in. A catalogue that sells nothing of the kind gives
// the kind of its first model.
void settle_models(Json& request, const Rates& rates);

// Where the request has nothing that its kind of work bills, the first preset of that sort gives what is
// billed and what else the request does not name: true where it did. An absent amount has its default, or is
// nothing where `absent_is_none`.
bool give_amounts(Json& request, const Rates& rates, bool absent_is_none = false);

}  // namespace picker
