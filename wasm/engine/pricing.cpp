// Binds an offer's prices to a workload: which meters count what, and every rule on top of them.
#include "numeric_text.h"
#include "quote.h"
#include "rules/audio.h"
#include "rules/context_band.h"
#include "rules/images.h"
#include "rules/modifiers.h"
#include "rules/tokens.h"

#include <algorithm>
#include <utility>

namespace picker {
namespace {

constexpr double tokens_per_million = 1e6;

std::string price_what(MeterUnit unit) { return "price of one " + std::string(meter_unit_name(unit).label); }

void warn_once(PricedOffer& priced, Warning warning) {
  for (const Warning& known : priced.warnings)
    if (known.code == warning.code) return;
  priced.warnings.push_back(std::move(warning));
}

void add_price_evidence(PricedOffer& priced, const Meter& meter, const DatedPrice& price) {
  for (const Evidence& known : priced.evidence)
    if (known.what == price_what(meter.unit)) return;
  Evidence evidence{price_what(meter.unit), *meter.usd,
                    "usd per " + std::string(meter_unit_name(meter.unit).label), price.provenance};
  for (const std::vector<Meter>& conflict : price.conflicts) {
    const Meter* other = find_meter(conflict, meter.unit);
    if (!other || !other->usd) continue;
    evidence.low = std::min(evidence.low.value_or(*meter.usd), *other->usd);
    evidence.high = std::max(evidence.high.value_or(*meter.usd), *other->usd);
  }
  if (evidence.low)
    warn_once(priced,
              {"sources-disagree", "Sources disagree on the " + evidence.what + ": " +
                                       text::usd(*evidence.low) + " to " + text::usd(*evidence.high) + "."});
  priced.evidence.push_back(std::move(evidence));
}

void add_ratio_evidence(PricedOffer& priced, std::string what, double ratio, const Provenance& provenance) {
  priced.evidence.push_back({std::move(what), ratio, "ratio", provenance});
}

bool is_dedicated(const Offer& offer) { return offer.form == OfferForm::gpu_time; }

Unpriceable price_unknown(const Offer& offer, const std::string& what, std::string set_field) {
  return {"price-unknown", offer.label + " has no known price for " + what + ".", std::move(set_field)};
}

// The meters of one bill, or of its batch part.
struct MeterList {
  std::vector<Meter> meters;
  double multiplier = 1;
  bool batch = false;
};

MeterList standard_meters(PricedOffer& priced, const Workload& workload) {
  const Offer& offer = priced.offer;
  MeterList list;
  const ContextBand* band = context_band(*offer.price, workload.input_tokens);
  list.meters = meters_of_band(*offer.price, band);
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

MeterList batch_meters(PricedOffer& priced, const Offer& offer) {
  const Batch& batch = *offer.batch;
  MeterList list;
  list.batch = true;
  list.meters = batch.multiplier ? offer.price->meters : batch.meters;
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
    priced.evidence.push_back({"batch " + price_what(meter.unit), *meter.usd,
                               "usd per " + std::string(meter_unit_name(meter.unit).label),
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

std::optional<Unpriceable> price_per_use(PricedOffer& priced, const Catalog& catalog,
                                         const Workload& workload) {
  const Offer& offer = priced.offer;
  const double batch_share = offer.batch ? workload.batch_share : 0.0;
  if (workload.batch_share > 0 && !offer.batch)
    priced.warnings.push_back(
        {"no-batch-tier", "No batch price is known; the share that can wait is billed in full."});
  const bool unknown_input = catalog.bills_unknown_input;
  if (auto refused = add_use_lines(priced, offer, standard_meters(priced, workload), workload,
                                   1.0 - batch_share, unknown_input))
    return refused;
  if (batch_share == 0) return std::nullopt;
  return add_use_lines(priced, offer, batch_meters(priced, offer), workload, batch_share, unknown_input);
}

// Requests a second of one replica at saturation. Latency limits are not applied here.
std::optional<Unpriceable> add_serving_capacity(PricedOffer& priced, const Workload& workload) {
  const Offer& offer = priced.offer;
  ServingQuery query{
      .model = *offer.model->shape, .gpu = offer.gpu->facts, .concurrency = {}, .kv_bytes_per_element = {}};
  query.gpus = offer.gpus;
  query.precision = offer.precision;
  query.input_tokens = workload.input_tokens;
  query.output_tokens = workload.output_tokens;
  const ServingResult result = estimate_serving(query);
  if (std::holds_alternative<MemoryRefusal>(result))
    return Unpriceable{"memory", offer.label + " cannot hold the weights.", ""};
  const ServingEstimate& estimate = *std::get_if<ServingEstimate>(&result);
  priced.work_s_per_request = 1.0 / estimate.requests_per_s;
  const bool measured = offer.model->measured && offer.gpu->measured;
  const Provenance modelled{
      Kind::modelled,
      std::string("serving model, published constants, vLLM at saturation") +
          (measured ? "" : "; extrapolated, no measurement of this model on this GPU was fitted"),
      offer.model->provenance.as_of};
  priced.evidence.push_back({"requests one replica serves at saturation", estimate.requests_per_s,
                             "requests per second", modelled});
  priced.evidence.push_back({"output tokens one replica serves at saturation", estimate.output_tokens_per_s,
                             "tokens per second", modelled});
  if (!measured)
    priced.warnings.push_back(
        {"extrapolated", "No measurement of this model or this GPU stands behind its speed."});
  if (estimate.kv_below_one_sequence)
    priced.warnings.push_back(
        {"cache-below-one-request",
         "The cache of one request does not fit beside the weights; the speed assumes it does."});
  priced.capacity_explain.push_back(
      {"requests a second of one replica = batch ÷ (batch × prefill seconds + output tokens × decode step "
       "seconds)",
       {{"batch", estimate.batch},
        {"prefill seconds", estimate.t_pre_s},
        {"output tokens", workload.output_tokens},
        {"decode step seconds", estimate.t_dec_s}},
       estimate.requests_per_s});
  return std::nullopt;
}

std::optional<Unpriceable> price_gpu_time(PricedOffer& priced, const Workload& workload,
                                          const Offer* serverless) {
  const Offer& offer = priced.offer;
  const std::optional<double> usd = usd_per_gpu_second(offer.price->meters);
  if (!usd) return price_unknown(offer, "GPU time", "usd_per_gpu_hour");
  for (const Meter& meter : offer.price->meters)
    if (meter.usd) add_price_evidence(priced, meter, *offer.price);
  if (auto refused = add_serving_capacity(priced, workload)) return refused;

  const double batch_share = serverless && serverless->batch ? workload.batch_share : 0.0;
  if (workload.batch_share > 0 && batch_share == 0)
    priced.warnings.push_back(
        {"no-batch-tier",
         "The platform has no known batch price; the share that can wait runs on the GPUs."});
  priced.work_s_per_request = *priced.work_s_per_request * (1.0 - batch_share);

  if (const Billing* billing = offer.billing) {
    priced.terms.minimum_replicas = billing->minimum_replicas;
    priced.terms.floor_s_per_day = billing->reserved_minutes_per_day.value_or(0) * 60.0;
    priced.terms.scales_to_zero = billing->scale_to_zero == ScaleToZero::automatic ||
                                  billing->scale_to_zero == ScaleToZero::answers_503;
  }
  priced.gpus_per_replica = offer.gpus;
  priced.lines.push_back({"GPU time", "GPU-second", *usd, 0, offer.gpus});
  for (const Meter& meter : offer.price->meters) {
    const bool cpu = meter.unit == MeterUnit::cpu_core_second;
    const bool memory = meter.unit == MeterUnit::memory_gib_second;
    if (!cpu && !memory) continue;
    const std::string label(meter_unit_name(meter.unit).label);
    if (!meter.usd || !offer.billing || !offer.billing->host)
      return Unpriceable{"price-unknown",
                         offer.label + " bills each " + label + " at an unknown price or amount.", "price"};
    const HostShare& host = *offer.billing->host;
    const double per_gpu = cpu ? host.cpu_cores_per_gpu : host.memory_gib_per_gpu;
    priced.lines.push_back({cpu ? "CPU" : "memory", label, *meter.usd, 0, offer.gpus * per_gpu});
    priced.evidence.push_back({cpu ? "CPU cores beside each GPU" : "GiB of memory beside each GPU", per_gpu,
                               cpu ? "cores" : "GiB", host.provenance});
  }
  if (batch_share == 0) return std::nullopt;
  return add_use_lines(priced, *serverless, batch_meters(priced, *serverless), workload, batch_share, true);
}

std::optional<Unpriceable> price_lesson(PricedOffer& priced, const Catalog& catalog,
                                        const Workload& workload) {
  const LessonOffer& lesson = *priced.offer.lesson;
  const Provenance& provenance = lesson.price.provenance;
  const double tokens_per_s = lesson.saturated_output_tokens_per_minute / 60.0;
  priced.work_s_per_request = workload.output_tokens / tokens_per_s;
  priced.terms.floor_s_per_day = lesson.reserved_minutes_per_day.value_or(0) * 60.0;
  priced.evidence.push_back({"saturated output tokens a minute", lesson.saturated_output_tokens_per_minute,
                             "tokens per minute", provenance});
  if (lesson.reserved_minutes_per_day)
    priced.evidence.push_back(
        {"reserved minutes a day", *lesson.reserved_minutes_per_day, "minutes per day", provenance});
  if (priced.offer.form == OfferForm::token) return price_per_use(priced, catalog, workload);
  for (const Meter& meter : lesson.price.meters) {
    if (!meter.usd) continue;
    const bool minutes = meter.unit == MeterUnit::deployment_minute;
    if (!minutes && meter.unit != MeterUnit::request) continue;
    priced.lines.push_back(
        minutes ? CostLine{"deployment minutes", "minute of the deployment", *meter.usd, 0, 1.0 / 60.0}
                : CostLine{"predictions", "prediction", *meter.usd, 1, 0});
    add_price_evidence(priced, meter, lesson.price);
  }
  if (workload.batch_share > 0)
    priced.warnings.push_back(
        {"no-batch-tier", "The lesson has no batch price; the share that can wait is billed in full."});
  return std::nullopt;
}

// The platform's price for work that stays in a region.
void apply_region(PricedOffer& priced, const std::vector<std::string>& regions) {
  const Offer& offer = priced.offer;
  if (regions.empty() || !offer.region.empty()) return;
  const Modifier* pin = find_region_premium(*offer.platform, regions, offer.model->id, is_dedicated(offer));
  if (!pin || !pin->multiplier) return;
  for (CostLine& line : priced.lines) line.usd_per_unit *= *pin->multiplier;
  add_ratio_evidence(priced, "price pinned to " + pin->region + " as a share of the list price",
                     *pin->multiplier, pin->provenance);
}

// The fee on everything above it.
void apply_fee(PricedOffer& priced) {
  const Offer& offer = priced.offer;
  const Modifier* fee =
      find_modifier(*offer.platform, Rule::percent_fee, offer.model->id, is_dedicated(offer));
  if (!fee || !fee->percent) return;
  const std::size_t lines = priced.lines.size();
  for (std::size_t i = 0; i < lines; ++i) {
    CostLine line = priced.lines[i];
    line.what = "fee on " + line.what;
    line.usd_per_unit *= *fee->percent / 100.0;
    priced.lines.push_back(std::move(line));
  }
  priced.evidence.push_back({fee->what, *fee->percent, "percent", fee->provenance});
}

}  // namespace

Pricing price(const Catalog& catalog, const Offer& offer, const Workload& workload,
              const std::vector<std::string>& regions, const Offer* serverless_for_batch) {
  PricedOffer priced;
  priced.offer = offer;
  priced.load = workload.load;
  if (!offer.price)
    return Unpriceable{"price-unknown", "No price of " + offer.label + " is known for this day.", "price"};
  if (!offer.price->note.empty()) priced.warnings.push_back({"price-note", offer.price->note});
  if (offer.price_is_later)
    priced.warnings.push_back({"price-later", "The oldest price known was read on " +
                                                  offer.price->provenance.as_of +
                                                  "; it stands in for the day asked for."});
  std::optional<Unpriceable> refused;
  if (offer.lesson)
    refused = price_lesson(priced, catalog, workload);
  else if (offer.form == OfferForm::gpu_time)
    refused = price_gpu_time(priced, workload, serverless_for_batch);
  else
    refused = price_per_use(priced, catalog, workload);
  if (refused) return *std::move(refused);
  if (offer.lesson) return priced;
  apply_region(priced, regions);
  apply_fee(priced);
  if (offer.speed)
    priced.evidence.push_back({"output tokens a second that one request sees", offer.speed->tokens_per_s,
                               "tokens per second", offer.speed->provenance});
  return priced;
}

}  // namespace picker
