#include "caching.h"

#include "../../numbers/lists.h"

#include <algorithm>

namespace picker {

const Caching* caching_of(const Platform& platform, std::string_view model) {
  const Caching* general = nullptr;
  for (const Caching& caching : platform.caching) {
    const std::vector<std::string>& models = caching.models;
    if (contains(models, model)) return &caching;
    if (models.empty() && !general) general = &caching;
  }
  return general;
}

InputTokens input_tokens_of(double input_tokens, const Workload& workload, const Caching* caching) {
  const double minimum = caching ? caching->minimum_prompt_tokens.value_or(0) : 0;
  InputTokens tokens;
  if (input_tokens < minimum) {
    tokens.fresh = input_tokens;
    tokens.below_minimum = input_tokens > 0 && workload.cached_input_share + workload.cache_write_share > 0;
    return tokens;
  }
  tokens.cached = input_tokens * workload.cached_input_share;
  const double uncached = input_tokens * (1.0 - workload.cached_input_share);
  tokens.written = input_tokens * workload.cache_write_share;
  const bool asked = workload.cache_write_share > 0;
  const bool by_itself = caching && caching->writes_by_itself && !asked;
  if (by_itself && tokens.cached > 0) {
    tokens.written_by_itself = uncached > 0;
    tokens.written = uncached;
  }
  tokens.may_be_written = by_itself && tokens.cached == 0 && uncached > 0;
  tokens.fresh = std::max(uncached - tokens.written, 0.0);
  return tokens;
}

InputTokens without_caching(double input_tokens) {
  InputTokens tokens;
  tokens.fresh = input_tokens;
  tokens.switched_off = true;
  return tokens;
}

}  // namespace picker
