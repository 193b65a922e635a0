// Meters: what a platform counts and what one unit of it costs. A bill is meters x amounts.
// Never rounds, never substitutes zero for an unknown price.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace picker {

enum class MeterUnit {
  million_input_tokens,
  million_cached_input_tokens,
  million_cache_write_tokens,
  million_output_tokens,
  gpu_second,
  gpu_minute,
  gpu_hour,
  cpu_core_second,
  memory_gib_second,
  deployment_minute,
  request,
  image,
  image_step,
  megapixel,
  mebipixel_step,
  audio_second,
  audio_minute,
  audio_hour,
  percent_fee,
  flat_month,
};

struct MeterUnitName {
  std::string_view id;     // the key in a rate card
  std::string_view label;  // what is counted, as a person says it
  MeterUnit unit;
};

// All units, in the order of the enum. An id outside this list is an error, never ignored.
const std::vector<MeterUnitName>& meter_unit_names();
const MeterUnitName& meter_unit_name(MeterUnit unit);

// usd is the price of one unit; empty means unknown.
struct Meter {
  MeterUnit unit = MeterUnit::request;
  std::optional<double> usd;
  bool yours = false;  // an override of the request changed or set it
};

const Meter* find_meter(const std::vector<Meter>& meters, MeterUnit unit);

// The time meter of a GPU offer as dollars for one GPU-second; empty where the price is unknown or no time is
// metered.
std::optional<double> usd_per_gpu_second(const std::vector<Meter>& meters);

}  // namespace picker
