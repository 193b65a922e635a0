// Fitted constants of the serving-time model: how fast a replica reads, multiplies, attends and talks.
// Two sets: the published one, copied in full because the test vectors depend on all of its digits, and the
// refit, which is the default: fewer constants, closer on models that it has not seen, and not too fast on
// long prompts over mixtures. tests/bench/fit_serving.txt has the errors of both. It never holds facts about
// a model or a GPU: those are rows of rates/models.json and rates/gpus.json.

#pragma once

#include <initializer_list>

namespace picker {

// What differs between serving engines.
struct EngineConstants {
  double decode_step_s = 0;          // c0: fixed cost of one decode step
  double prompt_s = 0;               // cr: fixed cost of one prompt
  double decode_per_sequence_s = 0;  // c1: scheduler cost of one sequence in one decode step
  double ttft_base_s = 0;            // t0 of the closed-loop time to first token
  double ttft_prompt_factor = 0;     // k1: multiplies the prompt time on an idle replica
  double ttft_queue_factor = 0;      // k2: multiplies rho / (2 (1 - rho))
  double ttft_decode_steps = 0;      // k3: decode steps waited for before the first token
  // Open servers multiply a mixture's prompts with general kernels, in chunks between decode steps.
  double mixture_prompt_factor = 1;  // time of a prompt's matrix products
  // Their fp8 products are block-scaled, without kernels tuned to each shape.
  double fp8_gemm_extra = 0;  // time on top, as a share, for the parameters outside experts
};

struct ServingConstants {
  // Fractions of the data sheet's bandwidth and arithmetic that are reached.
  double weight_read_efficiency = 0;         // bw_w
  double kv_read_efficiency = 0;             // bw_k
  double gemm_efficiency_ampere = 0;         // fd_am, Turing too
  double gemm_efficiency_ada = 0;            // fd_ad
  double gemm_efficiency_hopper = 0;         // fd_ho
  double gemm_efficiency_blackwell = 0;      // fd_bl
  double gemm_efficiency_blackwell_rtx = 0;  // fd_rt
  double gemm_efficiency_cdna = 0;           // fd_cd, both CDNA 3 and CDNA 4
  double gemm_factor_mixture = 0;            // moe_f
  double expert_read_efficiency = 0;         // moe_w
  double gemm_factor_native_fp4 = 0;         // f4
  double int4_factor = 0;                    // i4: unpacking slows both arithmetic and reads
  double attention_efficiency = 0;           // fa
  double gemm_factor_data_parallel = 0;      // ep

  // Communication and launch overheads.
  double all_reduce_latency_s = 0;         // al
  double all_reduce_slow_link_factor = 0;  // al is multiplied by this below slow_link_bytes_per_s
  double slow_link_bytes_per_s = 0;
  double link_efficiency = 0;         // nb
  double layer_s = 0;                 // lay
  double layer_blackwell_s = 0;       // lay_b, not the RTX cards
  double layer_mixture_extra_s = 0;   // lay_m
  double layer_mla_extra_s = 0;       // lay_mla
  double mixture_per_sequence_s = 0;  // c1_m, divided by the GPU count
  // A step gathers, scatters and quantizes a row of hidden elements for every expert of a token: the kernels
  // that do it start in every layer, so this grows with the model where a plain cost per layer would not.
  double layer_routed_element_s = 0;  // per layer, expert of a token and element of the row
  // Grouped products of narrow experts fill tiles badly. Splitting an expert over GPUs makes it narrower
  // still: what a token and expert cost beside the expert's own parameters is not divided by tensor
  // parallelism.
  double routed_extra_params = 0;  // parameters that would take as long, per layer, token and expert

  double overlap_exponent = 0;   // nsm: how reads and arithmetic of one step overlap
  double kept_output_share = 0;  // res: share of the output that one sequence's cache reserves

  // Memory policy and scheduler limit.
  double weights_memory_share =
      0;  // weights above this share of the memory are refused; the refit has one for both
  double usable_memory_share = 0;     // share of the memory that the server may fill
  double reserved_bytes_per_gpu = 0;  // activations and buffers
  double batch_limit = 0;             // sequences in one decode step

  EngineConstants trtllm;
  EngineConstants vllm;
  EngineConstants sglang;
};

// The published fit of 2026-11-22. The CDNA efficiency was set afterwards, from 27 MLPerf results.
constexpr ServingConstants published_serving_constants() {
  ServingConstants c;
  c.weight_read_efficiency = 0.9592216489036592;
  c.kv_read_efficiency = 0.7681036097867662;
  c.gemm_efficiency_ampere = 0.7943975431996033;
  c.gemm_efficiency_ada = 0.6140964557141005;
  c.gemm_efficiency_hopper = 0.6379616609518638;
  c.gemm_efficiency_blackwell = 0.5333109691314435;
  c.gemm_efficiency_blackwell_rtx = 0.8892375159319118;
  c.gemm_efficiency_cdna = 0.49;
  c.gemm_factor_mixture = 0.6337196189442795;
  c.expert_read_efficiency = 0.8392223019937024;
  c.gemm_factor_native_fp4 = 0.7265099036863211;
  c.int4_factor = 0.903732302908276;
  c.attention_efficiency = 0.5175124121548299;
  c.gemm_factor_data_parallel = 0.6016024352842927;

  c.all_reduce_latency_s = 1.4658166940292718e-05;
  c.all_reduce_slow_link_factor = 3;
  c.slow_link_bytes_per_s = 100e9;
  c.link_efficiency = 0.597775034513431;
  c.layer_s = 5.274290196375436e-05;
  c.layer_blackwell_s = 3.536744277498108e-05;
  c.layer_mixture_extra_s = 2.1481015812920566e-05;
  c.layer_mla_extra_s = 3.508811758858479e-05;
  c.mixture_per_sequence_s = 9.553988415930068e-06;

  c.overlap_exponent = 1.1383123525403949;
  c.kept_output_share = 0.9212019275897338;

  c.weights_memory_share = 0.97;
  c.usable_memory_share = 0.92;
  c.reserved_bytes_per_gpu = 1.5e9;
  c.batch_limit = 2048;

  c.trtllm = {0.000189355474705663, 5.574985076644852e-05, 5.120380344514494e-07, 0.04378162475831234,
              1.1659519290852964,   5.590334119400644,     10.149076019015252};
  c.vllm = {0.0001375510758295573, 0.00010083694661637018, 2.1338827356512688e-05, 7.719681116297185e-13,
            1.2879208429272058,    5.522978779892349,      9.31689829451103};
  c.sglang = {0.00013785342331221382, 0.00010974581252260343, 3.452704021591902e-05, 3.147405875642951e-11,
              0.28391544011233033,    374.46360483607185,     29.678011806463093};
  return c;
}

// The fit of 2026-11-24 by tests/bench/fit_serving.py. The CDNA efficiency, the slow links and most of the
// memory policy are those of the published set.
constexpr ServingConstants refit_serving_constants() {
  ServingConstants c = published_serving_constants();
  c.weight_read_efficiency = 0.95;
  c.kv_read_efficiency = 0.8222;
  c.gemm_efficiency_ampere = 0.7597;
  c.gemm_efficiency_ada = 0.6059;
  c.gemm_efficiency_hopper = 0.6137;
  c.gemm_efficiency_blackwell = 0.535;
  c.gemm_efficiency_blackwell_rtx = 1;
  c.gemm_factor_native_fp4 = 0.7284;
  c.gemm_factor_data_parallel = 0.4241;
  c.attention_efficiency = 0.5284;
  c.all_reduce_latency_s = 9.595e-06;
  c.link_efficiency = 0.5796;
  c.layer_s = 6.227e-05;
  c.layer_blackwell_s = 4.714e-05;
  c.layer_routed_element_s = 1.119e-09;
  c.mixture_per_sequence_s = 1.214e-05;
  c.routed_extra_params = 1.571e+07;

  // Weights that fill more than the server may use leave it no cache: it does not start.
  c.weights_memory_share = c.usable_memory_share;

  // The published times to first token hold the start of a benchmark, when all requests come at once: on a
  // replica that is under way they are three to seven times too long. A prompt then waits for the prompts
  // before it (Pollaczek and Khinchine, squared coefficient of variation 0.3), is computed and decoded once.
  for (EngineConstants* engine : {&c.trtllm, &c.vllm, &c.sglang}) {
    engine->ttft_base_s = 0;
    engine->ttft_prompt_factor = 1;
    engine->ttft_queue_factor = 1.3;
    engine->ttft_decode_steps = 1;
  }

  // What models left out of the fit do not need.
  c.gemm_factor_mixture = 1;
  c.expert_read_efficiency = 1;
  c.int4_factor = 1;
  c.overlap_exponent = 1;
  c.kept_output_share = 1;
  c.layer_mixture_extra_s = 0;
  c.layer_mla_extra_s = 0;

  c.trtllm.decode_step_s = 0;
  c.trtllm.prompt_s = 0;
  c.trtllm.decode_per_sequence_s = 0;
  c.vllm.decode_step_s = 0;
  c.vllm.prompt_s = 0;
  c.vllm.decode_per_sequence_s = 1.55e-05;
  c.vllm.mixture_prompt_factor = 1.338;
  c.vllm.fp8_gemm_extra = 0.1904;
  c.sglang.decode_step_s = 0;
  c.sglang.prompt_s = 0;
  c.sglang.decode_per_sequence_s = 3.079e-05;
  c.sglang.mixture_prompt_factor = 1.338;
  c.sglang.fp8_gemm_extra = 0.1904;
  return c;
}

inline constexpr ServingConstants default_serving_constants = refit_serving_constants();

}  // namespace picker
