#include "card_reader.h"

#include "profile_reader.h"
#include "provenance_reader.h"
#include "selling_terms_reader.h"

#include "../engine/numbers/order.h"

#include <algorithm>
#include <cmath>

namespace picker {
namespace {

constexpr double usd_most = 1e9;
constexpr double seconds_most = 1e9;
constexpr double count_most = 1e12;

// In the order of the enums.
constexpr std::string_view confidence_words[] = {"high", "medium", "low"};
constexpr std::string_view availability_words[] = {"self-serve", "contact-sales", "retired"};
constexpr std::string_view operations_words[] = {"api", "deployment", "gpu"};
constexpr std::string_view scale_words[] = {"automatic", "answers-503", "manual", "none"};
constexpr std::string_view state_words[] = {"met", "met-under-plan", "not-met", "unknown"};
constexpr std::string_view scope_words[] = {"all", "serverless", "dedicated"};
constexpr std::string_view applies_words[] = {"all", "serverless", "gpu"};
constexpr std::string_view architecture_words[] = {"dense", "mixture"};
constexpr std::string_view rounding_words[] = {"none", "up"};
constexpr std::string_view rule_words[] = {"tier", "cached-input", "percent-fee", "other"};

// Ids stand in offer ids, links and patterns: small letters, digits, dots and dashes.
std::string read_id(ObjectReader& in, const char* key) {
  std::string id = in.text(key);
  const bool plain =
      !id.empty() && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos;
  if (!plain) in.reject("unknown-value", key, "An id has small letters, digits, dots and dashes.");
  return id;
}

// YYYY, YYYY-MM or YYYY-MM-DD: what text order sorts by time.
std::string read_date(ObjectReader& in, const char* key) {
  std::string date = in.text(key);
  bool sound = date.size() == 4 || date.size() == 7 || date.size() == 10;
  for (std::size_t i = 0; i < date.size(); ++i)
    sound = sound && (i == 4 || i == 7 ? date[i] == '-' : date[i] >= '0' && date[i] <= '9');
  if (!sound) in.reject("unknown-value", key, "A date is YYYY, YYYY-MM or YYYY-MM-DD.");
  return date;
}

std::vector<Meter> read_meters(ObjectReader& in, bool required = true) {
  std::vector<Meter> meters;
  in.object("meters", required, [&](ObjectReader& list) {
    list.members([&](const std::string& key, const Json& value, const std::string& path) {
      const auto& names = meter_unit_names();
      const auto name = std::find_if(names.begin(), names.end(), [&](const auto& n) { return n.id == key; });
      if (name == names.end()) {
        list.problem().add("unknown-unit", path, "No meter is called \"" + key.substr(0, 60) + "\".");
        return;
      }
      Meter meter;
      meter.unit = name->unit;
      if (!value.is_null()) {
        if (!value.is_number() || !(value.get<double>() > 0 && value.get<double>() <= usd_most)) {
          list.problem().add("out-of-range", path, "A price is above 0, or null where it is unknown.");
          return;
        }
        meter.usd = value.get<double>();
      }
      meters.push_back(meter);
    });
  });
  return meters;
}

void read_conflicts(ObjectReader& in, DatedPrice& price) {
  in.each("conflicts", [&](ObjectReader& conflict) {
    price.conflicts.push_back(read_meters(conflict));
    for (const char* key : {"as_of", "source", "note", "record"}) conflict.ignore(key);
  });
}

std::vector<ContextBand> read_context_bands(ObjectReader& in) {
  std::vector<ContextBand> bands;
  in.each("context_bands", [&](ObjectReader& entry) {
    ContextBand band;
    band.above_input_tokens = entry.number("above_input_tokens", 1, count_most);
    band.meters = read_meters(entry);
    if (!bands.empty() && !(band.above_input_tokens > bands.back().above_input_tokens))
      entry.reject("out-of-range", "above_input_tokens", "List the bands from short to long.");
    bands.push_back(std::move(band));
  });
  return bands;
}

std::vector<DatedPrice> read_prices(ObjectReader& in, const Sources& sources) {
  std::vector<DatedPrice> prices;
  in.each("prices", [&](ObjectReader& entry) {
    DatedPrice price;
    price.meters = read_meters(entry);
    price.context_bands = read_context_bands(entry);
    price.minimum_audio_s = entry.number_or_null("minimum_audio_s", 0, seconds_most).value_or(0);
    price.megapixels_round_up = entry.flag_or_null("megapixels_round_up").value_or(false);
    price.pixels_per_megapixel = entry.number_or_null("pixels_per_megapixel", 1, 1e9).value_or(1e6);
    price.input_tokens_max = entry.number_or_null("input_tokens_max", 1, count_most);
    price.effective_from = entry.text_or_empty("effective_from");
    price.effective_until = entry.text_or_empty("effective_until");
    price.confidence =
        entry.choice_or_null<Confidence>("confidence", confidence_words).value_or(Confidence::medium);
    price.provenance = read_provenance(entry, sources);
    price.note = entry.text_or_empty("note");
    entry.ignore("record");
    read_conflicts(entry, price);
    prices.push_back(std::move(price));
  });
  if (prices.empty()) in.reject("missing", "prices", "An offer needs at least one dated price.");
  return prices;
}

Status read_status(ObjectReader& in) {
  Status status;
  in.object("status", false, [&](ObjectReader& entry) {
    status.availability = entry.choice<Availability>("state", availability_words);
    status.since = entry.text_or_empty("since");
    status.note = entry.text_or_empty("note");
  });
  return status;
}

void read_selector(ObjectReader& in, std::string& variant, std::string& region) {
  in.object("selector", false, [&](ObjectReader& selector) {
    selector.ignore("tier");
    variant = selector.text_or_empty("variant");
    region = selector.text_or_empty("region");
  });
}

std::optional<Batch> read_batch(ObjectReader& in, const Sources& sources) {
  std::optional<Batch> batch;
  in.object("batch", false, [&](ObjectReader& entry) {
    Batch read;
    read.multiplier = entry.number_or_null("multiplier", 0, 10);
    read.meters = read_meters(entry, false);
    if (read.multiplier.has_value() == !read.meters.empty())
      entry.reject("missing", "multiplier",
                   "A batch price is a multiplier or meters of its own, one of them.");
    read.provenance = read_provenance(entry, sources);
    for (const char* key : {"window_hours", "note", "record"}) entry.ignore(key);
    batch = std::move(read);
  });
  return batch;
}

void read_token_prices(ObjectReader& in, const Sources& sources, TokenOffer& offer) {
  offer.how = in.text("how");
  offer.status = read_status(in);
  read_selector(in, offer.variant, offer.region);
  offer.batch = read_batch(in, sources);
  offer.interruption = read_interruption(in, sources);
  offer.prices = read_prices(in, sources);
}

GpuOffer read_gpu_offer(ObjectReader& in, const Sources& sources) {
  GpuOffer offer;
  offer.gpu = in.text("gpu");
  offer.plan = in.text_or_empty("plan");
  offer.operations = in.choice<Operations>("operations", operations_words);
  offer.gpu_counts = in.numbers("gpu_counts", 1, 1024);
  if (offer.gpu_counts.empty()) in.reject("missing", "gpu_counts", "List at least one GPU count.");
  for (std::size_t i = 0; i < offer.gpu_counts.size(); ++i) {
    const double count = offer.gpu_counts[i];
    if (count != std::floor(count) || (i > 0 && count <= offer.gpu_counts[i - 1]))
      in.reject("out-of-range", "gpu_counts", "List whole counts from small to large, each once.");
  }
  offer.status = read_status(in);
  std::string variant;
  read_selector(in, variant, offer.region);
  offer.billing = in.text("billing");
  offer.interruption = read_interruption(in, sources);
  offer.prices = read_prices(in, sources);
  return offer;
}

Billing read_billing(const std::string& id, ObjectReader& in, const Sources& sources) {
  Billing billing;
  billing.id = id;
  billing.granularity_s = in.number_or_null("granularity_s", 0, seconds_most);
  billing.rounds_up = in.choice_or_null<bool>("rounding", rounding_words);
  billing.minimum_charge_s = in.number_or_null("minimum_charge_s", 0, seconds_most);
  in.object("billed_phases", false, [&](ObjectReader& phases) {
    billing.bills_build = phases.flag_or_null("build");
    billing.bills_load = phases.flag_or_null("load");
    billing.bills_run = phases.flag_or_null("run");
    billing.bills_idle = phases.flag_or_null("idle");
  });
  in.object("idle_window_s", false, [&](ObjectReader& window) {
    billing.idle_window_s = window.number_or_null("default", 0, seconds_most);
    billing.idle_window_min_s = window.number_or_null("min", 0, seconds_most);
    billing.idle_window_max_s = window.number_or_null("max", 0, seconds_most);
  });
  billing.minimum_replicas = in.number_or_null("minimum_replicas", 0, 1000).value_or(0);
  billing.reserved_minutes_per_day = in.number_or_null("reserved_minutes_per_day", 0, 1440);
  billing.scale_to_zero = in.choice_or_null<ScaleToZero>("scale_to_zero", scale_words);
  in.object("cold_start_s", false, [&](ObjectReader& cold) {
    billing.cold_start_low_s = cold.number_or_null("low", 0, seconds_most);
    billing.cold_start_typical_s = cold.number_or_null("typical", 0, seconds_most);
    billing.cold_start_high_s = cold.number_or_null("high", 0, seconds_most);
    billing.cold_start_weights_gb = cold.number_or_null("weights_gb", 1e-3, 1e6);
    billing.cold_start_provenance = read_provenance(cold, sources);
    cold.ignore("note");
  });
  in.object("host", false, [&](ObjectReader& share) {
    HostShare host;
    host.cpu_cores_per_gpu = share.number("cpu_cores_per_gpu", 0, 1024);
    host.memory_gib_per_gpu = share.number("memory_gib_per_gpu", 0, 65536);
    host.provenance = read_provenance(share, sources);
    share.ignore("note");
    billing.host = std::move(host);
  });
  billing.provenance = read_provenance(in, sources);
  in.ignore("note");
  return billing;
}

ComplianceClaim read_claim(ObjectReader& in, const Sources& sources) {
  ComplianceClaim claim;
  claim.requirement = in.text("requirement");
  claim.state = in.choice<ComplianceState>("state", state_words);
  claim.plan = in.text_or_empty("plan");
  claim.scope = in.choice<Scope>("scope", scope_words);
  claim.offer_plans = in.texts("offer_plans");
  claim.except_models = in.texts("except_models");
  claim.except_batch = in.flag_or_null("except_batch").value_or(false);
  claim.commitment_usd_per_month = in.number_or_null("commitment_usd_per_month", 0, usd_most);
  claim.on_request = in.flag_or_null("on_request").value_or(false);
  claim.evidence = in.text_or_empty("evidence");
  claim.provenance = read_provenance(in, sources);
  for (const char* key : {"note", "record"}) in.ignore(key);
  return claim;
}

Modifier read_modifier(ObjectReader& in, const Sources& sources) {
  Modifier modifier;
  modifier.rule = in.choice<Rule>("rule", rule_words);
  modifier.what = in.text("what");
  modifier.applies_to = in.choice_or_null<Scope>("applies_to", applies_words).value_or(Scope::all);
  modifier.models = in.texts("models");
  modifier.tier = in.text_or_empty("tier");
  modifier.multiplier = in.number_or_null("multiplier", 1e-6, 100);
  modifier.percent = in.number_or_null("percent", 0, 100);
  modifier.by_default = in.flag_or_null("default").value_or(false);
  modifier.interruption = read_interruption(in, sources);
  modifier.provenance = read_provenance(in, sources);
  for (const char* key : {"confidence", "note", "record"}) in.ignore(key);
  const bool multiplies = modifier.rule == Rule::tier || modifier.rule == Rule::cached_input;
  if (multiplies && !modifier.multiplier)
    in.reject("missing", "multiplier", "A rule of this sort needs its multiplier.");
  if (modifier.rule == Rule::percent_fee && !modifier.percent)
    in.reject("missing", "percent", "A fee needs its percentage.");
  if (modifier.rule == Rule::tier && modifier.tier.empty())
    in.reject("missing", "tier", "A rule for a tier names the tier.");
  return modifier;
}

}  // namespace

Platform read_card(ObjectReader& card) {
  Platform platform;
  if (card.number("schema", 0, 1000) != 1)
    card.reject("unknown-version", "schema", "This version reads schema 1.");
  platform.id = read_id(card, "id");
  platform.name = card.text("name");
  platform.segment = card.text("segment");
  card.ignore("url");
  platform.as_of = read_date(card, "as_of");
  const Sources sources = read_sources(card);
  card.each("token_offers", [&](ObjectReader& in) {
    TokenOffer offer;
    offer.model = in.text("model");
    in.ignore("native_id");
    read_token_prices(in, sources, offer);
    platform.token_offers.push_back(std::move(offer));
  });
  card.each("size_classes", [&](ObjectReader& in) {
    SizeClass size;
    size.mixture = in.choice<bool>("architecture", architecture_words);
    size.params_above_b = in.number("params_above_b", 0, 1e6);
    size.params_to_b = in.number_or_null("params_to_b", 0, 1e6);
    size.says = in.text("says");
    read_token_prices(in, sources, size.offer);
    platform.size_classes.push_back(std::move(size));
  });
  card.each("gpu_offers",
            [&](ObjectReader& in) { platform.gpu_offers.push_back(read_gpu_offer(in, sources)); });
  card.object("billing", false, [&](ObjectReader& list) {
    list.members([&](const std::string& id, const Json& value, const std::string& path) {
      ObjectReader in(value, path, list.problem());
      platform.billing.push_back(read_billing(id, in, sources));
      in.finish();
    });
  });
  card.each("compliance", [&](ObjectReader& in) { platform.compliance.push_back(read_claim(in, sources)); });
  card.each("modifiers", [&](ObjectReader& in) { platform.modifiers.push_back(read_modifier(in, sources)); });
  card.object("profile", false, [&](ObjectReader& in) { platform.profile = read_profile(in, sources); });
  read_selling_terms(card, sources, platform);
  card.texts("notes");
  return platform;
}

std::vector<Platform> read_lesson_platforms(ObjectReader& lesson) {
  std::vector<Platform> platforms;
  const Sources sources = read_sources(lesson);
  const std::string as_of = read_date(lesson, "as_of");
  lesson.each("offers", [&](ObjectReader& in) {
    Platform platform;
    platform.id = read_id(in, "platform");
    platform.name = in.text("name");
    platform.segment = in.text("segment");
    platform.as_of = as_of;
    LessonOffer offer;
    offer.how = in.text("how");
    offer.operations = in.choice<Operations>("operations", operations_words);
    offer.price.meters = read_meters(in);
    offer.saturated_output_tokens_per_minute =
        in.number("saturated_output_tokens_per_minute", 1e-6, count_most);
    offer.reserved_minutes_per_day = in.number_or_null("reserved_minutes_per_day", 0, 1440);
    offer.cold_start_s = in.number_or_null("cold_start_s", 0, seconds_most);
    offer.price.provenance = {Kind::published, read_source(in, sources), as_of};
    platform.lesson_offers.push_back(std::move(offer));
    platforms.push_back(std::move(platform));
  });
  sort_by(platforms, [](const Platform& a, const Platform& b) { return a.id < b.id; });
  return platforms;
}

}  // namespace picker
