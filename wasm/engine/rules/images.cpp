#include "images.h"

#include <cmath>

namespace picker {

std::optional<double> image_amount(MeterUnit unit, const Workload& workload, const DatedPrice& price) {
  constexpr double megapixels_per_mebipixel = 1.048576;
  const double images = workload.images_per_request;
  switch (unit) {
    case MeterUnit::image:
      return images;
    case MeterUnit::image_step:
      return images * workload.steps;
    case MeterUnit::megapixel:
      return images * (price.megapixels_round_up ? std::ceil(workload.megapixels) : workload.megapixels);
    case MeterUnit::mebipixel_step:
      return images * workload.steps * (workload.megapixels / megapixels_per_mebipixel);
    default:
      return std::nullopt;
  }
}

}  // namespace picker
