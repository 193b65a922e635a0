#include "support/random_requests.h"

#include "engine/numeric.h"

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

Json random_request(Draws& draws) {
  const bool lesson = draws.chance(0.25);
  Json workload;
  workload["model"] = lesson ? "llama-70b" : "llama-3.3-70b";
  workload["requests_per_day"] = draws.chance(0.05) ? 0.0 : draws.between_log(1, 1e9);
  workload["input_tokens"] = draws.chance(0.1) ? 0.0 : draws.between_log(1, 1e6);
  workload["output_tokens"] = draws.between_log(1, 1e5);
  if (draws.chance(0.3)) workload["cached_input_share"] = draws.uniform();
  if (draws.chance(0.3)) workload["batch_share"] = draws.uniform();
  workload["load"] = {{"shape", draws.chance(0.5) ? "flat" : "packed"}};
  Json requirements = Json::object();
  const char* const compliance[] = {"soc2-type-2", "hipaa-baa", "gdpr", "iso-27001"};
  if (draws.chance(0.3)) requirements["compliance"] = Json::array({compliance[draws.below(4)]});
  if (draws.chance(0.2)) requirements["dedicated"] = true;
  const char* const operations[] = {"api", "deployment", "gpu"};
  requirements["operations"] = operations[draws.below(3)];
  if (draws.chance(0.2)) requirements["budget_usd_per_month"] = draws.between_log(10, 1e6);
  const char* const precisions[] = {"fp8", "bf16", "fp4", "int4"};
  if (draws.chance(0.2)) requirements["precision"] = Json::array({precisions[draws.below(4)]});
  return {{"catalog", lesson ? "lesson" : "market"},
          {"workloads", Json::array({workload})},
          {"requirements", requirements}};
}

}  // namespace picker::testing
