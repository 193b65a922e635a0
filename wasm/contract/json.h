// JSON text in and out. Parsing never throws: it answers a value or an error with the byte position, and
// refuses text that is too large, too deep or holds a key twice. Numbers are written by what nlohmann's dump
// writes them with, alone; its parser and the rest of dump would bring printf, strtod and iostreams along.
#pragma once

#include "../engine/error.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace picker {

using Json = nlohmann::json;

struct JsonLimits {
  std::size_t bytes = 0;
  int depth = 32;
};

constexpr JsonLimits request_limits = {64 * 1024, 32};
constexpr JsonLimits catalog_limits = {16 * 1024 * 1024, 32};

Result<Json> parse_json(std::string_view text, JsonLimits limits);

// A double as JSON: whole numbers without a fraction, what is not finite as null.
Json json_number(double value);

// Bytes that are not UTF-8 are replaced, so any text can be shown.
std::string write_json(const Json& value);
void append_json(std::string& out, const Json& value);
void append_text(std::string& out, std::string_view text);

// {"code","path","message"}
Json problem_json(const Error& error);
// {"ok":false,"error":{...}}
Json error_json(const Error& error);

// Joins a dotted path: ("workloads.0", "model") -> "workloads.0.model"; an empty parent gives the key.
std::string join_path(std::string_view parent, std::string_view key);

}  // namespace picker
