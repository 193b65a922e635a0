#include "quote.h"

#include "numeric_text.h"

#include <utility>

namespace picker {
namespace {

constexpr double tokens_per_million = 1e6;

// Tokens that one request bills, by meter.
struct TokenAmounts {
  double input = 0;
  double cached_input = 0;
  double output = 0;
};

TokenAmounts tokens_of(const Workload& workload, double share) {
  return {share * workload.input_tokens * (1.0 - workload.cached_input_share),
          share * workload.input_tokens * workload.cached_input_share, share * workload.output_tokens};
}

std::string price_what(MeterUnit unit) { return "price of one " + std::string(meter_unit_name(unit).label); }

void warn_once(PricedOffer& priced, Warning warning) {
  for (const Warning& known : priced.warnings)
    if (known.code == warning.code) return;
  priced.warnings.push_back(std::move(warning));
}

void add_price_evidence(PricedOffer& priced, const Offer& offer, const Meter& meter) {
  for (const Evidence& known : priced.evidence)
    if (known.what == price_what(meter.unit)) return;
  priced.evidence.push_back({price_what(meter.unit), *meter.usd,
                             "usd per " + std::string(meter_unit_name(meter.unit).label),
                             offer.price_provenance});
}

struct TokenLine {
  MeterUnit unit;
  std::string_view what;
  double tokens_per_request;
};

// Adds the token lines of one meter list; returns the refusal of the first unknown price that something
// bills.
std::optional<Unpriceable> add_token_lines(PricedOffer& priced, const Offer& offer,
                                           const std::vector<Meter>& meters, const TokenAmounts& tokens,
                                           const Batch* batch, bool bills_unknown_input) {
  const double multiplier = batch ? batch->multiplier : 1.0;
  const std::string prefix = batch ? "batch " : "";
  const TokenLine wanted[] = {
      {MeterUnit::million_input_tokens, "input tokens", tokens.input},
      {MeterUnit::million_cached_input_tokens, "cached input tokens", tokens.cached_input},
      {MeterUnit::million_output_tokens, "output tokens", tokens.output}};
  for (const TokenLine& line : wanted) {
    if (line.tokens_per_request == 0) continue;
    const Meter* meter = find_meter(meters, line.unit);
    const bool is_input = line.unit != MeterUnit::million_output_tokens;
    if (line.unit == MeterUnit::million_cached_input_tokens && (!meter || !meter->usd)) {
      meter = find_meter(meters, MeterUnit::million_input_tokens);
      if (!batch && (bills_unknown_input || (meter && meter->usd)))
        priced.warnings.push_back(
            {"no-cached-price", "No cached-input price is known; cached tokens are billed in full."});
    }
    if (!meter || !meter->usd) {
      if (is_input && !bills_unknown_input) {
        warn_once(priced, {"input-not-billed",
                           "The lesson has no input price: input tokens are left out of its bills."});
        continue;
      }
      const std::string field = "usd_per_" + std::string(meter_unit_name(line.unit).id);
      return Unpriceable{"price-unknown",
                         offer.label + " has no known price for " + std::string(line.what) + ".", field};
    }
    priced.lines.push_back({prefix + std::string(line.what), std::string(meter_unit_name(meter->unit).label),
                            *meter->usd * multiplier, line.tokens_per_request / tokens_per_million, 0});
    if (!batch) add_price_evidence(priced, offer, *meter);
  }
  if (batch && batch->multiplier != 1.0)
    priced.evidence.push_back(
        {"batch price as a share of the standard price", batch->multiplier, "ratio", batch->provenance});
  return std::nullopt;
}

std::optional<Unpriceable> price_tokens(PricedOffer& priced, const Catalog& catalog,
                                        const Workload& workload) {
  const Offer& offer = priced.offer;
  const double batch_share = offer.batch ? workload.batch_share : 0.0;
  if (workload.batch_share > 0 && !offer.batch)
    priced.warnings.push_back(
        {"no-batch-tier", "No batch price is known; the share that can wait is billed in full."});
  if (auto refused = add_token_lines(priced, offer, *offer.meters, tokens_of(workload, 1.0 - batch_share),
                                     nullptr, catalog.bills_unknown_input))
    return refused;
  if (batch_share == 0) return std::nullopt;
  return add_token_lines(priced, offer, *offer.batch_meters, tokens_of(workload, batch_share), offer.batch,
                         catalog.bills_unknown_input);
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
  const std::optional<double> usd = usd_per_gpu_second(*offer.meters);
  if (!usd)
    return Unpriceable{"price-unknown", offer.label + " has no known price for GPU time.",
                       "usd_per_gpu_hour"};
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
  for (const Meter& meter : *offer.meters) {
    const bool cpu = meter.unit == MeterUnit::cpu_core_second;
    const bool memory = meter.unit == MeterUnit::memory_gib_second;
    if (meter.usd) add_price_evidence(priced, offer, meter);
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
  return add_token_lines(priced, *serverless, *serverless->batch_meters, tokens_of(workload, batch_share),
                         serverless->batch, true);
}

std::optional<Unpriceable> price_lesson(PricedOffer& priced, const Catalog& catalog,
                                        const Workload& workload) {
  const LessonOffer& lesson = *priced.offer.lesson;
  const double tokens_per_s = lesson.saturated_output_tokens_per_minute / 60.0;
  priced.work_s_per_request = workload.output_tokens / tokens_per_s;
  priced.terms.floor_s_per_day = lesson.reserved_minutes_per_day.value_or(0) * 60.0;
  priced.evidence.push_back({"saturated output tokens a minute", lesson.saturated_output_tokens_per_minute,
                             "tokens per minute", lesson.provenance});
  if (lesson.reserved_minutes_per_day)
    priced.evidence.push_back(
        {"reserved minutes a day", *lesson.reserved_minutes_per_day, "minutes per day", lesson.provenance});
  for (const Meter& meter : lesson.meters) {
    if (!meter.usd) continue;
    if (meter.unit == MeterUnit::deployment_minute) {
      priced.lines.push_back({"deployment minutes", "minute of the deployment", *meter.usd, 0, 1.0 / 60.0});
      add_price_evidence(priced, priced.offer, meter);
    } else if (meter.unit == MeterUnit::request) {
      priced.lines.push_back({"predictions", "prediction", *meter.usd, 1, 0});
      add_price_evidence(priced, priced.offer, meter);
    }
  }
  if (priced.offer.form != OfferForm::token) {
    if (workload.batch_share > 0)
      priced.warnings.push_back(
          {"no-batch-tier", "The lesson has no batch price; the share that can wait is billed in full."});
    return std::nullopt;
  }
  return price_tokens(priced, catalog, workload);
}

double line_usd(const CostLine& line, double requests_per_day, double billed_replica_s) {
  return line.usd_per_unit *
         (line.amount_per_request * requests_per_day + line.amount_per_replica_s * billed_replica_s);
}

// The product behind a line, its names standing in the formula as they stand in the values.
Explanation explain_line(const CostLine& line, double requests_per_day, double billed_replica_s) {
  const bool time = line.amount_per_replica_s > 0;
  const std::string price = "usd per " + line.unit;
  const std::string amount = line.unit + (time ? " per replica-second" : " per request");
  const std::string times = time ? "billed replica-seconds a day" : "requests a day";
  return {line.what + ", usd a day = " + price + " × " + amount + " × " + times,
          {{price, line.usd_per_unit},
           {amount, time ? line.amount_per_replica_s : line.amount_per_request},
           {times, time ? billed_replica_s : requests_per_day}},
          line_usd(line, requests_per_day, billed_replica_s)};
}

}  // namespace

Pricing price(const Catalog& catalog, const Offer& offer, const Workload& workload,
              const Offer* serverless_for_batch) {
  PricedOffer priced;
  priced.offer = offer;
  priced.load = workload.load;
  if (!offer.meters) return Unpriceable{"price-unknown", offer.label + " has no price on its card.", "price"};
  if (!offer.price_note.empty()) priced.warnings.push_back({"price-note", offer.price_note});
  std::optional<Unpriceable> refused;
  if (offer.lesson)
    refused = price_lesson(priced, catalog, workload);
  else if (offer.form == OfferForm::gpu_time)
    refused = price_gpu_time(priced, workload, serverless_for_batch);
  else
    refused = price_tokens(priced, catalog, workload);
  if (refused) return *std::move(refused);
  return priced;
}

std::optional<BilledDay> billed_day(const PricedOffer& priced, double requests_per_day) {
  if (!priced.work_s_per_request) return std::nullopt;
  return bill_day(priced.load, priced.terms, requests_per_day, *priced.work_s_per_request);
}

double usd_per_day(const PricedOffer& priced, double requests_per_day) {
  const std::optional<BilledDay> day = billed_day(priced, requests_per_day);
  double sum = 0;
  for (const CostLine& line : priced.lines)
    sum += line_usd(line, requests_per_day, day ? day->billed_replica_s : 0);
  return sum;
}

Quote quote(const PricedOffer& priced, const Workload& workload) {
  const double requests = workload.requests_per_day;
  const std::optional<BilledDay> day = billed_day(priced, requests);
  const double billed_s = day ? day->billed_replica_s : 0;
  Quote result;
  result.usd_per_day = usd_per_day(priced, requests);
  for (const CostLine& line : priced.lines) {
    result.parts.push_back({line.what, line_usd(line, requests, billed_s)});
    result.explain.push_back(explain_line(line, requests, billed_s));
  }
  const double output_millions = requests * workload.output_tokens / tokens_per_million;
  const double all_millions =
      requests * (workload.input_tokens + workload.output_tokens) / tokens_per_million;
  if (output_millions > 0) result.usd_per_million_output_tokens = result.usd_per_day / output_millions;
  if (all_millions > 0) result.usd_per_million_tokens = result.usd_per_day / all_millions;
  if (requests > 0) result.usd_per_thousand_requests = result.usd_per_day / (requests / 1000.0);
  if (!day) return result;
  result.billed_gpu_hours_per_day = billed_s * priced.gpus_per_replica / 3600.0;
  result.replicas_peak = day->replicas_peak;
  result.utilization = day->utilization;
  result.billed_utilization = day->billed_utilization;
  result.explain.insert(result.explain.end(), priced.capacity_explain.begin(), priced.capacity_explain.end());
  return result;
}

}  // namespace picker
