#include "images.h"

#include <cmath>

namespace picker {

std::optional<double> image_amount(MeterUnit unit, const Workload& workload, const DatedPrice& price) {
  constexpr double pixels_per_mebipixel = 1024.0 * 1024.0;
  const double images = workload.images_per_request;
  const double pixels = pixels_per_image(workload);
  switch (unit) {
    case MeterUnit::image:
      return images;
    case MeterUnit::image_step:
      return images * workload.steps;
    case MeterUnit::megapixel: {
      const double megapixels = pixels / price.pixels_per_megapixel;
      return images * (price.megapixels_round_up ? std::ceil(megapixels) : megapixels);
    }
    case MeterUnit::mebipixel_step:
      return images * workload.steps * (pixels / pixels_per_mebipixel);
    default:
      return std::nullopt;
  }
}

}  // namespace picker
