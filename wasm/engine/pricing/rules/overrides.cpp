#include "overrides.h"

#include "../../catalog/offer_pattern.h"

#include <algorithm>
#include <cstddef>

namespace picker {
namespace {

std::optional<double> changed(std::optional<double> value, const Override& change, double scale) {
  if (change.kind == OverrideKind::set) return change.value * scale;
  if (!value) return value;
  return change.kind == OverrideKind::add ? *value + change.value * scale : *value * change.value;
}

// How much of a field's unit one unit of the meter is: a GPU-second is 1/3600 of a GPU-hour. Empty: another
// price.
std::optional<double> share_of_field(OverrideField field, MeterUnit unit) {
  switch (field) {
    case OverrideField::price:
      return 1.0;
    case OverrideField::usd_per_million_input_tokens:
      return unit == MeterUnit::million_input_tokens ? std::optional(1.0) : std::nullopt;
    case OverrideField::usd_per_million_cached_input_tokens:
      return unit == MeterUnit::million_cached_input_tokens ? std::optional(1.0) : std::nullopt;
    case OverrideField::usd_per_million_cache_write_tokens:
      return unit == MeterUnit::million_cache_write_tokens ? std::optional(1.0) : std::nullopt;
    case OverrideField::usd_per_million_output_tokens:
      return unit == MeterUnit::million_output_tokens ? std::optional(1.0) : std::nullopt;
    case OverrideField::usd_per_request:
      return unit == MeterUnit::request ? std::optional(1.0) : std::nullopt;
    case OverrideField::usd_per_image:
      return unit == MeterUnit::image ? std::optional(1.0) : std::nullopt;
    case OverrideField::usd_per_gpu_hour:
      return unit == MeterUnit::gpu_hour     ? std::optional(1.0)
             : unit == MeterUnit::gpu_minute ? std::optional(1.0 / 60)
             : unit == MeterUnit::gpu_second ? std::optional(1.0 / 3600)
                                             : std::nullopt;
    case OverrideField::usd_per_audio_minute:
      return unit == MeterUnit::audio_hour     ? std::optional(60.0)
             : unit == MeterUnit::audio_minute ? std::optional(1.0)
             : unit == MeterUnit::audio_second ? std::optional(1.0 / 60)
                                               : std::nullopt;
    case OverrideField::tokens_per_s:
    case OverrideField::cold_start_s:
      break;
  }
  return std::nullopt;
}

// The meter that a field sets where the offer has none of its sort.
std::optional<MeterUnit> own_unit(OverrideField field) {
  switch (field) {
    case OverrideField::usd_per_million_input_tokens:
      return MeterUnit::million_input_tokens;
    case OverrideField::usd_per_million_cached_input_tokens:
      return MeterUnit::million_cached_input_tokens;
    case OverrideField::usd_per_million_cache_write_tokens:
      return MeterUnit::million_cache_write_tokens;
    case OverrideField::usd_per_million_output_tokens:
      return MeterUnit::million_output_tokens;
    default:
      return std::nullopt;
  }
}

void apply(std::vector<Meter>& meters, const Override& change, bool& used) {
  bool found = false;
  for (Meter& meter : meters) {
    const std::optional<double> share = share_of_field(change.field, meter.unit);
    if (!share) continue;
    found = true;
    const std::optional<double> usd = changed(meter.usd, change, *share);
    if (!usd) continue;
    meter = {meter.unit, std::max(*usd, 0.0), true};
    used = true;
  }
  const std::optional<MeterUnit> unit = own_unit(change.field);
  if (found || !unit || change.kind != OverrideKind::set) return;
  meters.push_back({*unit, std::max(change.value, 0.0), true});
  used = true;
}

}  // namespace

void override_prices(std::vector<Meter>& meters, std::string_view offer_id, const Overrides& overrides) {
  for (std::size_t i = 0; i < overrides.list.size(); ++i) {
    if (!matches(overrides.list[i].match, offer_id)) continue;
    bool used = overrides.used[i];
    apply(meters, overrides.list[i], used);
    overrides.used[i] = used;
  }
}

std::optional<double> overridden(OverrideField field, std::optional<double> value, std::string_view offer_id,
                                 const Overrides& overrides) {
  for (std::size_t i = 0; i < overrides.list.size(); ++i) {
    const Override& change = overrides.list[i];
    if (change.field != field || !matches(change.match, offer_id)) continue;
    value = changed(value, change, 1);
    if (value) value = std::max(*value, 0.0);
    if (value) overrides.used[i] = true;
  }
  return value;
}

}  // namespace picker
