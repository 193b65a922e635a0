// The layout of the face, measured from its table of widgets, its lines of text and its picture: nothing
// clipped, nothing overlapping, text large and strong enough to read, targets large enough to hit.

#include "face_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <map>

namespace picker::testing {
namespace {

using ui::Box;
using ui::TextMark;
using ui::Widget;

constexpr float text_least = 12;
constexpr float target_least = 24;
constexpr double contrast_least = 4.5;

bool overlap(const Box& one, const Box& other, float tolerance) {
  return one.x + tolerance < other.right() && other.x + tolerance < one.right() &&
         one.y + tolerance < other.bottom() && other.y + tolerance < one.bottom();
}

bool inside(const Box& one, const Box& other, float tolerance) {
  return one.x >= other.x - tolerance && one.right() <= other.right() + tolerance &&
         one.y >= other.y - tolerance && one.bottom() <= other.bottom() + tolerance;
}

std::string place(const Box& box) {
  return " at " + std::to_string(static_cast<int>(box.x)) + "," + std::to_string(static_cast<int>(box.y)) +
         " " + std::to_string(static_cast<int>(box.width)) + "x" +
         std::to_string(static_cast<int>(box.height));
}

// WCAG 2.2, relative luminance.
double luminance(std::uint32_t color) {
  double sum = 0;
  const double weights[] = {0.2126, 0.7152, 0.0722};
  for (int channel = 0; channel < 3; ++channel) {
    const double value = (color >> (8 * channel) & 0xFF) / 255.0;
    sum += weights[channel] * (value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double contrast(std::uint32_t one, std::uint32_t other) {
  const double a = luminance(one);
  const double b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

// The colour that fills most of the line: text covers less than half of it.
std::uint32_t background(const ui::Picture& picture, const Box& box, float scale) {
  std::map<std::uint32_t, int> counts;
  const int right = std::min(picture.width, static_cast<int>((box.right() + 1) * scale));
  const int bottom = std::min(picture.height, static_cast<int>((box.bottom() + 1) * scale));
  for (int y = std::max(0, static_cast<int>((box.y - 1) * scale)); y < bottom; ++y)
    for (int x = std::max(0, static_cast<int>((box.x - 1) * scale)); x < right; ++x) {
      const std::uint8_t* pixel = &picture.rgba[4 * (static_cast<std::size_t>(y) * picture.width + x)];
      ++counts[static_cast<std::uint32_t>(pixel[0] | pixel[1] << 8 | pixel[2] << 16)];
    }
  std::uint32_t most = 0;
  int count = 0;
  for (const auto& [color, times] : counts)
    if (times > count) {
      most = color;
      count = times;
    }
  return most;
}

struct Case {
  const char* name;
  const char* fragment;
  std::vector<std::string> opened;  // by id, or by what the first of several begins with
  std::string rates = {};
};

const std::vector<Case> cases = {
    {"chat", "#v=1&preset=chat", {}},
    {"evidence",
     "#v=1&preset=chat",
     {"others:fireworks", "row:deepinfra/llama-3.3-70b/serverless", "refused:more", "crossings:more"}},
    {"exercise", "#v=1&preset=exercise-1", {}},
    {"exercise answered", "#v=1&preset=exercise-1-chat&revealed=1&guess=0.45", {}},
    {"exercise of settings", "#v=1&preset=exercise-5", {}},
    {"many models", "#v=1&preset=chat&model=llama-3.3-70b,gpt-oss-120b&comply=soc2-type-2", {}},
    {"large numbers", "#v=1&preset=chat&rpd=987654321&in=1234567&out=1234567&unit=usd_per_month", {}},
    {"latency limits", "#v=1&preset=chat&ttft=900&tps=20", {}},
    {"more inputs", "#v=1&preset=chat&asof=2026-05-15", {}},
    {"a day", "#v=1&preset=chat&tab=day&shape=diurnal&rpd=400000", {}, PICKER_RATES_JSON},
    {"a week",
     "#v=1&preset=chat&tab=day&shape=office&b=modal/llama-3.3-70b/2xh100-fp8",
     {},
     PICKER_RATES_JSON},
    {"no day", "#v=1&preset=chat&tab=day&b=deepinfra/llama-3.3-70b/serverless", {}, PICKER_RATES_JSON},
    {"platforms",
     "#v=1&preset=chat&tab=platforms&sort=-platform",
     {"cell:fireworks:engine"},
     PICKER_RATES_JSON},
    {"billing", "#v=1&preset=chat&tab=platforms&filter=show:billing", {"cell:"}, PICKER_RATES_JSON},
    {"running it", "#v=1&preset=chat&tab=platforms&filter=show:running", {}, PICKER_RATES_JSON},
    {"compliance", "#v=1&preset=chat&tab=platforms&filter=show:compliance", {"cell:"}, PICKER_RATES_JSON},
    {"sources", "#v=1&preset=chat&tab=sources", {}, PICKER_RATES_JSON},
    {"claims", "#v=1&preset=chat&tab=claims", {"cell:"}, PICKER_RATES_JSON},
    {"words", "#v=1&preset=chat&tab=terms", {"cell:"}, PICKER_RATES_JSON},
    {"images", "#v=1&preset=images", {"fold:more"}, PICKER_RATES_JSON},
    {"transcription", "#v=1&preset=transcription&unit=usd_per_million_tokens", {}, PICKER_RATES_JSON},
    {"embeddings", "#v=1&preset=embeddings", {}, PICKER_RATES_JSON},
};

// Where nothing under the mouse changes the picture.
FaceDriver& opened(FaceDriver& driver, const Case& scene) {
  for (const std::string& id : scene.opened) driver.click(driver.first_widget(id));
  driver.move_to(-1e6, -1e6);
  driver.settle();
  return driver;
}

void check_texts(FaceDriver& driver) {
  const Box page{0, 0, driver.size().width, driver.face().content_height_css_px()};
  const std::vector<TextMark>& texts = driver.face().texts();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const TextMark& text = texts[i];
    EXPECT_GE(text.size, text_least) << text.text;
    EXPECT_TRUE(inside(text.box, page, 0)) << text.text << place(text.box);
    EXPECT_TRUE(inside(text.box, text.clip, 0.5F)) << text.text << place(text.box) << " is clipped";
    // Runs of one line begin on whole pixels: of two neighbours one may move half a pixel right, the next
    // left.
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(overlap(text.box, texts[j].box, 1.0F))
          << text.text << place(text.box) << " and " << texts[j].text << place(texts[j].box);
  }
}

void check_targets(FaceDriver& driver) {
  const Box page{0, 0, driver.size().width, driver.face().content_height_css_px()};
  const std::vector<Widget>& widgets = driver.face().widgets();
  for (std::size_t i = 0; i < widgets.size(); ++i) {
    const Box& box = widgets[i].box;
    EXPECT_GE(box.width, target_least) << widgets[i].id;
    EXPECT_GE(box.height, target_least) << widgets[i].id;
    EXPECT_TRUE(inside(box, page, 0)) << widgets[i].id << place(box);
    EXPECT_FALSE(widgets[i].label.empty()) << widgets[i].id;
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(overlap(box, widgets[j].box, 0.01F))
          << widgets[i].id << place(box) << " and " << widgets[j].id << place(widgets[j].box);
  }
}

void check_texts_of_targets(FaceDriver& driver) {
  for (const TextMark& text : driver.face().texts()) {
    const float x = text.box.x + text.box.width / 2;
    const float y = text.box.y + text.box.height / 2;
    for (const Widget& widget : driver.face().widgets()) {
      const bool graph = widget.id == "line:plot.workload" || widget.id == "plot:day";
      if (!graph && widget.box.contains(x, y)) {
        EXPECT_TRUE(inside(text.box, widget.box, 0)) << text.text << " leaves " << widget.id;
      }
    }
  }
}

void check_contrasts(FaceDriver& driver) {
  const ui::Picture picture = driver.picture();
  for (const TextMark& text : driver.face().texts())
    EXPECT_GE(contrast(text.color, background(picture, text.box, 1)), contrast_least)
        << text.text << place(text.box);
}

class LayoutTest : public ::testing::TestWithParam<float> {
 protected:
  // Of `ways` to look at a scene, the one that this width takes; all of them where PICKER_NIGHTLY is set.
  // Over the widths each scene is seen in each way.
  static bool looks(std::size_t scene, std::size_t way, std::size_t ways) {
    if (std::getenv("PICKER_NIGHTLY")) return true;
    const auto width = static_cast<std::size_t>(std::find(std::begin(widths), std::end(widths), GetParam()) -
                                                std::begin(widths));
    return (scene + width) % ways == way;
  }

  static constexpr float widths[] = {1920.0F, 1440.0F, 1100.0F, 768.0F};
};

// The theme moves nothing: each ratio is measured in one.
TEST_P(LayoutTest, EverythingIsWholeApartAndLargeEnough) {
  constexpr float ratios[] = {1.0F, 1.5F, 2.0F};
  for (std::size_t way = 0; way < std::size(ratios); ++way)
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (!looks(i, way, std::size(ratios))) continue;
      const float ratio = ratios[way];
      const Case& scene = cases[i];
      SCOPED_TRACE(std::string(scene.name) + " at a ratio of " + std::to_string(ratio));
      FaceDriver driver(scene.fragment, {GetParam(), 900, ratio, ratio == 1.5F}, scene.rates);
      opened(driver, scene);
      check_texts(driver);
      check_targets(driver);
      check_texts_of_targets(driver);
    }
}

TEST_P(LayoutTest, TextIsStrongEnoughInBothThemes) {
  for (const bool dark : {false, true})
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (!looks(i, dark ? 1 : 0, 2)) continue;
      const Case& scene = cases[i];
      SCOPED_TRACE(std::string(scene.name) + (dark ? ", dark" : ", light"));
      FaceDriver driver(scene.fragment, {GetParam(), 900, 1, dark}, scene.rates);
      check_contrasts(opened(driver, scene));
    }
}

// The narrowest card of three columns holds them all, with room to tell them apart.
TEST(LayoutOfTabs, TheyEndWithTheirCard) {
  for (const float width : {1280.0F, 1300.0F, 1366.0F, 1440.0F, 768.0F}) {
    FaceDriver driver("#v=1&preset=chat", {width, 900});
    const float right = driver.widget("segment:view.plot_axis=utilization").box.right();
    float before = 0;
    for (const Widget& widget : driver.face().widgets()) {
      if (widget.id.rfind("tab:", 0) != 0) continue;
      // A target is wider than its word, and whole pixels wide.
      EXPECT_LE(widget.box.right() - right, 3.01F) << widget.id << " at " << width;
      EXPECT_GE(widget.box.x, before) << widget.id << " at " << width;
      before = widget.box.right() + 6;
    }
    EXPECT_GT(before, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Widths, LayoutTest, ::testing::Values(1920.0F, 1440.0F, 1100.0F, 768.0F),
                         [](const auto& each) { return std::to_string(static_cast<int>(each.param)); });

}  // namespace
}  // namespace picker::testing
