#include "engine/serving/serving_latency.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <variant>

#include "engine/serving/serving_time.h"
#include "support/serving_rows.h"
#include "support/vector_file.h"

namespace picker {
namespace {

using nlohmann::json;

// The vectors of the published constants, and a dense 70.55 billion parameter model on two 80 GB Hopper
// cards.
class ServingLatency : public testing::Test {
 protected:
  ServingLatency() : file_(vector_file("serving_latency.json")) {
    llama_70b_ = model_from(file_.at("models").at("llama3.3-70b"));
    h100_ = gpu_from(file_.at("gpus").at("H100"));
  }

  ModelShape model_of(const json& vector) const {
    return model_from(file_.at("models").at(vector.at("query").at("model").get<std::string>()));
  }
  GpuFacts gpu_of(const json& vector) const {
    return gpu_from(file_.at("gpus").at(vector.at("query").at("gpu").get<std::string>()));
  }

  ServingQuery llama_on_two_h100() const {
    ServingQuery query{llama_70b_, h100_};
    query.gpus = 2;
    query.precision = Precision::fp8;
    query.input_tokens = 1000;
    query.output_tokens = 300;
    return query;
  }

  double saturation_rate(const ServingQuery& query) const {
    const ServingResult result = estimate_serving(query, constants_);
    return std::get<ServingEstimate>(result).requests_per_s;
  }

  json file_;
  ModelShape llama_70b_;
  GpuFacts h100_;
  ServingConstants constants_ = published_serving_constants();
};

Arrivals arrivals_of(const json& vector) {
  return {vector.at("interarrival_cv").get<double>(), vector.at("prompt_scv").get<double>()};
}

// At rate 0 the vector's batch, 3e-16, is the residue of a bisection; the batch there is 0.
void expect_near(double value, const json& expected, const char* field) {
  const double wanted = expected.at(field).get<double>();
  EXPECT_NEAR(value, wanted, std::max(1e-9 * std::fabs(wanted), 1e-12)) << field;
}

TEST_F(ServingLatency, EveryOpenLoopVector) {
  int overloads = 0;
  int loops = 0;
  for (const json& vector : file_.at("open_loop")) {
    const ModelShape model = model_of(vector);
    const GpuFacts gpu = gpu_of(vector);
    const double rate = vector.at("requests_per_s").get<double>();
    SCOPED_TRACE(vector.dump());
    const std::optional<OpenLoop> loop =
        open_loop(query_from(vector.at("query"), model, gpu), rate, arrivals_of(vector), constants_);
    const json& expected = vector.at("expected");
    if (expected.contains("overload")) {
      EXPECT_FALSE(loop.has_value());
      ++overloads;
      continue;
    }
    ASSERT_TRUE(loop.has_value());
    expect_near(loop->prompt_load, expected, "prompt_load");
    expect_near(loop->batch, expected, "batch");
    expect_near(loop->t_dec_s, expected, "t_dec_s");
    expect_near(loop->tpot_s, expected, "tpot_s");
    expect_near(loop->prompt_wait_s, expected, "prompt_wait_s");
    expect_near(loop->ttft_mean_s, expected, "ttft_mean_s");
    expect_near(loop->ttft_p95_s, expected, "ttft_p95_s");
    EXPECT_EQ(expected.size(), 7);
    ++loops;
  }
  EXPECT_EQ(loops, 13);
  EXPECT_EQ(overloads, 1);
}

TEST_F(ServingLatency, EveryLargestRateVector) {
  int vectors = 0;
  for (const json& vector : file_.at("largest_rate")) {
    const ModelShape model = model_of(vector);
    const GpuFacts gpu = gpu_of(vector);
    const ServingQuery query = query_from(vector.at("query"), model, gpu);
    SCOPED_TRACE(vector.dump());
    const LatencyLimits limits = {optional_number(vector.at("tpot_limit_s")),
                                  optional_number(vector.at("ttft_p95_limit_s"))};
    const std::optional<double> rate = largest_rate(query, limits, arrivals_of(vector), constants_);
    ASSERT_TRUE(rate.has_value());
    expect_near(*rate, vector.at("expected"), "largest_rate_per_s");
    expect_near(saturation_rate(query), vector.at("expected"), "saturation_rate_per_s");
    ++vectors;
  }
  EXPECT_EQ(vectors, 13);
}

TEST_F(ServingLatency, AnIdleReplicaAnswersAtItsOwnSpeed) {
  const ServingQuery query = llama_on_two_h100();
  const TimeModel time(query, constants_);
  const std::optional<OpenLoop> loop = open_loop(query, 0, {}, constants_);
  ASSERT_TRUE(loop.has_value());
  const double step_s = time.decode_step(1).total_s;
  EXPECT_EQ(loop->batch, 0);
  EXPECT_EQ(loop->tpot_s, step_s);
  EXPECT_EQ(loop->ttft_mean_s, time.prompt_on_idle_replica_s() + step_s);
  EXPECT_EQ(loop->ttft_p95_s, loop->ttft_mean_s);
}

TEST_F(ServingLatency, LatencyRisesWithTheRateUpToSaturation) {
  const ServingQuery query = llama_on_two_h100();
  const double saturation = saturation_rate(query);
  double tpot_s = 0;
  double ttft_p95_s = 0;
  for (double share = 0; share < 1; share += 0.01) {
    const std::optional<OpenLoop> loop = open_loop(query, share * saturation, {}, constants_);
    ASSERT_TRUE(loop.has_value()) << share;
    EXPECT_GE(loop->tpot_s, tpot_s) << share;
    EXPECT_GT(loop->ttft_p95_s, ttft_p95_s) << share;
    EXPECT_GE(loop->ttft_p95_s, loop->ttft_mean_s);
    // Little: the sequences being decoded are the rate times the time that each takes.
    EXPECT_NEAR(loop->batch, share * saturation * 300 * loop->tpot_s, 1e-9 * loop->batch);
    tpot_s = loop->tpot_s;
    ttft_p95_s = loop->ttft_p95_s;
  }
  EXPECT_FALSE(open_loop(query, saturation, {}, constants_).has_value());
  EXPECT_TRUE(open_loop(query, saturation * (1 - 1e-12), {}, constants_).has_value());
}

TEST_F(ServingLatency, TheLargestRateIsWithinItsLimitsAndNoLarger) {
  const ServingQuery query = llama_on_two_h100();
  const double saturation = saturation_rate(query);
  double slower = 0;
  for (double tpot_s = 0.015; tpot_s < 0.3; tpot_s *= 1.1) {
    const LatencyLimits limits = {tpot_s, 1.0};
    const double rate = largest_rate(query, limits, {}, constants_).value_or(-1);
    EXPECT_GE(rate, slower);
    EXPECT_LE(rate, saturation);
    slower = rate;
    if (rate == 0) {
      EXPECT_GT(open_loop(query, 0, {}, constants_)->tpot_s, tpot_s);
      continue;
    }
    if (rate == saturation) continue;
    EXPECT_LE(open_loop(query, rate, {}, constants_)->tpot_s, tpot_s * (1 + 1e-9));
    const std::optional<OpenLoop> beyond = open_loop(query, rate * (1 + 1e-6), {}, constants_);
    ASSERT_TRUE(beyond.has_value());
    EXPECT_TRUE(beyond->tpot_s > tpot_s || beyond->ttft_p95_s > 1.0);
  }
  EXPECT_EQ(slower, saturation);
}

TEST_F(ServingLatency, BurstyArrivalsLowerTheLargestRateUnderATtftLimit) {
  const ServingQuery query = llama_on_two_h100();
  const LatencyLimits limits = {std::nullopt, 0.5};
  double rate = INFINITY;
  for (const double cv : {1.5, 2.0, 3.0, 5.0}) {
    const double burstier = largest_rate(query, limits, {cv, 0.3}, constants_).value_or(-1);
    EXPECT_GT(burstier, 0);
    EXPECT_LT(burstier, rate);
    rate = burstier;
  }
}

TEST_F(ServingLatency, ConcurrencyIsIgnoredAndWeightsMustFit) {
  ServingQuery query = llama_on_two_h100();
  const LatencyLimits limits = {0.05, 1.0};
  const std::optional<double> rate = largest_rate(query, limits, {}, constants_);
  query.concurrency = 1;
  EXPECT_EQ(largest_rate(query, limits, {}, constants_), rate);
  EXPECT_EQ(open_loop(query, 5, {}, constants_)->batch,
            open_loop(llama_on_two_h100(), 5, {}, constants_)->batch);
  query.precision = Precision::bf16;
  query.gpus = 1;
  EXPECT_FALSE(largest_rate(query, limits, {}, constants_).has_value());
  EXPECT_FALSE(open_loop(query, 0.1, {}, constants_).has_value());
}

}  // namespace
}  // namespace picker
