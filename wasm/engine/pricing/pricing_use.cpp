// Binds prices by the token, the request, the image or the minute to a workload: which meters count what.
// Each length of request is billed by the price list that it falls into.
#include "../numbers/numeric_text.h"
#include "pricing_parts.h"
#include "rules/audio.h"
#include "rules/caching.h"
#include "rules/context_window.h"
#include "rules/images.h"
#include "rules/modifiers.h"
#include "rules/price_list.h"

#include <algorithm>
#include <utility>

namespace picker {
namespace {

constexpr double tokens_per_million = 1e6;
// A mean within so many times of a threshold says little of which side single requests lie on.
constexpr double near_threshold = 4;

// What one class of requests bills in one way: as it comes, or by the batch.
struct Bundle {
  const PriceList& list;
  bool batch = false;
  double share = 1;         // of all requests
  std::string beyond = {};  // ends the name of a line: " of prompts over 272,000 tokens"
};

std::string unit_label(MeterUnit unit) { return std::string(meter_unit_name(unit).label); }

// Adds to the line of the same name and price, or begins it.
void add_amount(PricedOffer& priced, CostLine line) {
  for (CostLine& known : priced.lines)
    if (known.what == line.what && known.unit == line.unit && known.usd_per_unit == line.usd_per_unit) {
      known.amount_per_request += line.amount_per_request;
      return;
    }
  priced.lines.push_back(std::move(line));
}

// What of a line's price is listed: the evidence shows the list's price and each multiplier beside it.
void add_line_evidence(PricedOffer& priced, const Bundle& bundle, const Meter& meter) {
  const Offer& offer = priced.offer;
  if (bundle.batch && !offer.batch->multiplier) {
    const std::string what = "batch price of one " + unit_label(meter.unit);
    for (const Evidence& known : priced.evidence)
      if (known.what == what) return;
    priced.evidence.push_back({what, *meter.usd, "usd per " + unit_label(meter.unit),
                               meter.yours ? yours() : offer.batch->provenance});
    return;
  }
  if (bundle.batch) return;
  Meter listed = meter;
  if (offer.tier_rule && !meter.yours) listed.usd = *meter.usd / offer.tier_rule->multiplier.value_or(1);
  add_price_evidence(priced, listed, *offer.price);
}

void add_line(PricedOffer& priced, const Bundle& bundle, const Meter& meter, std::string_view what,
              double amount) {
  const std::string prefix = bundle.batch ? "batch " : "";
  add_amount(priced, {prefix + std::string(what) + bundle.beyond, unit_label(meter.unit), *meter.usd,
                      bundle.share * amount, 0});
  add_line_evidence(priced, bundle, meter);
}

// What was applied to reach the cached price is told; nothing else is.
void tell_cached(PricedOffer& priced, const Bundle& bundle) {
  const PriceList& list = bundle.list;
  if (list.cached == CachedPrice::as_input)
    warn_once(priced, {"no-cached-price",
                       "No cached-input price is known; cached tokens are billed at the input price."});
  if (list.cached == CachedPrice::by_rule && !bundle.batch) {
    const std::string what = "cached input price as a share of the input price";
    for (const Evidence& known : priced.evidence)
      if (known.what == what) return;
    add_ratio_evidence(priced, what, list.cached_rule->multiplier.value_or(1), list.cached_rule->provenance);
  }
  if (!bundle.batch) return;
  if (list.batch_cached == BatchCachedPrice::better)
    warn_once(priced, {"batch-cached-not-combined",
                       "A batch has no cached price here; its cached input is billed at the better of the "
                       "batch and the cached price."});
  if (list.batch_cached == BatchCachedPrice::undocumented)
    warn_once(priced, {"batch-cached-undocumented",
                       "Whether cached input of a batch gets both discounts is not documented; it is billed "
                       "at the better of the two."});
}

// What the tokens of a request cost by a list; empty where a price that it needs is unknown.
std::optional<double> usd_of_tokens(const PriceList& list, const InputTokens& input, double output_tokens) {
  const std::pair<MeterUnit, double> amounts[] = {{MeterUnit::million_input_tokens, input.fresh},
                                                  {MeterUnit::million_cached_input_tokens, input.cached},
                                                  {MeterUnit::million_cache_write_tokens, input.written},
                                                  {MeterUnit::million_output_tokens, output_tokens}};
  double usd = 0;
  for (const auto& [unit, tokens] : amounts) {
    if (tokens == 0) continue;
    const Meter* meter = find_meter(list.meters, unit);
    if (!meter || !meter->usd) return std::nullopt;
    usd += *meter->usd * tokens / tokens_per_million;
  }
  return usd;
}

// How a request's input is billed. Writes that nobody asked for can be switched off: where they cost more
// than the cache saves, they are taken to be.
InputTokens billed_input(const PriceList& list, const PricingTask& task, const Offer& offer,
                         double input_tokens) {
  const Caching* caching = caching_of(*offer.platform, offer.model->id);
  const InputTokens input = input_tokens_of(input_tokens, task.workload, caching);
  if (!input.written_by_itself) return input;
  const InputTokens fresh = without_caching(input_tokens);
  const std::optional<double> usd = usd_of_tokens(list, input, 0);
  const std::optional<double> usd_fresh = usd_of_tokens(list, fresh, 0);
  return usd && usd_fresh && *usd > *usd_fresh ? fresh : input;
}

std::optional<double> usd_per_request(const PriceList& list, const PricingTask& task, const Offer& offer,
                                      const LengthClass& length) {
  return usd_of_tokens(list, billed_input(list, task, offer, length.input_tokens), length.output_tokens);
}

struct TokenLine {
  MeterUnit unit;
  std::string_view what;
  double tokens;
};

// Adds the token lines of one class; the refusal of the first unknown price that something bills.
std::optional<Unpriceable> add_token_lines(PricedOffer& priced, const PricingTask& task, const Bundle& bundle,
                                           const LengthClass& length) {
  const Offer& offer = priced.offer;
  const Caching* caching = caching_of(*offer.platform, offer.model->id);
  const InputTokens input = billed_input(bundle.list, task, offer, length.input_tokens);
  if (input.switched_off)
    warn_once(priced,
              {"caching-switched-off",
               offer.platform->name + " writes fresh input of this model to its cache by itself. At this "
                                      "cached share that costs more than it saves; it is taken to be "
                                      "switched off."});
  if (input.below_minimum)
    warn_once(priced,
              {"below-cache-minimum", offer.platform->name + " caches prompts of " +
                                          text::integer(caching->minimum_prompt_tokens.value_or(0)) +
                                          " tokens or more; shorter ones are billed at the input price."});
  const bool writes_cost = caching && caching->write_multiplier.value_or(1) > 1;
  if (writes_cost && input.written_by_itself)
    warn_once(priced, {"cache-written-by-itself",
                       offer.platform->name + " writes fresh input of this model to its cache without being "
                                              "asked; it is billed as written."});
  if (writes_cost && input.may_be_written)
    warn_once(priced,
              {"cache-writes-not-billed",
               offer.platform->name + " writes fresh input of this model to its cache by itself, at " +
                   text::plain(*caching->write_multiplier) +
                   " times the input price; this bill has it as fresh. Set the cache writes if so."});
  const TokenLine wanted[] = {
      {MeterUnit::million_input_tokens, "input tokens", input.fresh},
      {MeterUnit::million_cached_input_tokens, "cached input tokens", input.cached},
      {MeterUnit::million_cache_write_tokens, "input tokens written to the cache", input.written},
      {MeterUnit::million_output_tokens, "output tokens", length.output_tokens}};
  for (const TokenLine& line : wanted) {
    if (line.tokens == 0 || bundle.share == 0) continue;
    const bool is_output = line.unit == MeterUnit::million_output_tokens;
    const Meter* meter = find_meter(bundle.list.meters, line.unit);
    if (!meter || !meter->usd) {
      if (!is_output && !task.catalog.bills_unknown_input) {
        warn_once(priced, {"input-not-billed",
                           "The lesson has no input price: input tokens are left out of its bills."});
        continue;
      }
      return price_unknown(offer, std::string(line.what),
                           "usd_per_" + std::string(meter_unit_name(line.unit).id));
    }
    if (line.unit == MeterUnit::million_cached_input_tokens) tell_cached(priced, bundle);
    // What is billed as input has the evidence of the input price.
    const Meter* as_input = find_meter(bundle.list.meters, MeterUnit::million_input_tokens);
    const bool cached = line.unit == MeterUnit::million_cached_input_tokens;
    const bool written = line.unit == MeterUnit::million_cache_write_tokens;
    Meter counted = *meter;
    if ((cached && bundle.list.cached == CachedPrice::as_input) ||
        (written && as_input && as_input->usd == meter->usd))
      counted.unit = MeterUnit::million_input_tokens;
    add_line(priced, bundle, counted, line.what, line.tokens / tokens_per_million);
  }
  return std::nullopt;
}

// How many units of a meter one request bills where it counts requests, images or audio.
std::optional<double> unit_amount(MeterUnit unit, const Workload& workload, const LengthClass& length,
                                  const DatedPrice& price) {
  if (unit == MeterUnit::request) return 1.0;
  if (workload.modality == Modality::image) return image_amount(unit, workload, price);
  if (workload.modality == Modality::speech_to_text) return audio_amount(unit, length.audio_seconds, price);
  return std::nullopt;
}

// Everything that an offer sold per use bills for a class of the requests.
std::optional<Unpriceable> add_use_lines(PricedOffer& priced, const PricingTask& task, const Bundle& bundle,
                                         const LengthClass& length) {
  const Workload& workload = task.workload;
  const Offer& offer = priced.offer;
  bool counted = false;
  for (const Meter& meter : bundle.list.meters) {
    const std::optional<double> amount = unit_amount(meter.unit, workload, length, *offer.price);
    if (!amount || *amount == 0) continue;
    counted = true;
    if (!meter.usd) return price_unknown(offer, "each " + unit_label(meter.unit), "price");
    add_line(priced, bundle, meter,
             meter.unit == MeterUnit::request ? "requests" : unit_label(meter.unit) + "s", *amount);
  }
  const bool by_token = workload.modality == Modality::text || workload.modality == Modality::embedding;
  if (by_token) return add_token_lines(priced, task, bundle, length);
  if (counted) return std::nullopt;
  return price_unknown(offer, workload.modality == Modality::image ? "images" : "audio", "price");
}

// One pair of lengths says nothing of how they vary: where a price or a limit changes within four times the
// mean, the bill may be another.
void tell_near_thresholds(PricedOffer& priced, const Workload& workload) {
  if (!workload.lengths.empty()) return;
  const auto near = [](double mean, double threshold) {
    return mean > 0 && mean <= threshold && threshold < mean * near_threshold;
  };
  for (const ContextBand& band : context_bands(priced.offer))
    if (near(workload.input_tokens, band.above_input_tokens))
      warn_once(priced,
                {"lengths-near-threshold",
                 "Prompts over " + text::integer(band.above_input_tokens) +
                     " tokens bill at higher prices, and your mean is near: give the lengths by class."});
  const bool by_token = workload.modality == Modality::text || workload.modality == Modality::embedding;
  const std::optional<double> window = by_token ? window_tokens(priced.offer) : std::nullopt;
  if (window && near(workload.input_tokens + workload.output_tokens, *window))
    warn_once(priced,
              {"lengths-near-threshold",
               "Requests of more than " + text::integer(*window) +
                   " tokens do not fit its context window, and your mean is near: give the lengths by "
                   "class."});
  const double least_s = priced.offer.price->minimum_audio_s;
  const double seconds = workload.audio_seconds;
  if (least_s > 0 && seconds >= least_s && seconds < least_s * near_threshold)
    warn_once(priced, {"lengths-near-threshold",
                       "Audio under " + text::plain(least_s) +
                           " s is billed as that, and your mean is near: give the lengths by class."});
}

// A batch whose own prices make these requests dearer than they are as they come is not sent as one.
bool batch_is_dearer(const PriceList& batch, const PriceList& ordinary, const PricingTask& task,
                     const Offer& offer, const LengthClass& length) {
  const std::optional<double> waiting = usd_per_request(batch, task, offer, length);
  const std::optional<double> now = usd_per_request(ordinary, task, offer, length);
  return waiting && now && *waiting > *now;
}

void tell_band(PricedOffer& priced, const PriceList& list) {
  if (!list.band) return;
  warn_once(priced, {"context-band", "Requests of more than " + text::integer(list.band->above_input_tokens) +
                                         " input tokens bill at a price of their own."});
}

}  // namespace

std::optional<Unpriceable> price_per_use(PricedOffer& priced, const PricingTask& task) {
  const Offer& offer = priced.offer;
  const double batch_share = offer.batch ? task.workload.batch_share : 0.0;
  if (task.workload.batch_share > 0 && !offer.batch)
    priced.warnings.push_back(
        {"no-batch-tier", "No batch price is known; the batch share is billed at the standard price."});
  if (offer.tier_rule)
    add_ratio_evidence(priced, offer.tier + " price as a share of the standard price",
                       offer.tier_rule->multiplier.value_or(1), offer.tier_rule->provenance);
  const std::vector<LengthClass> lengths = length_classes(task.workload);
  const bool one_band = std::all_of(lengths.begin(), lengths.end(), [&](const LengthClass& length) {
    return context_band(offer, length.input_tokens) == context_band(offer, lengths.front().input_tokens);
  });
  for (const bool batch : {false, true}) {
    const double of_requests = batch ? batch_share : 1 - batch_share;
    if (batch && batch_share == 0) continue;
    if (batch && offer.batch->multiplier && *offer.batch->multiplier != 1.0)
      add_ratio_evidence(priced, "batch price as a share of the standard price", *offer.batch->multiplier,
                         offer.batch->provenance);
    for (const LengthClass& length : lengths) {
      const auto listed = [&](bool waits) {
        return price_list(offer, length.input_tokens, waits, task.overrides,
                          task.assumptions.source_conflict);
      };
      PriceList list = listed(batch);
      bool as_batch = batch;
      if (batch && !offer.batch->multiplier) {
        PriceList ordinary = listed(false);
        if (batch_is_dearer(list, ordinary, task, offer, length)) {
          list = std::move(ordinary);
          as_batch = false;
          warn_once(priced, {"batch-dearer",
                             "The batch price of these requests is above the standard one, "
                             "which is billed instead."});
        }
      }
      Bundle bundle{list, as_batch, of_requests * length.share};
      if (!one_band && list.band)
        bundle.beyond = " of prompts over " + text::integer(list.band->above_input_tokens) + " tokens";
      tell_band(priced, list);
      if (auto refused = add_use_lines(priced, task, bundle, length)) return refused;
    }
  }
  tell_near_thresholds(priced, task.workload);
  return std::nullopt;
}

}  // namespace picker
