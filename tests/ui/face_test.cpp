// The face answers the mouse: what is pressed or dragged on it arrives in the application as a command, and
// what the application holds is drawn.

#include "face_support.h"

#include "contract/fields.h"

#include <gtest/gtest.h>

#include <set>

namespace picker::testing {
namespace {

constexpr const char* chat = "#v=1&preset=chat";
const std::string requests = "workloads.0.requests_per_day";

double requests_of(FaceDriver& driver) {
  return driver.state()["request"]["workloads"][0]["requests_per_day"];
}

TEST(FaceTest, EveryInputOfTheFieldTableHasItsWidget) {
  FaceDriver driver(chat, {});
  std::set<std::string> shown;
  for (const ui::Widget& widget : driver.face().widgets())
    shown.insert(widget.field.substr(0, widget.field.find('=')));
  for (const Field& field : fields()) {
    if (field.kind == FieldKind::later || field.group.empty()) continue;
    EXPECT_TRUE(shown.count(full_path(field, 0))) << full_path(field, 0);
  }
}

TEST(FaceTest, WidgetIdsAreDistinct) {
  FaceDriver driver(chat, {});
  std::set<std::string> ids;
  for (const ui::Widget& widget : driver.face().widgets())
    EXPECT_TRUE(ids.insert(widget.id).second) << widget.id;
}

TEST(FaceTest, DraggingASliderChangesTheAnswerInTheSameFrame) {
  FaceDriver driver(chat, {});
  const ui::Box slider = driver.widget("slider:" + requests).box;
  driver.move_to(slider.x + slider.width / 2, slider.y + slider.height / 2);
  driver.frame();
  driver.press();
  // Half of [100, 1e8] on a log scale.
  EXPECT_EQ(requests_of(driver), 100000);
  EXPECT_EQ(driver.widget("number:" + requests).value, "100,000");
  driver.move_to(slider.right() + 400, slider.y);
  EXPECT_EQ(requests_of(driver), 1e8);
  driver.release();
  driver.move_to(slider.x + slider.width / 4, slider.y);
  EXPECT_EQ(requests_of(driver), 1e8);
}

TEST(FaceTest, AHeldSliderAsksForNoFrame) {
  FaceDriver driver(chat, {});
  const ui::Box slider = driver.widget("slider:" + requests).box;
  driver.move_to(slider.x + slider.width / 2, slider.y + slider.height / 2);
  driver.frame();
  driver.press();
  driver.settle();
  EXPECT_FALSE(driver.face().wants_frame());
  const int revision = driver.app().revision();
  driver.settle();
  EXPECT_EQ(driver.app().revision(), revision);
}

TEST(FaceTest, ANumberIsEditedInThePagesOwnInput) {
  FaceDriver driver(chat, {});
  driver.click("number:" + requests);
  const std::vector<ui::PageRequest> asked = driver.face().take_requests();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].call, ui::PageCall::edit);
  EXPECT_EQ(asked[0].text, requests);
  EXPECT_EQ(asked[0].box.width, driver.widget("number:" + requests).box.width);
  EXPECT_TRUE(driver.face().take_requests().empty());
}

TEST(FaceTest, ChipsAndChecksToggle) {
  FaceDriver driver(chat, {});
  driver.click("chip:requirements.compliance=soc2-type-2");
  EXPECT_EQ(driver.state()["request"]["requirements"]["compliance"], Json({"soc2-type-2"}));
  EXPECT_EQ(driver.widget("chip:requirements.compliance=soc2-type-2").value, "true");
  driver.click("chip:requirements.compliance=soc2-type-2");
  EXPECT_EQ(driver.state()["request"]["requirements"]["compliance"], Json::array());
  driver.click("check:requirements.dedicated");
  EXPECT_EQ(driver.state()["request"]["requirements"]["dedicated"], true);
}

TEST(FaceTest, AMenuOpensAndSetsItsInput) {
  FaceDriver driver(chat, {});
  driver.click("combo:view.unit");
  ASSERT_TRUE(driver.has_widget("entry:combo:view.unit:1"));
  driver.click("entry:combo:view.unit:1");
  EXPECT_EQ(driver.state()["view"]["unit"], "usd_per_month");
  EXPECT_FALSE(driver.has_widget("entry:combo:view.unit:1"));
}

TEST(FaceTest, APressOutsideClosesTheMenuAndChangesNothing) {
  FaceDriver driver(chat, {});
  const int revision = driver.app().revision();
  driver.click("combo:preset");
  ASSERT_TRUE(driver.has_widget("entry:combo:preset:1"));
  driver.move_to(driver.size().width - 30, driver.size().height - 30);
  driver.press();
  driver.release();
  EXPECT_FALSE(driver.has_widget("entry:combo:preset:1"));
  EXPECT_EQ(driver.app().revision(), revision);
}

TEST(FaceTest, PresetsUndoAndRedo) {
  FaceDriver driver(chat, {});
  EXPECT_FALSE(driver.widget("button:undo").enabled);
  driver.click("combo:preset");
  const std::string exercise = "entry:combo:preset:5";
  ASSERT_EQ(driver.widget(exercise).label, "Exercise 1");
  driver.click(exercise);
  EXPECT_EQ(driver.state()["request"]["catalog"], "lesson");
  driver.click("button:undo");
  EXPECT_EQ(driver.state()["request"]["catalog"], "market");
  driver.click("button:redo");
  EXPECT_EQ(driver.state()["request"]["catalog"], "lesson");
}

TEST(FaceTest, TheWorkloadLineIsDragged) {
  FaceDriver driver(chat, {});
  const ui::Box line = driver.widget("line:plot.workload").box;
  const float middle = line.x + line.width / 2;
  driver.move_to(middle, line.y + 60);
  driver.frame();
  driver.press();
  EXPECT_EQ(requests_of(driver), 20000);  // a press alone moves nothing
  driver.move_to(middle + 60, line.y + 60);
  const double there = requests_of(driver);
  EXPECT_GT(there, 20000);
  const ui::Box moved = driver.widget("line:plot.workload").box;
  EXPECT_NEAR(moved.x + moved.width / 2, middle + 60, 1.5);
  driver.release();
  EXPECT_EQ(requests_of(driver), there);
}

TEST(FaceTest, RowsOpenTheirEvidenceAndTheRestOfTheirPlatform) {
  FaceDriver driver(chat, {});
  const float height = driver.face().content_height_css_px();
  const std::size_t widgets = driver.face().widgets().size();
  driver.click("others:fireworks");
  EXPECT_GT(driver.face().widgets().size(), widgets);
  driver.click("row:deepinfra/llama-3.3-70b/serverless");
  EXPECT_GT(driver.face().content_height_css_px(), height);
  bool says_source = false;
  for (const ui::TextMark& text : driver.face().texts())
    says_source = says_source || text.text.find("published") != std::string::npos;
  EXPECT_TRUE(says_source);
}

TEST(FaceTest, WhatTheApplicationIsToldIsDrawn) {
  FaceDriver driver(chat, {});
  driver.app().command(R"({"id":"set","args":{"path":"workloads.0.requests_per_day","value":54321}})");
  driver.settle();
  EXPECT_EQ(driver.widget("number:" + requests).value, "54,321");
}

TEST(FaceTest, ThePageIsAskedForWhatOnlyItCanDo) {
  FaceDriver driver(chat, {});
  for (const auto& [id, call] : {std::pair{"button:copy", ui::PageCall::copy_link},
                                 std::pair{"button:theme", ui::PageCall::switch_theme},
                                 std::pair{"button:show-table", ui::PageCall::show_table}}) {
    driver.click(id);
    const std::vector<ui::PageRequest> asked = driver.face().take_requests();
    ASSERT_EQ(asked.size(), 1U) << id;
    EXPECT_EQ(asked[0].call, call) << id;
  }
}

TEST(FaceTest, EmptyAndRefusedStatesAreDrawn) {
  for (const char* fragment :
       {"#v=1&preset=chat&rpd=0", "#v=1&preset=chat&budget=0.01", "#v=1&preset=chat&in=0&out=0",
        "#v=1&preset=chat&rpd=1000000000&in=10000000&out=10000000", "#v=1&preset=lesson-a&axis=utilization",
        "#v=1&preset=chat&only=nobody/*"}) {
    FaceDriver driver(fragment, {});
    EXPECT_GT(driver.face().texts().size(), 30U) << fragment;
  }
}

}  // namespace
}  // namespace picker::testing
