#include "engine/serving/serving_band.h"

#include <gtest/gtest.h>

namespace picker {
namespace {

ServingBand band_of(double experts, Engine engine, double input_tokens, Architecture arch, bool measured) {
  ModelShape model;
  model.experts = experts;
  GpuFacts gpu;
  gpu.arch = arch;
  ServingQuery query{model, gpu};
  query.engine = engine;
  query.input_tokens = input_tokens;
  query.output_tokens = 100;
  return serving_band(query, measured);
}

double width(const ServingBand& band) { return band.high - band.low; }

TEST(ServingBand, HoldsThePredictionAndIsWiderForMixtures) {
  for (const Engine engine : {Engine::trtllm, Engine::vllm, Engine::sglang}) {
    const ServingBand dense = band_of(0, engine, 1000, Architecture::hopper, true);
    const ServingBand mixture = band_of(128, engine, 1000, Architecture::hopper, true);
    EXPECT_LT(dense.low, 1);
    EXPECT_GT(dense.high, 1);
    EXPECT_LT(width(dense), width(mixture));
  }
}

TEST(ServingBand, LongPromptsMayBeMuchSlowerButNotUnderTrtllm) {
  for (const double experts : {0.0, 128.0}) {
    const ServingBand usual = band_of(experts, Engine::vllm, 1399, Architecture::hopper, true);
    EXPECT_LT(band_of(experts, Engine::vllm, 1400, Architecture::hopper, true).low, usual.low);
    EXPECT_LT(band_of(experts, Engine::sglang, 1400, Architecture::hopper, true).low, usual.low);
    EXPECT_EQ(band_of(experts, Engine::trtllm, 1400, Architecture::hopper, true).low, usual.low);
  }
}

TEST(ServingBand, ExtrapolationsAreNeverNarrower) {
  for (const double experts : {0.0, 128.0}) {
    const ServingBand measured = band_of(experts, Engine::vllm, 1000, Architecture::hopper, true);
    for (const ServingBand& wide : {band_of(experts, Engine::vllm, 1000, Architecture::hopper, false),
                                    band_of(experts, Engine::vllm, 1000, Architecture::cdna3, true),
                                    band_of(experts, Engine::vllm, 1000, Architecture::cdna4, true)}) {
      EXPECT_EQ(wide.low, 0.5);
      EXPECT_GE(wide.high, measured.high);
    }
  }
}

}  // namespace
}  // namespace picker
