// What is asked of the serving model and what it answers. Plain data; serving.h works it out.
#pragma once

#include "../catalog/hardware.h"

#include <optional>
#include <variant>
#include <vector>

namespace picker {

enum class Engine { trtllm, vllm, sglang };
enum class Parallelism { tp, dp };  // dp: data-parallel attention, expert-parallel rest

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

}  // namespace picker
