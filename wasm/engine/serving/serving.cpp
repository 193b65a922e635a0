#include "serving.h"

#include <algorithm>

#include "serving_time.h"

namespace picker {

double weights_bytes(const ModelShape& model, Precision precision) {
  const WeightBytes bytes = split_weights(model, precision);
  return bytes.experts + bytes.shared;
}

double memory_limit_bytes(const GpuFacts& gpu, double gpus, const ServingConstants& constants) {
  return constants.weights_memory_share * (gpu.hbm_usable_gb * 1e9) * gpus;
}

bool holds_one_request(const ServingQuery& query, std::optional<double> window_tokens,
                       const ServingConstants& constants) {
  // The 95th percentile of prompts whose squared coefficient of variation is 0.3, over their mean.
  constexpr double long_prompt_factor = 2;
  const TimeModel time(query, constants);
  double tokens = long_prompt_factor * query.input_tokens + query.output_tokens;
  if (window_tokens) tokens = std::min(tokens, std::max(*window_tokens, query.input_tokens));
  if (!query.lengths.empty()) tokens = 0;
  for (const RequestLengths& length : query.lengths)
    tokens = std::max(tokens, length.input_tokens + length.output_tokens);
  return time.kv_bytes_of(tokens) <= time.cache_bytes_free();
}

ServingResult estimate_serving(const ServingQuery& query, const ServingConstants& constants) {
  const double weights = weights_bytes(query.model, query.precision);
  const double limit = memory_limit_bytes(query.gpu, query.gpus, constants);
  if (weights > limit) return MemoryRefusal{weights, limit};

  const TimeModel time(query, constants);
  const EngineConstants& engine = engine_constants(query.engine, constants);
  const double output_tokens = time.output_tokens();
  ServingEstimate e;
  e.weights_bytes = weights;

  e.kv_bytes_per_sequence = time.kv_bytes_per_sequence();
  const double sequences = time.kv_sequences();
  e.kv_below_one_sequence = sequences < 1;
  e.batch_kv_limit = std::max(1.0, sequences);
  const double batch_max = time.batch_max();
  e.batch = std::min(query.concurrency.value_or(batch_max), batch_max);

  const DecodeStep step = time.decode_step(e.batch);
  e.t_w_s = step.weight_read_s;
  e.t_f_s = step.gemm_s;
  e.t_kv_s = step.kv_read_s;
  e.t_att_s = step.attention_s;
  e.t_com_s = step.communication_s;
  e.t_dec_s = step.total_s;
  e.t_pre_s = time.prompt_s();
  e.t_pre_single_s = time.prompt_on_idle_replica_s();
  e.requests_per_s = e.batch / (e.batch * e.t_pre_s + output_tokens * e.t_dec_s);
  e.output_tokens_per_s = e.requests_per_s * output_tokens;

  const double in_flight = query.concurrency.value_or(e.batch);
  const double request_s = in_flight / e.requests_per_s;  // Little's law
  const double prompt_load = std::min(e.requests_per_s * e.t_pre_s, 0.98);
  const double queue = std::min(in_flight, engine.ttft_queue_factor * prompt_load / (2 * (1 - prompt_load)));
  e.ttft_s = engine.ttft_base_s + engine.ttft_prompt_factor * e.t_pre_single_s * (1 + queue) +
             engine.ttft_decode_steps * e.t_dec_s + std::max(0.0, in_flight - e.batch) / e.requests_per_s;
  e.tpot_s = (request_s - std::min(e.ttft_s, 0.9 * request_s)) / std::max(output_tokens - 1, 1.0);
  return e;
}

}  // namespace picker
