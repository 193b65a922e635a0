// Times of the engine's steps, the same natively and as wasm; compare.mjs sets both beside the budgets. The
// names are compare.mjs's keys.

#include "contract/request.h"
#include "contract/session.h"
#include "engine/load/autoscaler.h"
#include "engine/serving/serving_latency.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace picker {
namespace {

const Rates& rates() {
  static const Session session = [] {
    std::ifstream file(PICKER_RATES_JSON, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    Session loaded;
    loaded.load_catalog(text);
    if (!loaded.rates()) std::abort();
    return loaded;
  }();
  return *session.rates();
}

// The first visit's request, under a load of this shape.
Request chat(LoadShape shape) {
  for (const Preset& preset : rates().presets) {
    if (preset.id != "chat") continue;
    Request request = engine_request(*resolve_request(preset.request, rates(), {}));
    request.workload.load.shape = shape;
    return request;
  }
  std::abort();
}

PricedOffer priced(const char* id, LoadShape shape) {
  Request request = chat(shape);
  request.only = {id};
  Comparison comparison = compare(rates().market, request);
  if (!comparison.admitted.empty()) return std::move(comparison.admitted[0].priced);
  for (RejectedOffer& refusal : comparison.rejected)
    if (refusal.priced) return std::move(refusal.priced->priced);
  std::fprintf(stderr, "%s has no price\n", id);
  std::abort();
}

// Bills of rising volumes, so that none is a constant.
void price_options(benchmark::State& state, const PricedOffer& offer, double from) {
  // What is simulated is simulated once.
  for (double requests = from; requests <= 3.1 * from; requests *= 1.1)
    benchmark::DoNotOptimize(usd_per_day(offer, requests));
  double requests = from;
  for (auto _ : state) {
    benchmark::DoNotOptimize(usd_per_day(offer, requests));
    requests = requests > 3 * from ? from : requests * 1.001;
  }
}

void closed_form_option(benchmark::State& state) {
  price_options(state, priced("modal/llama-3.3-70b/2xh100-fp8", LoadShape::flat), 100);
}

void token_offer(benchmark::State& state) {
  price_options(state, priced("deepinfra/llama-3.3-70b/serverless", LoadShape::flat), 20000);
}

void table_option(benchmark::State& state) {
  price_options(state, priced("modal/llama-3.3-70b/2xh100-fp8", LoadShape::diurnal), 1e6);
}

void simulated_day(benchmark::State& state) {
  const PricedOffer offer = priced("modal/llama-3.3-70b/2xh100-fp8", LoadShape::diurnal);
  // As many requests as keep five replicas busy; hours are simulated each time, at two mean loads.
  const double requests = 5 * seconds_per_day / offer.service->work_s_per_request;
  for (auto _ : state)
    benchmark::DoNotOptimize(load_hours(*offer.load, offer.terms, *offer.service, requests));
}

void largest_rate_of_a_limit(benchmark::State& state) {
  const PricedOffer offer = priced("modal/llama-3.3-70b/2xh100-fp8", LoadShape::flat);
  const ServingQuery query = serving_query(offer.offer, chat(LoadShape::flat).workload);
  LatencyLimits limits;
  limits.ttft_p95_s = 1;
  for (auto _ : state) benchmark::DoNotOptimize(largest_rate(query, limits, {1}));
}

void compare_all(benchmark::State& state, LoadShape shape, const char* only) {
  Request request = chat(shape);
  if (*only) request.only = {only};
  for (auto _ : state) benchmark::DoNotOptimize(compare(rates().market, request).admitted.size());
}

}  // namespace
}  // namespace picker

int main(int argc, char** argv) {
  using namespace picker;
  benchmark::RegisterBenchmark("token offer", token_offer);
  benchmark::RegisterBenchmark("closed-form option", closed_form_option);
  benchmark::RegisterBenchmark("table-priced option", table_option);
  benchmark::RegisterBenchmark("largest rate", largest_rate_of_a_limit);
  benchmark::RegisterBenchmark("simulated day", simulated_day);
  benchmark::RegisterBenchmark("compare, token offers", compare_all, LoadShape::flat, "*/*/serverless");
  benchmark::RegisterBenchmark("compare, first visit", compare_all, LoadShape::flat, "");
  benchmark::RegisterBenchmark("compare, diurnal", compare_all, LoadShape::diurnal, "");
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
