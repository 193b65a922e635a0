#include "serving.h"

#include <algorithm>

#include "numeric.h"

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

struct WeightBytes {
  double experts = 0;
  double shared = 0;  // read by every token
};

WeightBytes split_weights(const ModelShape& model, Precision precision) {
  const BytesPerParam bytes = bytes_per_param(precision);
  const double params = model.params_total_b * 1e9;
  if (!is_mixture(model)) return {0, params * bytes.dense};
  const double experts_used = model.experts_per_token / model.experts;
  const double params_experts = (params - model.params_active_b * 1e9) / (1 - experts_used);
  return {params_experts * bytes.experts, (params - params_experts) * bytes.rest};
}

// Precision the matrix products run in, and the width of the cache that goes with it.
struct Arithmetic {
  double flops = 0;  // of one GPU
  double kv_bytes_per_element = 0;
  bool native_fp4 = false;
};

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

// The terms of the time model for one query. The letters in comments are those of the published text.
class TimeModel {
 public:
  TimeModel(const ServingQuery& query, const ServingConstants& constants)
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
        context_tokens_(input_tokens_ + output_tokens_ / 2),
        hbm_bytes_per_s_(query.gpu.hbm_tb_s * 1e12),
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

    const bool slow_link = link_bytes_per_s_ < c_.slow_link_bytes_per_s;
    all_reduce_latency_s_ = c_.all_reduce_latency_s * (slow_link ? c_.all_reduce_slow_link_factor : 1);
  }

  // M + Z: what one sequence occupies, copies on several GPUs included.
  double kv_bytes_per_sequence() const {
    double copies = 1;
    if (!data_parallel_) copies = mla_ ? gpus_ : std::max(1.0, gpus_ / model_.kv_heads);
    const double tokens = input_tokens_ + c_.kept_output_share * output_tokens_;
    return cache_bytes(tokens, tokens) * copies + model_.state_bytes;
  }

  // t_w: every token reads the shared weights, a batch reads the experts that any of its tokens hits.
  double weight_read_s(double batch) const {
    if (!mixture_) return weights_.shared / shared_copies() / int4_factor_ / weight_bytes_per_s();
    const double expert_bytes = experts_hit(batch) * weights_.experts / gpus_;
    return (weights_.shared / shared_copies() + expert_bytes / c_.expert_read_efficiency / int4_factor_) /
           weight_bytes_per_s();
  }

  // t_f
  double gemm_s(double tokens) const {
    return 2 * (model_.params_active_b * 1e9) * tokens / gemm_flops_per_s_;
  }

  // t_kv
  double kv_read_s(double batch) const {
    double sharing = mla_ ? 1 : std::min(gpus_, model_.kv_heads);
    if (data_parallel_) sharing = gpus_;
    const double bytes = cache_bytes(decode_full_tokens(), context_tokens_);
    return batch * (bytes / sharing + model_.state_io_bytes_per_step / gpus_) /
           (hbm_bytes_per_s_ * c_.kv_read_efficiency);
  }

  // t_att
  double attention_s(double batch) const {
    const double window_tokens = std::min(context_tokens_, model_.window_tokens);
    return batch *
           (model_.attn_flops_decode_full * full_layers() * decode_full_tokens() +
            model_.attn_flops_decode_window * model_.window_layers * window_tokens) /
           attention_flops_per_s_;
  }

  // t_com for a step of so many tokens: two all-reduces a layer.
  double communication_s(double tokens) const {
    if (gpus_ == 1) return 0;
    const double bytes_per_s = link_bytes_per_s_ * c_.link_efficiency;
    double transfer_s = tokens * model_.hidden * 4 * (gpus_ - 1) / gpus_ / bytes_per_s;
    if (data_parallel_) {
      transfer_s = mixture_ ? tokens / gpus_ * model_.hidden * model_.experts_per_token / bytes_per_s : 0;
    }
    return 2 * model_.layers * (all_reduce_latency_s_ + transfer_s);
  }

  // The step's cost that does not depend on the batch.
  double step_overhead_s() const { return engine_.decode_step_s + model_.layers * layer_s_; }

  // t_dec, from the terms already in the estimate for this batch
  double decode_step_s(const ServingEstimate& terms) const {
    const double mixture_s = mixture_ ? c_.mixture_per_sequence_s / gpus_ : 0;
    // (t_w^n + t_f^n)^(1/n) with the larger one taken out, which saves a power.
    const double n = c_.overlap_exponent;
    const double longer_s = std::max(terms.t_w_s, terms.t_f_s);
    const double ratio = std::min(terms.t_w_s, terms.t_f_s) / longer_s;
    const double read_and_multiply_s = longer_s * numeric::pow(1 + numeric::pow(ratio, n), 1 / n);
    const double scheduler_s = (engine_.decode_per_sequence_s + mixture_s) * terms.batch;
    return step_overhead_s() + scheduler_s + read_and_multiply_s + std::max(terms.t_kv_s, terms.t_att_s) +
           terms.t_com_s;
  }

  // t_pre
  double prompt_s() const {
    return engine_.prompt_s + gemm_s(input_tokens_) + prompt_attention_s() + communication_s(input_tokens_) -
           communication_s(0);
  }

  // t_pre1
  double prompt_on_idle_replica_s() const {
    const double arithmetic_s = gemm_s(input_tokens_);
    const double read_s =
        (weights_.shared + experts_hit(input_tokens_) * weights_.experts) / gpus_ / weight_bytes_per_s();
    const double cubes = arithmetic_s * arithmetic_s * arithmetic_s + read_s * read_s * read_s;
    return engine_.prompt_s + step_overhead_s() + numeric::pow(cubes, 1.0 / 3) + prompt_attention_s() +
           communication_s(input_tokens_);
  }

 private:
  double full_layers() const { return model_.layers - model_.window_layers; }

  // Tokens that one decode step reads in a full layer.
  double decode_full_tokens() const {
    return std::min(context_tokens_, model_.decode_read_tokens_max.value_or(context_tokens_));
  }

  // q [u_f (L - Lw) full_tokens + u_w Lw min(tokens, window)] + x tokens
  double cache_bytes(double full_tokens, double tokens) const {
    const double elements =
        model_.kv_elems_full_layer * full_layers() * full_tokens +
        model_.kv_elems_window_layer * model_.window_layers * std::min(tokens, model_.window_tokens);
    return kv_bytes_per_element_ * elements + model_.index_bytes_per_token * tokens;
  }

  // phi: the share of the experts that so many tokens use.
  double experts_hit(double tokens) const {
    if (!mixture_) return 0;
    return 1 - numeric::pow(1 - model_.experts_per_token / model_.experts, std::max(tokens, 1.0));
  }

  double shared_copies() const { return data_parallel_ ? 1 : gpus_; }
  double weight_bytes_per_s() const { return hbm_bytes_per_s_ * c_.weight_read_efficiency; }

  double prompt_attention_s() const {
    const double full_tokens = std::min(input_tokens_, model_.prefill_context_max.value_or(input_tokens_));
    const double window_tokens = std::min(input_tokens_, model_.window_tokens);
    return input_tokens_ *
           (model_.attn_flops_prefill_full * full_layers() * full_tokens +
            model_.attn_flops_prefill_window * model_.window_layers * window_tokens) /
           attention_flops_per_s_;
  }

  const ModelShape& model_;
  const GpuFacts& gpu_;
  const ServingConstants& c_;
  const EngineConstants& engine_;
  double gpus_;
  bool mixture_;
  bool mla_;
  bool data_parallel_;
  WeightBytes weights_;
  Arithmetic arithmetic_;
  double int4_factor_;
  double kv_bytes_per_element_;
  double input_tokens_;
  double output_tokens_;
  double context_tokens_;  // S, the mean length while decoding
  double hbm_bytes_per_s_;
  double link_bytes_per_s_;
  double gemm_flops_per_s_ = 0;
  double attention_flops_per_s_ = 0;
  double layer_s_ = 0;
  double all_reduce_latency_s_ = 0;
};

}  // namespace

double weights_bytes(const ModelShape& model, Precision precision) {
  const WeightBytes bytes = split_weights(model, precision);
  return bytes.experts + bytes.shared;
}

double memory_limit_bytes(const GpuFacts& gpu, double gpus, const ServingConstants& constants) {
  return constants.weights_memory_share * (gpu.hbm_usable_gb * 1e9) * gpus;
}

ServingResult estimate_serving(const ServingQuery& query, const ServingConstants& constants) {
  const double weights = weights_bytes(query.model, query.precision);
  const double limit = memory_limit_bytes(query.gpu, query.gpus, constants);
  if (weights > limit) return MemoryRefusal{weights, limit};

  const TimeModel time(query, constants);
  const EngineConstants& engine = engine_constants(query.engine, constants);
  const double output_tokens = std::max(query.output_tokens, 1.0);
  ServingEstimate e;
  e.weights_bytes = weights;

  e.kv_bytes_per_sequence = time.kv_bytes_per_sequence();
  const double usable_bytes = constants.usable_memory_share * (query.gpu.hbm_usable_gb * 1e9) * query.gpus;
  const double free_bytes = usable_bytes - weights - constants.reserved_bytes_per_gpu * query.gpus;
  const double sequences = free_bytes / e.kv_bytes_per_sequence;
  e.kv_below_one_sequence = sequences < 1;
  e.batch_kv_limit = std::max(1.0, sequences);
  const double batch_max = std::min(e.batch_kv_limit, constants.batch_limit);
  e.batch = std::min(query.concurrency.value_or(batch_max), batch_max);

  e.t_w_s = time.weight_read_s(e.batch);
  e.t_f_s = time.gemm_s(e.batch);
  e.t_kv_s = time.kv_read_s(e.batch);
  e.t_att_s = time.attention_s(e.batch);
  e.t_com_s = time.communication_s(e.batch);
  e.t_dec_s = time.decode_step_s(e);
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
