// What offers come with beside their prices, each rule by itself: windows, regions, compliance, the tokens
// that a model makes of a workload.

#include "engine/pricing/rules/compliance.h"
#include "engine/pricing/rules/context_window.h"
#include "engine/pricing/rules/model_tokens.h"
#include "engine/pricing/rules/regions.h"

#include <gtest/gtest.h>

namespace picker {
namespace {

struct Sold {
  Platform platform;
  Model model;
  Offer offer;

  Sold() {
    model.id = "m";
    offer.platform = &platform;
    offer.model = &model;
  }
  Sold(const Sold&) = delete;
  Sold& operator=(const Sold&) = delete;

  void as_gpu(const char* plan = "") {
    offer.form = OfferForm::gpu_time;
    offer.plan = plan;
  }
};

using What = WindowRefusal::What;

Workload text_of(double input_tokens, double output_tokens) {
  Workload workload;
  workload.input_tokens = input_tokens;
  workload.output_tokens = output_tokens;
  return workload;
}

TEST(ContextWindow, InputAndOutputTogetherMustFit) {
  Sold sold;
  EXPECT_FALSE(check_window(sold.offer, text_of(1e7, 1e7)));  // nothing is known
  sold.model.window = ContextWindow{131072, {}, {}, {}};
  EXPECT_FALSE(check_window(sold.offer, text_of(130000, 1072)));
  const std::optional<WindowRefusal> refusal = check_window(sold.offer, text_of(130000, 1073));
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->what, What::window);
  EXPECT_EQ(refusal->needed_tokens, 131073);
  EXPECT_EQ(refusal->limit_tokens, 131072);
  EXPECT_FALSE(refusal->sellers_own);
  EXPECT_EQ(*window_tokens(sold.offer), 131072);
}

TEST(ContextWindow, ASellersShorterWindowHoldsForHisApiOnly) {
  Sold sold;
  sold.model.window = ContextWindow{131072, {}, {}, {}};
  sold.platform.windows = {{"m", {32768, {}, 8000.0, {}}}, {"other", {10, {}, {}, {}}}};
  const std::optional<WindowRefusal> refusal = check_window(sold.offer, text_of(40000, 10));
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->limit_tokens, 32768);
  EXPECT_TRUE(refusal->sellers_own);
  EXPECT_EQ(check_window(sold.offer, text_of(100, 8001))->what, What::output);
  sold.as_gpu();
  EXPECT_FALSE(check_window(sold.offer, text_of(40000, 8001)));
  EXPECT_EQ(*window_tokens(sold.offer), 131072);
}

TEST(ContextWindow, AModelsOwnLimitsOnPromptAndAnswer) {
  Sold sold;
  sold.model.window = ContextWindow{400000, 272000.0, 128000.0, {}};
  EXPECT_FALSE(check_window(sold.offer, text_of(272000, 128000)));
  EXPECT_EQ(check_window(sold.offer, text_of(272001, 10))->what, What::input);
  EXPECT_EQ(check_window(sold.offer, text_of(10, 128001))->what, What::output);
}

TEST(ContextWindow, TheLongestClassMustFitAndAPriceMayEndBeforeTheWindow) {
  Sold sold;
  sold.model.window = ContextWindow{131072, {}, {}, {}};
  Workload workload = text_of(20000, 200);
  workload.lengths = {{0.9, 10000, 200, 0, 0}, {0.1, 140000, 200, 0, 0}};
  EXPECT_EQ(check_window(sold.offer, workload)->needed_tokens, 140200);
  workload.lengths[1].input_tokens = 110000;
  EXPECT_FALSE(check_window(sold.offer, workload));
  DatedPrice price;
  price.input_tokens_max = 100000;
  sold.offer.price = &price;
  EXPECT_EQ(check_window(sold.offer, workload)->what, What::price);
}

TEST(Regions, ARegionLiesInItsContinent) {
  EXPECT_TRUE(lies_in("eu", "eu"));
  EXPECT_TRUE(lies_in("eu-north-1", "eu"));
  EXPECT_FALSE(lies_in("europa", "eu"));
  EXPECT_FALSE(lies_in("us-east-1", "eu"));
  EXPECT_FALSE(lies_in("", "eu"));
}

RegionPin pin(const char* region, PinState state, std::optional<double> premium = 1.0) {
  RegionPin made;
  made.region = region;
  made.state = state;
  made.premium = premium;
  return made;
}

TEST(Regions, WhereAPlatformRunsIsNotWhereItCanBePinned) {
  Sold sold;
  EXPECT_EQ(match_region(sold.offer, {"eu"}).residence, Residence::not_found);
  Regions regions;
  regions.runs_in = {"us", "eu-north-1"};
  sold.platform.serverless_regions = regions;
  EXPECT_EQ(match_region(sold.offer, {"eu"}).residence, Residence::runs_there);
  EXPECT_EQ(match_region(sold.offer, {"asia"}).residence, Residence::not_found);
  const std::pair<PinState, Residence> states[] = {{PinState::yes, Residence::kept},
                                                   {PinState::only, Residence::kept},
                                                   {PinState::plan, Residence::with_plan},
                                                   {PinState::ask, Residence::with_plan},
                                                   {PinState::no, Residence::cannot}};
  for (const auto& [state, residence] : states) {
    sold.platform.serverless_regions->pins = {pin("eu", state)};
    EXPECT_EQ(match_region(sold.offer, {"eu"}).residence, residence);
  }
}

TEST(Regions, ApisAndGpuTimeHaveRegionsOfTheirOwn) {
  Sold sold;
  Regions of_apis, of_gpus;
  of_apis.pins = {pin("us", PinState::yes)};
  of_gpus.pins = {pin("eu", PinState::yes)};
  of_gpus.pins[0].offer_plans = {"secure"};
  sold.platform.serverless_regions = of_apis;
  sold.platform.dedicated_regions = of_gpus;
  EXPECT_EQ(match_region(sold.offer, {"us"}).residence, Residence::kept);
  EXPECT_NE(match_region(sold.offer, {"eu"}).residence, Residence::kept);
  sold.as_gpu("secure");
  EXPECT_EQ(match_region(sold.offer, {"eu"}).residence, Residence::kept);
  EXPECT_NE(match_region(sold.offer, {"us"}).residence, Residence::kept);
  sold.offer.plan = "community";
  EXPECT_NE(match_region(sold.offer, {"eu"}).residence, Residence::kept);
}

TEST(Regions, AnOfferSoldInARegionNeedsNoPin) {
  Sold sold;
  sold.offer.region = "eu-central-1";
  EXPECT_EQ(match_region(sold.offer, {"eu"}).residence, Residence::kept);
  EXPECT_EQ(match_region(sold.offer, {"eu"}).pin, nullptr);
  EXPECT_EQ(match_region(sold.offer, {"us"}).residence, Residence::cannot);
}

TEST(Regions, APinOfTheModelGoesBeforeAGeneralOne) {
  Sold sold;
  Regions regions;
  regions.pins = {pin("eu", PinState::yes, 1.0), pin("eu", PinState::yes, 1.1)};
  regions.pins[1].models = {"m"};
  sold.platform.serverless_regions = regions;
  EXPECT_EQ(*match_region(sold.offer, {"eu"}).pin->premium, 1.1);
  sold.model.id = "other";
  EXPECT_EQ(*match_region(sold.offer, {"eu"}).pin->premium, 1.0);
}

TEST(Regions, OfSeveralThatWillDoTheSurestThenTheCheapest) {
  Sold sold;
  Regions regions;
  regions.pins = {pin("us", PinState::ask), pin("eu", PinState::yes, 1.5), pin("asia", PinState::yes, 1.2)};
  sold.platform.serverless_regions = regions;
  EXPECT_EQ(match_region(sold.offer, {"us", "eu"}).region, "eu");
  EXPECT_EQ(match_region(sold.offer, {"us", "eu", "asia"}).region, "asia");
}

ComplianceClaim claim(ComplianceState state, Scope scope = Scope::all) {
  ComplianceClaim made;
  made.requirement = "hipaa-baa";
  made.state = state;
  made.scope = scope;
  return made;
}

TEST(Compliance, AClaimHoldsForItsScopeAndTheBestOneCounts) {
  Sold sold;
  EXPECT_EQ(best_claim(sold.offer, "hipaa-baa"), nullptr);
  sold.platform.compliance = {claim(ComplianceState::not_met, Scope::serverless),
                              claim(ComplianceState::met_under_plan, Scope::dedicated),
                              claim(ComplianceState::met, Scope::dedicated)};
  EXPECT_EQ(best_claim(sold.offer, "hipaa-baa")->state, ComplianceState::not_met);
  EXPECT_EQ(best_claim(sold.offer, "gdpr"), nullptr);
  sold.as_gpu();
  EXPECT_EQ(best_claim(sold.offer, "hipaa-baa")->state, ComplianceState::met);
}

// A cloud whose agreement leaves its community part out.
TEST(Compliance, AClaimThatNamesTheOffersPlanGoesBeforeTheOthers) {
  Sold sold;
  ComplianceClaim community = claim(ComplianceState::not_met, Scope::dedicated);
  community.offer_plans = {"community"};
  sold.platform.compliance = {claim(ComplianceState::met_under_plan), community};
  sold.as_gpu("community");
  EXPECT_EQ(best_claim(sold.offer, "hipaa-baa")->state, ComplianceState::not_met);
  sold.offer.plan = "";
  EXPECT_EQ(best_claim(sold.offer, "hipaa-baa")->state, ComplianceState::met_under_plan);
}

TEST(Compliance, WhatTheEvidenceLeavesOut) {
  Sold sold;
  ComplianceClaim partial = claim(ComplianceState::met);
  EXPECT_FALSE(leaves_out(partial, sold.offer, 1));
  partial.except_batch = true;
  EXPECT_FALSE(leaves_out(partial, sold.offer, 0));
  EXPECT_TRUE(leaves_out(partial, sold.offer, 0.1));
  partial.except_models = {"m"};
  EXPECT_TRUE(leaves_out(partial, sold.offer, 0));
}

TEST(Compliance, TheDearestCommitmentOfThePlansThatAreNeeded) {
  Sold sold;
  ComplianceClaim hipaa = claim(ComplianceState::met_under_plan), gdpr = hipaa, met = hipaa;
  hipaa.commitment_usd_per_month = 3000;
  gdpr.requirement = "gdpr";
  gdpr.commitment_usd_per_month = 500;
  met.requirement = "iso-27001";
  met.state = ComplianceState::met;
  met.commitment_usd_per_month = 9000;
  sold.platform.compliance = {hipaa, gdpr, met};
  Requirements requirements;
  EXPECT_EQ(commitment_usd_per_month(sold.offer, requirements), 0);
  requirements.compliance = {"gdpr"};
  EXPECT_EQ(commitment_usd_per_month(sold.offer, requirements), 500);
  requirements.compliance = {"gdpr", "hipaa-baa", "iso-27001"};
  EXPECT_EQ(commitment_usd_per_month(sold.offer, requirements), 3000);
}

TEST(ModelTokens, HiddenReasoningComesOnTopOfTheAnswerWhereTheModelReasons) {
  Catalog catalog;
  Model model;
  Workload workload = text_of(1000, 200);
  workload.reasoning = HiddenTokens::typical;
  EXPECT_EQ(workload_of_model(workload, catalog, model).output_tokens, 200);
  model.reasoning = Reasoning{true, {0.5, 2, 8}, {}};
  const Workload bound = workload_of_model(workload, catalog, model);
  EXPECT_EQ(bound.input_tokens, 1000);
  EXPECT_EQ(bound.output_tokens, 600);
  EXPECT_EQ(bound.hidden_output_tokens, 400);
  workload.reasoning = HiddenTokens::high;
  EXPECT_EQ(workload_of_model(workload, catalog, model).output_tokens, 1800);
  workload.reasoning = HiddenTokens::low;
  EXPECT_EQ(workload_of_model(workload, catalog, model).output_tokens, 300);
  workload.reasoning = HiddenTokens::counted;
  EXPECT_EQ(workload_of_model(workload, catalog, model).output_tokens, 200);
  EXPECT_EQ(workload_of_model(workload, catalog, model).hidden_output_tokens, 0);
}

TEST(ModelTokens, ATokenizerMakesMoreOrFewerTokensOfTheSameText) {
  Catalog catalog;
  Tokenizer tokenizer;
  tokenizer.id = "t";
  tokenizer.over_o200k = {1.25, std::nullopt, 2, 1, 1};
  catalog.tokenizers = {tokenizer};
  Model model;
  model.tokenizer = "t";
  model.reasoning = Reasoning{true, {1, 1, 1}, {}};
  Workload workload = text_of(1000, 200);
  workload.lengths = {{0.5, 500, 100, 0, 0}, {0.5, 1500, 300, 0, 0}};
  EXPECT_EQ(workload_of_model(workload, catalog, model).input_tokens, 1000);  // counted with its own
  workload.text_kind = TextKind::english;
  workload.reasoning = HiddenTokens::typical;
  const Workload bound = workload_of_model(workload, catalog, model);
  EXPECT_EQ(bound.input_tokens, 1250);
  EXPECT_EQ(bound.output_tokens, 500);
  EXPECT_EQ(bound.hidden_output_tokens, 250);
  EXPECT_EQ(bound.tokens_per_asked, 1.25);
  EXPECT_EQ(bound.lengths[1].input_tokens, 1875);
  EXPECT_EQ(bound.lengths[1].output_tokens, 750);
  EXPECT_EQ(bound.lengths[1].hidden_output_tokens, 375);
  EXPECT_FALSE(tokenizer_unknown(workload, catalog, model));
  workload.text_kind = TextKind::code;  // nobody counted it
  EXPECT_TRUE(tokenizer_unknown(workload, catalog, model));
  EXPECT_EQ(workload_of_model(workload, catalog, model).input_tokens, 1000);
}

}  // namespace
}  // namespace picker
