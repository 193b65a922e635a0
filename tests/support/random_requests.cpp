#include "support/random_requests.h"

#include "engine/numeric.h"

#include <string_view>

namespace picker::testing {

double Draws::uniform() {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  z ^= z >> 31;
  return static_cast<double>(z >> 11) * (1.0 / 9007199254740992.0);
}

double Draws::between_log(double from, double to) {
  return from * numeric::exp(uniform() * numeric::log(to / from));
}

std::size_t Draws::below(std::size_t n) {
  return static_cast<std::size_t>(uniform() * static_cast<double>(n));
}

bool Draws::chance(double probability) { return uniform() < probability; }

namespace {

Json random_load(Draws& draws) {
  // Simulated loads take a thousand times as long as the others.
  const char* const shapes[] = {"diurnal", "office", "custom"};
  const char* const shape = draws.chance(0.1)   ? shapes[draws.below(3)]
                            : draws.chance(0.5) ? "flat"
                                                : "packed";
  Json load = {{"shape", shape}};
  if (draws.chance(0.5)) load["amplitude"] = draws.uniform();
  if (draws.chance(0.5)) load["peak_hour"] = 24 * draws.uniform();
  if (draws.chance(0.5)) load["from_hour"] = 24 * draws.uniform();
  if (draws.chance(0.5)) load["days_per_week"] = 1 + draws.below(7);
  if (draws.chance(0.5)) load["night_share"] = draws.uniform();
  if (draws.chance(0.3)) load["burst_cv"] = draws.between_log(0.1, 20);
  if (shape == std::string_view("custom")) {
    load["hourly"] = Json::array();
    const std::size_t hours = draws.chance(0.5) ? 24 : 168;
    for (std::size_t hour = 0; hour < hours; ++hour) load["hourly"].push_back(draws.between_log(0.01, 10));
  }
  return load;
}

Json random_overrides(Draws& draws) {
  Json list = Json::array();
  if (!draws.chance(0.2)) return list;
  const char* const fields[] = {"price", "usd_per_gpu_hour", "usd_per_million_output_tokens", "tokens_per_s",
                                "cold_start_s"};
  const char* const matches[] = {"*", "fireworks/*", "modal/*/*", "*/*/serverless"};
  const char* const kinds[] = {"multiply", "set"};
  list.push_back({{"match", matches[draws.below(4)]},
                  {"field", fields[draws.below(5)]},
                  {kinds[draws.below(2)], draws.between_log(0.1, 10)}});
  return list;
}

}  // namespace

Json random_request(Draws& draws) {
  const bool lesson = draws.chance(0.25);
  Json workload;
  workload["requests_per_day"] = draws.chance(0.05) ? 0.0 : draws.between_log(1, 1e9);
  const std::size_t kind = lesson ? 0 : draws.below(8);  // text more often than the others
  if (kind == 5) {
    workload["modality"] = "image";
    workload["model"] = draws.chance(0.5) ? "flux-schnell" : "sdxl";
    workload["images_per_request"] = 1 + draws.below(4);
    workload["steps"] = 1 + draws.below(50);
    workload["megapixels"] = draws.between_log(0.1, 8);
  } else if (kind == 6) {
    workload["modality"] = "speech-to-text";
    workload["model"] = Json::array({"whisper-large-v3", "whisper-large-v3-turbo"});
    workload["audio_seconds"] = draws.between_log(1, 1e4);
  } else if (kind == 7) {
    workload["modality"] = "embedding";
    workload["model"] = "text-embedding-3-small";
    workload["input_tokens"] = draws.between_log(1, 1e5);
  } else {
    const char* const models[] = {"llama-3.3-70b", "llama-3.3-70b", "gpt-oss-120b", "gpt-6-sol", "kimi-k3"};
    workload["model"] = lesson ? "llama-70b" : models[kind];
    workload["input_tokens"] = draws.chance(0.1) ? 0.0 : draws.between_log(1, 1e6);
    workload["output_tokens"] = draws.between_log(1, 1e5);
    if (draws.chance(0.3)) workload["cached_input_share"] = draws.uniform() / 2;
    if (draws.chance(0.2)) workload["cache_write_share"] = draws.uniform() / 2;
  }
  if (draws.chance(0.3)) workload["batch_share"] = draws.uniform();
  workload["load"] = random_load(draws);
  if (kind < 5 && !lesson && draws.chance(0.2))
    workload["sla"] = {{"ttft_p95_ms", draws.between_log(50, 1e5)}};
  if (kind < 5 && !lesson && draws.chance(0.2))
    workload["sla"]["min_tokens_per_s"] = draws.between_log(1, 300);
  Json requirements = Json::object();
  const char* const compliance[] = {"soc2-type-2", "hipaa-baa", "gdpr", "iso-27001"};
  if (draws.chance(0.3)) requirements["compliance"] = Json::array({compliance[draws.below(4)]});
  if (draws.chance(0.2)) requirements["dedicated"] = true;
  const char* const operations[] = {"api", "deployment", "gpu"};
  requirements["operations"] = operations[draws.below(3)];
  if (draws.chance(0.2)) requirements["budget_usd_per_month"] = draws.between_log(10, 1e6);
  const char* const precisions[] = {"fp8", "bf16", "fp4", "int4"};
  if (draws.chance(0.2)) requirements["precision"] = Json::array({precisions[draws.below(4)]});
  const char* const regions[] = {"us", "eu"};
  if (draws.chance(0.1)) requirements["regions"] = Json::array({regions[draws.below(2)]});
  const char* const days[] = {"2025-12-31", "2026-05-15", "2026-08-15", "2026-10-15"};
  const Json as_of = draws.chance(0.15) ? Json(days[draws.below(4)]) : Json();
  return {{"as_of", as_of},
          {"catalog", lesson ? "lesson" : "market"},
          {"workloads", Json::array({workload})},
          {"overrides", random_overrides(draws)},
          {"requirements", requirements}};
}

}  // namespace picker::testing
