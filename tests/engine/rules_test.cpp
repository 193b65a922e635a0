// Each rule on top of a listed price, by itself, against values worked out by hand.

#include "engine/dates.h"
#include "engine/rules/audio.h"
#include "engine/rules/context_band.h"
#include "engine/rules/history.h"
#include "engine/rules/images.h"
#include "engine/rules/modifiers.h"
#include "engine/rules/tokens.h"

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

TEST(ContextBand, TheLastBandBelowTheInputHolds) {
  DatedPrice price;
  price.meters = {{MeterUnit::million_input_tokens, 1.0}, {MeterUnit::million_output_tokens, 5.0}};
  price.context_bands = {{1000, {{MeterUnit::million_input_tokens, 2.0}}},
                         {5000, {{MeterUnit::million_input_tokens, 3.0}}}};
  const auto input_usd = [&](double tokens) {
    return *meters_of_band(price, context_band(price, tokens)).front().usd;
  };
  EXPECT_EQ(input_usd(1000), 1);
  EXPECT_EQ(input_usd(1001), 2);
  EXPECT_EQ(input_usd(5001), 3);
  EXPECT_EQ(*meters_of_band(price, context_band(price, 9000)).back().usd, 5);
}

TEST(Tokens, EachTokenIsCountedOnce) {
  Workload workload;
  workload.input_tokens = 1000;
  workload.output_tokens = 300;
  workload.cached_input_share = 0.5;
  workload.cache_write_share = 0.125;
  const TokenAmounts half = token_amounts(workload, 0.5);
  EXPECT_EQ(half.input, 187.5);
  EXPECT_EQ(half.cached_input, 250);
  EXPECT_EQ(half.cache_write, 62.5);
  EXPECT_EQ(half.output, 150);
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

TEST(Audio, ShortAudioBillsTheMinimum) {
  Workload workload;
  workload.audio_seconds = 90;
  DatedPrice price;
  EXPECT_EQ(audio_amount(MeterUnit::audio_second, workload, price), 90);
  EXPECT_EQ(audio_amount(MeterUnit::audio_minute, workload, price), 1.5);
  EXPECT_EQ(audio_amount(MeterUnit::audio_hour, workload, price), 0.025);
  price.minimum_audio_s = 120;
  EXPECT_EQ(audio_amount(MeterUnit::audio_minute, workload, price), 2);
  EXPECT_FALSE(audio_amount(MeterUnit::image, workload, price));
}

TEST(Modifiers, ARuleHoldsForItsModelsAndItsSideOfThePlatform) {
  Platform platform;
  Modifier pin;
  pin.rule = Rule::region;
  pin.region = "eu-north-1";
  pin.applies_to = Scope::dedicated;
  pin.models = {"a"};
  Modifier fee;
  fee.rule = Rule::percent_fee;
  platform.modifiers = {pin, fee};
  EXPECT_TRUE(find_region_premium(platform, {"us", "eu"}, "a", true));
  EXPECT_FALSE(find_region_premium(platform, {"us", "eu"}, "a", false));
  EXPECT_FALSE(find_region_premium(platform, {"us", "eu"}, "b", true));
  EXPECT_FALSE(find_region_premium(platform, {"us"}, "a", true));
  EXPECT_FALSE(find_modifier(platform, Rule::percent_fee, "a", false));  // one that a customer can avoid
  platform.modifiers.back().by_default = true;
  EXPECT_TRUE(find_modifier(platform, Rule::percent_fee, "a", false));
}

TEST(Modifiers, ARegionLiesInItsContinent) {
  EXPECT_TRUE(lies_in("eu", "eu"));
  EXPECT_TRUE(lies_in("eu-north-1", "eu"));
  EXPECT_FALSE(lies_in("europa", "eu"));
  EXPECT_FALSE(lies_in("us-east-1", "eu"));
  EXPECT_FALSE(lies_in("", "eu"));
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
