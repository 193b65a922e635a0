// Workload: what the founder runs, as the engine bills it. Never a price, never a requirement.
#pragma once

#include "load_shape.h"

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

// What the token counts of a workload are counts of: `counted` are the model's own tokens, the others o200k's
// of a text of that kind, which a model's tokenizer makes more or fewer of.
enum class TextKind { counted, english, code, chinese, korean, russian };
constexpr int text_kinds = 6;

// Whether a workload's output tokens are all that is generated, or the visible answer, to which models that
// reason add hidden tokens.
enum class HiddenTokens { counted, low, typical, high };

// Requests of one length. Shares of a workload sum to 1.
struct LengthClass {
  double share = 1;
  double input_tokens = 0;
  double output_tokens = 0;
  double hidden_output_tokens = 0;  // of the output; 0 as long as no model is bound
  double audio_seconds = 0;
};

// Amounts are means a request, shares 0..1. Amounts of another modality than its own are not billed.
struct Workload {
  Modality modality = Modality::text;
  std::vector<std::string> models;
  double requests_per_day = 0;
  double input_tokens = 0;
  double output_tokens = 0;
  std::vector<LengthClass> lengths;  // empty: all requests are as the means; else the means are theirs
  HiddenTokens reasoning = HiddenTokens::counted;
  TextKind text_kind = TextKind::counted;
  double hidden_output_tokens = 0;  // of the output: set where a model is bound (rules/model_tokens.h)
  double tokens_per_asked = 1;      // what the tokenizer of the bound model makes of one token asked for
  double cached_input_share = 0;    // of the input, read from the prompt cache
  double cache_write_share = 0;     // of the input, written to it; the two shares sum to 1 at most
  std::optional<double> gpu_cached_input_share;  // found in the prefix cache of a GPU; empty: as cached
  double batch_share = 0;
  double images_per_request = 0;
  double steps = 0;       // per image
  double megapixels = 0;  // per image, of 10^6 pixels; counts where width and height are empty
  std::optional<double> image_width_px;
  std::optional<double> image_height_px;
  double audio_seconds = 0;
  Load load;
  Sla sla;
};

// The classes of a workload; one of its means where it has none.
std::vector<LengthClass> length_classes(const Workload& workload);

// The shortest prompt that at most one in twenty exceeds; without classes the mean.
double prompt_tokens_p95(const Workload& workload);

// Sets the mean input or output of a request; classes grow in proportion.
void set_mean_input(Workload& workload, double tokens);
void set_mean_output(Workload& workload, double tokens);
void set_mean_audio(Workload& workload, double seconds);

double pixels_per_image(const Workload& workload);

}  // namespace picker
