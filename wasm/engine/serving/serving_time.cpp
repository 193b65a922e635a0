#include "serving_time.h"

#include <algorithm>

#include "../numbers/numeric.h"

namespace picker {
namespace {

struct BytesPerParam {
  double experts = 0;  // of a mixture
  double rest = 0;     // of a mixture
  double dense = 0;    // every parameter of a dense model
};

BytesPerParam bytes_per_param(Precision precision) {
  switch (precision) {
    case Precision::bf16:
    case Precision::fp16:
      return {2, 2, 2};
    case Precision::fp8:
      return {1, 1, 1};
    case Precision::fp4:
      return {0.5625, 0.5625, 0.5625};
    case Precision::mxfp4:
      return {0.53, 2, 0.53};
    case Precision::int4:
      return {0.55, 2, 0.55};
  }
  return {};
}

bool is_mixture(const ModelShape& model) { return model.experts > 0; }

// P_exp: parameters of all experts together, from what is idle in one token.
double expert_params(const ModelShape& model) {
  if (!is_mixture(model)) return 0;
  return (model.params_total_b * 1e9 - model.params_active_b * 1e9) /
         (1 - model.experts_per_token / model.experts);
}

Arithmetic arithmetic_of(const GpuFacts& gpu, Precision precision) {
  const double bf16 = gpu.bf16_tflops * 1e12;
  const double fp8 = gpu.fp8_tflops * 1e12;
  const double fp4 = gpu.fp4_tflops * 1e12;
  switch (precision) {
    case Precision::bf16:
    case Precision::fp16:
    case Precision::int4:
      return {bf16, 2, false};
    case Precision::fp8:
      return {fp8 > 0 ? fp8 : bf16, 1, false};
    case Precision::fp4:
      return {fp4 > 0 ? fp4 : bf16, 1, fp4 > 0};
    case Precision::mxfp4: {
      const bool scaled = gpu.arch == Architecture::blackwell || gpu.arch == Architecture::blackwell_rtx ||
                          gpu.arch == Architecture::cdna4;
      return {scaled ? fp8 : bf16, gpu.arch == Architecture::blackwell ? 1.0 : 2.0, false};
    }
  }
  return {};
}

// The mean of `of` over the sequences that are in a replica: one that writes longer is there longer.
template <class Of>
double over_sequences(const ServingQuery& query, const Of& of) {
  if (query.lengths.empty()) return of(RequestLengths{1, query.input_tokens, query.output_tokens});
  double sum = 0, weights = 0;
  for (const RequestLengths& length : query.lengths) {
    const double weight = length.share * std::max(length.output_tokens, 1.0);
    sum += weight * of(length);
    weights += weight;
  }
  return sum / weights;
}

double gemm_efficiency(Architecture arch, const ServingConstants& c) {
  switch (arch) {
    case Architecture::turing:
    case Architecture::ampere:
      return c.gemm_efficiency_ampere;
    case Architecture::ada:
      return c.gemm_efficiency_ada;
    case Architecture::hopper:
      return c.gemm_efficiency_hopper;
    case Architecture::blackwell:
      return c.gemm_efficiency_blackwell;
    case Architecture::blackwell_rtx:
      return c.gemm_efficiency_blackwell_rtx;
    case Architecture::cdna3:
    case Architecture::cdna4:
      return c.gemm_efficiency_cdna;
  }
  return 0;
}

}  // namespace

WeightBytes split_weights(const ModelShape& model, Precision precision) {
  const BytesPerParam bytes = bytes_per_param(precision);
  const double params = model.params_total_b * 1e9;
  if (!is_mixture(model)) return {0, params * bytes.dense};
  const double experts = expert_params(model);
  return {experts * bytes.experts, (params - experts) * bytes.rest};
}

const EngineConstants& engine_constants(Engine engine, const ServingConstants& c) {
  switch (engine) {
    case Engine::trtllm:
      return c.trtllm;
    case Engine::vllm:
      return c.vllm;
    case Engine::sglang:
      return c.sglang;
  }
  return c.vllm;
}

TimeModel::TimeModel(const ServingQuery& query, const ServingConstants& constants)
    : model_(query.model),
      gpu_(query.gpu),
      c_(constants),
      engine_(engine_constants(query.engine, constants)),
      gpus_(query.gpus),
      mixture_(is_mixture(query.model)),
      mla_(query.model.attention == Attention::mla),
      data_parallel_(query.parallelism == Parallelism::dp),
      weights_(split_weights(query.model, query.precision)),
      arithmetic_(arithmetic_of(query.gpu, query.precision)),
      int4_factor_(query.precision == Precision::int4 ? constants.int4_factor : 1),
      kv_bytes_per_element_(query.kv_bytes_per_element.value_or(arithmetic_.kv_bytes_per_element)),
      input_tokens_(query.input_tokens),
      output_tokens_(std::max(query.output_tokens, 1.0)),
      prefix_share_(query.prefix_share),
      lengths_(query.lengths),
      long_prompt_tokens_(query.long_prompt_tokens.value_or(query.input_tokens)),
      context_tokens_(over_sequences(query,
                                     [](const RequestLengths& length) {
                                       return length.input_tokens + std::max(length.output_tokens, 1.0) / 2;
                                     })),
      weight_bytes_per_s_(query.gpu.hbm_tb_s * 1e12 * constants.weight_read_efficiency),
      kv_bytes_per_s_(query.gpu.hbm_tb_s * 1e12 * constants.kv_read_efficiency),
      link_bytes_per_s_(query.gpu.link_gb_s_per_dir * 1e9) {
  double efficiency = gemm_efficiency(gpu_.arch, c_) * int4_factor_;
  if (mixture_) efficiency *= c_.gemm_factor_mixture;
  if (arithmetic_.native_fp4) efficiency *= c_.gemm_factor_native_fp4;
  if (data_parallel_) efficiency *= c_.gemm_factor_data_parallel;
  gemm_flops_per_s_ = gpus_ * arithmetic_.flops * efficiency;
  attention_flops_per_s_ = gpus_ * (gpu_.bf16_tflops * 1e12) * c_.attention_efficiency;

  layer_s_ = gpu_.arch == Architecture::blackwell ? c_.layer_blackwell_s : c_.layer_s;
  if (mixture_) layer_s_ += c_.layer_mixture_extra_s;
  if (mla_) layer_s_ += c_.layer_mla_extra_s;
  const double experts_per_token = mixture_ ? model_.experts_per_token : 0;
  layer_s_ += c_.layer_routed_element_s * experts_per_token * model_.hidden;

  const double params_active = model_.params_active_b * 1e9;
  params_per_token_ =
      params_active + experts_per_token * model_.layers * c_.routed_extra_params * shared_copies();
  if (query.precision == Precision::fp8) {
    const double experts_used = mixture_ ? experts_per_token / model_.experts : 0;
    params_per_token_ += engine_.fp8_gemm_extra * (params_active - experts_used * expert_params(model_));
  }

  const bool slow_link = link_bytes_per_s_ < c_.slow_link_bytes_per_s;
  all_reduce_latency_s_ = c_.all_reduce_latency_s * (slow_link ? c_.all_reduce_slow_link_factor : 1);
}

double TimeModel::kv_bytes_of(double tokens) const {
  double copies = 1;
  if (!data_parallel_) copies = mla_ ? gpus_ : std::max(1.0, gpus_ / model_.kv_heads);
  return cache_bytes(tokens, tokens) * copies + model_.state_bytes;
}

double TimeModel::kv_bytes_per_sequence() const {
  const auto own_bytes = [&](double input_tokens, double output_tokens) {
    const double all = kv_bytes_of(input_tokens + c_.kept_output_share * output_tokens);
    if (!(prefix_share_ > 0)) return all;
    return all - (kv_bytes_of(prefix_share_ * input_tokens) - model_.state_bytes);
  };
  if (lengths_.empty()) return own_bytes(input_tokens_, output_tokens_);
  double bytes = 0, weights = 0;
  for (const RequestLengths& length : lengths_) {
    const double output_tokens = std::max(length.output_tokens, 1.0);
    const double weight = length.share * output_tokens;
    bytes += weight * own_bytes(length.input_tokens, output_tokens);
    weights += weight;
  }
  return bytes / weights;
}

double TimeModel::cache_bytes_free() const {
  const double usable_bytes = c_.usable_memory_share * (gpu_.hbm_usable_gb * 1e9) * gpus_;
  return usable_bytes - (weights_.experts + weights_.shared) - c_.reserved_bytes_per_gpu * gpus_;
}

double TimeModel::kv_sequences() const {
  const double prefix_bytes =
      prefix_share_ > 0 ? kv_bytes_of(prefix_share_ * input_tokens_) - model_.state_bytes : 0;
  return (cache_bytes_free() - prefix_bytes) / kv_bytes_per_sequence();
}

double TimeModel::batch_max() const { return std::min(std::max(1.0, kv_sequences()), c_.batch_limit); }

DecodeStep TimeModel::decode_step(double batch) const {
  DecodeStep step;
  step.weight_read_s = weight_read_s(batch);
  step.gemm_s = gemm_s(batch);
  step.kv_read_s = kv_read_s(batch);
  step.attention_s = attention_s(batch);
  step.communication_s = communication_s(batch);

  const double mixture_s = mixture_ ? c_.mixture_per_sequence_s / gpus_ : 0;
  // (t_w^n + t_f^n)^(1/n) with the larger one taken out, which saves a power.
  const double n = c_.overlap_exponent;
  const double longer_s = std::max(step.weight_read_s, step.gemm_s);
  const double ratio = std::min(step.weight_read_s, step.gemm_s) / longer_s;
  const double read_and_multiply_s = longer_s * numeric::pow(1 + numeric::pow(ratio, n), 1 / n);
  const double scheduler_s = (engine_.decode_per_sequence_s + mixture_s) * batch;
  step.total_s = step_overhead_s() + scheduler_s + read_and_multiply_s +
                 std::max(step.kv_read_s, step.attention_s) + step.communication_s;
  return step;
}

double TimeModel::prompt_s_of(double input_tokens) const {
  const double tokens = fresh(input_tokens);
  return engine_.prompt_s + prompt_gemm_s(tokens) + prompt_attention_s(input_tokens) +
         communication_s(tokens) - communication_s(0);
}

double TimeModel::prompt_s() const {
  if (lengths_.empty()) return prompt_s_of(input_tokens_);
  double seconds = 0;
  for (const RequestLengths& length : lengths_) seconds += length.share * prompt_s_of(length.input_tokens);
  return seconds;
}

std::optional<double> TimeModel::prompt_scv() const {
  if (lengths_.empty()) return std::nullopt;
  const double mean = prompt_s();
  double variance = 0;
  for (const RequestLengths& length : lengths_) {
    const double off = prompt_s_of(length.input_tokens) / mean - 1;
    variance += length.share * off * off;
  }
  return variance;
}

double TimeModel::prompt_on_idle_replica_s() const {
  const double input_tokens = long_prompt_tokens_;
  const double tokens = fresh(input_tokens);
  const double arithmetic_s = prompt_gemm_s(tokens);
  const double read_s =
      (weights_.shared + experts_hit(tokens) * weights_.experts) / gpus_ / weight_bytes_per_s_;
  const double cubes = arithmetic_s * arithmetic_s * arithmetic_s + read_s * read_s * read_s;
  return engine_.prompt_s + step_overhead_s() + numeric::pow(cubes, 1.0 / 3) +
         prompt_attention_s(input_tokens) + communication_s(tokens);
}

// Tokens that one decode step reads in a full layer.
double TimeModel::decode_full_tokens() const {
  return std::min(context_tokens_, model_.decode_read_tokens_max.value_or(context_tokens_));
}

// q [u_f (L - Lw) full_tokens + u_w Lw min(tokens, window)] + x tokens
double TimeModel::cache_bytes(double full_tokens, double tokens) const {
  const double elements =
      model_.kv_elems_full_layer * full_layers() * full_tokens +
      model_.kv_elems_window_layer * model_.window_layers * std::min(tokens, model_.window_tokens);
  return kv_bytes_per_element_ * elements + model_.index_bytes_per_token * tokens;
}

// phi: the share of the experts that so many tokens use.
double TimeModel::experts_hit(double tokens) const {
  if (!mixture_) return 0;
  return 1 - numeric::pow(1 - model_.experts_per_token / model_.experts, std::max(tokens, 1.0));
}

// Every token reads the shared weights, a batch reads the experts that any of its tokens hits.
double TimeModel::weight_read_s(double batch) const {
  if (!mixture_) return weights_.shared / shared_copies() / int4_factor_ / weight_bytes_per_s_;
  const double expert_bytes = experts_hit(batch) * weights_.experts / gpus_;
  return (weights_.shared / shared_copies() + expert_bytes / c_.expert_read_efficiency / int4_factor_) /
         weight_bytes_per_s_;
}

double TimeModel::gemm_s(double tokens) const { return 2 * params_per_token_ * tokens / gemm_flops_per_s_; }

double TimeModel::prompt_gemm_s(double tokens) const {
  return gemm_s(tokens) * (mixture_ ? engine_.mixture_prompt_factor : 1);
}

double TimeModel::kv_read_s(double batch) const {
  double sharing = mla_ ? 1 : std::min(gpus_, model_.kv_heads);
  if (data_parallel_) sharing = gpus_;
  const double bytes = cache_bytes(decode_full_tokens(), context_tokens_);
  return batch * (bytes / sharing + model_.state_io_bytes_per_step / gpus_) / kv_bytes_per_s_;
}

double TimeModel::attention_s(double batch) const {
  const double window_tokens = std::min(context_tokens_, model_.window_tokens);
  return batch *
         (model_.attn_flops_decode_full * full_layers() * decode_full_tokens() +
          model_.attn_flops_decode_window * model_.window_layers * window_tokens) /
         attention_flops_per_s_;
}

// Two all-reduces a layer for a step of so many tokens.
double TimeModel::communication_s(double tokens) const {
  if (gpus_ == 1) return 0;
  const double bytes_per_s = link_bytes_per_s_ * c_.link_efficiency;
  double transfer_s = tokens * model_.hidden * 4 * (gpus_ - 1) / gpus_ / bytes_per_s;
  if (data_parallel_) {
    transfer_s = mixture_ ? tokens / gpus_ * model_.hidden * model_.experts_per_token / bytes_per_s : 0;
  }
  return 2 * model_.layers * (all_reduce_latency_s_ + transfer_s);
}

// The step's cost that does not depend on the batch.
double TimeModel::step_overhead_s() const { return engine_.decode_step_s + model_.layers * layer_s_; }

// Fresh tokens attend to all before them, cached ones included: n - f/2 on the average, twice which is what a
// prompt of n fresh ones has as n in its constant.
double TimeModel::prompt_attention_s(double input_tokens) const {
  const double tokens = fresh(input_tokens);
  const double reach = 2 * input_tokens - tokens;
  const double full_tokens = std::min(reach, model_.prefill_context_max.value_or(reach));
  const double window_tokens = std::min(input_tokens, model_.window_tokens);
  return tokens *
         (model_.attn_flops_prefill_full * full_layers() * full_tokens +
          model_.attn_flops_prefill_window * model_.window_layers * window_tokens) /
         attention_flops_per_s_;
}

}  // namespace picker
