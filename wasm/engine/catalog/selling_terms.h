// What a platform's offers come with beside their prices: windows, limits, prompt caching, regions,
// interruption, the account. Plain data filled by the contract's reader; each part has its rule in rules/.
// Never decides whether an offer is admitted.
#pragma once

#include "provenance.h"

#include <optional>
#include <string>
#include <vector>

namespace picker {

// The most that one request may hold, in tokens.
struct ContextWindow {
  double tokens = 0;                        // input and output together
  std::optional<double> input_tokens_max;   // empty: as many as the window holds
  std::optional<double> output_tokens_max;  // generated, hidden ones included; empty: as the window holds
  Provenance provenance;
};

// A seller's own window of a model; where it is shorter than the model's, it holds.
struct SoldWindow {
  std::string model;
  ContextWindow window;
};

// What a rate limit counts. `other` is known and never applied.
enum class LimitKind {
  requests_per_minute,
  requests_per_day,
  tokens_per_minute,
  tokens_per_day,
  prompt_tokens_per_minute,
  uncached_tokens_per_minute,
  output_tokens_per_minute,
  concurrent_requests,
  concurrent_gpus,
  spend_cap,  // usd a month
  other,
};

// How a customer comes under a limit: without paying, as a new paying one, by paying or using more, or by
// asking the vendor's sales team.
enum class LimitReach { free, first, earned, asked };
enum class LimitScope { serverless, gpu, batch };

struct Limit {
  LimitKind what = LimitKind::other;
  double value = 0;
  std::string unit;
  std::string plan;  // the plan or tier it belongs to; empty: the ordinary one
  LimitReach reach = LimitReach::first;
  std::optional<double> after_usd;  // earned: opens once so much was paid; empty: not documented
  LimitScope applies_to = LimitScope::serverless;
  std::vector<std::string> models;  // empty: all that no other entry of the same kind names
  bool cached_counts = true;        // tokens read from the prompt cache count
  std::string note;
  Provenance provenance;
};

// How a platform caches prompts, for some of its models.
struct Caching {
  enum class InBatch { multiplies, not_combined, unknown };

  std::vector<std::string> models;              // empty: all that no other entry names
  std::optional<double> minimum_prompt_tokens;  // shorter prompts are never cached; empty: not documented
  bool writes_by_itself = false;                // fresh input is written unasked, and billed as such
  std::optional<double> write_multiplier;       // of the input price; empty: writing costs nothing more
  InBatch in_batch = InBatch::unknown;          // whether both discounts hold for cached input of a batch
  Provenance provenance;
};

enum class PinState { yes, plan, ask, only, no };

// Whether work can be kept in a region.
struct RegionPin {
  std::string region;  // "us", "eu", …
  PinState state = PinState::yes;
  std::optional<double> premium;         // multiplies the price; empty: not published
  std::string plan;                      // the plan it needs; empty: none is named
  std::vector<std::string> models;       // empty: all that no other entry of the region names
  std::vector<std::string> offer_plans;  // of GPU offers, "" the ordinary one; empty: all
};

// One scope's regions: what is sold per use, or GPU time.
struct Regions {
  std::vector<std::string> runs_in;
  std::vector<RegionPin> pins;
  std::string note;
  Provenance provenance;
};

// Whoever buys this may be stopped, queued or refused while others are served.
struct Interruption {
  std::string says;
  Provenance provenance;
};

// What an account gives or asks for beside its prices. No bill holds it.
struct Account {
  std::optional<double> free_credit_usd_per_month;
  std::optional<double> minimum_usd_per_month;
  std::optional<double> fee_minimum_usd;  // of one payment into the account
  std::string note;
  Provenance provenance;
};

}  // namespace picker
