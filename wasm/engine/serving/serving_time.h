// The terms of the serving-time model for one query: what a decode step and a prompt cost one replica, and
// how many sequences fit it. serving.h and serving_latency.h are built from these and from nothing else.
// It never refuses a query, and no latency limit or arrival process is in it.

#pragma once

#include "serving_constants.h"
#include "serving_query.h"

namespace picker {

// One decode step of a batch, in seconds of the whole replica.
struct DecodeStep {
  double weight_read_s = 0;    // t_w
  double gemm_s = 0;           // t_f
  double kv_read_s = 0;        // t_kv
  double attention_s = 0;      // t_att
  double communication_s = 0;  // t_com
  double total_s = 0;          // t_dec
};

struct WeightBytes {
  double experts = 0;
  double shared = 0;  // read by every token
};

// Precision the matrix products run in, and the width of the cache that goes with it.
struct Arithmetic {
  double flops = 0;  // of one GPU
  double kv_bytes_per_element = 0;
  bool native_fp4 = false;
};

WeightBytes split_weights(const ModelShape& model, Precision precision);
const EngineConstants& engine_constants(Engine engine, const ServingConstants& constants);

// The query and the constants must outlive it.
class TimeModel {
 public:
  TimeModel(const ServingQuery& query, const ServingConstants& constants);

  // M + Z: what one sequence occupies, copies on several GPUs included, without the prefix that all share.
  double kv_bytes_per_sequence() const;

  // What a sequence of so many tokens in all occupies.
  double kv_bytes_of(double tokens) const;

  // Bytes left for the cache beside the weights; may be negative.
  double cache_bytes_free() const;

  // Sequences whose cache fits beside the weights; below 1 where not one does.
  double kv_sequences() const;

  // B_max: the largest batch, at least 1.
  double batch_max() const;

  // t_dec(batch) and its parts
  DecodeStep decode_step(double batch) const;

  // t_pre: replica time that one prompt consumes
  double prompt_s() const;

  // t_pre1: first token of one long prompt on an idle replica
  double prompt_on_idle_replica_s() const;

  // Squared coefficient of variation of the prompt times of the classes; none: there are no classes
  std::optional<double> prompt_scv() const;

  double output_tokens() const { return output_tokens_; }

 private:
  double full_layers() const { return model_.layers - model_.window_layers; }
  double shared_copies() const { return data_parallel_ ? 1 : gpus_; }
  double decode_full_tokens() const;
  double cache_bytes(double full_tokens, double tokens) const;
  double experts_hit(double tokens) const;
  double weight_read_s(double batch) const;
  double gemm_s(double tokens) const;
  double prompt_s_of(double input_tokens) const;
  double prompt_gemm_s(double tokens) const;
  double kv_read_s(double batch) const;
  double attention_s(double batch) const;
  double communication_s(double tokens) const;
  double step_overhead_s() const;
  double prompt_attention_s(double input_tokens) const;
  double fresh(double input_tokens) const { return input_tokens * (1 - prefix_share_); }

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
  double prefix_share_;
  const std::vector<RequestLengths>& lengths_;  // empty: all requests are as the means
  double long_prompt_tokens_;
  double context_tokens_;  // S, the mean length while decoding
  double weight_bytes_per_s_;
  double kv_bytes_per_s_;
  double link_bytes_per_s_;
  double params_per_token_ = 0;  // whose products take as long as those of one token
  double gemm_flops_per_s_ = 0;
  double attention_flops_per_s_ = 0;
  double layer_s_ = 0;
  double all_reduce_latency_s_ = 0;
};

}  // namespace picker
