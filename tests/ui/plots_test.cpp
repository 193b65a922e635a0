// The plotting layer: scales, ticks, traces with their steps, bands, labels that avoid each other. Expected
// values by hand.

#include "face_support.h"

#include "plots/plot.h"

#include "imgui_internal.h"

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

// A draw list of its own, with the face's fonts and colours.
class PlotTest : public ::testing::Test {
 protected:
  PlotTest() : driver("#v=1&preset=chat", {}), list(ImGui::GetDrawListSharedData()) {
    list._ResetForNewFrame();
    list.PushClipRect({0, 0}, {400, 300});
    list.PushTexture(ImGui::GetIO().Fonts->TexRef);
    ui.draw = &list;
    ui.colors = &theme(false, false);
    ui.regular = ui.semibold = ImGui::GetIO().Fonts->Fonts[0];
    ui.marks = &marks;
  }

  Picture picture() {
    ImDrawData data;
    data.DisplaySize = {400, 300};
    data.FramebufferScale = {1, 1};
    data.CmdLists.push_back(&list);
    return rasterize(data, IM_COL32_WHITE);
  }

  picker::testing::FaceDriver driver;
  ImDrawList list;
  std::vector<TextMark> marks;
  Ui ui;
  const PlotArea area{{50, 20, 300, 200}, {0, 300, 50, 350, false}, {0, 200, 220, 20, false}};
};

TEST_F(PlotTest, AJumpIsDrawnUprightAndASlopeIsNot) {
  const Line line = trace(ui, area, [](double x) -> std::optional<double> { return x < 150.5 ? 40 : 120; });
  ASSERT_EQ(line.size(), 1U);
  ASSERT_EQ(line[0].size(), 4U);
  EXPECT_FLOAT_EQ(line[0][1].x, line[0][2].x);
  EXPECT_NEAR(line[0][1].x, 200.5, 0.51);
  EXPECT_FLOAT_EQ(line[0][1].y, 180);
  EXPECT_FLOAT_EQ(line[0][2].y, 100);
  const Line slope = trace(ui, area, [](double x) -> std::optional<double> { return x / 2; });
  ASSERT_EQ(slope.size(), 1U);
  EXPECT_EQ(slope[0].size(), 2U);
}

TEST_F(PlotTest, ALineBreaksWhereThereIsNoValue) {
  const Line line = trace(ui, area, [](double x) -> std::optional<double> {
    if (x > 100 && x < 200) return std::nullopt;
    return 50;
  });
  ASSERT_EQ(line.size(), 2U);
  EXPECT_NEAR(line[0].back().x, 150, 1);
  EXPECT_NEAR(line[1].front().x, 250, 1);
}

TEST_F(PlotTest, ABandIsOneEvenSurface) {
  const Line low = trace(ui, area, [](double x) -> std::optional<double> { return 20 + x / 10; });
  const Line high = trace(ui, area, [](double x) -> std::optional<double> { return 120 + x / 10; });
  draw_band(ui, area, low, high, IM_COL32(0, 0, 0, 128));
  const Picture drawn = picture();
  for (int x = 60; x < 340; ++x) EXPECT_EQ(drawn.rgba[4 * (140 * 400 + x)], 127) << x;
  EXPECT_EQ(drawn.rgba[4 * (30 * 400 + 200)], 255);
}

TEST_F(PlotTest, LabelsCoverNeitherEachOtherNorWhatIsReserved) {
  Labels labels({50, 20, 300, 200});
  labels.reserve({190, 90, 20, 20});
  const TextStyle style{text_small, Weight::regular, IM_COL32(0, 0, 0, 255)};
  int placed = 0;
  for (int i = 0; i < 12; ++i) placed += labels.place(ui, 200, 100, "705 k", style) ? 1 : 0;
  EXPECT_GE(placed, 2);
  EXPECT_LT(placed, 12);
  ASSERT_EQ(marks.size(), static_cast<std::size_t>(placed));
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const Box& box = marks[i].box;
    EXPECT_FALSE(box.x < 210 && box.right() > 190 && box.y < 110 && box.bottom() > 90);
    for (std::size_t j = 0; j < i; ++j) {
      const Box& other = marks[j].box;
      EXPECT_FALSE(box.x < other.right() && other.x < box.right() && box.y < other.bottom() &&
                   other.y < box.bottom());
    }
  }
  Labels full({0, 0, 20, 10});
  EXPECT_FALSE(full.place(ui, 10, 5, "705 k", style));
}

}  // namespace
}  // namespace picker::ui
