// Prices GPUs by the time they run: how many requests one replica carries, how its time is billed, and what
// stands beside the GPUs.
#include "../billing/host_meters.h"
#include "../billing/idle_window.h"
#include "../billing/model_load.h"
#include "../numbers/numeric_text.h"
#include "../serving/serving.h"
#include "../serving/serving_latency.h"
#include "pricing_parts.h"
#include "rules/context_window.h"
#include "rules/source_conflict.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace picker {
namespace {

Provenance modelled(const Offer& offer, bool measured) {
  return {Kind::modelled,
          std::string("serving model, vLLM") +
              (measured ? "" : "; extrapolated, no measurement of this model on this GPU was fitted"),
          offer.model->provenance.as_of};
}

void explain_capacity(PricedOffer& priced, const ServingEstimate& estimate, const Workload& workload) {
  priced.capacity_explain.push_back(
      {"requests a second of one replica at saturation = batch ÷ (batch × prefill seconds + output tokens × "
       "decode step seconds)",
       {{"batch", estimate.batch},
        {"prefill seconds", estimate.t_pre_s},
        {"output tokens", workload.output_tokens},
        {"decode step seconds", estimate.t_dec_s}},
       estimate.requests_per_s});
}

// The latency limit that not even a request alone on the replica keeps, and what it would see.
std::optional<Unpriceable> limit_out_of_reach(const Offer& offer, const ServingEstimate& alone,
                                              const Workload& workload) {
  const Sla& sla = workload.sla;
  const double hidden_s = workload.hidden_output_tokens * alone.t_dec_s;
  const double ttft_ms = (alone.t_pre_single_s + alone.t_dec_s + hidden_s) * 1000;
  const double tokens_per_s = 1 / alone.t_dec_s;
  const bool ttft = sla.ttft_p95_ms && ttft_ms > *sla.ttft_p95_ms;
  if (!ttft && !(sla.min_tokens_per_s && tokens_per_s < *sla.min_tokens_per_s)) return std::nullopt;
  const double kept = ttft ? std::ceil(ttft_ms) : std::floor(tokens_per_s * 10) / 10;
  const std::string said = text::plain(kept) + (ttft ? " ms" : " tokens a second");
  const std::string first = hidden_s > 0 ? " ms to the first token of the answer" : " ms to the first token";
  Unpriceable refusal{"sla",
                      offer.label + " needs " + text::integer(ttft_ms) + first +
                          " even with no other traffic, and then gives " + text::integer(tokens_per_s) +
                          " tokens a second.",
                      ""};
  refusal.limit_path = ttft ? "workloads.0.sla.ttft_p95_ms" : "workloads.0.sla.min_tokens_per_s";
  refusal.limit_kept = kept;
  refusal.relax_sentence = (ttft ? "Allow " : "Ask for ") + said + ".";
  return refusal;
}

// Requests a second of one replica: at saturation, or the most at which it keeps the limits. A replica that
// is `speed` times as fast as modelled keeps a limit where the model keeps `speed` times as much.
double replica_rate(const ServingQuery& query, const ServingEstimate& saturated, const Workload& workload,
                    double speed) {
  const Sla& sla = workload.sla;
  if (!sla.ttft_p95_ms && !sla.min_tokens_per_s) return speed * saturated.requests_per_s;
  LatencyLimits limits;
  if (sla.ttft_p95_ms) limits.ttft_p95_s = speed * *sla.ttft_p95_ms / 1000;
  if (sla.min_tokens_per_s) limits.tpot_s = speed / *sla.min_tokens_per_s;
  limits.hidden_tokens = workload.hidden_output_tokens;
  return speed * largest_rate(query, limits, {workload.load.burst_cv}).value_or(0);
}

void add_capacity_evidence(PricedOffer& priced, std::string what, std::string unit, double value,
                           const Provenance& provenance) {
  Evidence evidence{std::move(what), value, std::move(unit), provenance};
  if (provenance.kind == Kind::modelled) {
    evidence.low = value * priced.band.low;
    evidence.high = value * priced.band.high;
  }
  priced.evidence.push_back(std::move(evidence));
}

Unpriceable no_room(const Offer& offer, const ServingQuery& query) {
  const double weights = weights_bytes(query.model, query.precision);
  return {"memory",
          offer.label + " cannot hold one of your longest requests beside the " +
              text::fixed(weights / 1e9, 0) + " GB of weights.",
          ""};
}

// The prefix cache was modelled, not measured.
void tell_prefix_cache(PricedOffer& priced, double share, const Workload& workload) {
  if (!(share > 0)) return;
  priced.prefix_share = share;
  priced.evidence.push_back(
      {"share of the prompt found in the GPU's prefix cache", share, "ratio",
       workload.gpu_cached_input_share
           ? yours()
           : Provenance{Kind::modelled, "the cached share of the workload, as vLLM keeps it",
                        priced.offer.model->provenance.as_of}});
  priced.warnings.push_back(
      {"prefix-cache-modelled",
       "Its speed assumes that " + text::percent(share) +
           " of each prompt is found in the GPU's prefix cache; nobody measured that."});
}

// Sets the offer's service: one replica at its largest rate, and a request alone on it.
std::optional<Unpriceable> add_serving_capacity(PricedOffer& priced, const PricingTask& task) {
  const Offer& offer = priced.offer;
  const Workload& workload = task.workload;
  ServingQuery query = serving_query(offer, workload);
  const ServingResult result = estimate_serving(query);
  if (std::holds_alternative<MemoryRefusal>(result))
    return Unpriceable{"memory", offer.label + " cannot hold the weights.", ""};
  if (!holds_one_request(query, window_tokens(offer))) return no_room(offer, query);
  const ServingEstimate& estimate = *std::get_if<ServingEstimate>(&result);
  // The founder's own tokens a second are those of a saturated replica; one number scales all its times.
  const double saturated = estimate.output_tokens_per_s;
  const double own_saturated = *overridden(OverrideField::tokens_per_s, saturated, offer.id, task.overrides);
  const bool own = own_saturated != saturated;
  const double speed = own_saturated / saturated;
  if (!(speed > 0)) return price_unknown(offer, "tokens a second", "tokens_per_s");
  priced.speed_factor = speed;
  const double rate = replica_rate(query, estimate, workload, speed);
  query.concurrency = 1;
  const ServingResult single = estimate_serving(query);
  ServingEstimate alone = *std::get_if<ServingEstimate>(&single);
  alone.t_dec_s /= speed;
  alone.t_pre_single_s /= speed;
  const double output_tokens = std::max(workload.output_tokens, 1.0);
  if (auto refused = limit_out_of_reach(offer, alone, workload)) return refused;
  if (!(rate > 0)) return Unpriceable{"sla", offer.label + " cannot meet the latency limit at any load.", ""};
  const double tokens_per_s = rate * output_tokens;
  const double requests_per_s = rate;
  priced.service = Service{1.0 / requests_per_s, alone.t_pre_single_s + output_tokens * alone.t_dec_s};

  const bool measured = offer.model->measured && offer.gpu->measured;
  priced.band = serving_band(query, measured);
  priced.extrapolated = !measured && !own;
  if (!own && task.assumptions.serving_band != 0) {
    const double factor = task.assumptions.serving_band < 0 ? priced.band.low : priced.band.high;
    priced.service->work_s_per_request /= factor;
  }
  const Provenance provenance = own ? yours() : modelled(offer, measured);
  const bool limited = workload.sla.ttft_p95_ms || workload.sla.min_tokens_per_s;
  const std::string where = limited ? " within the latency limits" : " at saturation";
  add_capacity_evidence(priced, "requests one replica serves" + where, "requests per second", requests_per_s,
                        provenance);
  add_capacity_evidence(priced, "output tokens one replica serves" + where, "tokens per second", tokens_per_s,
                        provenance);
  if (own) return std::nullopt;
  if (!measured)
    priced.warnings.push_back(
        {"extrapolated", "No measurement of this model or this GPU stands behind its speed."});
  tell_prefix_cache(priced, query.prefix_share, workload);
  explain_capacity(priced, estimate, workload);
  return std::nullopt;
}

// How far a cold start may be off where the card gives no range.
constexpr double cold_start_error = 3;

std::optional<double> scaled(std::optional<double> value, double scale) {
  return value ? std::optional<double>(*value * scale) : std::nullopt;
}

// The card's terms; what it leaves open is assumed, and said to be where it moves the bill.
void settle_terms(PricedOffer& priced, const PricingTask& task) {
  const Offer& offer = priced.offer;
  const Billing* billing = offer.billing;
  if (!billing) return;
  BillingTerms& terms = priced.terms;
  terms.granularity_s = billing->granularity_s.value_or(1);
  terms.rounds_up = billing->rounds_up.value_or(true);
  terms.minimum_charge_s = billing->minimum_charge_s.value_or(0);
  terms.bills_load = billing->bills_load.value_or(true);
  terms.bills_idle = billing->bills_idle.value_or(true);
  terms.minimum_replicas = billing->minimum_replicas;
  terms.floor_s_per_day = billing->reserved_minutes_per_day.value_or(0) * 60.0;
  terms.scale_to_zero = billing->scale_to_zero.value_or(ScaleToZero::none);
  if (!follows_demand(terms.scale_to_zero)) return;

  const auto assumed = [&](std::string why) {
    return Provenance{Kind::assumed, std::move(why), billing->provenance.as_of};
  };
  terms.idle_window_s =
      billing->idle_window_s.value_or(task.assumptions.idle_window_s.value_or(assumed_idle_window_s));
  priced.evidence.push_back(
      {"idle time before a replica stops", terms.idle_window_s, "seconds",
       billing->idle_window_s ? billing->provenance : assumed("the platform names no window")});
  const std::optional<double>& listed = billing->cold_start_typical_s;
  const double weights = weights_bytes(*offer.model->shape, offer.precision);
  const double cold_start_s = listed ? listed_cold_start_s(*listed, billing->cold_start_weights_gb, weights)
                                     : modelled_cold_start_s(weights);
  terms.cold_start_s = *overridden(OverrideField::cold_start_s, cold_start_s, offer.id, task.overrides);
  Evidence cold{"cold start of a replica", terms.cold_start_s, "seconds",
                listed && billing->cold_start_provenance
                    ? *billing->cold_start_provenance
                    : Provenance{Kind::modelled,
                                 "half a minute for the machine, weights at 2.5 GB/s, 40 s for the engine",
                                 billing->provenance.as_of}};
  if (terms.cold_start_s != cold_start_s) {
    cold.provenance = yours();
  } else {
    const double scale = listed ? cold_start_s / *listed : 1;
    cold.low =
        listed ? scaled(billing->cold_start_low_s, scale) : std::optional(cold_start_s / cold_start_error);
    cold.high =
        listed ? scaled(billing->cold_start_high_s, scale) : std::optional(cold_start_s * cold_start_error);
    if (listed && scale != 1) {
      cold.provenance.kind = Kind::modelled;
      cold.provenance.source = "By the size of the weights, from " + cold.provenance.source;
    }
    const double band = task.assumptions.cold_start_band;
    if (band < 0) terms.cold_start_s = cold.low.value_or(cold_start_s / cold_start_error);
    if (band > 0) terms.cold_start_s = cold.high.value_or(cold_start_s * cold_start_error);
  }
  priced.evidence.push_back(std::move(cold));
  if (varies(priced.load->load.shape))
    priced.evidence.push_back({"chance variation of demand around its shape", noise_relative_sd, "ratio",
                               assumed("no public trace of a small product has it")});
}

// CPU cores and memory beside the GPUs, where they have meters of their own.
std::optional<Unpriceable> add_host_lines(PricedOffer& priced, const std::vector<Meter>& meters,
                                          double host_factor) {
  const Offer& offer = priced.offer;
  for (const Meter& meter : meters) {
    if (!is_host_meter(meter.unit)) continue;
    const std::string label(meter_unit_name(meter.unit).label);
    const bool known = meter.usd && offer.billing && offer.billing->host;
    if (!known)
      return Unpriceable{"price-unknown",
                         offer.label + " bills each " + label + " at an unknown price or amount.", "price"};
    const HostShare& host = *offer.billing->host;
    const double factor = host.provenance.kind == Kind::assumed ? host_factor : 1;
    const double amount = factor * host_amount(meter.unit, host, offer.gpus);
    const bool cpu = meter.unit == MeterUnit::cpu_core_second;
    priced.lines.push_back({cpu ? "CPU" : "memory", label, *meter.usd, 0, amount});
    priced.evidence.push_back({cpu ? "CPU cores beside each GPU" : "GiB of memory beside each GPU",
                               amount / offer.gpus, cpu ? "cores" : "GiB", offer.billing->host->provenance});
  }
  return std::nullopt;
}

}  // namespace

std::optional<Unpriceable> price_gpu_time(PricedOffer& priced, const PricingTask& task) {
  const Offer& offer = priced.offer;
  std::vector<Meter> meters = meters_by_source(*offer.price, task.assumptions.source_conflict);
  if (const Modifier* rule = offer.tier_rule) {
    for (Meter& meter : meters)
      if (meter.usd) meter.usd = *meter.usd * rule->multiplier.value_or(1);
    add_ratio_evidence(priced, offer.tier + " price as a share of the ordinary price",
                       rule->multiplier.value_or(1), rule->provenance);
  }
  override_prices(meters, offer.id, task.overrides);
  const std::optional<double> usd = usd_per_gpu_second(meters);
  if (!usd) return price_unknown(offer, "GPU time", "usd_per_gpu_hour");
  for (const Meter& meter : meters)
    if (meter.usd) add_price_evidence(priced, meter, *offer.price);
  if (auto refused = add_serving_capacity(priced, task)) return refused;
  settle_terms(priced, task);
  priced.service->batch_share = task.workload.batch_share;

  priced.gpus_per_replica = offer.gpus;
  priced.lines.push_back({"GPU time", "GPU-second", *usd, 0, offer.gpus});
  return add_host_lines(priced, meters, task.assumptions.host_factor);
}

}  // namespace picker
