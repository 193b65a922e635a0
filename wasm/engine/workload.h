// Workload: what the founder runs, as the engine bills it. Never a price, never a requirement.
#pragma once

#include "load/shape.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker {

enum class Modality { text, image, speech_to_text, embedding };

// In the order of the enum.
constexpr std::string_view modality_words[] = {"text", "image", "speech-to-text", "embedding"};
constexpr std::string_view word(Modality modality) { return modality_words[static_cast<int>(modality)]; }

// What a request must see; empty: no limit.
struct Sla {
  std::optional<double> ttft_p95_ms;       // time to first token of 95 of 100 requests
  std::optional<double> min_tokens_per_s;  // output tokens of one request
};

// Amounts are means a request, shares 0..1. Amounts of another modality than its own are not billed.
struct Workload {
  Modality modality = Modality::text;
  std::vector<std::string> models;
  double requests_per_day = 0;
  double input_tokens = 0;
  double output_tokens = 0;
  double cached_input_share = 0;  // of the input, read from the prompt cache
  double cache_write_share = 0;   // of the input, written to it; the two shares sum to 1 at most
  double batch_share = 0;
  double images_per_request = 0;
  double steps = 0;       // per image
  double megapixels = 0;  // per image, of 10^6 pixels
  double audio_seconds = 0;
  Load load;
  Sla sla;
};

}  // namespace picker
