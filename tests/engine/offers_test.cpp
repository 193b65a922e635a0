// Which offers exist, and what a decision makes of them.

#include "engine/catalog/offer_pattern.h"
#include "support/call_vectors.h"

#include "contract/fields.h"
#include "engine/decision/decision.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace picker::testing {
namespace {

bool offered(const OfferList& list, const std::string& id) {
  return std::any_of(list.offers.begin(), list.offers.end(),
                     [&](const Offer& offer) { return offer.id == id; });
}

TEST(Offers, PrecisionFollowsTheGpuUnlessNamed) {
  const Session session = loaded_session();
  const Catalog& market = session.rates()->market;
  const Model& llama = *find_model(market, "llama-3.3-70b");
  const OfferList usual = expand_offers(market, llama, {}, "");
  EXPECT_TRUE(offered(usual, "fireworks/llama-3.3-70b/2xh100-fp8"));
  EXPECT_TRUE(offered(usual, "baseten/llama-3.3-70b/2xa100-bf16"));
  EXPECT_FALSE(offered(usual, "fireworks/llama-3.3-70b/1xb200-fp4"));
  const OfferList named = expand_offers(market, llama, {Precision::fp4}, "");
  EXPECT_TRUE(offered(named, "fireworks/llama-3.3-70b/1xb200-fp4"));
  EXPECT_FALSE(offered(named, "fireworks/llama-3.3-70b/1xh100-fp4"));  // Hopper has no fp4
  EXPECT_FALSE(offered(named, "fireworks/llama-3.3-70b/2xh100-fp8"));
  const Model& gpt_oss = *find_model(market, "gpt-oss-120b");
  EXPECT_TRUE(offered(expand_offers(market, gpt_oss, {}, ""), "fireworks/gpt-oss-120b/1xh100-mxfp4"));
}

TEST(Offers, CountsThatDoNotFitGiveOneRefusal) {
  const Session session = loaded_session();
  const Catalog& market = session.rates()->market;
  const OfferList list = expand_offers(market, *find_model(market, "llama-3.3-70b"), {}, "");
  int refusals = 0;
  for (const MissingOffer& missing : list.missing) {
    if (missing.platform->id != "baseten" || missing.code != "memory") continue;
    ++refusals;
    if (missing.offer == "baseten/llama-3.3-70b/1xl4-fp8") {
      EXPECT_NE(missing.relax_sentence.find("baseten/llama-3.3-70b/4xl4-fp8"), std::string::npos);
    } else if (missing.offer == "baseten/llama-3.3-70b/1xt4-bf16") {
      EXPECT_TRUE(missing.relax_sentence.empty());
    }
  }
  EXPECT_EQ(refusals, 4);  // L4, A10G, A100, T4: each once, whatever the counts
}

TEST(Offers, PatternsMatchWholeSegments) {
  const std::string id = "together/llama-3.3-70b/2xh100-fp8";
  EXPECT_TRUE(matches("*", id));
  EXPECT_TRUE(matches("together/*", id));
  EXPECT_TRUE(matches("*/llama-3.3-70b/*", id));
  EXPECT_TRUE(matches("*/*/2xh100-fp8", id));
  EXPECT_FALSE(matches("toge*/llama-3.3-70b/2xh100-fp8", id));
  EXPECT_FALSE(matches("together", id));
  EXPECT_FALSE(matches("together/llama-3.3-70b", id));
  EXPECT_FALSE(matches("*/*/*/*", id));
  EXPECT_FALSE(matches("", id));
}

Request chat() {
  Request request;
  request.catalog = "market";
  request.workload.models = {"llama-3.3-70b"};
  request.workload.requests_per_day = 20000;
  request.workload.input_tokens = 1155;
  request.workload.output_tokens = 211;
  return request;
}

TEST(Decision, AnOpenRiskIsPassedOverAndSaysWhatCautionCosts) {
  const Session session = loaded_session();
  Request request = chat();
  request.requirements.compliance = {"hipaa-baa"};
  request.only = {"modal/*", "baseten/llama-3.3-70b/1xh100-fp8", "together/llama-3.3-70b/serverless"};
  request.requirements.dedicated = true;
  request.requirements.operations = Operations::deployment;
  const Comparison comparison = compare(session.rates()->market, request);
  const Decision decision = decide(comparison);
  ASSERT_EQ(decision.status, PickStatus::pick);
  EXPECT_EQ(open_risk(*decision.primary), nullptr);
  ASSERT_FALSE(decision.passed_over.empty());
  for (const PassedOver& passed : decision.passed_over) {
    EXPECT_FALSE(passed.offer->risks.empty());
    EXPECT_GT(passed.saves_usd_per_day, 0);
  }
}

TEST(Decision, WhenAllCarryARiskTheCheapestIsPickedAndSaysSo) {
  const Session session = loaded_session();
  Request request = chat();
  request.requirements.compliance = {"hipaa-baa"};
  request.only = {"modal/*"};
  const Decision decision = decide(compare(session.rates()->market, request));
  EXPECT_EQ(decision.status, PickStatus::pick_with_risk);
}

TEST(Decision, WhenNothingIsAdmittedTheNearestIsNamed) {
  const Session session = loaded_session();
  Request request = chat();
  request.requirements.budget_usd_per_month = 1;
  const Comparison comparison = compare(session.rates()->market, request);
  const Decision decision = decide(comparison);
  EXPECT_EQ(decision.status, PickStatus::none);
  ASSERT_NE(decision.nearest_refused, nullptr);
  EXPECT_EQ(decision.nearest_refused->offer, "deepinfra/llama-3.3-70b/serverless");
}

TEST(Decision, PartsSumToTheTotalAndTheOrderIsByCost) {
  const Session session = loaded_session();
  const Comparison comparison = compare(session.rates()->market, chat());
  ASSERT_GT(comparison.admitted.size(), 50u);
  double last = 0;
  for (const AdmittedOffer& offer : comparison.admitted) {
    double sum = 0;
    for (const Part& part : offer.quote.parts) sum += part.usd_per_day;
    EXPECT_EQ(sum, offer.quote.usd_per_day) << offer.priced.offer.id;
    EXPECT_GE(offer.quote.usd_per_day, last);
    last = offer.quote.usd_per_day;
  }
}

}  // namespace
}  // namespace picker::testing
