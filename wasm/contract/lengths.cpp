#include "lengths.h"

#include "../engine/numbers/numeric_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

namespace picker {
namespace {

constexpr std::size_t classes_most = 8;
constexpr double amount_most = 1e7;
// What rounding of written shares may leave.
constexpr double shares_off_most = 1e-6;
constexpr std::string_view keys[] = {"share", "input_tokens", "output_tokens", "audio_seconds"};

std::optional<Error> check_class(const Json& length, const std::string& path) {
  if (!length.is_object())
    return Error{"wrong-type", path,
                 "A class is {share, input_tokens, output_tokens} or {share, audio_seconds}."};
  for (std::size_t i = 0; i < length.size(); ++i) {
    const std::string& key = length.keys()[i];
    const std::string at = join_path(path, key);
    if (std::find(std::begin(keys), std::end(keys), key) == std::end(keys))
      return Error{"unknown-key", at, "A class has share, input_tokens, output_tokens and audio_seconds."};
    if (!length[i].is_number()) return Error{"wrong-type", at, "This must be a number."};
    const double value = length[i].get<double>();
    const double most = key == "share" ? 1 : amount_most;
    const double least = key == "share" ? 1e-9 : 0;
    if (!(value >= least && value <= most))
      return Error{"out-of-range", at,
                   key == "share" ? "A share is above 0 and at most 1."
                                  : "This must lie between 0 and " + text::plain(most) + "."};
  }
  if (length.find("share") == length.end())
    return Error{"missing", join_path(path, "share"), "Each class needs its share of the requests."};
  return std::nullopt;
}

double amount(const Json& length, std::string_view key) {
  const auto found = length.find(std::string(key));
  return found != length.end() && found->is_number() ? found->get<double>() : 0;
}

}  // namespace

std::optional<Error> check_lengths(const Json& list, const std::string& path) {
  if (!list.is_array()) return Error{"wrong-type", path, "This must be a list of length classes."};
  if (list.size() > classes_most) return Error{"too-large", path, "At most 8 classes fit here."};
  double sum = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (auto error = check_class(list[i], join_path(path, std::to_string(i)))) return error;
    sum += amount(list[i], "share");
  }
  if (!list.empty() && !(std::fabs(sum - 1) <= shares_off_most))
    return Error{"out-of-range", path,
                 "The shares of the classes sum to 1; these sum to " + text::plain(sum) + "."};
  return std::nullopt;
}

Json whole_lengths(const Json& list) {
  Json whole = Json::array();
  for (const Json& each : list) {
    Json length = Json::object();
    for (const std::string_view key : keys) length[std::string(key)] = amount(each, key);
    whole.push_back(std::move(length));
  }
  return whole;
}

std::vector<LengthClass> lengths_from(const Json& list) {
  std::vector<LengthClass> lengths;
  double sum = 0;
  for (const Json& each : list) sum += amount(each, "share");
  for (const Json& each : list) {
    LengthClass length;
    length.share = amount(each, "share") / sum;
    length.input_tokens = amount(each, "input_tokens");
    length.output_tokens = amount(each, "output_tokens");
    length.audio_seconds = amount(each, "audio_seconds");
    lengths.push_back(length);
  }
  return lengths;
}

std::string length_link_text(const Json& length) {
  std::string text;
  const bool audio = amount(length, "audio_seconds") > 0;
  for (const std::string_view key : keys) {
    if (key == "audio_seconds" && !audio) continue;
    text += (text.empty() ? "" : ":") + write_json(Json(amount(length, key)));
  }
  return text;
}

Json length_from_link(const std::string& text) {
  Json length = Json::object();
  std::size_t begin = 0;
  for (const std::string_view key : keys) {
    if (begin > text.size()) break;
    const std::size_t end = std::min(text.find(':', begin), text.size());
    const Result<Json> number = parse_json(text.substr(begin, end - begin), request_limits);
    if (!number || !number->is_number()) return text;
    length[std::string(key)] = *number;
    begin = end + 1;
  }
  return begin > text.size() ? length : Json(text);
}

}  // namespace picker
