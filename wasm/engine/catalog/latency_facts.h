// How fast hosted APIs answer: readings of single offers, and what is known of their kind where there is
// none. Plain data filled by the contract's reader; api_latency.h makes an offer's speed of it.
#pragma once

#include "provenance.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker {

// Models that are alike in speed: dense ones by billions of parameters, mixtures by active ones, closed ones
// by their name alone.
enum class SpeedClass {
  dense_under_10b,
  dense_10_40b,
  dense_40_130b,
  dense_over_130b,
  mixture_active_under_15b,
  mixture_active_over_15b,
  closed_small,
  closed_large,
  any,
};

// In the order of the enum.
constexpr std::string_view speed_class_words[] = {"dense-under-10b",
                                                  "dense-10-40b",
                                                  "dense-40-130b",
                                                  "dense-over-130b",
                                                  "mixture-active-under-15b",
                                                  "mixture-active-over-15b",
                                                  "closed-small",
                                                  "closed-large",
                                                  "any"};

enum class PlatformKind { marketplace, custom_silicon, hyperscaler, closed_lab, model_lab };

// One reading of an offer's speed.
struct SpeedReading {
  enum class Method { traffic, probe, vendor, quoted };

  std::string model;
  std::string how;
  std::string variant;
  std::optional<double> ttft_p50_s;
  std::optional<double> ttft_p95_s;
  std::optional<double> tokens_per_s;       // of the median request
  std::optional<double> tokens_per_s_fast;  // of one request in ten: near what one long answer streams at
  std::optional<double> prompt_tokens;      // empty: real traffic of unknown length
  std::optional<bool> thinking;             // hidden reasoning was on; empty: not known
  Method method = Method::traffic;
  std::string note;
  Provenance provenance;
};

// Endpoints of one kind of platform and model: percentiles over endpoints.
struct SpeedPrior {
  PlatformKind platform = PlatformKind::marketplace;
  SpeedClass model = SpeedClass::any;
  bool thinking = false;  // as people used them: hidden reasoning is in the time to first token
  Range ttft_s;
  Range tokens_per_s;
  Range tokens_per_s_fast;
  double ttft_p95_over_p50 = 0;
  double endpoints = 0;
  Provenance provenance;
};

// Seconds that 10,000 more uncached prompt tokens add to the first token.
struct TtftGrowth {
  SpeedClass model = SpeedClass::any;  // `any`: closed models
  Range to_10k_s;
  Range above_10k_s;
  Provenance provenance;
};

// A platform against the median host of the same models.
struct SpeedHost {
  std::string platform;
  PlatformKind kind = PlatformKind::marketplace;
  std::optional<double> ttft_factor;
  std::optional<double> tokens_per_s_factor;
  Provenance provenance;
};

// A tier beside the ordinary one of the same endpoint.
struct SpeedTier {
  std::string how;
  double ttft_factor = 1;
  double tokens_per_s_factor = 1;
  Provenance provenance;
};

// How far a reading may be from what a customer will see: factors, but for the prompt.
struct ReadingFacts {
  double traffic_prompt_tokens = 0;  // that a prompt of live traffic is taken to have
  double fixed_length_tail = 1;      // p95 of the first token over its median where prompts have one length
  double fast_over_median = 1;       // speed of the fast tenth of requests over the median one
  double worst_day = 1;              // speed of a bad day over the usual one
  double error = 1;                  // of a reading of the first token
  double old_error = 1;              // of an old one
  double vendor_error = 1;           // a vendor's own figure may be so many times too fast
};

struct LatencyFacts {
  std::vector<SpeedPrior> priors;
  std::vector<TtftGrowth> growth;
  std::vector<SpeedHost> hosts;
  std::vector<SpeedTier> tiers;
  ReadingFacts readings;
  // What speculative decoding gives one stream at most, over the serving model.
  double speculation_high = 1;
  Provenance speculation_provenance;
};

}  // namespace picker
