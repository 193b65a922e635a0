// Models and GPUs as numbers: what the serving model reads of a model's architecture and of a GPU's data
// sheet. Never a name, never a price.
#pragma once

#include <optional>

namespace picker {

enum class Precision { bf16, fp16, fp8, fp4, mxfp4, int4 };  // of the weights; fp4 is NVIDIA's nvfp4
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

}  // namespace picker
