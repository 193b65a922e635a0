#include "workload.h"

#include <algorithm>

namespace picker {
namespace {

void set_mean(Workload& workload, double Workload::*mean, double LengthClass::*of_class, double value) {
  const double before = workload.*mean;
  workload.*mean = value;
  for (LengthClass& length : workload.lengths)
    length.*of_class = before > 0 ? length.*of_class * (value / before) : value;
}

}  // namespace

std::vector<LengthClass> length_classes(const Workload& workload) {
  if (!workload.lengths.empty()) return workload.lengths;
  return {{1, workload.input_tokens, workload.output_tokens, workload.hidden_output_tokens,
           workload.audio_seconds}};
}

double prompt_tokens_p95(const Workload& workload) {
  // What rounding adds to the shares does not count.
  constexpr double beyond_p95 = 0.05 + 1e-9;
  const std::vector<LengthClass>& lengths = workload.lengths;
  if (lengths.empty()) return workload.input_tokens;
  double shortest = 0;
  for (const LengthClass& length : lengths) shortest = std::max(shortest, length.input_tokens);
  for (const LengthClass& candidate : lengths) {
    double longer = 0;
    for (const LengthClass& other : lengths)
      if (other.input_tokens > candidate.input_tokens) longer += other.share;
    if (longer <= beyond_p95) shortest = std::min(shortest, candidate.input_tokens);
  }
  return shortest;
}

void set_mean_input(Workload& workload, double tokens) {
  set_mean(workload, &Workload::input_tokens, &LengthClass::input_tokens, tokens);
}

void set_mean_output(Workload& workload, double tokens) {
  set_mean(workload, &Workload::output_tokens, &LengthClass::output_tokens, tokens);
}

void set_mean_audio(Workload& workload, double seconds) {
  set_mean(workload, &Workload::audio_seconds, &LengthClass::audio_seconds, seconds);
}

double pixels_per_image(const Workload& workload) {
  if (workload.image_width_px && workload.image_height_px)
    return *workload.image_width_px * *workload.image_height_px;
  return workload.megapixels * 1e6;
}

}  // namespace picker
