#include "engine/serving/serving.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "support/serving_rows.h"
#include "support/vector_file.h"

namespace picker {
namespace {

using nlohmann::json;

std::map<std::string, double> fields_of(const ServingEstimate& e) {
  return {{"weights_bytes", e.weights_bytes},
          {"kv_bytes_per_sequence", e.kv_bytes_per_sequence},
          {"batch_kv_limit", e.batch_kv_limit},
          {"batch", e.batch},
          {"t_w_s", e.t_w_s},
          {"t_f_s", e.t_f_s},
          {"t_kv_s", e.t_kv_s},
          {"t_att_s", e.t_att_s},
          {"t_com_s", e.t_com_s},
          {"t_dec_s", e.t_dec_s},
          {"t_pre_s", e.t_pre_s},
          {"t_pre_single_s", e.t_pre_single_s},
          {"requests_per_s", e.requests_per_s},
          {"output_tokens_per_s", e.output_tokens_per_s},
          {"ttft_s", e.ttft_s},
          {"tpot_s", e.tpot_s}};
}

ServingEstimate estimate_or_fail(const ServingQuery& query) {
  const ServingResult result = estimate_serving(query);
  const ServingEstimate* estimate = std::get_if<ServingEstimate>(&result);
  if (estimate == nullptr) {
    ADD_FAILURE() << "refused";
    return {};
  }
  return *estimate;
}

// A dense 70.55 billion parameter model on the 80 GB Hopper card, and a mixture with round numbers.
class Serving : public testing::Test {
 protected:
  Serving() : file_(vector_file("serving_throughput.json")) {
    llama_70b_ = model_from(file_.at("models").at("llama3.3-70b"));
    h100_ = gpu_from(file_.at("gpus").at("H100"));
    mixture_ = llama_70b_;
    mixture_.params_total_b = 100;
    mixture_.params_active_b = 40;
    mixture_.experts = 4;
    mixture_.experts_per_token = 1;
  }

  ServingQuery llama_on_two_h100() const {
    ServingQuery query{llama_70b_, h100_};
    query.gpus = 2;
    query.precision = Precision::fp8;
    query.input_tokens = 1000;
    query.output_tokens = 300;
    return query;
  }

  json file_;
  ModelShape llama_70b_;
  ModelShape mixture_;
  GpuFacts h100_;
};

TEST_F(Serving, EveryFieldOfEveryVector) {
  int estimates = 0;
  int refusals = 0;
  for (const json& vector : file_.at("vectors")) {
    SCOPED_TRACE(vector.at("id").get<std::string>());
    const json& row = vector.at("query");
    const json& expected = vector.at("expected");
    const ModelShape model = model_from(file_.at("models").at(row.at("model").get<std::string>()));
    const GpuFacts gpu = gpu_from(file_.at("gpus").at(row.at("gpu").get<std::string>()));
    const ServingResult result = estimate_serving(query_from(row, model, gpu), published_serving_constants());

    if (expected.contains("refused")) {
      const MemoryRefusal* refusal = std::get_if<MemoryRefusal>(&result);
      ASSERT_NE(refusal, nullptr);
      EXPECT_NEAR(refusal->weights_bytes / expected.at("weights_bytes").get<double>(), 1, 1e-9);
      EXPECT_NEAR(refusal->limit_bytes / expected.at("limit_bytes").get<double>(), 1, 1e-9);
      ++refusals;
      continue;
    }
    const ServingEstimate* estimate = std::get_if<ServingEstimate>(&result);
    ASSERT_NE(estimate, nullptr);
    for (const auto& [field, value] : fields_of(*estimate)) {
      const double wanted = expected.at(field).get<double>();
      EXPECT_NEAR(value, wanted, 1e-9 * std::fabs(wanted)) << field;
    }
    EXPECT_EQ(expected.size(), fields_of(*estimate).size());
    ++estimates;
  }
  EXPECT_EQ(estimates, 51);
  EXPECT_EQ(refusals, 2);
}

// The fit computes its predictions a second time, in Python.
TEST_F(Serving, TheDefaultConstantsPredictWhatTheirFitPredicted) {
  const json refit = vector_file("serving_refit.json");
  int vectors = 0;
  for (const json& vector : refit.at("vectors")) {
    SCOPED_TRACE(vector.dump());
    const json& row = vector.at("query");
    const ModelShape model = model_from(refit.at("models").at(row.at("model").get<std::string>()));
    const GpuFacts gpu = gpu_from(refit.at("gpus").at(row.at("gpu").get<std::string>()));
    const double speed = estimate_or_fail(query_from(row, model, gpu)).output_tokens_per_s;
    EXPECT_NEAR(speed / vector.at("output_tokens_per_s").get<double>(), 1, 1e-9);
    ++vectors;
  }
  EXPECT_GT(vectors, 30);
}

// Why the refit: on long prompts over narrow experts an open server is far from the published speed.
TEST_F(Serving, TheDefaultIsSlowerOnLongPromptsOverMixtures) {
  mixture_.experts = 128;
  mixture_.experts_per_token = 8;
  ServingQuery query = {mixture_, h100_};
  query.gpus = 4;
  query.precision = Precision::fp8;
  query.input_tokens = 16000;
  query.output_tokens = 200;
  const ServingEstimate refit = estimate_or_fail(query);
  const ServingResult published = estimate_serving(query, published_serving_constants());
  EXPECT_LT(refit.output_tokens_per_s, 0.9 * std::get<ServingEstimate>(published).output_tokens_per_s);
}

TEST_F(Serving, WeightsOfADenseModel) {
  EXPECT_DOUBLE_EQ(weights_bytes(llama_70b_, Precision::fp8), 70.55e9);
  EXPECT_DOUBLE_EQ(weights_bytes(llama_70b_, Precision::bf16), 141.1e9);
  EXPECT_DOUBLE_EQ(weights_bytes(llama_70b_, Precision::fp16), 141.1e9);
  EXPECT_DOUBLE_EQ(weights_bytes(llama_70b_, Precision::fp4), 39.684375e9);
  EXPECT_DOUBLE_EQ(weights_bytes(llama_70b_, Precision::mxfp4), 37.3915e9);
  EXPECT_DOUBLE_EQ(weights_bytes(llama_70b_, Precision::int4), 38.8025e9);
}

// A quarter of the experts is used: of 100 billion parameters 60 idle ones are 3/4 of the experts, so these
// have 80 and the rest 20.
TEST_F(Serving, OnlyTheExpertsOfAMixtureAreNarrow) {
  EXPECT_DOUBLE_EQ(weights_bytes(mixture_, Precision::fp8), 100e9);
  EXPECT_DOUBLE_EQ(weights_bytes(mixture_, Precision::mxfp4), 80e9 * 0.53 + 20e9 * 2);
  EXPECT_DOUBLE_EQ(weights_bytes(mixture_, Precision::int4), 80e9 * 0.55 + 20e9 * 2);
  EXPECT_DOUBLE_EQ(weights_bytes(mixture_, Precision::fp4), 56.25e9);
}

TEST_F(Serving, RefusesExactlyAboveTheMemoryLimit) {
  // As much as the server may use at all: more weights would leave it no cache.
  EXPECT_DOUBLE_EQ(memory_limit_bytes(h100_, 1), 0.92 * 85.5e9);
  EXPECT_DOUBLE_EQ(memory_limit_bytes(h100_, 8), 8 * 0.92 * 85.5e9);
  llama_70b_.params_total_b = 78.659;
  ServingQuery query = llama_on_two_h100();
  query.gpus = 1;
  EXPECT_TRUE(std::holds_alternative<ServingEstimate>(estimate_serving(query)));
  llama_70b_.params_total_b = 78.661;
  EXPECT_TRUE(std::holds_alternative<MemoryRefusal>(estimate_serving(query)));
}

TEST_F(Serving, TokensPerSecondRiseWithConcurrencyUpToTheKvLimit) {
  ServingQuery query = llama_on_two_h100();
  const ServingEstimate saturated = estimate_or_fail(query);
  double slower = 0;
  for (double concurrency = 0.5; concurrency < saturated.batch_kv_limit; concurrency *= 1.3) {
    query.concurrency = concurrency;
    const ServingEstimate estimate = estimate_or_fail(query);
    EXPECT_EQ(estimate.batch, concurrency);
    EXPECT_GT(estimate.output_tokens_per_s, slower);
    slower = estimate.output_tokens_per_s;
  }
  EXPECT_GT(saturated.output_tokens_per_s, slower);
  query.concurrency = 1e6;
  EXPECT_EQ(estimate_or_fail(query).output_tokens_per_s, saturated.output_tokens_per_s);
  EXPECT_EQ(estimate_or_fail(query).batch, saturated.batch_kv_limit);
}

TEST_F(Serving, TokensPerSecondFallWithInputLength) {
  for (const std::optional<double> concurrency : {std::optional<double>(), std::optional<double>(16)}) {
    ServingQuery query = llama_on_two_h100();
    query.concurrency = concurrency;
    double faster = INFINITY;
    for (double input_tokens = 0; input_tokens < 200000; input_tokens = input_tokens * 1.5 + 1) {
      query.input_tokens = input_tokens;
      const double speed = estimate_or_fail(query).output_tokens_per_s;
      EXPECT_GT(speed, 0);
      EXPECT_LT(speed, faster) << input_tokens;
      faster = speed;
    }
  }
}

TEST_F(Serving, LittlesLawHoldsBetweenItsTimes) {
  ServingQuery query = llama_on_two_h100();
  query.concurrency = 32;
  const ServingEstimate e = estimate_or_fail(query);
  EXPECT_NEAR((e.ttft_s + 299 * e.tpot_s) * e.requests_per_s, 32, 1e-9);
}

TEST_F(Serving, LessThanOneOutputTokenCountsAsOne) {
  ServingQuery query = llama_on_two_h100();
  query.output_tokens = 0;
  const ServingEstimate none = estimate_or_fail(query);
  query.output_tokens = 1;
  EXPECT_EQ(fields_of(none), fields_of(estimate_or_fail(query)));
}

TEST_F(Serving, SaysWhenNotOneSequenceFits) {
  ServingQuery query = llama_on_two_h100();
  EXPECT_FALSE(estimate_or_fail(query).kv_below_one_sequence);
  query.input_tokens = 2e6;
  EXPECT_TRUE(estimate_or_fail(query).kv_below_one_sequence);
  EXPECT_EQ(estimate_or_fail(query).batch_kv_limit, 1);
  EXPECT_EQ(estimate_or_fail(query).batch, 1);
}

}  // namespace
}  // namespace picker
