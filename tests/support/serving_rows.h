// Reads the rows of models, GPUs and queries that the serving vectors and the serving benchmark share.
// It never checks them: a missing key stops the test.

#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/serving/serving.h"
#include "nlohmann/json.hpp"

namespace picker {

inline std::optional<double> optional_number(const nlohmann::json& value) {
  if (value.is_null()) return std::nullopt;
  return value.get<double>();
}

inline ModelShape model_from(const nlohmann::json& row) {
  ModelShape model;
  model.params_total_b = row.at("params_total_b").get<double>();
  model.params_active_b = row.at("params_active_b").get<double>();
  model.layers = row.at("layers").get<double>();
  model.hidden = row.at("hidden").get<double>();
  model.heads = row.at("heads").get<double>();
  model.kv_heads = row.at("kv_heads").get<double>();
  model.head_dim = row.at("head_dim").get<double>();
  model.experts = row.at("experts").get<double>();
  model.experts_per_token = row.at("experts_per_token").get<double>();
  model.attention = row.at("attention") == "mla" ? Attention::mla : Attention::gqa;
  model.window_layers = row.at("window_layers").get<double>();
  model.window_tokens = row.at("window").get<double>();
  model.kv_elems_full_layer = row.at("kv_elems_full_layer").get<double>();
  model.kv_elems_window_layer = row.at("kv_elems_window_layer").get<double>();
  model.index_bytes_per_token = row.at("index_bytes_per_token").get<double>();
  model.state_bytes = row.at("state_bytes").get<double>();
  model.state_io_bytes_per_step = row.at("state_io_bytes_per_step").get<double>();
  model.decode_read_tokens_max = optional_number(row.at("decode_read_tokens_max"));
  model.prefill_context_max = optional_number(row.at("prefill_context_max"));
  model.attn_flops_decode_full = row.at("attn_flops_decode_full").get<double>();
  model.attn_flops_decode_window = row.at("attn_flops_decode_window").get<double>();
  model.attn_flops_prefill_full = row.at("attn_flops_prefill_full").get<double>();
  model.attn_flops_prefill_window = row.at("attn_flops_prefill_window").get<double>();
  return model;
}

inline GpuFacts gpu_from(const nlohmann::json& row) {
  const std::map<std::string, Architecture> architectures = {{"turing", Architecture::turing},
                                                             {"ampere", Architecture::ampere},
                                                             {"ada", Architecture::ada},
                                                             {"hopper", Architecture::hopper},
                                                             {"blackwell", Architecture::blackwell},
                                                             {"blackwell-rtx", Architecture::blackwell_rtx},
                                                             {"cdna3", Architecture::cdna3},
                                                             {"cdna4", Architecture::cdna4}};
  GpuFacts gpu;
  gpu.bf16_tflops = row.at("bf16_tflops").get<double>();
  gpu.fp8_tflops = row.at("fp8_tflops").get<double>();
  gpu.fp4_tflops = row.at("fp4_tflops").get<double>();
  gpu.hbm_tb_s = row.at("hbm_tb_s").get<double>();
  gpu.hbm_usable_gb = row.at("hbm_usable_gb").get<double>();
  gpu.link_gb_s_per_dir = row.at("link_gb_s_per_dir").get<double>();
  gpu.arch = architectures.at(row.at("arch").get<std::string>());
  return gpu;
}

inline Precision precision_from(const nlohmann::json& name) {
  const std::map<std::string, Precision> precisions = {
      {"bf16", Precision::bf16}, {"fp16", Precision::fp16},   {"fp8", Precision::fp8},
      {"fp4", Precision::fp4},   {"mxfp4", Precision::mxfp4}, {"int4", Precision::int4}};
  return precisions.at(name.get<std::string>());
}

inline Engine engine_from(const nlohmann::json& name) {
  const std::map<std::string, Engine> engines = {
      {"trtllm", Engine::trtllm}, {"vllm", Engine::vllm}, {"sglang", Engine::sglang}};
  return engines.at(name.get<std::string>());
}

inline ServingQuery query_from(const nlohmann::json& row, const ModelShape& model, const GpuFacts& gpu) {
  ServingQuery query{model, gpu};
  query.gpus = row.at("gpus").get<double>();
  query.precision = precision_from(row.at("precision"));
  query.engine = engine_from(row.at("engine"));
  query.parallelism = row.at("parallelism") == "dp" ? Parallelism::dp : Parallelism::tp;
  query.input_tokens = row.at("input_tokens").get<double>();
  query.output_tokens = row.at("output_tokens").get<double>();
  query.concurrency = optional_number(row.at("concurrency"));
  query.kv_bytes_per_element = optional_number(row.at("kv_bytes_per_element"));
  return query;
}

}  // namespace picker
