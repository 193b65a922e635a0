#include "selling_terms_reader.h"

namespace picker {
namespace {

constexpr double tokens_most = 1e9;
constexpr double count_most = 1e12;
constexpr double usd_most = 1e9;
constexpr double seconds_most = 1e6;

// In the order of the enums.
constexpr std::string_view method_words[] = {"traffic", "probe", "vendor", "quoted"};
constexpr std::string_view in_batch_words[] = {"multiplies", "not-combined", "unknown"};
constexpr std::string_view caching_mode_words[] = {"automatic", "explicit"};
constexpr std::string_view reach_words[] = {"free", "first", "earned", "asked"};
constexpr std::string_view limit_scope_words[] = {"serverless", "gpu", "batch"};
constexpr std::string_view pin_state_words[] = {"yes", "plan", "ask", "only", "no"};
constexpr std::string_view limit_words[] = {"requests-per-minute",      "requests-per-day",
                                            "tokens-per-minute",        "tokens-per-day",
                                            "prompt-tokens-per-minute", "uncached-tokens-per-minute",
                                            "output-tokens-per-minute", "concurrent-requests",
                                            "concurrent-gpus",          "spend-cap"};

LimitKind limit_kind(std::string_view word) {
  int kind = 0;
  for (const std::string_view each : limit_words) {
    if (each == word) return static_cast<LimitKind>(kind);
    ++kind;
  }
  return LimitKind::other;
}

SpeedReading read_speed(ObjectReader& in, const Sources& sources) {
  SpeedReading speed;
  speed.model = in.text("model");
  speed.how = in.text("how");
  speed.variant = in.text_or_empty("variant");
  speed.ttft_p50_s = in.number_or_null("ttft_p50_s", 1e-6, seconds_most);
  speed.ttft_p95_s = in.number_or_null("ttft_p95_s", 1e-6, seconds_most);
  speed.tokens_per_s = in.number_or_null("tokens_per_s", 1e-6, seconds_most);
  speed.tokens_per_s_fast = in.number_or_null("tokens_per_s_fast", 1e-6, seconds_most);
  speed.prompt_tokens = in.number_or_null("prompt_tokens", 1, tokens_most);
  speed.thinking = in.flag_or_null("thinking");
  speed.method = in.choice<SpeedReading::Method>("method", method_words);
  speed.provenance = read_provenance(in, sources);
  speed.note = in.text_or_empty("note");
  return speed;
}

Caching read_caching(ObjectReader& in, const Sources& sources) {
  Caching caching;
  caching.models = in.texts("models");
  in.choice<bool>("mode", caching_mode_words);
  caching.minimum_prompt_tokens = in.number_or_null("minimum_prompt_tokens", 1, tokens_most);
  caching.writes_by_itself = in.flag_or_null("writes_by_itself").value_or(false);
  caching.write_multiplier = in.number_or_null("write_multiplier", 0, 100);
  in.ignore("lifetime_s");
  caching.in_batch =
      in.choice_or_null<Caching::InBatch>("in_batch", in_batch_words).value_or(Caching::InBatch::unknown);
  caching.provenance = read_provenance(in, sources);
  in.ignore("note");
  return caching;
}

Limit read_limit(ObjectReader& in, const Sources& sources) {
  Limit limit;
  limit.what = limit_kind(in.text("what"));
  limit.value = in.number("value", 0, count_most);
  limit.unit = in.text("unit");
  limit.plan = in.text_or_empty("plan");
  limit.reach = in.choice_or_null<LimitReach>("reach", reach_words).value_or(LimitReach::first);
  limit.after_usd = in.number_or_null("after_usd", 0, usd_most);
  limit.applies_to =
      in.choice_or_null<LimitScope>("applies_to", limit_scope_words).value_or(LimitScope::serverless);
  limit.models = in.texts("models");
  limit.cached_counts = in.flag_or_null("cached_counts").value_or(true);
  limit.note = in.text_or_empty("note");
  limit.provenance = read_provenance(in, sources);
  for (const char* key : {"per", "record"}) in.ignore(key);
  return limit;
}

RegionPin read_pin(ObjectReader& in) {
  RegionPin pin;
  pin.region = in.text("region");
  pin.state = in.choice<PinState>("state", pin_state_words);
  pin.premium = in.number_or_null("premium", 1e-6, 100);
  pin.plan = in.text_or_empty("plan");
  pin.models = in.texts("models");
  pin.offer_plans = in.texts("offer_plans");
  return pin;
}

std::optional<Regions> read_regions(ObjectReader& in, const char* key, const Sources& sources) {
  std::optional<Regions> regions;
  in.object(key, false, [&](ObjectReader& entry) {
    regions.emplace();
    regions->runs_in = entry.texts("runs_in");
    entry.each("pins", [&](ObjectReader& pin) { regions->pins.push_back(read_pin(pin)); });
    regions->note = entry.text_or_empty("note");
    regions->provenance = read_provenance(entry, sources);
  });
  return regions;
}

Account read_account(ObjectReader& in, const Sources& sources) {
  Account account;
  account.free_credit_usd_per_month = in.number_or_null("free_credit_usd_per_month", 0, usd_most);
  account.minimum_usd_per_month = in.number_or_null("minimum_usd_per_month", 0, usd_most);
  account.fee_minimum_usd = in.number_or_null("fee_minimum_usd", 0, usd_most);
  account.note = in.text_or_empty("note");
  account.provenance = read_provenance(in, sources);
  in.each("plans", [&](ObjectReader& plan) {
    plan.text("name");
    plan.number_or_null("usd_per_month", 0, usd_most);
    plan.text_or_empty("gives");
  });
  return account;
}

}  // namespace

ContextWindow read_window(ObjectReader& in, const Sources& sources) {
  ContextWindow window;
  window.tokens = in.number("tokens", 1, tokens_most);
  window.input_tokens_max = in.number_or_null("input_tokens_max", 1, tokens_most);
  window.output_tokens_max = in.number_or_null("output_tokens_max", 1, tokens_most);
  window.provenance = read_provenance(in, sources);
  in.ignore("note");
  return window;
}

std::optional<Interruption> read_interruption(ObjectReader& in, const Sources& sources) {
  std::optional<Interruption> interruption;
  in.object("interruption", false, [&](ObjectReader& entry) {
    interruption.emplace();
    interruption->says = entry.text("says");
    interruption->provenance = read_provenance(entry, sources);
    for (const char* key : {"note", "record"}) entry.ignore(key);
  });
  return interruption;
}

void read_selling_terms(ObjectReader& card, const Sources& sources, Platform& platform) {
  card.each("windows", [&](ObjectReader& in) {
    SoldWindow sold;
    sold.model = in.text("model");
    sold.window = read_window(in, sources);
    platform.windows.push_back(std::move(sold));
  });
  card.each("speeds", [&](ObjectReader& in) { platform.speeds.push_back(read_speed(in, sources)); });
  card.each("caching", [&](ObjectReader& in) { platform.caching.push_back(read_caching(in, sources)); });
  card.each("limits", [&](ObjectReader& in) { platform.limits.push_back(read_limit(in, sources)); });
  card.object("regions", false, [&](ObjectReader& in) {
    platform.serverless_regions = read_regions(in, "serverless", sources);
    platform.dedicated_regions = read_regions(in, "dedicated", sources);
  });
  card.object("account", false, [&](ObjectReader& in) { platform.account = read_account(in, sources); });
}

}  // namespace picker
