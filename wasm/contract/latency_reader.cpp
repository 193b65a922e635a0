#include "latency_reader.h"

#include "provenance_reader.h"

#include <cstddef>
#include <iterator>

namespace picker {
namespace {

constexpr double seconds_most = 1e6;

// In the order of the enum.
constexpr std::string_view platform_words[] = {"marketplace", "custom-silicon", "hyperscaler", "closed-lab",
                                               "model-lab"};

// A value that is not known is taken from its neighbour: noisy cells have no low end.
Range read_range(ObjectReader& in, const char* key, double min) {
  Range range;
  in.object(key, true, [&](ObjectReader& entry) {
    range.typical = entry.number("typical", min, seconds_most);
    range.low = entry.number_or_null("low", min, seconds_most).value_or(0);
    range.high = entry.number_or_null("high", min, seconds_most).value_or(range.typical);
    if (range.low > range.typical || range.typical > range.high)
      entry.reject("out-of-range", "typical", "The typical value lies between the low and the high one.");
  });
  return range;
}

SpeedPrior read_prior(ObjectReader& in, const Sources& sources) {
  SpeedPrior prior;
  prior.platform = in.choice<PlatformKind>("platform_kind", platform_words);
  prior.model = in.choice<SpeedClass>("speed_class", speed_class_words);
  prior.thinking = in.flag_or_null("thinking").value_or(false);
  prior.ttft_s = read_range(in, "ttft_s", 1e-6);
  prior.tokens_per_s = read_range(in, "tokens_per_s", 1e-6);
  prior.tokens_per_s_fast = read_range(in, "tokens_per_s_fast", 1e-6);
  in.object("ttft_p95_over_p50", true, [&](ObjectReader& entry) {
    prior.ttft_p95_over_p50 = entry.number("typical", 1, 1000);
    entry.number_or_null("high", 1, 1000);
  });
  prior.endpoints = in.number("endpoints", 1, 1e6);
  prior.provenance = read_provenance(in, sources);
  in.ignore("note");
  return prior;
}

TtftGrowth read_growth(ObjectReader& in, const Sources& sources) {
  constexpr std::string_view closed = "closed-any";
  TtftGrowth growth;
  if (in.text("speed_class") != closed)
    growth.model = in.choice<SpeedClass>("speed_class", speed_class_words);
  growth.to_10k_s = read_range(in, "seconds_per_10k_tokens_to_10k", 0);
  growth.above_10k_s = read_range(in, "seconds_per_10k_tokens_above", 0);
  growth.provenance = read_provenance(in, sources);
  for (const char* key : {"models", "note"}) in.ignore(key);
  return growth;
}

SpeedHost read_host(ObjectReader& in, const Sources& sources) {
  SpeedHost host;
  host.platform = in.text("platform");
  host.kind = in.choice<PlatformKind>("platform_kind", platform_words);
  host.ttft_factor = in.number_or_null("ttft_factor", 1e-3, 1000);
  host.tokens_per_s_factor = in.number_or_null("tokens_per_s_factor", 1e-3, 1000);
  host.provenance = read_provenance(in, sources);
  for (const char* key : {"models", "note"}) in.ignore(key);
  return host;
}

SpeedTier read_tier(ObjectReader& in, const Sources& sources) {
  SpeedTier tier;
  tier.how = in.text("how");
  tier.ttft_factor = in.number("ttft_factor", 1e-3, 1000);
  tier.tokens_per_s_factor = in.number("tokens_per_s_factor", 1e-3, 1000);
  tier.provenance = read_provenance(in, sources);
  for (const char* key : {"endpoints", "note"}) in.ignore(key);
  return tier;
}

void read_reading_fact(ObjectReader& in, const Sources& sources, ReadingFacts& facts) {
  constexpr std::string_view words[] = {
      "traffic_prompt_tokens", "fixed_length_tail", "fast_over_median", "worst_day", "error", "old_error",
      "vendor_error"};
  double* const values[] = {&facts.traffic_prompt_tokens,
                            &facts.fixed_length_tail,
                            &facts.fast_over_median,
                            &facts.worst_day,
                            &facts.error,
                            &facts.old_error,
                            &facts.vendor_error};
  enum class What {};
  const std::size_t index = static_cast<std::size_t>(in.choice<What>("what", words));
  if (index < std::size(values)) *values[index] = in.number("value", 1e-6, 1e6);
  read_provenance(in, sources);
  in.ignore("note");
}

}  // namespace

std::optional<SpeedClass> read_speed_class(ObjectReader& in, const char* key) {
  return in.choice_or_null<SpeedClass>(key, speed_class_words);
}

LatencyFacts read_latency(ObjectReader& in) {
  LatencyFacts facts;
  in.number("schema", 1, 1);
  in.text("as_of");
  const Sources sources = read_sources(in);
  in.each("priors", [&](ObjectReader& row) { facts.priors.push_back(read_prior(row, sources)); });
  in.each("growth", [&](ObjectReader& row) { facts.growth.push_back(read_growth(row, sources)); });
  in.each("hosts", [&](ObjectReader& row) { facts.hosts.push_back(read_host(row, sources)); });
  in.each("tiers", [&](ObjectReader& row) { facts.tiers.push_back(read_tier(row, sources)); });
  in.each("readings", [&](ObjectReader& row) { read_reading_fact(row, sources, facts.readings); });
  in.object("speculation", true, [&](ObjectReader& row) {
    row.number("factor_typical", 1, 100);
    facts.speculation_high = row.number("factor_high", 1, 100);
    facts.speculation_provenance = read_provenance(row, sources);
    row.ignore("note");
  });
  return facts;
}

}  // namespace picker
