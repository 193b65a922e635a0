// Each rule on top of a listed price, by itself, against values worked out by hand.

#include "engine/numbers/dates.h"
#include "engine/pricing/rules/audio.h"
#include "engine/pricing/rules/caching.h"
#include "engine/pricing/rules/history.h"
#include "engine/pricing/rules/images.h"
#include "engine/pricing/rules/modifiers.h"

#include <gtest/gtest.h>

namespace picker {
namespace {

DatedPrice dated(double usd, const char* read, const char* from = "", const char* until = "") {
  DatedPrice price;
  price.meters = {{MeterUnit::gpu_hour, usd}};
  price.provenance.as_of = read;
  price.effective_from = from;
  price.effective_until = until;
  return price;
}

double usd_on(const std::vector<DatedPrice>& prices, const char* day) {
  const PriceOfDay found = price_on(prices, day);
  return found.price ? *found.price->meters.front().usd : -1;
}

TEST(History, APriceHoldsFromItsDayOrFromItsFirstReading) {
  const std::vector<DatedPrice> prices = {dated(4, "2026"), dated(7, "2026-05-08", "", "2026-09-01"),
                                          dated(8, "2026-10-07", "2026-09-01")};
  EXPECT_EQ(usd_on(prices, "2026-03-01"), 4);
  EXPECT_EQ(usd_on(prices, "2026-05-07"), 4);
  EXPECT_EQ(usd_on(prices, "2026-05-08"), 7);
  EXPECT_EQ(usd_on(prices, "2026-08-31"), 7);
  EXPECT_EQ(usd_on(prices, "2026-09-01"), 8);
  EXPECT_FALSE(price_on(prices, "2026-03-01").before_first_reading);
}

TEST(History, TheOldestReadingStandsInForEarlierDaysUnlessItsStartIsKnown) {
  EXPECT_EQ(usd_on({dated(3, "2026-08-01")}, "2026-01-01"), 3);
  EXPECT_TRUE(price_on({dated(3, "2026-08-01")}, "2026-01-01").before_first_reading);
  EXPECT_EQ(usd_on({dated(3, "2026-08-01", "2026-07-01")}, "2026-06-30"), -1);
  EXPECT_EQ(usd_on({dated(3, "2026-05-01", "", "2026-07-01")}, "2026-07-01"), -1);
  EXPECT_EQ(usd_on({}, "2026-07-01"), -1);
}

TEST(History, AnOfferWasForSaleUntilTheDayItEnded) {
  const Status ended{Availability::retired, "2026-08-16", ""};
  EXPECT_EQ(availability_on(ended, "2026-08-15"), Availability::self_serve);
  EXPECT_EQ(availability_on(ended, "2026-08-16"), Availability::retired);
  EXPECT_EQ(availability_on({Availability::retired, "", ""}, "1999-01-01"), Availability::retired);
}

Workload asks_for(double cached_share, double written_share) {
  Workload workload;
  workload.cached_input_share = cached_share;
  workload.cache_write_share = written_share;
  return workload;
}

TEST(Caching, EachTokenIsCountedOnce) {
  const InputTokens tokens = input_tokens_of(1000, asks_for(0.5, 0.125), nullptr);
  EXPECT_EQ(tokens.fresh, 375);
  EXPECT_EQ(tokens.cached, 500);
  EXPECT_EQ(tokens.written, 125);
  EXPECT_FALSE(tokens.below_minimum);
  EXPECT_FALSE(tokens.written_by_itself);
}

TEST(Caching, ShortPromptsAreBilledInFull) {
  Caching caching;
  caching.minimum_prompt_tokens = 1024;
  const InputTokens below = input_tokens_of(1023, asks_for(0.5, 0.125), &caching);
  EXPECT_EQ(below.fresh, 1023);
  EXPECT_EQ(below.cached + below.written, 0);
  EXPECT_TRUE(below.below_minimum);
  EXPECT_EQ(input_tokens_of(1024, asks_for(0.5, 0.125), &caching).cached, 512);
  EXPECT_FALSE(input_tokens_of(1023, asks_for(0, 0), &caching).below_minimum);  // nothing was asked for
}

// Who reads from the cache and names no writes writes what he does not read; who reads nothing is billed as
// fresh, and told.
TEST(Caching, WhatAPlatformWritesUnaskedIsAllThatWasNotRead) {
  Caching caching;
  caching.writes_by_itself = true;
  caching.minimum_prompt_tokens = 1024;
  const InputTokens tokens = input_tokens_of(2000, asks_for(0.25, 0), &caching);
  EXPECT_EQ(tokens.cached, 500);
  EXPECT_EQ(tokens.written, 1500);
  EXPECT_EQ(tokens.fresh, 0);
  EXPECT_TRUE(tokens.written_by_itself);
  const InputTokens asked = input_tokens_of(2000, asks_for(0.25, 0.5), &caching);
  EXPECT_EQ(asked.written, 1000);
  EXPECT_EQ(asked.fresh, 500);
  EXPECT_FALSE(asked.written_by_itself);
  const InputTokens unread = input_tokens_of(2000, asks_for(0, 0), &caching);
  EXPECT_EQ(unread.fresh, 2000);
  EXPECT_TRUE(unread.may_be_written);
  EXPECT_EQ(input_tokens_of(1000, asks_for(0, 0), &caching).fresh, 1000);  // too short to be written
}

TEST(Caching, TheEntryOfTheModelGoesBeforeTheGeneralOne) {
  Platform platform;
  EXPECT_EQ(caching_of(platform, "a"), nullptr);
  Caching of_a, general;
  of_a.models = {"a"};
  platform.caching = {general, of_a};
  EXPECT_EQ(caching_of(platform, "a"), &platform.caching[1]);
  EXPECT_EQ(caching_of(platform, "b"), &platform.caching[0]);
}

TEST(Images, EachMeterCountsItsOwnUnit) {
  Workload workload;
  workload.images_per_request = 3;
  workload.steps = 4;
  workload.megapixels = 1.25;
  DatedPrice price;
  EXPECT_EQ(image_amount(MeterUnit::image, workload, price), 3);
  EXPECT_EQ(image_amount(MeterUnit::image_step, workload, price), 12);
  EXPECT_EQ(image_amount(MeterUnit::megapixel, workload, price), 3.75);
  EXPECT_DOUBLE_EQ(*image_amount(MeterUnit::mebipixel_step, workload, price),
                   12 * 1.25e6 / (1024.0 * 1024.0));
  price.megapixels_round_up = true;
  EXPECT_EQ(image_amount(MeterUnit::megapixel, workload, price), 6);
  EXPECT_FALSE(image_amount(MeterUnit::audio_hour, workload, price));
}

TEST(Images, AMegapixelIsAsManyPixelsAsThePlatformCounts) {
  Workload workload;
  workload.images_per_request = 1;
  workload.megapixels = 9;  // width and height go before it
  workload.image_width_px = 1024;
  workload.image_height_px = 1024;
  DatedPrice price;
  price.megapixels_round_up = true;
  EXPECT_EQ(image_amount(MeterUnit::megapixel, workload, price), 2);  // 1.048576 of 10^6
  price.pixels_per_megapixel = 1024.0 * 1024.0;
  EXPECT_EQ(image_amount(MeterUnit::megapixel, workload, price), 1);
  workload.image_width_px = 1025;
  EXPECT_EQ(image_amount(MeterUnit::megapixel, workload, price), 2);
}

TEST(Audio, ShortAudioBillsTheMinimum) {
  DatedPrice price;
  EXPECT_EQ(audio_amount(MeterUnit::audio_second, 90, price), 90);
  EXPECT_EQ(audio_amount(MeterUnit::audio_minute, 90, price), 1.5);
  EXPECT_EQ(audio_amount(MeterUnit::audio_hour, 90, price), 0.025);
  price.minimum_audio_s = 120;
  EXPECT_EQ(audio_amount(MeterUnit::audio_minute, 90, price), 2);
  EXPECT_FALSE(audio_amount(MeterUnit::image, 90, price));
}

TEST(Modifiers, ARuleHoldsForItsModelsAndItsSideOfThePlatform) {
  Platform platform;
  Modifier tier;
  tier.rule = Rule::tier;
  tier.tier = "priority";
  tier.applies_to = Scope::dedicated;
  tier.models = {"a"};
  Modifier fee;
  fee.rule = Rule::percent_fee;
  platform.modifiers = {tier, fee};
  EXPECT_EQ(tier_rules(platform, "a", true).size(), 1u);
  EXPECT_TRUE(tier_rules(platform, "a", false).empty());
  EXPECT_TRUE(tier_rules(platform, "b", true).empty());
  EXPECT_FALSE(find_modifier(platform, Rule::percent_fee, "a", false));  // one that a customer can avoid
  platform.modifiers.back().by_default = true;
  EXPECT_TRUE(find_modifier(platform, Rule::percent_fee, "a", false));
}

// Against the calendar: 20,454 days from 1970-01-01 to 2026-01-01.
TEST(Dates, DaysAreCountedOverLeapYears) {
  EXPECT_EQ(day_number("1970-01-01"), 0);
  EXPECT_EQ(day_number("2026-01-01"), 20454);
  EXPECT_EQ(day_number("2026"), 20454);
  EXPECT_EQ(day_number("2026-02"), 20485);
  EXPECT_EQ(day_number("2024-02-29"), 19782);
  EXPECT_EQ(day_number("2100-03-01"), 47541);
  for (const char* none : {"2026-02-29", "2026-13-01", "2026-00-01", "2026-1-1", "26-01-01", "today", "",
                           "2026/01/01", "1969-12-31", "2026-01-0x"})
    EXPECT_FALSE(day_number(none)) << none;
  EXPECT_EQ(days_between("2026-08-12", "2026-11-10"), 90);
  EXPECT_EQ(days_between("2026-11-10", "2026-08-12"), 0);
  EXPECT_FALSE(days_between("?", "2026-08-12"));
}

}  // namespace
}  // namespace picker
