// Latency limits, cold starts and refusals while cold, through the contract's calls.

#include "support/call_vectors.h"

#include "contract/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace picker::testing {
namespace {

using nlohmann::json;

class Limits : public ::testing::Test {
 protected:
  static const Session& session() {
    static const Session loaded = loaded_session();
    return loaded;
  }

  static json request(double requests_per_day, const json& sla) {
    return {{"catalog", "market"},
            {"workloads", json::array({{{"model", "llama-3.3-70b"},
                                        {"requests_per_day", requests_per_day},
                                        {"input_tokens", 1155},
                                        {"output_tokens", 211},
                                        {"sla", sla}}})}};
  }

  static json compare(const json& request) {
    const json answer = json::parse(session().compare(request.dump()));
    EXPECT_EQ(answer["ok"], true) << answer.dump().substr(0, 300);
    return answer;
  }

  static std::map<std::string, json> quotes(const json& answer) {
    std::map<std::string, json> found;
    for (const json& quote : answer["workloads"][0]["quotes"]) found[quote["offer"]] = quote;
    return found;
  }

  static bool has_risk(const json& quote, const std::string& code) {
    for (const json& risk : quote["risks"])
      if (risk == code) return true;
    return false;
  }
};

TEST_F(Limits, TighterLimitsNeverMakeAGpuCheaper) {
  const auto open = quotes(compare(request(2e6, json::object())));
  auto last = open;
  int dearer = 0;
  for (const double tokens_per_s : {15.0, 25.0, 40.0}) {
    const auto tight =
        quotes(compare(request(2e6, {{"min_tokens_per_s", tokens_per_s}, {"ttft_p95_ms", 2000}})));
    for (const auto& [offer, quote] : tight) {
      if (quote["billed_gpu_hours_per_day"] == 0) continue;
      EXPECT_GE(quote["usd_per_day"].get<double>(), last[offer]["usd_per_day"].get<double>() * (1 - 1e-9))
          << offer;
      dearer += quote["usd_per_day"] > open.at(offer)["usd_per_day"] ? 1 : 0;
    }
    last = tight;
  }
  EXPECT_GT(dearer, 20);
}

TEST_F(Limits, WhatAnAdmittedGpuShowsLiesWithinTheLimits) {
  const json answer = compare(request(5e5, {{"min_tokens_per_s", 30}, {"ttft_p95_ms", 800}}));
  int gpus = 0;
  for (const auto& [offer, quote] : quotes(answer)) {
    if (quote["billed_gpu_hours_per_day"] == 0) continue;
    ++gpus;
    ASSERT_TRUE(quote["speed"]["ttft_p95_s"].is_number()) << offer;
    EXPECT_LE(quote["speed"]["ttft_p95_s"].get<double>(), 0.8 * (1 + 1e-9)) << offer;
    EXPECT_GE(quote["speed"]["tokens_per_s_per_request"].get<double>(), 30 * (1 - 1e-9)) << offer;
    EXPECT_EQ(quote["speed"]["kind"], "modelled");
    const std::string verdict = quote["speed"]["sla"];
    EXPECT_TRUE(verdict == "meets" || verdict == "may miss") << offer << verdict;
    EXPECT_EQ(has_risk(quote, "sla-may-miss"), verdict == "may miss") << offer;
  }
  EXPECT_GT(gpus, 20);
}

TEST_F(Limits, ALimitOutOfReachIsRefusedAndItsRelaxationAdmits) {
  json asked = request(20000, {{"ttft_p95_ms", 60}});
  const json answer = compare(asked);
  int refused = 0;
  for (const json& rejected : answer["workloads"][0]["rejected"]) {
    if (rejected["code"] != "sla") continue;
    ++refused;
    const json& relax = rejected["relax"][0];
    ASSERT_EQ(relax["path"], "workloads.0.sla.ttft_p95_ms");
    EXPECT_GT(relax["to"].get<double>(), 60);
    if (refused > 3) continue;
    json eased = asked;
    eased["workloads"][0]["sla"]["ttft_p95_ms"] = relax["to"];
    eased["only"] = json::array({rejected["offer"]});
    EXPECT_EQ(quotes(compare(eased)).count(rejected["offer"]), 1u) << rejected.dump();
  }
  EXPECT_GT(refused, 5);
}

// Its card has a reading of 8 tokens a second of the median request.
TEST_F(Limits, AnApiThatMayMissIsNamedToBeTriedWithWhatFindingOutCosts) {
  const json answer = compare(request(20000, {{"min_tokens_per_s", 20}}));
  const json& recommendation = answer["recommendation"];
  EXPECT_EQ(recommendation["status"], "pick");
  const auto all = quotes(answer);
  const json& api = all.at("deepinfra/llama-3.3-70b/serverless");
  EXPECT_EQ(api["speed"]["sla"], "may miss");
  EXPECT_TRUE(has_risk(api, "sla-may-miss"));
  const json& work = recommendation["workloads"][0];
  const json& safe = all.at(work["primary"]["offer"]);
  EXPECT_EQ(safe["speed"]["sla"], "meets");
  EXPECT_EQ(work["passed_over"][0]["offer"], api["offer"]);
  const json& trial = work["try_first"];
  ASSERT_TRUE(trial.is_object());
  EXPECT_EQ(trial["offer"], api["offer"]);
  EXPECT_NEAR(trial["saves_usd_per_day"].get<double>(),
              safe["usd_per_day"].get<double>() - api["usd_per_day"].get<double>(), 1e-9);
  // A thousand requests of 1,155 and 211 tokens at 0.10 and 0.32 a million.
  EXPECT_NEAR(trial["test_usd"].get<double>(), 0.1155 + 0.06752, 1e-9);
  EXPECT_GT(trial["chance"].get<double>(), 0);
  EXPECT_LT(trial["chance"].get<double>(), 0.5);
}

TEST_F(Limits, ALimitFarBeyondWhatIsKnownOfAnApiKeepsItThePick) {
  const json answer = compare(request(20000, {{"ttft_p95_ms", 600000}}));
  EXPECT_EQ(answer["recommendation"]["workloads"][0]["primary"]["offer"],
            "deepinfra/llama-3.3-70b/serverless");
  EXPECT_EQ(quotes(answer).at("deepinfra/llama-3.3-70b/serverless")["speed"]["sla"], "meets");
}

TEST_F(Limits, AnApiOfUnknownSpeedIsPassedOverAndNamed) {
  json rates = json::parse(rates_text());
  json hosts = json::array();
  for (const json& host : rates["latency"]["hosts"])
    if (host["platform"] != "deepinfra") hosts.push_back(host);
  ASSERT_LT(hosts.size(), rates["latency"]["hosts"].size());
  rates["latency"]["hosts"] = hosts;
  Session session;
  ASSERT_EQ(json::parse(session.load_catalog(rates.dump()))["ok"], true);
  const json answer = json::parse(session.compare(request(20000, {{"min_tokens_per_s", 20}}).dump()));
  EXPECT_EQ(answer["recommendation"]["status"], "pick");
  const auto all = quotes(answer);
  EXPECT_EQ(all.at("deepinfra/llama-3.3-70b/serverless")["speed"]["sla"], "unknown");
  EXPECT_TRUE(has_risk(all.at("deepinfra/llama-3.3-70b/serverless"), "sla-unknown"));
  const json& work = answer["recommendation"]["workloads"][0];
  EXPECT_EQ(work["passed_over"][0]["offer"], "deepinfra/llama-3.3-70b/serverless");
  EXPECT_GT(work["passed_over"][0]["saves_usd_per_day"].get<double>(), 0);
  EXPECT_EQ(all.at(work["primary"]["offer"])["speed"]["sla"], "meets");
}

TEST_F(Limits, WithoutLimitsTheCheapestApiIsThePick) {
  const json answer = compare(request(20000, json::object()));
  EXPECT_EQ(answer["recommendation"]["workloads"][0]["primary"]["offer"],
            "deepinfra/llama-3.3-70b/serverless");
}

TEST_F(Limits, BurstsCostCapacityWhereAFirstTokenIsPromised) {
  json steady = request(3e6, {{"ttft_p95_ms", 500}});
  json bursts = steady;
  bursts["workloads"][0]["load"] = {{"burst_cv", 10}};
  steady["only"] = bursts["only"] = json::array({"together/*/2xh100-fp8"});
  const std::string offer = "together/llama-3.3-70b/2xh100-fp8";
  EXPECT_GT(quotes(compare(bursts)).at(offer)["replicas_peak"],
            quotes(compare(steady)).at(offer)["replicas_peak"]);
}

TEST_F(Limits, ScaleToZeroIsARiskWithItsShareAndNotFree) {
  const auto all = quotes(compare(request(200, json::object())));
  const json& modal = all.at("modal/llama-3.3-70b/2xh100-fp8");
  EXPECT_TRUE(has_risk(modal, "cold-start"));
  EXPECT_GT(modal["cold_share"].get<double>(), 0.5);
  EXPECT_GT(modal["cold_starts_per_day"].get<double>(), 50);
  EXPECT_GT(modal["billed_gpu_hours_per_day"].get<double>(),
            2 * 200 * modal["speed"]["ttft_p95_s"].get<double>() / 3600);
  // An hour's window hides the gaps of 200 requests a day, not those of ten.
  EXPECT_FALSE(has_risk(all.at("fireworks/llama-3.3-70b/2xh100-fp8"), "answers-503"));
  EXPECT_TRUE(has_risk(quotes(compare(request(10, json::object()))).at("fireworks/llama-3.3-70b/2xh100-fp8"),
                       "answers-503"));
  EXPECT_EQ(all.at("together/llama-3.3-70b/2xh100-fp8")["cold_share"], 0);
  // Refused requests rule an offer out as the pick where latency is promised, and only there.
  json promised = request(10, {{"min_tokens_per_s", 5}});
  promised["only"] = json::array({"fireworks/*/1xh100-fp8"});
  EXPECT_EQ(compare(promised)["recommendation"]["status"], "pick-with-risk");
  promised["workloads"][0]["sla"] = json::object();
  EXPECT_EQ(compare(promised)["recommendation"]["status"], "pick");
}

TEST_F(Limits, YourOwnSpeedAndColdStartStandInForTheModel) {
  json own = request(400000, json::object());
  own["only"] = json::array({"modal/*/1xh100-fp8"});
  own["overrides"] = {{{"match", "modal/*/*"}, {"field", "tokens_per_s"}, {"set", 422}},
                      {{"match", "modal/*/*"}, {"field", "cold_start_s"}, {"set", 7}},
                      {{"match", "nobody/*/*"}, {"field", "price"}, {"multiply", 2}}};
  const json answer = compare(own);
  const json quote = quotes(answer).at("modal/llama-3.3-70b/1xh100-fp8");
  // 422 tokens a second are 2 requests: 172,800 a day on each replica.
  EXPECT_EQ(quote["replicas_peak"], 3);
  EXPECT_NEAR(quote["utilization"].get<double>(), 400000.0 / (3 * 172800), 1e-9);
  std::map<std::string, json> evidence;
  for (const json& item : quote["evidence"]) evidence[item["what"]] = item;
  EXPECT_EQ(evidence["output tokens one replica serves at saturation"]["kind"], "yours");
  EXPECT_EQ(evidence["cold start of a replica"]["kind"], "yours");
  EXPECT_EQ(evidence["cold start of a replica"]["value"], 7);
  EXPECT_EQ(answer["workloads"][0]["warnings"][0]["code"], "no-effect");
}

}  // namespace
}  // namespace picker::testing
