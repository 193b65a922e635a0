#include "audio.h"

#include <algorithm>

namespace picker {

std::optional<double> audio_amount(MeterUnit unit, double audio_seconds, const DatedPrice& price) {
  const double billed_s = std::max(audio_seconds, price.minimum_audio_s);
  switch (unit) {
    case MeterUnit::audio_second:
      return billed_s;
    case MeterUnit::audio_minute:
      return billed_s / 60.0;
    case MeterUnit::audio_hour:
      return billed_s / 3600.0;
    default:
      return std::nullopt;
  }
}

}  // namespace picker
