#include "quote.h"

#include "../serving/serving_latency.h"

#include <algorithm>

namespace picker {
namespace {

constexpr double tokens_per_million = 1e6;
// The serving model's first-token times are within a third of measured ones in the median.
constexpr double modelled_ttft_error = 1.32;
constexpr std::string_view unused_commitment = "commitment not used";

double line_usd(const CostLine& line, double requests_per_day, double billed_replica_s) {
  return line.usd_per_unit *
         (line.amount_per_request * requests_per_day + line.amount_per_replica_s * billed_replica_s);
}

double lines_usd(const PricedOffer& priced, double requests_per_day, double billed_replica_s) {
  double sum = 0;
  for (const CostLine& line : priced.lines) sum += line_usd(line, requests_per_day, billed_replica_s);
  return sum;
}

double billed_usd(const PricedOffer& priced, double requests_per_day, double billed_replica_s) {
  return std::max(lines_usd(priced, requests_per_day, billed_replica_s), priced.least_usd_per_day);
}

// The product behind a line, its names standing in the formula as they stand in the values.
Explanation explain_line(const CostLine& line, double requests_per_day, double billed_replica_s,
                         const std::string& whose = {}) {
  const bool time = line.amount_per_replica_s > 0;
  const std::string price = "usd per " + line.unit;
  const std::string amount = line.unit + (time ? " per replica-second" : " per request");
  const std::string times = time ? "billed replica-seconds a day" : "requests a day";
  return {whose + line.what + ", usd a day = " + price + " × " + amount + " × " + times,
          {{price, line.usd_per_unit},
           {amount, time ? line.amount_per_replica_s : line.amount_per_request},
           {times, time ? billed_replica_s : requests_per_day}},
          line_usd(line, requests_per_day, billed_replica_s)};
}

// The busiest hour's requests a second on one of the replicas that run then; what may wait is not there then.
double busiest_rate(const PricedOffer& priced, double requests_per_day, const BilledDay& day) {
  const double now = requests_per_day * (1 - priced.service->batch_share);
  const double peak = shape_peak(priced.load->load) * now / seconds_per_day;
  return peak / std::max(day.replicas_peak.value_or(1), 1.0);
}

// A modelled value with the error of the model on both sides.
Range with_error(double value, double low_factor, double high_factor) {
  return {value * low_factor, value, value * high_factor};
}

QuotedSpeed quoted_speed(const PricedOffer& priced, const Workload& workload,
                         const std::optional<BilledDay>& day) {
  QuotedSpeed speed;
  const Offer& offer = priced.offer;
  if (const std::optional<ApiSpeed>& api = priced.api) {
    speed.ttft_p95_s = api->ttft_p95_s;
    speed.answer_p95_s = api->answer_p95_s;
    speed.tokens_per_s_per_request = api->tokens_per_s;
    speed.provenance = api->ttft_read || !api->speed_read ? api->ttft : api->speed;
    return speed;
  }
  if (offer.form != OfferForm::gpu_time || !day) return speed;
  const double rate = busiest_rate(priced, workload.requests_per_day, *day);
  const double faster = priced.speed_factor;
  auto loop = open_loop(serving_query(offer, workload), rate / faster, {workload.load.burst_cv});
  if (!loop) return speed;
  loop->ttft_p95_s /= faster;
  loop->tpot_s /= faster;
  const ServingBand& band = priced.band;
  speed.ttft_p95_s = with_error(loop->ttft_p95_s, 1 / modelled_ttft_error, modelled_ttft_error);
  speed.answer_p95_s = with_error(loop->ttft_p95_s + workload.hidden_output_tokens * loop->tpot_s,
                                  1 / modelled_ttft_error, modelled_ttft_error);
  speed.tokens_per_s_per_request = with_error(1 / loop->tpot_s, band.low, band.high);
  speed.provenance = Provenance{Kind::modelled, "serving model, vLLM", offer.model->provenance.as_of};
  return speed;
}

}  // namespace

ServingQuery serving_query(const Offer& offer, const Workload& workload) {
  ServingQuery query{
      .model = *offer.model->shape, .gpu = offer.gpu->facts, .concurrency = {}, .kv_bytes_per_element = {}};
  query.gpus = offer.gpus;
  query.precision = offer.precision;
  query.input_tokens = workload.input_tokens;
  query.output_tokens = workload.output_tokens;
  query.prefix_share = workload.gpu_cached_input_share.value_or(workload.cached_input_share);
  for (const LengthClass& length : workload.lengths)
    query.lengths.push_back({length.share, length.input_tokens, length.output_tokens});
  if (!workload.lengths.empty()) query.long_prompt_tokens = prompt_tokens_p95(workload);
  return query;
}

double reachable_utilization(const PricedOffer& priced) {
  return reachable_utilization(*priced.load, priced.service ? priced.service->batch_share : 0);
}

bool is_reachable(const PricedOffer& priced, double utilization) {
  return is_reachable(*priced.load, utilization, priced.service ? priced.service->batch_share : 0);
}

std::optional<BilledDay> billed_day(const PricedOffer& priced, double requests_per_day) {
  if (!priced.service) return std::nullopt;
  return bill_day(*priced.load, priced.terms, *priced.service, requests_per_day);
}

Bill bill(const PricedOffer& priced, double requests_per_day) {
  const std::optional<BilledDay> day = billed_day(priced, requests_per_day);
  return {billed_usd(priced, requests_per_day, day ? day->billed_replica_s : 0), day};
}

double usd_per_day(const PricedOffer& priced, double requests_per_day) {
  return bill(priced, requests_per_day).usd_per_day;
}

Bill bill_of_one_replica(const PricedOffer& priced, double requests_per_day) {
  if (!priced.service) return bill(priced, requests_per_day);
  const BilledDay day = bill_one_replica(*priced.load, priced.terms, *priced.service, requests_per_day);
  return {billed_usd(priced, requests_per_day, day.billed_replica_s), day};
}

void explain_bill(const PricedOffer& priced, double requests_per_day, std::vector<Explanation>& steps) {
  const std::optional<BilledDay> day = billed_day(priced, requests_per_day);
  const double billed_s = day ? day->billed_replica_s : 0;
  const std::string whose = priced.offer.label + ": ";
  Explanation sum{priced.offer.label + ", usd a day = ", {}, 0};
  for (const CostLine& line : priced.lines) {
    steps.push_back(explain_line(line, requests_per_day, billed_s, whose));
    const double usd = steps.back().result;
    sum.formula += (sum.values.empty() ? "" : " + ") + line.what;
    sum.values.push_back({line.what, usd});
    sum.result += usd;
  }
  if (const double unused = priced.least_usd_per_day - sum.result; unused > 0) {
    sum.formula += " + " + std::string(unused_commitment);
    sum.values.push_back({std::string(unused_commitment), unused});
    sum.result += unused;
  }
  if (sum.values.size() > 1) steps.push_back(std::move(sum));
}

Quote quote(const PricedOffer& priced, const Workload& workload) {
  const double requests = workload.requests_per_day;
  const std::optional<BilledDay> day = billed_day(priced, requests);
  const double billed_s = day ? day->billed_replica_s : 0;
  Quote result;
  result.speed = quoted_speed(priced, workload, day);
  const double of_lines = lines_usd(priced, requests, billed_s);
  result.usd_per_day = std::max(of_lines, priced.least_usd_per_day);
  for (const CostLine& line : priced.lines) {
    result.parts.push_back({line.what, line_usd(line, requests, billed_s)});
    result.explain.push_back(explain_line(line, requests, billed_s));
  }
  if (result.usd_per_day > of_lines)
    result.parts.push_back({std::string(unused_commitment), result.usd_per_day - of_lines});
  const double visible = (workload.output_tokens - workload.hidden_output_tokens) / workload.tokens_per_asked;
  const double output_millions = requests * visible / tokens_per_million;
  const double all_millions =
      requests * (workload.input_tokens / workload.tokens_per_asked + visible) / tokens_per_million;
  if (output_millions > 0) result.usd_per_million_output_tokens = result.usd_per_day / output_millions;
  if (all_millions > 0) result.usd_per_million_tokens = result.usd_per_day / all_millions;
  if (requests > 0) result.usd_per_thousand_requests = result.usd_per_day / (requests / 1000.0);
  if (!day) return result;
  result.billed_gpu_hours_per_day = billed_s * priced.gpus_per_replica / 3600.0;
  result.replicas_peak = day->replicas_peak;
  result.utilization = day->utilization;
  result.billed_utilization = day->billed_utilization;
  result.cold_share = day->cold_share;
  result.cold_starts_per_day = day->cold_starts;
  result.explain.insert(result.explain.end(), priced.capacity_explain.begin(), priced.capacity_explain.end());
  return result;
}

}  // namespace picker
