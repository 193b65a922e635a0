// JSON text in and out. Parsing never throws: it answers a value or an error with the byte position, and
// refuses text that is too large, too deep or holds a key twice.
#pragma once

#include "json_value.h"

#include "../engine/error.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace picker {

struct JsonLimits {
  std::size_t bytes = 0;
  int depth = 32;
};

constexpr JsonLimits request_limits = {64 * 1024, 32};
constexpr JsonLimits catalog_limits = {16 * 1024 * 1024, 32};

Result<Json> parse_json(std::string_view text, JsonLimits limits);

// Bytes that are not UTF-8 are replaced, so any text can be shown.
std::string write_json(const Json& value);
void append_json(std::string& out, const Json& value);
void append_text(std::string& out, std::string_view text);
// Whole numbers without a fraction, what is not finite as null.
void append_number(std::string& out, double value);

// {"code","path","message"}
Json problem_json(const Error& error);
// {"ok":false,"error":{...}}
Json error_json(const Error& error);

// Joins a dotted path: ("workloads.0", "model") -> "workloads.0.model"; an empty parent gives the key.
std::string join_path(std::string_view parent, std::string_view key);

}  // namespace picker
