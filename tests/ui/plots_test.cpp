// The plotting layer's arithmetic: scales, ticks, labels moved apart. Expected values by hand.

#include "plots/scale.h"

#include <gtest/gtest.h>

#include <cmath>

namespace picker::ui {
namespace {

TEST(ScaleTest, LogarithmicDecadesAreEquallyWide) {
  const Scale scale(100, 1e6, 50, 450, true);
  EXPECT_FLOAT_EQ(scale.to_pixel(100), 50);
  EXPECT_FLOAT_EQ(scale.to_pixel(1000), 150);
  EXPECT_FLOAT_EQ(scale.to_pixel(1e6), 450);
  EXPECT_NEAR(scale.to_value(250), 1e4, 1e-6);
  EXPECT_NEAR(scale.to_value(200), 1000 * std::sqrt(10), 1e-6);
}

TEST(ScaleTest, AxesMayRise) {
  const Scale scale(0, 200, 300, 100, false);
  EXPECT_FLOAT_EQ(scale.to_pixel(0), 300);
  EXPECT_FLOAT_EQ(scale.to_pixel(50), 250);
  EXPECT_DOUBLE_EQ(scale.to_value(100), 200);
  EXPECT_TRUE(scale.holds(200));
  EXPECT_FALSE(scale.holds(200.5));
}

TEST(ScaleTest, TicksAreDecadesWithTwoAndFiveWhereThereIsRoom) {
  EXPECT_EQ(Scale(100, 1e6, 0, 400, true).ticks(50), (std::vector<double>{100, 1000, 1e4, 1e5, 1e6}));
  EXPECT_EQ(Scale(100, 1e6, 0, 200, true).ticks(80), (std::vector<double>{100, 1e4, 1e6}));
  const std::vector<double> between = Scale(1, 100, 0, 400, true).ticks(50);
  ASSERT_EQ(between.size(), 7U);
  for (std::size_t i = 0; i < between.size(); ++i)
    EXPECT_NEAR(between[i], (std::vector<double>{1, 2, 5, 10, 20, 50, 100})[i], 1e-9);
}

TEST(ScaleTest, LinearTicksAreRoundSteps) {
  EXPECT_EQ(Scale(0, 1000, 0, 500, false).ticks(90), (std::vector<double>{0, 200, 400, 600, 800, 1000}));
  const std::vector<double> shares = Scale(0, 1, 0, 260, false).ticks(60);
  ASSERT_EQ(shares.size(), 5U);
  EXPECT_DOUBLE_EQ(shares[1], 0.25);
  EXPECT_DOUBLE_EQ(shares[4], 1);
}

TEST(SpreadTest, KeepsTheGapTheOrderAndTheEnds) {
  EXPECT_EQ(spread({10, 60}, 16, 0, 100), (std::vector<float>{10, 60}));
  EXPECT_EQ(spread({50, 50, 52}, 16, 0, 100), (std::vector<float>{50, 66, 82}));
  EXPECT_EQ(spread({99, 98, 97}, 16, 0, 100), (std::vector<float>{100, 84, 68}));
  EXPECT_TRUE(spread({}, 16, 0, 100).empty());
}

}  // namespace
}  // namespace picker::ui
