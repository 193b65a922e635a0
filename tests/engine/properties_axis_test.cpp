// Curves, switches and crossings over every axis against the comparison itself, made anew at each value
// through the contract's calls, on the bundled rates.

#include "support/market_calls.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace picker::testing {
namespace {

// The request with an input of its workload ("load.amplitude") or a multiplier ("price:modal/*/*") at a
// value.
Json moved(Json request, const std::string& axis, double value) {
  if (const std::size_t colon = axis.find(':'); colon != std::string::npos) {
    request["overrides"].push_back(
        {{"match", axis.substr(colon + 1)}, {"field", axis.substr(0, colon)}, {"multiply", value}});
    return request;
  }
  Json& workload = request["workloads"][0];
  if (axis == "input_share") {
    const double tokens = workload["input_tokens"].get<double>() + workload["output_tokens"].get<double>();
    workload["input_tokens"] = tokens * value;
    workload["output_tokens"] = tokens * (1 - value);
    return request;
  }
  const std::size_t dot = axis.find('.');
  if (dot == std::string::npos)
    workload[axis] = value;
  else
    workload[axis.substr(0, dot)][axis.substr(dot + 1)] = value;
  return request;
}

struct CurveCase {
  Json request;
  std::string axis;
  double from, to;
  int n;
  bool logarithmic;
};

// Every point is the comparison at its value: the same bills, null for the same offers, the same winner.
void expect_comparisons(const CurveCase& one) {
  SCOPED_TRACE(one.axis);
  Json call = one.request;
  call.update({{"axis", one.axis}, {"from", one.from}, {"to", one.to}, {"n", one.n}});
  call["scale"] = one.logarithmic ? "log" : "linear";
  const Json curve = parsed(market_session().curve(call.dump()));
  ASSERT_EQ(curve["ok"], true) << curve.dump().substr(0, 300);
  EXPECT_EQ(curve["axis"], one.axis);
  std::map<std::string, std::size_t> row;
  for (std::size_t k = 0; k < curve["offers"].size(); ++k) row[curve["offers"][k]] = k;
  ASSERT_EQ(row.size(), curve["offers"].size());
  std::vector<bool> priced(row.size());
  for (std::size_t i = 0; i < curve["x"].size(); ++i) {
    const Json at = parsed(market_session().compare(moved(one.request, one.axis, curve["x"][i]).dump()));
    ASSERT_EQ(at["ok"], true) << at.dump().substr(0, 300);
    const Json& quotes = at["workloads"][0]["quotes"];
    std::size_t admitted = 0;
    for (const auto& [offer, k] : row) admitted += !curve["usd_per_day"][k][i].is_null();
    EXPECT_EQ(admitted, quotes.size()) << i;
    for (const Json& quote : quotes) {
      ASSERT_TRUE(row.count(quote["offer"])) << quote["offer"];
      const std::size_t k = row[quote["offer"]];
      priced[k] = true;
      const Json& found = curve["usd_per_day"][k][i];
      ASSERT_TRUE(found.is_number()) << quote["offer"] << " at " << curve["x"][i];
      const double usd = quote["usd_per_day"];
      EXPECT_EQ(found.get<double>(), usd) << quote["offer"] << " at " << curve["x"][i];
    }
    for (const Json& refusal : at["workloads"][0]["rejected"])
      if (refusal["quote"].is_object()) priced[row[refusal["offer"]]] = true;
    const int winner = curve["winner"][i];
    EXPECT_EQ(winner < 0, quotes.empty());
    if (!quotes.empty()) {
      EXPECT_EQ(curve["offers"][static_cast<std::size_t>(winner)], quotes[0]["offer"]) << i;
    }
    EXPECT_EQ(curve["unreachable"][i], false);
  }
  for (const auto& [offer, k] : row) EXPECT_TRUE(priced[k]) << offer;
}

TEST(CurveAxes, TokensAndShares) {
  expect_comparisons({chat(200000), "output_tokens", 1, 1e5, 9, true});
  expect_comparisons({chat(200000), "input_tokens", 0, 20000, 9, false});
  expect_comparisons({chat(200000), "input_share", 0, 1, 6, false});
  expect_comparisons({chat(60000), "cached_input_share", 0, 1, 5, false});
  expect_comparisons({chat(60000), "batch_share", 0, 1, 5, false});
}

TEST(CurveAxes, NumbersOfYourOwn) {
  expect_comparisons({chat(200000), "usd_per_gpu_hour:modal/*/*", 0.01, 100, 7, true});
  expect_comparisons({chat(200000), "tokens_per_s:*/*/*", 0, 4, 5, false});
  Json waits = moved(chat(200000), "batch_share", 0.5);
  expect_comparisons({waits, "price:fireworks/*/serverless", 0.1, 10, 5, true});
}

TEST(CurveAxes, LatencyLimitsRefuseAtEachValueAnew) {
  expect_comparisons({chat(200000), "sla.ttft_p95_ms", 10, 1e4, 9, true});
  Json published = chat(200000);
  published["workloads"][0]["model"] = "gpt-oss-120b";
  expect_comparisons({published, "sla.min_tokens_per_s", 1, 10000, 9, true});
}

TEST(CurveAxes, RequirementsHoldAtEachValue) {
  Json request = chat(100000);
  request["requirements"] = {{"compliance", {"soc2-type-2"}},
                             {"dedicated", true},
                             {"operations", "deployment"},
                             {"budget_usd_per_month", 20000}};
  expect_comparisons({request, "output_tokens", 1, 1e5, 9, true});
}

TEST(CurveAxes, TheDayOfALoad) {
  Json request = chat(300000);
  request["workloads"][0]["load"] = {{"shape", "diurnal"}};
  expect_comparisons({request, "load.amplitude", 0, 1, 3, false});
  request["workloads"][0]["load"] = {{"shape", "office"}};
  expect_comparisons({request, "load.night_share", 0, 1, 2, false});
  request["workloads"][0]["sla"] = {{"ttft_p95_ms", 2000}};
  request["workloads"][0]["load"] = {{"shape", "flat"}};
  expect_comparisons({request, "load.burst_cv", 0, 10, 3, false});
  request["workloads"][0]["load"] = {{"shape", "diurnal"}};
  expect_comparisons({request, "output_tokens", 10, 2000, 4, true});
}

TEST(CurveAxes, OtherKindsOfWork) {
  const Json images = {
      {"catalog", "market"},
      {"workloads",
       Json::array({{{"modality", "image"}, {"model", "flux-schnell"}, {"requests_per_day", 1000}}})}};
  for (const char* axis : {"images_per_request", "steps", "megapixels"})
    expect_comparisons({images, axis, 1, 20, 6, false});
  const Json speech = {
      {"catalog", "market"},
      {"workloads",
       Json::array(
           {{{"modality", "speech-to-text"}, {"model", "whisper-large-v3"}, {"requests_per_day", 1000}}})}};
  expect_comparisons({speech, "audio_seconds", 1, 1e4, 6, true});
}

// A replica kept whatever is asked of it: beyond what the day can use of it, its win is no win.
TEST(CurveAxes, UtilizationIsOfOneReplica) {
  Json call = chat(20000);
  call["workloads"][0]["load"] = {{"shape", "diurnal"}};
  call["only"] = {"together/llama-3.3-70b/serverless", "together/llama-3.3-70b/2xh100-fp8"};
  call.update({{"axis", "utilization"},
               {"of", call["only"][1]},
               {"from", 0},
               {"to", 1},
               {"n", 101},
               {"scale", "linear"}});
  const Json curve = parsed(market_session().curve(call.dump()));
  ASSERT_EQ(curve["ok"], true);
  const std::size_t gpu = curve["offers"][0] == call["only"][1] ? 0 : 1;
  const double most = 1 / (1.6 * (1 + 1.645 * 0.3));
  int beyond = 0;
  for (std::size_t i = 0; i < 101; ++i) {
    EXPECT_EQ(curve["usd_per_day"][gpu][i], curve["usd_per_day"][gpu][0]);
    const bool wins = curve["winner"][i] == static_cast<int>(gpu);
    EXPECT_EQ(curve["unreachable"][i], wins && curve["x"][i].get<double>() > most) << i;
    beyond += curve["unreachable"][i].get<bool>();
  }
  EXPECT_GT(beyond, 10);
  call.update({{"a", call["only"][0]}, {"b", call["only"][1]}});
  for (const char* key : {"from", "to", "n", "scale", "of"}) call.erase(key);
  const double crossing = parsed(market_session().break_even(call.dump()))["crossings"][0]["value"];
  const std::size_t above = static_cast<std::size_t>(std::ceil(crossing * 100));
  EXPECT_EQ(curve["winner"][above], static_cast<int>(gpu));
  EXPECT_NE(curve["winner"][above - 1], static_cast<int>(gpu));
}

// Who of the two the comparison admits and bills the least; empty: neither.
std::string winner_of(Json request, const std::string& a, const std::string& b) {
  request["only"] = {a, b};
  const Json answer = parsed(market_session().compare(request.dump()));
  const Json& quotes = answer["workloads"][0]["quotes"];
  return quotes.empty() ? std::string() : quotes[0]["offer"].get<std::string>();
}

TEST(SwitchAxes, EveryPairOfAFewOffersAgainstBothComparisons) {
  const std::vector<std::string> offers = {
      "together/llama-3.3-70b/serverless", "together/llama-3.3-70b/1xh100-fp8-cluster",
      "together/llama-3.3-70b/2xh100-fp8", "deepinfra/llama-3.3-70b/serverless",
      "modal/llama-3.3-70b/1xh100-fp8",    "runpod/llama-3.3-70b/1xh100-fp8"};
  int changed = 0, same = 0, nobody = 0;
  for (const char* operations : {"gpu", "deployment"})
    for (const std::string axis : {"requirements.dedicated", "requirements.compliance:soc2-type-2",
                                   "requirements.compliance:hipaa-baa"})
      for (const std::string& a : offers)
        for (const std::string& b : offers) {
          if (a == b) continue;
          Json off = chat(40000);
          off["requirements"] = {{"operations", operations}};
          Json on = off;
          if (axis == "requirements.dedicated")
            on["requirements"]["dedicated"] = true;
          else
            on["requirements"]["compliance"] = {axis.substr(axis.find(':') + 1)};
          Json call = off;
          call.update({{"a", a}, {"b", b}, {"axis", axis}});
          const Json answer = parsed(market_session().break_even(call.dump()));
          ASSERT_EQ(answer["ok"], true) << answer.dump().substr(0, 300);
          const std::string below = winner_of(off, a, b), above = winner_of(on, a, b);
          ASSERT_EQ(answer["crossings"].size(), below == above ? 0u : 1u) << axis << " " << a << " " << b;
          if (below == above) {
            ++same;
            continue;
          }
          const Json& crossing = answer["crossings"][0];
          EXPECT_EQ(crossing["winner_below"], below.empty() ? Json() : Json(below));
          EXPECT_EQ(crossing["winner_above"], above.empty() ? Json() : Json(above));
          EXPECT_EQ(crossing["value"], 1);
          ++(above.empty() ? nobody : changed);
        }
  EXPECT_GT(changed, 5);
  EXPECT_GT(same, 5);
  EXPECT_GT(nobody, 5);
}

}  // namespace
}  // namespace picker::testing
