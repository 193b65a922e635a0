// Offer patterns: which offer ids a pattern of the founder's means.
#pragma once

#include <string_view>

namespace picker {

// `*` stands for one or more whole characters-between-slashes segments: "*/llama-3.3-70b/serverless",
// "fireworks/*".
bool matches(std::string_view pattern, std::string_view offer_id);

}  // namespace picker
