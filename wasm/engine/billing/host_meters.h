// Host meters: CPU cores and memory that a platform bills beside the GPUs.
#pragma once

#include "../catalog/catalog.h"

namespace picker {

constexpr bool is_host_meter(MeterUnit unit) {
  return unit == MeterUnit::cpu_core_second || unit == MeterUnit::memory_gib_second;
}

// Cores or GiB that a replica of so many GPUs holds; `unit` is one of the two.
constexpr double host_amount(MeterUnit unit, const HostShare& share, double gpus) {
  return gpus * (unit == MeterUnit::cpu_core_second ? share.cpu_cores_per_gpu : share.memory_gib_per_gpu);
}

}  // namespace picker
