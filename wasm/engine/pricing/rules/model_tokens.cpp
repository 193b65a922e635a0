#include "model_tokens.h"

#include <algorithm>
#include <cstddef>

namespace picker {
namespace {

std::optional<double> tokenizer_factor(TextKind kind, const Catalog& catalog, const Model& model) {
  if (kind == TextKind::counted) return 1.0;
  const auto found = std::find_if(catalog.tokenizers.begin(), catalog.tokenizers.end(),
                                  [&](const Tokenizer& each) { return each.id == model.tokenizer; });
  if (found == catalog.tokenizers.end()) return std::nullopt;
  return found->over_o200k[static_cast<std::size_t>(kind) - 1];
}

}  // namespace

double hidden_per_visible(const Workload& workload, const Model& model) {
  if (!model.reasoning) return 0;
  const Range& hidden = model.reasoning->hidden_per_visible;
  switch (workload.reasoning) {
    case HiddenTokens::counted:
      return 0;
    case HiddenTokens::low:
      return hidden.low;
    case HiddenTokens::typical:
      return hidden.typical;
    case HiddenTokens::high:
      return hidden.high;
  }
  return 0;
}

bool tokenizer_unknown(const Workload& workload, const Catalog& catalog, const Model& model) {
  return !tokenizer_factor(workload.text_kind, catalog, model);
}

Workload workload_of_model(const Workload& workload, const Catalog& catalog, const Model& model) {
  Workload bound = workload;
  const double factor = tokenizer_factor(workload.text_kind, catalog, model).value_or(1);
  const double hidden = hidden_per_visible(workload, model);
  bound.tokens_per_asked = factor;
  bound.input_tokens *= factor;
  bound.hidden_output_tokens = workload.output_tokens * factor * hidden;
  bound.output_tokens = workload.output_tokens * factor + bound.hidden_output_tokens;
  for (LengthClass& length : bound.lengths) {
    length.input_tokens *= factor;
    length.hidden_output_tokens = length.output_tokens * factor * hidden;
    length.output_tokens = length.output_tokens * factor + length.hidden_output_tokens;
  }
  return bound;
}

}  // namespace picker
