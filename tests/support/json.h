// The JSON values of the tests: nlohmann's, which read and write text of their own.
#pragma once

#include "contract/json.h"

#include "nlohmann/json.hpp"

namespace picker::testing {

using Json = nlohmann::json;

inline Json theirs(const picker::Json& value) { return Json::parse(write_json(value), nullptr, false); }
inline picker::Json ours(const Json& value) { return *parse_json(value.dump(), catalog_limits); }

}  // namespace picker::testing
