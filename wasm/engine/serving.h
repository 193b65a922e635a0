// Tokens per second of one replica: a group of GPUs that serves one copy of a model, as a closed form of the
// model's shape, the GPU's data sheet, the lengths of a request and how many requests are in flight.
// Batch sizes are real numbers, never rounded. Fitted on measured records (serving_constants.h): the median
// error is about 10 % for a model left out of the fit; the time to first token is coarse, useless for sglang.
// It never looks up a name or an alias, picks a precision or a GPU count, applies a latency limit or prices
// anything, and it does not model pipeline parallelism, several nodes or speculation. A prefix cache is
// modelled, not measured: cached tokens take no prefill, and all requests share one copy of them.

#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "serving_constants.h"

namespace picker {

enum class Engine { trtllm, vllm, sglang };
enum class Precision { bf16, fp16, fp8, fp4, mxfp4, int4 };  // of the weights; fp4 is NVIDIA's nvfp4
enum class Parallelism { tp, dp };  // dp: data-parallel attention, expert-parallel rest
enum class Attention { gqa, mla };
enum class Architecture { turing, ampere, ada, hopper, blackwell, blackwell_rtx, cdna3, cdna4 };

// One row of the model table. Counts are doubles: all arithmetic is.
struct ModelShape {
  double params_total_b = 0;   // billions
  double params_active_b = 0;  // billions used by one token
  double layers = 0;
  double hidden = 0;
  double heads = 0;
  double kv_heads = 0;  // 1 for MLA
  double head_dim = 0;
  double experts = 0;            // 0: a dense model
  double experts_per_token = 0;  // below `experts` in a mixture
  Attention attention = Attention::gqa;
  double window_layers = 0;        // layers that see at most window_tokens
  double window_tokens = 0;        // 0: linear-attention layers, which keep no cache
  double kv_elems_full_layer = 0;  // cache elements of one token in one full layer
  double kv_elems_window_layer = 0;
  double index_bytes_per_token = 0;  // over all layers
  double state_bytes = 0;            // kept per sequence whatever its length
  double state_io_bytes_per_step = 0;
  std::optional<double> decode_read_tokens_max = {};  // sparse attention: most a step reads; none: all
  std::optional<double> prefill_context_max = {};     // most a prompt token attends to; none: all
  double attn_flops_decode_full = 0;                  // per layer, token and context token
  double attn_flops_decode_window = 0;
  double attn_flops_prefill_full = 0;
  double attn_flops_prefill_window = 0;
};

// One row of the GPU table, for one GPU, without sparsity. 0 TFLOPS: not in the hardware.
struct GpuFacts {
  double bf16_tflops = 0;
  double fp8_tflops = 0;
  double fp4_tflops = 0;
  double hbm_tb_s = 0;
  double hbm_usable_gb = 0;      // 1e9 bytes, as the driver reports it
  double link_gb_s_per_dir = 0;  // 1e9 bytes per second and direction
  Architecture arch = Architecture::hopper;
};

// Requests of one length, where not all have the same.
struct RequestLengths {
  double share = 1;  // of the requests; the shares of a query sum to 1
  double input_tokens = 0;
  double output_tokens = 1;
};

// The model and the GPU must outlive the query.
struct ServingQuery {
  const ModelShape& model;
  const GpuFacts& gpu;
  double gpus = 1;                        // in the replica, at least 1
  Precision precision = Precision::bf16;  // of the weights
  Engine engine = Engine::vllm;
  Parallelism parallelism = Parallelism::tp;
  double input_tokens = 0;                          // mean per request, at least 0
  double output_tokens = 1;                         // mean per request; below 1 counts as 1
  std::optional<double> concurrency = {};           // requests always in flight, above 0; none: saturation
  std::optional<double> kv_bytes_per_element = {};  // overrides what the precision implies
  double prefix_share = 0;                          // of each prompt, read from the prefix cache, 0..1
  // What takes longer than in proportion to its length is worked out class by class, where there are any; the
  // means above are then theirs.
  std::vector<RequestLengths> lengths = {};
  std::optional<double> long_prompt_tokens =
      {};  // the prompt that a limit on the first token is kept for; none: the mean
};

// Times are of the whole replica, in seconds.
struct ServingEstimate {
  double weights_bytes = 0;
  double kv_bytes_per_sequence = 0;
  double batch_kv_limit = 0;  // sequences whose cache fits, at least 1
  double batch = 0;           // sequences decoded together
  double t_w_s = 0;           // one decode step: reading weights
  double t_f_s = 0;           //   matrix products
  double t_kv_s = 0;          //   reading the cache
  double t_att_s = 0;         //   attention arithmetic
  double t_com_s = 0;         //   all-reduce
  double t_dec_s = 0;         //   the step itself
  double t_pre_s = 0;         // replica time that one prompt consumes
  double t_pre_single_s = 0;  // first token of one prompt on an idle replica
  double requests_per_s = 0;
  double output_tokens_per_s = 0;
  double ttft_s = 0;  // mean time to first token with a constant number of requests in flight
  double tpot_s = 0;  // mean time per output token after the first
  bool kv_below_one_sequence = false;  // not one sequence's cache fits; the estimate assumes one anyway
};

// The weights do not fit.
struct MemoryRefusal {
  double weights_bytes = 0;
  double limit_bytes = 0;
};

using ServingResult = std::variant<ServingEstimate, MemoryRefusal>;

// Bytes of the weights of one copy. The experts of a mixture may be narrower than the rest of it.
double weights_bytes(const ModelShape& model, Precision precision);

// Whether the cache holds one request at all: the longest of the classes, else one whose prompt is the 95th
// percentile of lengths that vary as Arrivals::prompt_scv says (twice the mean), at most `window_tokens` in
// all. The weights fit.
bool holds_one_request(const ServingQuery& query, std::optional<double> window_tokens,
                       const ServingConstants& constants = default_serving_constants);

// Most bytes of weights that this many GPUs hold.
double memory_limit_bytes(const GpuFacts& gpu, double gpus,
                          const ServingConstants& constants = default_serving_constants);

// The replica's speed, or the refusal when weights_bytes is above memory_limit_bytes. Inputs outside the
// stated ranges give meaningless numbers, not errors: checking them is the caller's.
ServingResult estimate_serving(const ServingQuery& query,
                               const ServingConstants& constants = default_serving_constants);

}  // namespace picker
