// Model names: which catalogue and model a request's words mean. Never prices anything.
#pragma once

#include "rates.h"

#include <string>
#include <string_view>
#include <vector>

namespace picker {

const Catalog* find_catalog(const Rates& rates, std::string_view id);

// By id or alias, upper and lower case alike, else by what is left of it without vendor, region, build and
// date where that means one model: "accounts/fireworks/models/kimi-k2p6", "openai/gpt-oss-120b:free". Null
// where the catalogue knows none.
const Model* model_of_name(const Catalog& catalog, std::string_view name);

// "The nearest are llama-3.3-70b, llama-3.1-70b and llama-3.1-8b.": of the priced ones.
std::string nearest_models(const Catalog& catalog, std::string_view name);

std::vector<const Model*> priced_models(const Catalog& catalog);
std::vector<const Model*> priced_models(const Catalog& catalog, Modality modality);

}  // namespace picker
