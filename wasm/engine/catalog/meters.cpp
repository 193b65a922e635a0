#include "meters.h"

#include <cstddef>

namespace picker {

const std::vector<MeterUnitName>& meter_unit_names() {
  static const std::vector<MeterUnitName> names = {
      {"million_input_tokens", "million input tokens", MeterUnit::million_input_tokens},
      {"million_cached_input_tokens", "million cached input tokens", MeterUnit::million_cached_input_tokens},
      {"million_cache_write_tokens", "million tokens written to the cache",
       MeterUnit::million_cache_write_tokens},
      {"million_output_tokens", "million output tokens", MeterUnit::million_output_tokens},
      {"gpu_second", "GPU-second", MeterUnit::gpu_second},
      {"gpu_minute", "GPU-minute", MeterUnit::gpu_minute},
      {"gpu_hour", "GPU-hour", MeterUnit::gpu_hour},
      {"cpu_core_second", "CPU core-second", MeterUnit::cpu_core_second},
      {"memory_gib_second", "GiB-second of memory", MeterUnit::memory_gib_second},
      {"deployment_minute", "minute of the deployment", MeterUnit::deployment_minute},
      {"request", "request", MeterUnit::request},
      {"image", "image", MeterUnit::image},
      {"image_step", "image step", MeterUnit::image_step},
      {"megapixel", "megapixel", MeterUnit::megapixel},
      {"mebipixel_step", "step of 1024 × 1024 pixels", MeterUnit::mebipixel_step},
      {"audio_second", "second of audio", MeterUnit::audio_second},
      {"audio_minute", "minute of audio", MeterUnit::audio_minute},
      {"audio_hour", "hour of audio", MeterUnit::audio_hour},
      {"percent_fee", "percent fee on credits", MeterUnit::percent_fee},
      {"flat_month", "month, flat", MeterUnit::flat_month},
  };
  return names;
}

const MeterUnitName& meter_unit_name(MeterUnit unit) {
  return meter_unit_names()[static_cast<std::size_t>(unit)];
}

const Meter* find_meter(const std::vector<Meter>& meters, MeterUnit unit) {
  for (const Meter& meter : meters)
    if (meter.unit == unit) return &meter;
  return nullptr;
}

std::optional<double> usd_per_gpu_second(const std::vector<Meter>& meters) {
  for (const Meter& meter : meters) {
    if (!meter.usd) continue;
    if (meter.unit == MeterUnit::gpu_second) return *meter.usd;
    if (meter.unit == MeterUnit::gpu_minute) return *meter.usd / 60.0;
    if (meter.unit == MeterUnit::gpu_hour) return *meter.usd / 3600.0;
  }
  return std::nullopt;
}

}  // namespace picker
