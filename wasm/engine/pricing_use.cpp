// Binds prices by the token, the request, the image or the minute to a workload: which meters count what.
#include "numeric_text.h"
#include "pricing_parts.h"
#include "rules/audio.h"
#include "rules/context_band.h"
#include "rules/images.h"
#include "rules/modifiers.h"
#include "rules/tokens.h"

#include <utility>

namespace picker {
namespace {

constexpr double tokens_per_million = 1e6;

// The meters of one bill, or of its batch part.
struct MeterList {
  std::vector<Meter> meters;
  double multiplier = 1;
  bool batch = false;
};

MeterList standard_meters(PricedOffer& priced, const PricingTask& task) {
  const Workload& workload = task.workload;
  const Offer& offer = priced.offer;
  MeterList list;
  const ContextBand* band = context_band(*offer.price, workload.input_tokens);
  list.meters = meters_of_band(*offer.price, band);
  override_prices(list.meters, offer.id, task.overrides);
  if (band)
    priced.warnings.push_back({"context-band", "Requests of more than " +
                                                   text::integer(band->above_input_tokens) +
                                                   " input tokens bill at a price of their own."});
  if (offer.tier_rule) {
    list.multiplier = offer.tier_rule->multiplier.value_or(1);
    add_ratio_evidence(priced, offer.tier + " price as a share of the standard price", list.multiplier,
                       offer.tier_rule->provenance);
  }
  return list;
}

MeterList batch_meters(PricedOffer& priced, const PricingTask& task, const Offer& offer) {
  const Batch& batch = *offer.batch;
  MeterList list;
  list.batch = true;
  list.meters = batch.multiplier ? offer.price->meters : batch.meters;
  override_prices(list.meters, offer.id, task.overrides);
  list.multiplier = batch.multiplier.value_or(1);
  if (list.multiplier != 1.0)
    add_ratio_evidence(priced, "batch price as a share of the standard price", list.multiplier,
                       batch.provenance);
  return list;
}

void add_line(PricedOffer& priced, const Offer& offer, const MeterList& list, const Meter& meter,
              std::string_view what, double amount) {
  const std::string prefix = list.batch ? "batch " : "";
  priced.lines.push_back({prefix + std::string(what), std::string(meter_unit_name(meter.unit).label),
                          *meter.usd * list.multiplier, amount, 0});
  const bool own_batch_price = list.batch && !offer.batch->multiplier;
  if (!list.batch) add_price_evidence(priced, meter, *offer.price);
  if (own_batch_price)
    priced.evidence.push_back({"batch price of one " + std::string(meter_unit_name(meter.unit).label),
                               *meter.usd, "usd per " + std::string(meter_unit_name(meter.unit).label),
                               offer.batch->provenance});
}

// The meter for tokens read from the cache: its own, a rule's share of the input price, or the input price.
std::optional<Meter> cached_meter(PricedOffer& priced, const Offer& offer, const MeterList& list,
                                  bool bills_unknown_input) {
  const Meter* own = find_meter(list.meters, MeterUnit::million_cached_input_tokens);
  if (own && own->usd) return *own;
  const Meter* input = find_meter(list.meters, MeterUnit::million_input_tokens);
  const bool known = input && input->usd;
  const Modifier* rule =
      known ? find_modifier(*offer.platform, Rule::cached_input, offer.model->id, false) : nullptr;
  if (rule && rule->multiplier) {
    if (!list.batch)
      add_ratio_evidence(priced, "cached input price as a share of the input price", *rule->multiplier,
                         rule->provenance);
    return Meter{MeterUnit::million_cached_input_tokens, *input->usd * *rule->multiplier};
  }
  if (!list.batch && (known || bills_unknown_input))
    warn_once(priced,
              {"no-cached-price", "No cached-input price is known; cached tokens are billed in full."});
  return known ? std::optional<Meter>(*input) : std::nullopt;
}

struct TokenLine {
  MeterUnit unit;
  std::string_view what;
  double tokens_per_request;
};

// Adds the token lines of one meter list; returns the refusal of the first unknown price that something
// bills.
std::optional<Unpriceable> add_token_lines(PricedOffer& priced, const Offer& offer, const MeterList& list,
                                           const TokenAmounts& tokens, bool bills_unknown_input) {
  const TokenLine wanted[] = {
      {MeterUnit::million_input_tokens, "input tokens", tokens.input},
      {MeterUnit::million_cached_input_tokens, "cached input tokens", tokens.cached_input},
      {MeterUnit::million_cache_write_tokens, "input tokens written to the cache", tokens.cache_write},
      {MeterUnit::million_output_tokens, "output tokens", tokens.output}};
  for (const TokenLine& line : wanted) {
    if (line.tokens_per_request == 0) continue;
    const bool is_input = line.unit != MeterUnit::million_output_tokens;
    const Meter* listed = find_meter(list.meters, line.unit);
    std::optional<Meter> meter = listed ? std::optional<Meter>(*listed) : std::nullopt;
    if (line.unit == MeterUnit::million_cached_input_tokens)
      meter = cached_meter(priced, offer, list, bills_unknown_input);
    // A platform that names no price for writing the cache bills these tokens as input.
    if (line.unit == MeterUnit::million_cache_write_tokens && (!meter || !meter->usd))
      if (const Meter* input = find_meter(list.meters, MeterUnit::million_input_tokens)) meter = *input;
    if (!meter || !meter->usd) {
      if (is_input && !bills_unknown_input) {
        warn_once(priced, {"input-not-billed",
                           "The lesson has no input price: input tokens are left out of its bills."});
        continue;
      }
      return price_unknown(offer, std::string(line.what),
                           "usd_per_" + std::string(meter_unit_name(line.unit).id));
    }
    add_line(priced, offer, list, *meter, line.what, line.tokens_per_request / tokens_per_million);
  }
  return std::nullopt;
}

// How many units of a meter one request bills where it counts requests, images or audio.
std::optional<double> unit_amount(MeterUnit unit, const Workload& workload, const DatedPrice& price) {
  if (unit == MeterUnit::request) return 1.0;
  if (workload.modality == Modality::image) return image_amount(unit, workload, price);
  if (workload.modality == Modality::speech_to_text) return audio_amount(unit, workload, price);
  return std::nullopt;
}

// Everything that an offer sold per use bills for a share of the requests.
std::optional<Unpriceable> add_use_lines(PricedOffer& priced, const Offer& offer, const MeterList& list,
                                         const Workload& workload, double share, bool bills_unknown_input) {
  bool counted = false;
  for (const Meter& meter : list.meters) {
    const std::optional<double> amount = unit_amount(meter.unit, workload, *offer.price);
    if (!amount || *amount == 0) continue;
    counted = true;
    const std::string label(meter_unit_name(meter.unit).label);
    if (!meter.usd) return price_unknown(offer, "each " + label, "price");
    add_line(priced, offer, list, meter, meter.unit == MeterUnit::request ? "requests" : label + "s",
             share * *amount);
  }
  const bool by_token = workload.modality == Modality::text || workload.modality == Modality::embedding;
  if (by_token)
    return add_token_lines(priced, offer, list, token_amounts(workload, share), bills_unknown_input);
  if (counted) return std::nullopt;
  return price_unknown(offer, workload.modality == Modality::image ? "images" : "audio", "price");
}

}  // namespace

std::optional<Unpriceable> add_batch_lines(PricedOffer& priced, const PricingTask& task, const Offer& offer,
                                           double share) {
  return add_use_lines(priced, offer, batch_meters(priced, task, offer), task.workload, share,
                       task.catalog.bills_unknown_input);
}

std::optional<Unpriceable> price_per_use(PricedOffer& priced, const PricingTask& task) {
  const Offer& offer = priced.offer;
  const double batch_share = offer.batch ? task.workload.batch_share : 0.0;
  if (task.workload.batch_share > 0 && !offer.batch)
    priced.warnings.push_back(
        {"no-batch-tier", "No batch price is known; the share that can wait is billed in full."});
  if (auto refused = add_use_lines(priced, offer, standard_meters(priced, task), task.workload,
                                   1.0 - batch_share, task.catalog.bills_unknown_input))
    return refused;
  return batch_share > 0 ? add_batch_lines(priced, task, offer, batch_share) : std::nullopt;
}

}  // namespace picker
