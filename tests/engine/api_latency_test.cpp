// How fast a hosted API answers, from a reading or from its kind, against values worked out by hand.

#include "engine/pricing/api_latency.h"

#include <gtest/gtest.h>

namespace picker {
namespace {

void expect_range(const Range& found, double low, double typical, double high) {
  EXPECT_NEAR(found.low, low, 1e-12);
  EXPECT_NEAR(found.typical, typical, 1e-12);
  EXPECT_NEAR(found.high, high, 1e-12);
}

// One offer of a model whose class is known by name, on a platform that is half as slow again to the first
// token as other hosts and streams at 0.8 of their speed.
class ApiLatency : public ::testing::Test {
 protected:
  ApiLatency() {
    catalog_.as_of = "2026-11-10";
    SpeedPrior prior;
    prior.model = SpeedClass::dense_40_130b;
    prior.ttft_s = {0.3, 0.5, 1.0};
    prior.tokens_per_s = {30, 60, 120};
    prior.tokens_per_s_fast = {40, 90, 200};
    prior.ttft_p95_over_p50 = 3;
    SpeedPrior silicon = prior;
    silicon.platform = PlatformKind::custom_silicon;
    catalog_.latency.priors = {prior, silicon};
    TtftGrowth growth;
    growth.model = SpeedClass::dense_40_130b;
    growth.to_10k_s = {0.2, 0.5, 1};
    growth.above_10k_s = {0.3, 0.6, 1.2};
    catalog_.latency.growth = {growth};
    SpeedHost host;
    host.platform = "p";
    host.ttft_factor = 1.5;
    host.tokens_per_s_factor = 0.8;
    catalog_.latency.hosts = {host};
    catalog_.latency.speculation_high = 2;
    catalog_.latency.tiers = {{"priority", 1, 1.34, {}}, {"flex", 2.1, 1, {}}};
    catalog_.latency.readings = {.traffic_prompt_tokens = 1500,
                                 .fixed_length_tail = 2,
                                 .fast_over_median = 1.7,
                                 .worst_day = 0.77,
                                 .error = 1.6,
                                 .old_error = 2,
                                 .vendor_error = 1.5};
    platform_.id = "p";
    model_.id = "m";
    model_.speed_class = SpeedClass::dense_40_130b;
    offer_.platform = &platform_;
    offer_.model = &model_;
    offer_.how = "serverless";
    workload_.input_tokens = 1000;
    workload_.output_tokens = 200;
  }

  SpeedReading& read(SpeedReading::Method method, const char* as_of) {
    SpeedReading reading;
    reading.model = "m";
    reading.how = "serverless";
    reading.method = method;
    reading.provenance.as_of = as_of;
    platform_.speeds.push_back(reading);
    return platform_.speeds.back();
  }

  SpeedReading& read_traffic(const char* as_of) {
    SpeedReading& reading = read(SpeedReading::Method::traffic, as_of);
    reading.ttft_p50_s = 0.4;
    reading.ttft_p95_s = 1.2;
    reading.tokens_per_s = 50;
    reading.tokens_per_s_fast = 85;
    return reading;
  }

  std::optional<ApiSpeed> known(std::optional<double> fastest = std::nullopt) const {
    return api_speed(catalog_, offer_, workload_, fastest);
  }

  ApiSpeed speed(std::optional<double> fastest = std::nullopt) const {
    const std::optional<ApiSpeed> found = known(fastest);
    EXPECT_TRUE(found);
    return found.value_or(ApiSpeed{});
  }

  Catalog catalog_;
  Platform platform_;
  Model model_;
  Offer offer_;
  Workload workload_;
};

TEST_F(ApiLatency, WithoutAReadingItIsThatOfItsKindTimesItsHost) {
  const ApiSpeed found = speed();
  expect_range(found.ttft_p95_s, 0.3 * 1.5 * 3, 0.5 * 1.5 * 3, 1.0 * 1.5 * 3);
  expect_range(found.answer_p95_s, 0.3 * 1.5 * 3, 0.5 * 1.5 * 3, 1.0 * 1.5 * 3);
  expect_range(found.tokens_per_s, 30 * 0.8, 60 * 0.8, 200 * 0.8);
  EXPECT_FALSE(found.ttft_read);
  EXPECT_FALSE(found.speed_read);
  EXPECT_EQ(found.ttft.kind, Kind::modelled);
  workload_.output_tokens = 500;  // long answers stream as fast requests do
  EXPECT_NEAR(speed().tokens_per_s.typical, 90 * 0.8, 1e-12);
}

TEST_F(ApiLatency, UncachedTokensOfALongPromptComeOnTopTwiceAtThe95thPercentile) {
  workload_.input_tokens = 11000;
  const Range long_prompt = speed().ttft_p95_s;
  expect_range(long_prompt, 1.35 + 2 * (0.2 + 0.03 - 0.02), 2.25 + 2 * (0.5 + 0.06 - 0.05),
               4.5 + 2 * (1 + 0.12 - 0.1));
  workload_.input_tokens = 22000;
  workload_.cached_input_share = 0.5;
  EXPECT_NEAR(speed().ttft_p95_s.typical, long_prompt.typical, 1e-12);
  workload_.cached_input_share = 0;
  workload_.lengths = {{0.9, 1000, 200, 0, 0}, {0.1, 211000, 200, 0, 0}};
  EXPECT_GT(speed().ttft_p95_s.typical, 2.25 + 2 * 0.6 * 20);  // of one request in ten
}

TEST_F(ApiLatency, AGpuApiStreamsNoFasterThanTheFastestGpuAndItsSpeculation) {
  expect_range(speed(50).tokens_per_s, 24, 48, 100);
  expect_range(speed(20).tokens_per_s, 20, 40, 40);
  catalog_.latency.hosts[0].kind = PlatformKind::custom_silicon;
  expect_range(speed(20).tokens_per_s, 24, 48, 160);
}

TEST_F(ApiLatency, AReadingOfItsOwnGoesBeforeItsKind) {
  workload_.input_tokens = 1500;  // what traffic is taken to have
  read_traffic("2026-11-01");
  const ApiSpeed found = speed(20);
  expect_range(found.ttft_p95_s, 1.2 / 1.6, 1.2, 1.2 * 1.6);
  expect_range(found.tokens_per_s, 50 * 0.77, 50, 85);
  EXPECT_TRUE(found.ttft_read);
  EXPECT_TRUE(found.speed_read);
  EXPECT_EQ(found.speed.as_of, "2026-11-01");
}

TEST_F(ApiLatency, AnOldReadingIsWider) {
  workload_.input_tokens = 1500;
  read_traffic("2026-08-11");  // 91 days
  expect_range(speed().ttft_p95_s, 0.6, 1.2, 2.4);
  expect_range(speed().tokens_per_s, 50 * 0.77 / 1.25, 50, 85 * 1.25);
  platform_.speeds[0].provenance.as_of = "2026-08-12";  // 90 days
  EXPECT_NEAR(speed().ttft_p95_s.high, 1.2 * 1.6, 1e-12);
}

TEST_F(ApiLatency, AProbeGoesBeforeTrafficAndThatBeforeTheVendorAtEveryLength) {
  SpeedReading& vendor = read(SpeedReading::Method::vendor, "2026-11-09");
  vendor.ttft_p50_s = 0.1;
  vendor.tokens_per_s = 300;
  EXPECT_NEAR(speed().ttft_p95_s.typical, 0.1 * 3 + 2 * 0.5 * (1000 - 1500) / 10000, 1e-12);
  expect_range(speed().tokens_per_s, 200, 300, 300);
  read_traffic("2026-11-01");
  EXPECT_NEAR(speed().ttft_p95_s.typical, 1.2 + 2 * 0.5 * (1000 - 1500) / 10000, 1e-12);
  SpeedReading& probe = read(SpeedReading::Method::probe, "2026-10-20");
  probe.ttft_p50_s = 0.7;
  probe.prompt_tokens = 1000;
  EXPECT_NEAR(speed().ttft_p95_s.typical, 0.7 * 3, 1e-12);
  expect_range(speed().tokens_per_s, 50 * 0.77, 50, 85);  // the probe has none
  workload_.input_tokens = 4000;
  EXPECT_NEAR(speed().ttft_p95_s.typical, 0.7 * 3 + 2 * 0.5 * (4000 - 1000) / 10000, 1e-12);
}

// Between two probes on the line through them, beyond the last one by the growth of the class.
TEST_F(ApiLatency, ProbesAtSeveralLengthsAreJoined) {
  for (const auto& [tokens, seconds] :
       {std::pair{10000.0, 1.0}, std::pair{1000.0, 0.7}, std::pair{5000.0, 0.6}}) {
    SpeedReading& probe = read(SpeedReading::Method::probe, "2026-10-20");
    probe.ttft_p50_s = seconds;
    probe.prompt_tokens = tokens;
  }
  const auto at = [&](double tokens) {
    workload_.input_tokens = tokens;
    return speed().ttft_p95_s.typical;
  };
  EXPECT_NEAR(at(1000), 0.7 * 3, 1e-12);
  EXPECT_NEAR(at(3000), 0.7 * 3, 1e-12);  // the longer prompt that was read faster
  EXPECT_NEAR(at(7500), 0.85 * 3, 1e-12);
  EXPECT_NEAR(at(20000), 1.0 * 3 + 2 * 0.6, 1e-12);
  double before = 0;
  for (double tokens = 100; tokens < 2e5; tokens *= 1.1) {
    EXPECT_GE(at(tokens), before) << tokens;
    before = at(tokens);
  }
}

// What a closed model's users saw, reasoning or not, is the upper end; reasoning that is added only makes the
// answer later.
TEST_F(ApiLatency, ReasoningNeverMakesTheAnswerSooner) {
  model_.speed_class = SpeedClass::closed_large;
  catalog_.latency.priors[0].model = SpeedClass::any;
  model_.reasoning.emplace();
  read_traffic("2026-11-01");
  const double seen = *platform_.speeds.back().ttft_p95_s;
  double before = 0;
  for (const double hidden : {0.0, 50.0, 500.0, 5000.0}) {
    workload_.hidden_output_tokens = hidden;
    const ApiSpeed found = speed();
    EXPECT_GT(found.answer_p95_s.typical, before);
    EXPECT_GE(found.answer_p95_s.high, seen);
    EXPECT_EQ(found.ttft_p95_s.typical, found.answer_p95_s.typical);
    before = found.answer_p95_s.typical;
  }
}

// Flex waits for what standard requests leave over.
TEST_F(ApiLatency, AnInterruptibleTierIsNeverSooner) {
  workload_.input_tokens = 1500;
  read_traffic("2026-11-01");
  SpeedReading& flex = read(SpeedReading::Method::traffic, "2026-11-01");
  flex.how = "flex";
  flex.ttft_p50_s = 0.01;
  const Interruption interruption;
  offer_.how = "flex";
  EXPECT_LT(speed().ttft_p95_s.typical, 1.2);
  offer_.interruption = &interruption;
  EXPECT_NEAR(speed().ttft_p95_s.typical, 1.2, 1e-12);
}

TEST_F(ApiLatency, ATierWithoutAReadingIsTheStandardOneTimesWhatSuchTiersAre) {
  workload_.input_tokens = 1500;
  read_traffic("2026-11-01");
  offer_.how = "flex";
  EXPECT_NEAR(speed().ttft_p95_s.typical, 1.2 * 2.1, 1e-12);
  EXPECT_NEAR(speed().tokens_per_s.typical, 50, 1e-12);
  offer_.how = "priority";
  EXPECT_NEAR(speed().ttft_p95_s.typical, 1.2, 1e-12);
  EXPECT_NEAR(speed().tokens_per_s.typical, 50 * 1.34, 1e-12);
}

TEST_F(ApiLatency, HiddenReasoningComesBeforeTheAnswer) {
  workload_.input_tokens = 1500;
  read_traffic("2026-11-01");
  workload_.hidden_output_tokens = 400;
  workload_.output_tokens = 600;
  const ApiSpeed found = speed();
  EXPECT_NEAR(found.ttft_p95_s.typical, 1.2, 1e-12);  // which is streamed
  expect_range(found.answer_p95_s, 0.75 + 400 / 85.0, 1.2 + 400 / 85.0, 1.92 + 400 / (50 * 0.77));
}

TEST_F(ApiLatency, NothingIsSaidOfOffersThatAreNoApiForTextOrOfUnknownPlatforms) {
  workload_.modality = Modality::embedding;
  EXPECT_FALSE(known());
  workload_.modality = Modality::text;
  EXPECT_TRUE(known());
  offer_.form = OfferForm::gpu_time;
  EXPECT_FALSE(known());
  offer_.form = OfferForm::token;
  platform_.id = "nobody";
  EXPECT_FALSE(known());
}

TEST(ChanceWithin, GoesThroughThePercentilesOfTheRange) {
  const Range range{1, 2, 8};
  EXPECT_NEAR(chance_within(range, 1), 0.1, 1e-6);
  EXPECT_NEAR(chance_within(range, 2), 0.5, 1e-6);
  EXPECT_NEAR(chance_within(range, 8), 0.9, 1e-6);
  EXPECT_NEAR(chance_within(range, 0), 0, 1e-12);
  EXPECT_LT(chance_within(range, 0.5), 0.02);
  EXPECT_GT(chance_within(range, 100), 0.99);
  EXPECT_EQ(chance_within({2, 2, 2}, 2.1), 1);
  EXPECT_EQ(chance_within({2, 2, 2}, 1.9), 0);
}

}  // namespace
}  // namespace picker
