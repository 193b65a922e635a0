// Overrides: numbers of offers that the founder changes or supplies himself, by pattern of offer ids.
// Applied in order. Never decides whether a number that the founder set is plausible.
#pragma once

#include "../../catalog/meters.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker {

enum class OverrideField {
  usd_per_million_input_tokens,
  usd_per_million_cached_input_tokens,
  usd_per_million_cache_write_tokens,
  usd_per_million_output_tokens,
  usd_per_gpu_hour,
  usd_per_request,
  usd_per_image,
  usd_per_audio_minute,
  price,  // every price of the offer
  tokens_per_s,
  cold_start_s,
};

// In the order of the enum.
constexpr std::array<std::string_view, 11> override_field_words = {"usd_per_million_input_tokens",
                                                                   "usd_per_million_cached_input_tokens",
                                                                   "usd_per_million_cache_write_tokens",
                                                                   "usd_per_million_output_tokens",
                                                                   "usd_per_gpu_hour",
                                                                   "usd_per_request",
                                                                   "usd_per_image",
                                                                   "usd_per_audio_minute",
                                                                   "price",
                                                                   "tokens_per_s",
                                                                   "cold_start_s"};

enum class OverrideKind { multiply, add, set };
constexpr std::array<std::string_view, 3> override_kind_words = {"multiply", "add", "set"};

struct Override {
  std::string match;  // offer ids, `*` for whole segments
  OverrideField field = OverrideField::price;
  OverrideKind kind = OverrideKind::multiply;
  double value = 1;
};

// What of the request's overrides touched something, for the warning about those that did not.
struct Overrides {
  std::vector<Override> list;
  mutable std::vector<bool> used = std::vector<bool>(list.size());
};

// The list's prices as the overrides of this offer leave them; an unknown price can be set, and set alone.
void override_prices(std::vector<Meter>& meters, std::string_view offer_id, const Overrides& overrides);

// A number of the offer that is no price; empty where it is unknown and nothing sets it.
std::optional<double> overridden(OverrideField field, std::optional<double> value, std::string_view offer_id,
                                 const Overrides& overrides);

}  // namespace picker
