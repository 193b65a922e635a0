#include "overrides.h"

#include <algorithm>
#include <cstddef>

namespace picker {
namespace {

constexpr std::size_t overrides_most = 64;
constexpr std::size_t match_most = 200;
constexpr double value_most = 1e12;
constexpr std::string_view kind_letters = "x+=";  // in the order of the enum

template <typename Words>
std::optional<std::size_t> index_of(const Words& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words.begin());
}

const std::string& text_of(const Json& change, const char* key) {
  static const std::string none;
  const auto found = change.find(key);
  return found != change.end() && found->is_string() ? found->text() : none;
}

std::string known_fields() {
  std::string list;
  for (const std::string_view word : override_field_words)
    list += (list.empty() ? "" : ", ") + std::string(word);
  return list;
}

std::optional<Error> check_value(const std::string& kind, const Json& value, const std::string& path) {
  if (!value.is_number()) return Error{"wrong-type", path, "This must be a number."};
  const double number = value.get<double>();
  const double least = kind == "add" ? -value_most : 0;
  if (number >= least && number <= value_most) return std::nullopt;
  return Error{"out-of-range", path,
               "This must lie between " + std::string(kind == "add" ? "-1e12" : "0") + " and 1e12."};
}

std::optional<Error> check_override(const Json& change, const std::string& path) {
  if (!change.is_object())
    return Error{"wrong-type", path, "An override is {match, field, one of multiply, add and set}."};
  std::size_t kinds = 0;
  for (const std::string& key : change.keys()) {
    const std::string at = join_path(path, key);
    if (key == "match" || key == "field") continue;
    if (key == "low" || key == "high")
      return Error{"not-yet", at, "A spread of your own number comes with the samples; leave it out."};
    if (!index_of(override_kind_words, key))
      return Error{"unknown-key", at, "An override is {match, field, one of multiply, add and set}."};
    ++kinds;
    if (auto error = check_value(key, change[key], at)) return error;
  }
  const std::string& match = text_of(change, "match");
  if (match.empty() || match.size() > match_most || match.find_first_of(",:") != std::string::npos)
    return Error{"out-of-range", join_path(path, "match"),
                 "Write an offer id with * for whole segments, such as fireworks/*/serverless."};
  if (!index_of(override_field_words, text_of(change, "field")))
    return Error{"unknown-value", join_path(path, "field"), "This must be one of " + known_fields() + "."};
  if (kinds != 1) return Error{"missing", path, "An override has one of multiply, add and set."};
  return std::nullopt;
}

}  // namespace

std::optional<Error> check_overrides(const Json& list, const std::string& path) {
  if (!list.is_array()) return Error{"wrong-type", path, "This must be a list of overrides."};
  if (list.size() > overrides_most) return Error{"too-large", path, "At most 64 fit here."};
  for (std::size_t i = 0; i < list.size(); ++i)
    if (auto error = check_override(list[i], join_path(path, std::to_string(i)))) return error;
  return std::nullopt;
}

std::vector<Override> overrides_from(const Json& list) {
  std::vector<Override> overrides;
  for (const Json& change : list) {
    for (std::size_t kind = 0; kind < override_kind_words.size(); ++kind) {
      const auto value = change.find(std::string(override_kind_words[kind]));
      if (value == change.end()) continue;
      const std::size_t field = index_of(override_field_words, text_of(change, "field")).value_or(0);
      overrides.push_back({text_of(change, "match"), static_cast<OverrideField>(field),
                           static_cast<OverrideKind>(kind), value->get<double>()});
    }
  }
  return overrides;
}

Json override_from_link(const std::string& text) {
  const std::size_t first = text.find(':');
  const std::size_t second = first == std::string::npos ? first : text.find(':', first + 1);
  if (second == std::string::npos || second + 1 >= text.size()) return text;
  const std::size_t kind = kind_letters.find(text[second + 1]);
  const Result<Json> value = parse_json(text.substr(second + 2), request_limits);
  if (kind == std::string_view::npos || !value) return text;
  Json change = Json::object();
  change["match"] = text.substr(0, first);
  change["field"] = text.substr(first + 1, second - first - 1);
  change[std::string(override_kind_words[kind])] = *value;
  return change;
}

std::string override_link_text(const Json& change) {
  std::string text = text_of(change, "match") + ":" + text_of(change, "field") + ":";
  for (std::size_t kind = 0; kind < override_kind_words.size(); ++kind) {
    const auto value = change.find(std::string(override_kind_words[kind]));
    if (value != change.end()) text += kind_letters[kind] + write_json(*value);
  }
  return text;
}

}  // namespace picker
