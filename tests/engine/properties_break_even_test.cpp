// Crossings over every kind of axis against brute force: both offers compared anew at each value of a fine
// grid, through the contract's calls, on the bundled rates.

#include "support/market_calls.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace picker::testing {
namespace {

// A's bill minus b's; empty where one has none.
std::optional<double> difference(Json request, const std::string& a, const std::string& b) {
  request["only"] = Json::array({a, b});
  const Json answer = parsed(market_session().compare(request.dump()));
  EXPECT_EQ(answer["ok"], true) << answer.dump().substr(0, 300);
  double usd[2] = {-1, -1};
  const auto note = [&](const Json& row, const Json& quote) {
    if (row["offer"] == a || row["offer"] == b) usd[row["offer"] == b] = quote["usd_per_day"];
  };
  for (const Json& quote : answer["workloads"][0]["quotes"]) note(quote, quote);
  for (const Json& row : answer["workloads"][0]["rejected"])
    if (row.contains("quote") && row["quote"].is_object()) note(row, row["quote"]);
  if (usd[0] < 0 || usd[1] < 0) return std::nullopt;
  return usd[0] - usd[1];
}

struct AxisCase {
  std::string axis, a, b;
  double from, to;
  bool logarithmic;
  std::function<void(Json& request, double value)> set;
};

struct Change {
  double below, above;
  bool a_wins_below;
};

std::vector<Change> changes_on_grid(const Json& request, const AxisCase& one, int points) {
  std::vector<Change> changes;
  std::optional<double> last;
  double last_value = 0;
  for (int i = 0; i < points; ++i) {
    const double t = (i + 0.37) / points;
    const double value =
        one.logarithmic ? one.from * std::pow(one.to / one.from, t) : one.from + t * (one.to - one.from);
    Json moved = request;
    one.set(moved, value);
    const std::optional<double> now = difference(moved, one.a, one.b);
    if (now && last && (*now < 0) != (*last < 0)) changes.push_back({last_value, value, *last < 0});
    last = now;
    last_value = value;
  }
  return changes;
}

void expect_brute_force(const Json& request, const AxisCase& one, std::size_t at_least, int points = 300) {
  SCOPED_TRACE(one.axis + ": " + one.a + " against " + one.b);
  const std::vector<Change> wanted = changes_on_grid(request, one, points);
  Json call = request;
  call["a"] = one.a;
  call["b"] = one.b;
  call["axis"] = one.axis;
  const Json answer = parsed(market_session().break_even(call.dump()));
  ASSERT_EQ(answer["ok"], true) << answer.dump().substr(0, 300);
  Json found = Json::array();
  for (const Json& crossing : answer["crossings"])
    if (crossing["value"] >= one.from && crossing["value"] <= one.to) found.push_back(crossing);
  EXPECT_GE(wanted.size(), at_least);
  ASSERT_EQ(found.size(), wanted.size()) << found.dump().substr(0, 2000);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const double value = found[i]["value"];
    EXPECT_GE(value, wanted[i].below * (1 - 1e-12));
    EXPECT_LE(value, wanted[i].above * (1 + 1e-12));
    EXPECT_EQ(found[i]["winner_below"] == one.a, wanted[i].a_wins_below);
  }
}

void set_workload(Json& request, const char* key, const Json& value) { request["workloads"][0][key] = value; }

const char* const api = "together/llama-3.3-70b/serverless";
const char* const cheap_api = "deepinfra/llama-3.3-70b/serverless";

TEST(BreakEvenAxes, OutputTokens) {
  const auto set = [](Json& request, double value) { set_workload(request, "output_tokens", value); };
  expect_brute_force(chat(60000),
                     {"output_tokens", api, "together/llama-3.3-70b/2xh100-fp8", 1, 1e7, true, set}, 1);
  // Of its three crossings two lie 1.9 % apart: the API undercuts two replicas just before the third is
  // added.
  expect_brute_force(chat(200000),
                     {"output_tokens", api, "runpod/llama-3.3-70b/1xh100-fp8-flex", 1, 1e7, true, set}, 3,
                     1600);
  // 0.3 % apart, of its six.
  Json day = chat(200000);
  day["workloads"][0]["load"] = {{"shape", "diurnal"}};
  expect_brute_force(day, {"output_tokens", api, "together/llama-3.3-70b/2xh100-fp8", 1500, 2500, true, set},
                     2, 500);
}

TEST(BreakEvenAxes, WorkThatCanWait) {
  const auto set = [](Json& moved, double value) { set_workload(moved, "batch_share", value); };
  const char* const dear_api = "fireworks/llama-3.3-70b/serverless";
  for (const char* b : {"bedrock/llama-3.3-70b/serverless", "fireworks/llama-3.3-70b/1xh100-fp8"})
    expect_brute_force(chat(400000), {"batch_share", dear_api, b, 0, 1, false, set}, 1, 200);
}

TEST(BreakEvenAxes, CachedInputShare) {
  Json request = chat(20000);
  set_workload(request, "input_tokens", 8000);
  const auto set = [](Json& moved, double value) { set_workload(moved, "cached_input_share", value); };
  for (const char* b : {"modal/llama-3.3-70b/1xrtx6000pro-fp8", "bedrock/llama-3.3-70b/serverless"})
    expect_brute_force(request,
                       {"cached_input_share", "fireworks/llama-3.3-70b/serverless", b, 0, 1, false, set}, 1);
}

TEST(BreakEvenAxes, InputShare) {
  const auto set = [](Json& request, double value) {
    set_workload(request, "input_tokens", 1100 * value);
    set_workload(request, "output_tokens", 1100 * (1 - value));
  };
  expect_brute_force(chat(60000),
                     {"input_share", cheap_api, "together/llama-3.3-70b/serverless", 0, 1, false, set}, 0);
  expect_brute_force(chat(200000), {"input_share", api, "runpod/llama-3.3-70b/1xh100-fp8", 0, 1, false, set},
                     1);
}

TEST(BreakEvenAxes, APriceAsAMultiplier) {
  const auto set = [](Json& request, double value) {
    request["overrides"] =
        Json::array({{{"match", "modal/*/*"}, {"field", "usd_per_gpu_hour"}, {"multiply", value}}});
  };
  expect_brute_force(
      chat(60000),
      {"usd_per_gpu_hour:modal/*/*", api, "modal/llama-3.3-70b/2xh100-fp8", 0.01, 100, true, set}, 1);
}

TEST(BreakEvenAxes, TheTimeToTheFirstToken) {
  const auto set = [](Json& request, double value) {
    request["workloads"][0]["sla"] = {{"ttft_p95_ms", value}};
  };
  expect_brute_force(chat(200000),
                     {"sla.ttft_p95_ms", api, "runpod/llama-3.3-70b/1xh100-fp8", 1, 1e6, true, set}, 1, 300);
}

TEST(BreakEvenAxes, HowMuchTheDayVaries) {
  const auto set = [](Json& request, double value) {
    request["workloads"][0]["load"] = {{"shape", "diurnal"}, {"amplitude", value}};
  };
  Json request = chat(100000);
  set(request, 0.5);
  expect_brute_force(request, {"load.amplitude", api, "runpod/llama-3.3-70b/1xh100-fp8", 0, 1, false, set}, 1,
                     200);
}

TEST(BreakEvenAxes, VolumeUnderADiurnalLoad) {
  const auto set = [](Json& request, double value) { set_workload(request, "requests_per_day", value); };
  Json request = chat(20000);
  request["workloads"][0]["load"] = {{"shape", "diurnal"}};
  expect_brute_force(
      request, {"requests_per_day", api, "together/llama-3.3-70b/2xh100-fp8", 1, 1e6, true, set}, 1, 400);
  expect_brute_force(request, {"requests_per_day", api, "modal/llama-3.3-70b/1xh100-fp8", 1, 1e6, true, set},
                     1, 200);
}

// A replica sized for the peak of a day is never that full: the crossing is there, and no use.
TEST(BreakEvenAxes, AUtilizationThatTheDayCannotReach) {
  int unreachable = 0, reachable = 0;
  for (const char* b : {"together/llama-3.3-70b/2xh100-fp8", "modal/llama-3.3-70b/1xb200-fp8",
                        "runpod/llama-3.3-70b/1xh100-fp8", "deepinfra/llama-3.3-70b/1xh100-fp8",
                        "lambda/llama-3.3-70b/1xh100-fp8", "fireworks/llama-3.3-70b/1xh100-fp8"}) {
    Json call = chat(20000);
    call["workloads"][0]["load"] = {{"shape", "diurnal"}};
    call["a"] = api;
    call["b"] = b;
    call["axis"] = "utilization";
    const Json answer = parsed(market_session().break_even(call.dump()));
    ASSERT_EQ(answer["ok"], true);
    const double most = 1 / (1.6 * (1 + 1.645 * 0.3));
    EXPECT_NEAR(answer["reachable_utilization"].get<double>(), most, 1e-12);
    for (const Json& crossing : answer["crossings"]) {
      const bool beyond = crossing["value"].get<double>() > most;
      EXPECT_EQ(crossing["reachable"], !beyond) << b;
      const bool said = crossing["sentence"].get<std::string>().find("never becomes cheaper at your load") !=
                        std::string::npos;
      EXPECT_EQ(said, beyond) << crossing["sentence"];
      (beyond ? unreachable : reachable) += 1;
    }
  }
  EXPECT_GE(unreachable, 1);
  EXPECT_GE(reachable, 1);
}

}  // namespace
}  // namespace picker::testing
