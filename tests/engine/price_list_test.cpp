// Token prices of a request by tier, context band, batch and cache, against published price lists and values
// worked out by hand.

#include "engine/pricing/rules/price_list.h"

#include <gtest/gtest.h>

namespace picker {
namespace {

constexpr MeterUnit in = MeterUnit::million_input_tokens;
constexpr MeterUnit cached = MeterUnit::million_cached_input_tokens;
constexpr MeterUnit written = MeterUnit::million_cache_write_tokens;
constexpr MeterUnit out = MeterUnit::million_output_tokens;

// An offer with all that its prices are made of.
class Prices : public ::testing::Test {
 protected:
  Prices() {
    model_.id = "m";
    offer_.id = "p/m/serverless";
    offer_.platform = &platform_;
    offer_.model = &model_;
    offer_.price = &own_;
  }

  // Twice the price for prompts over 272,000 tokens, but half as much again for what is generated.
  static DatedPrice banded() {
    DatedPrice price;
    price.meters = {{in, 2.5}, {cached, 0.25}, {out, 15.0}};
    price.context_bands = {{272000, {{in, 5.0}, {cached, 0.5}, {out, 22.5}}}};
    return price;
  }

  void sell_by_batch(std::optional<double> multiplier, std::vector<Meter> meters = {}) {
    batch_.multiplier = multiplier;
    batch_.meters = std::move(meters);
    offer_.batch = &batch_;
  }

  void cache(Caching::InBatch in_batch, std::optional<double> write_multiplier = std::nullopt) {
    Caching caching;
    caching.in_batch = in_batch;
    caching.write_multiplier = write_multiplier;
    platform_.caching = {caching};
  }

  PriceList list(double tokens, bool batch = false) const {
    return price_list(offer_, tokens, batch, overrides_);
  }

  double usd(MeterUnit unit, double tokens, bool batch = false) const {
    const PriceList prices = list(tokens, batch);
    const Meter* meter = find_meter(prices.meters, unit);
    return meter && meter->usd ? *meter->usd : -1;
  }

  Platform platform_;
  Model model_;
  DatedPrice own_, standard_;
  Batch batch_;
  Modifier rule_;
  Overrides overrides_;
  Offer offer_;
};

TEST_F(Prices, TheLastBandBelowThePromptHolds) {
  own_.meters = {{in, 1.0}, {cached, 0.1}, {out, 5.0}};
  own_.context_bands = {{1000, {{in, 2.0}}}, {5000, {{in, 3.0}, {out, 7.0}}}};
  EXPECT_EQ(usd(in, 1000), 1);
  EXPECT_EQ(usd(in, 1001), 2);
  EXPECT_EQ(usd(in, 5001), 3);
  EXPECT_EQ(usd(out, 1001), 5);  // the band leaves it as it is
  EXPECT_EQ(usd(out, 5001), 7);
  EXPECT_EQ(list(1000).band, nullptr);
  EXPECT_EQ(list(5001).band, &own_.context_bands[1]);
}

TEST_F(Prices, WhatABandDoesNotPriceMovesAsItsInputPriceDoes) {
  own_.meters = {{in, 1.0}, {cached, 0.1}, {written, 1.25}, {out, 5.0}};
  own_.context_bands = {{1000, {{in, 2.0}, {out, 7.5}}}};
  EXPECT_DOUBLE_EQ(usd(cached, 1001), 0.2);
  EXPECT_DOUBLE_EQ(usd(written, 1001), 2.5);
}

// A published flex tier: half of the standard price, listed without its cached price and its bands.
TEST_F(Prices, ATierThatIsListedByItselfTakesTheRestFromTheStandardOffer) {
  standard_ = banded();
  own_.meters = {{in, 1.25}, {out, 7.5}};
  offer_.standard = &standard_;
  EXPECT_DOUBLE_EQ(usd(cached, 1000), 0.125);
  EXPECT_DOUBLE_EQ(usd(in, 300000), 2.5);
  EXPECT_DOUBLE_EQ(usd(cached, 300000), 0.25);
  EXPECT_DOUBLE_EQ(usd(out, 300000), 11.25);
  EXPECT_EQ(list(272000).band, nullptr);
}

TEST_F(Prices, ATierByRuleMultipliesEachBand) {
  own_ = banded();
  rule_.multiplier = 0.5;
  offer_.tier_rule = &rule_;
  EXPECT_DOUBLE_EQ(usd(in, 1000), 1.25);
  EXPECT_DOUBLE_EQ(usd(cached, 1000), 0.125);
  EXPECT_DOUBLE_EQ(usd(in, 300000), 2.5);
  EXPECT_DOUBLE_EQ(usd(out, 300000), 11.25);
}

TEST_F(Prices, ABatchIsAShareOfThePriceOfItsBand) {
  own_ = banded();
  sell_by_batch(0.5);
  EXPECT_DOUBLE_EQ(usd(in, 1000, true), 1.25);
  EXPECT_DOUBLE_EQ(usd(in, 300000, true), 2.5);
  EXPECT_DOUBLE_EQ(usd(out, 300000, true), 11.25);
  sell_by_batch(std::nullopt, {{in, 1.25}, {out, 7.5}});
  EXPECT_EQ(usd(in, 1000, true), 1.25);
  EXPECT_DOUBLE_EQ(usd(in, 300000, true), 2.5);
  EXPECT_DOUBLE_EQ(usd(out, 300000, true), 11.25);
  EXPECT_EQ(usd(out, 300000), 22.5);
}

// A published list of 0.05 in, 0.005 cached, 0.4 out, and half of it in a batch whose cached price is not
// listed.
TEST_F(Prices, CachedInputOfABatchNeverCostsMoreThanUnbatched) {
  own_.meters = {{in, 0.05}, {cached, 0.005}, {out, 0.4}};
  sell_by_batch(std::nullopt, {{in, 0.025}, {out, 0.2}});
  cache(Caching::InBatch::multiplies);
  EXPECT_DOUBLE_EQ(usd(cached, 1000, true), 0.0025);
  EXPECT_EQ(list(1000, true).batch_cached, BatchCachedPrice::both);
  cache(Caching::InBatch::not_combined);
  EXPECT_DOUBLE_EQ(usd(cached, 1000, true), 0.005);
  EXPECT_EQ(list(1000, true).batch_cached, BatchCachedPrice::better);
  platform_.caching.clear();
  EXPECT_DOUBLE_EQ(usd(cached, 1000, true), 0.005);
  EXPECT_EQ(list(1000, true).batch_cached, BatchCachedPrice::undocumented);
  sell_by_batch(std::nullopt, {{in, 0.025}, {cached, 0.003}, {out, 0.2}});
  EXPECT_EQ(usd(cached, 1000, true), 0.003);
  EXPECT_EQ(list(1000, true).batch_cached, BatchCachedPrice::both);
}

// With no cached price at all, cached input is input: half price in a batch of half price.
TEST_F(Prices, CachedInputWithoutAPriceIsInput) {
  own_.meters = {{in, 2.0}, {out, 4.0}};
  EXPECT_EQ(usd(cached, 1000), 2);
  EXPECT_EQ(list(1000).cached, CachedPrice::as_input);
  sell_by_batch(0.5);
  EXPECT_EQ(usd(cached, 1000, true), 1);
  EXPECT_EQ(list(1000, true).batch_cached, BatchCachedPrice::both);
  Modifier rule;
  rule.rule = Rule::cached_input;
  rule.multiplier = 0.25;
  platform_.modifiers = {rule};
  EXPECT_EQ(usd(cached, 1000), 0.5);
  EXPECT_EQ(list(1000).cached, CachedPrice::by_rule);
  EXPECT_EQ(list(1000).cached_rule, &platform_.modifiers[0]);
}

TEST_F(Prices, CachedInputIsNeverDearerThanFreshAndWritingNeverCheaper) {
  own_.meters = {{in, 2.0}, {cached, 3.0}, {written, 1.0}, {out, 4.0}};
  EXPECT_EQ(usd(cached, 1000), 2);
  EXPECT_EQ(usd(written, 1000), 2);
  own_.meters = {{in, 2.0}, {out, 4.0}};
  EXPECT_EQ(usd(written, 1000), 2);
  cache(Caching::InBatch::unknown, 1.25);
  EXPECT_EQ(usd(written, 1000), 2.5);
  own_.meters.push_back({written, 4.0});
  EXPECT_EQ(usd(written, 1000), 4);
}

TEST_F(Prices, TheFoundersNumbersHoldAndMoveTheBatchInProportion) {
  own_ = banded();
  sell_by_batch(std::nullopt, {{in, 1.25}, {out, 7.5}});
  overrides_.list = {{"p/*/*", OverrideField::usd_per_million_input_tokens, OverrideKind::set, 1.0},
                     {"p/*/*", OverrideField::usd_per_million_cached_input_tokens, OverrideKind::set, 1.5},
                     {"p/*/*", OverrideField::usd_per_million_cache_write_tokens, OverrideKind::set, 0.5}};
  overrides_.used.assign(3, false);
  EXPECT_EQ(usd(in, 1000), 1);
  EXPECT_EQ(usd(cached, 1000), 1.5);
  EXPECT_EQ(usd(written, 1000), 0.5);  // a meter that the list has none of
  EXPECT_DOUBLE_EQ(usd(in, 1000, true), 0.5);
  EXPECT_EQ(usd(in, 300000), 1);
  EXPECT_EQ(overrides_.used, std::vector<bool>(3, true));
  const PriceList prices = list(1000);
  EXPECT_TRUE(find_meter(prices.meters, in)->yours);
  EXPECT_FALSE(find_meter(prices.meters, out)->yours);
}

TEST_F(Prices, ABatchNeverCostsMoreThanTheSameWorkUnbatched) {
  own_ = banded();
  for (const std::optional<double> multiplier : {std::optional<double>(0.5), std::optional<double>()})
    for (const Caching::InBatch in_batch :
         {Caching::InBatch::multiplies, Caching::InBatch::not_combined, Caching::InBatch::unknown})
      for (const double tokens : {1000.0, 272000.0, 272001.0}) {
        sell_by_batch(multiplier,
                      multiplier ? std::vector<Meter>{} : std::vector<Meter>{{in, 1.0}, {out, 9.0}});
        cache(in_batch);
        for (const MeterUnit unit : {in, cached, written, out}) {
          EXPECT_LE(usd(unit, tokens, true), usd(unit, tokens)) << tokens;
          EXPECT_GT(usd(unit, tokens, true), 0);
        }
        EXPECT_LE(usd(cached, tokens, true), usd(in, tokens, true));
      }
}

TEST_F(Prices, AtEitherEndOfADisagreementTheListIsThatSources) {
  own_.meters = {{in, 2.0}, {out, 4.0}};
  own_.conflicts = {{{in, 2.6}}, {{in, 1.5}, {out, 5.0}}};
  const auto at = [&](MeterUnit unit, double end) {
    return *find_meter(price_list(offer_, 1, false, overrides_, end).meters, unit)->usd;
  };
  EXPECT_EQ(at(in, 0), 2);
  EXPECT_EQ(at(in, -1), 1.5);
  EXPECT_EQ(at(in, 1), 2.6);
  EXPECT_EQ(at(out, -1), 4);
  EXPECT_EQ(at(out, 1), 5);
}

}  // namespace
}  // namespace picker
