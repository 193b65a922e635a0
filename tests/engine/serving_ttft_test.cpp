// servingEstimate against published latencies that no constant was fitted on
// (tests/vectors/ttft_measured.json): the first token and each one after it, with as many requests in flight
// as rate and measured duration make.

#include "support/market_calls.h"
#include "support/vector_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace picker {
namespace {

using testing::Json;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

struct Error {
  double measured_s, estimated_s;
  double relative() const { return std::fabs(estimated_s / measured_s - 1); }
  double times() const { return std::max(estimated_s / measured_s, measured_s / estimated_s); }
};

Json estimate(const Json& point) {
  const double tpot_s = point["tpot_ms"].get<double>() / 1000;
  double concurrency = point.value("concurrency", 0.0);
  if (!(concurrency > 0)) {
    const double ttft_s = point["ttft_ms"].get<double>() / 1000;
    concurrency =
        point["requests_per_s"].get<double>() * (ttft_s + point["output_tokens"].get<double>() * tpot_s);
  }
  Json query = {{"engine", "vllm"}, {"concurrency", concurrency}};
  for (const char* key : {"model", "gpu", "gpus", "precision", "input_tokens", "output_tokens"})
    query[key] = point[key];
  return testing::parsed(testing::market_session().serving_estimate(query.dump()));
}

TEST(ServingFirstToken, MeasuredFirstTokensAndSteps) {
  const Json points = vector_file("ttft_measured.json")["points"];
  ASSERT_EQ(points.size(), 30u);
  std::vector<double> first, later;
  for (const Json& point : points) {
    const std::string id = point["id"].get<std::string>();
    const Json answer = estimate(point);
    ASSERT_EQ(answer["ok"], true) << id << answer.dump();
    const Error step = {point["tpot_ms"].get<double>() / 1000, answer["tpot_s"].get<double>()};
    later.push_back(step.relative());
    if (!point.contains("ttft_ms")) continue;
    const Error token = {point["ttft_ms"].get<double>() / 1000, answer["ttft_s"].get<double>()};
    first.push_back(token.relative());
    EXPECT_LT(token.times(), 3) << id << ": " << token.estimated_s << " s for " << token.measured_s;
    EXPECT_LT(step.times(), 2) << id << ": " << step.estimated_s << " s for " << step.measured_s;
  }
  EXPECT_EQ(first.size(), 24u);
  EXPECT_LT(median(first), 0.35);
  EXPECT_LT(median(later), 0.12);
  RecordProperty("ttft_median_error_percent", static_cast<int>(100 * median(first) + 0.5));
  RecordProperty("tpot_median_error_percent", static_cast<int>(100 * median(later) + 0.5));
}

}  // namespace
}  // namespace picker
