// The face answers the mouse: what is pressed or dragged on it arrives in the application as a command, and
// what the application holds is drawn.

#include "face_support.h"

#include "contract/fields.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace picker::testing {
namespace {

constexpr const char* chat = "#v=1&preset=chat";
const std::string requests = "workloads.0.requests_per_day";

double requests_of(FaceDriver& driver) {
  return driver.state()["request"]["workloads"][0]["requests_per_day"];
}

bool draws(FaceDriver& driver, const std::string& line) {
  for (const ui::TextMark& text : driver.face().texts())
    if (text.text == line) return true;
  return false;
}

// Of each kind of work the inputs that count for it, and no others.
TEST(FaceTest, EveryInputOfTheFieldTableHasItsWidget) {
  for (const auto& [preset, modality] :
       {std::pair{"chat", Modality::text}, std::pair{"images", Modality::image},
        std::pair{"transcription", Modality::speech_to_text}, std::pair{"embeddings", Modality::embedding},
        std::pair{"chat&shape=diurnal", Modality::text}, std::pair{"chat&shape=office", Modality::text},
        std::pair{"chat&shape=custom&hours=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2",
                  Modality::text}}) {
    FaceDriver driver(std::string("#v=1&preset=") + preset, {}, PICKER_RATES_JSON);
    driver.click("fold:more");
    std::set<std::string> shown;
    for (const ui::Widget& widget : driver.face().widgets())
      shown.insert(widget.field.substr(0, widget.field.find('=')));
    for (const Field& field : fields()) {
      if (field.kind == FieldKind::later || field.group.empty()) continue;
      const LoadShape shape = driver.app().shown().request.workload.load.shape;
      EXPECT_EQ(shown.count(full_path(field, 0)), counts_for(field, modality, shape) ? 1U : 0U)
          << full_path(field, 0) << " of " << preset;
    }
  }
}

// Classes of lengths come by link alone: the pair that they replace is not shown, and one press brings it
// back.
TEST(FaceTest, LengthsOfALinkStandInThePlaceOfTheOneLength) {
  FaceDriver driver(std::string(chat) + "&lengths=0.7:800:200,0.3:9000:500", {}, PICKER_RATES_JSON);
  EXPECT_TRUE(driver.says("Lengths: 2 classes from the link"));
  EXPECT_FALSE(driver.has_widget("number:workloads.0.input_tokens"));
  EXPECT_FALSE(driver.has_widget("slider:workloads.0.output_tokens"));
  driver.click("button:one-length");
  EXPECT_EQ(driver.state()["request"]["workloads"][0]["lengths"].size(), 0U);
  EXPECT_TRUE(driver.has_widget("number:workloads.0.input_tokens"));
}

TEST(FaceTest, SpeedsStandInTheRankingWhereThereIsRoom) {
  EXPECT_TRUE(FaceDriver(chat, {1440, 900, 1, false}, PICKER_RATES_JSON).says("First token"));
  EXPECT_FALSE(
      FaceDriver("#v=1&preset=images", {1440, 900, 1, false}, PICKER_RATES_JSON).says("First token"));
  FaceDriver reasons("#v=1&preset=chat&model=gpt-oss-120b", {1440, 900, 1, false}, PICKER_RATES_JSON);
  EXPECT_TRUE(reasons.says("First answer"));
}

TEST(FaceTest, WidgetIdsAreDistinct) {
  for (const char* tab : {"flips", "day", "platforms", "sources", "claims", "terms"}) {
    FaceDriver driver(std::string(chat) + "&tab=" + tab, {}, PICKER_RATES_JSON);
    std::set<std::string> ids;
    for (const ui::Widget& widget : driver.face().widgets())
      EXPECT_TRUE(ids.insert(widget.id).second) << widget.id;
  }
}

TEST(FaceTest, ATabOpensItsTableInThePlaceOfThePlot) {
  FaceDriver driver(chat, {}, PICKER_RATES_JSON);
  const float ranking = driver.widget("combo:view.unit").box.right();
  driver.click("tab:platforms");
  EXPECT_EQ(driver.state()["view"]["tab"], "platforms");
  EXPECT_TRUE(driver.says("AWS Bedrock"));
  EXPECT_FALSE(driver.has_widget("line:plot.workload"));
  EXPECT_FALSE(driver.has_widget("combo:view.a"));
  EXPECT_GT(driver.widget("combo:view.unit").box.right(), ranking + 400);
  driver.click("tab:flips");
  EXPECT_TRUE(driver.has_widget("line:plot.workload"));
}

TEST(FaceTest, ATableThatIsNotLoadedComesByItself) {
  FaceDriver driver("#v=1&preset=chat&tab=terms", {}, PICKER_FIRST_RATES_JSON);
  EXPECT_TRUE(driver.says("Loading…"));
  std::ifstream file(PICKER_RATES_JSON, std::ios::binary);
  driver.app().load_catalog(std::string(std::istreambuf_iterator<char>(file), {}));
  driver.settle();
  EXPECT_FALSE(driver.says("Loading…"));
  EXPECT_TRUE(driver.has_widget("sort:term"));
}

TEST(FaceTest, LabelsOfColumnsSort) {
  FaceDriver driver("#v=1&preset=chat&tab=claims", {}, PICKER_RATES_JSON);
  for (const Json& wanted : {Json("who"), Json("-who"), Json()}) {
    driver.click("sort:who");
    EXPECT_EQ(driver.state()["view"]["sort"], wanted);
  }
  // This table comes sorted by age.
  driver.click("tab:sources");
  EXPECT_EQ(driver.widget("sort:age").value, "down");
  driver.click("sort:age");
  EXPECT_EQ(driver.state()["view"]["sort"], "age");
  EXPECT_EQ(driver.widget("sort:age").value, "up");
  driver.click("sort:age");
  driver.click("sort:age");
  EXPECT_EQ(driver.state()["view"]["sort"], Json());
}

TEST(FaceTest, FiltersToggleAndSingleOnesReplaceEachOther) {
  FaceDriver driver("#v=1&preset=chat&tab=platforms", {}, PICKER_RATES_JSON);
  driver.click("chip:filter=segment:marketplace");
  driver.click("chip:filter=segment:hyperscaler");
  EXPECT_EQ(driver.state()["view"]["filter"], Json({"segment:marketplace", "segment:hyperscaler"}));
  EXPECT_EQ(driver.widget("chip:filter=segment:hyperscaler").value, "true");
  EXPECT_TRUE(driver.has_widget("cell:bedrock:engine"));
  EXPECT_FALSE(driver.has_widget("cell:groq:engine"));
  driver.click("chip:filter=show:billing");
  driver.click("chip:filter=show:compliance");
  EXPECT_TRUE(driver.has_widget("sort:soc2-type-2"));
  driver.click("chip:filter=segment:marketplace");
  EXPECT_EQ(driver.state()["view"]["filter"], Json({"segment:hyperscaler", "show:compliance"}));
}

TEST(FaceTest, ACellOpensWhatStandsBehindItOneAtATime) {
  FaceDriver driver("#v=1&preset=chat&tab=platforms", {}, PICKER_RATES_JSON);
  const float height = driver.face().content_height_css_px();
  driver.click("cell:baseten:built-for");
  EXPECT_GT(driver.face().content_height_css_px(), height);
  ASSERT_TRUE(driver.has_widget("source:baseten:0"));
  driver.click("source:baseten:0");
  const std::vector<ui::PageRequest> asked = driver.face().take_requests();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].call, ui::PageCall::open_address);
  EXPECT_EQ(asked[0].text.rfind("https://", 0), 0U);
  driver.click("cell:together:built-for");
  EXPECT_FALSE(driver.has_widget("source:baseten:0"));
  EXPECT_TRUE(driver.has_widget("source:together:0"));
  driver.click("cell:together:built-for");
  EXPECT_EQ(driver.face().content_height_css_px(), height);
}

TEST(FaceTest, AnAddressInACellOpensIt) {
  FaceDriver driver("#v=1&preset=chat&tab=sources", {}, PICKER_RATES_JSON);
  const std::string cell = driver.first_widget("cell:");
  ASSERT_FALSE(cell.empty());
  driver.click(cell);
  const std::vector<ui::PageRequest> asked = driver.face().take_requests();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].text, driver.widget(cell).value);
}

TEST(FaceTest, MoreInputsAreFoldedUntilOneIsUsed) {
  FaceDriver driver(chat, {});
  EXPECT_FALSE(driver.has_widget("number:as_of"));
  driver.click("fold:more");
  EXPECT_TRUE(driver.has_widget("number:as_of"));
  driver.click("fold:more");
  EXPECT_FALSE(driver.has_widget("number:as_of"));
  driver.app().command(R"({"id":"set","args":{"path":"as_of","value":"2026-05-15"}})");
  driver.settle();
  EXPECT_EQ(driver.widget("number:as_of").value, "2026-05-15");
  EXPECT_FALSE(driver.widget("fold:more").enabled);
  EXPECT_TRUE(driver.says("Prices as of 2026-05-15."));
}

TEST(FaceTest, ThePresetSaysWhatItStandsFor) {
  FaceDriver driver(chat, {});
  EXPECT_TRUE(driver.says("20,000 chat turns a day"));
  driver.click("check:requirements.dedicated");
  EXPECT_FALSE(driver.says("20,000 chat turns a day"));
}

TEST(FaceTest, ALongMenuOpensAtWhatIsChosen) {
  FaceDriver driver(chat, {}, PICKER_RATES_JSON);
  const std::string combo = "combo:workloads.0.model.0";
  driver.click(combo);
  EXPECT_TRUE(driver.face().wants_wheel());
  const ui::Box field = driver.widget(combo).box;
  for (const ui::Widget& widget : driver.face().widgets()) {
    if (widget.id.rfind("entry:" + combo, 0) != 0 || widget.value != "true") continue;
    EXPECT_EQ(widget.label, "Llama 3.3 70B");
    EXPECT_GT(widget.box.y, field.bottom());
    EXPECT_LT(widget.box.bottom(), field.bottom() + 360);
  }
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

TEST(FaceTest, TheTitleOfThePlotsAxisFollowsTheAxis) {
  const std::string share = "share of a saturated day";
  for (const char* preset : {"lesson-a", "lesson-b", "exercise-5"}) {
    FaceDriver driver(std::string("#v=1&preset=") + preset, {}, PICKER_RATES_JSON);
    EXPECT_TRUE(draws(driver, "requests a day")) << preset;
    EXPECT_FALSE(draws(driver, share)) << preset;
  }
  FaceDriver driver("#v=1&preset=exercise-1", {}, PICKER_RATES_JSON);
  EXPECT_TRUE(draws(driver, share));
  driver.click("segment:view.plot_axis=requests_per_day");
  EXPECT_TRUE(draws(driver, "requests a day"));
  EXPECT_FALSE(draws(driver, share));
}

// Prices of several digits stand side by side in one row.
TEST(FaceTest, PricesOfARowStandApart) {
  constexpr float gap_least = 8;
  for (const char* fragment : {"#v=1&preset=exercise-5", "#v=1&preset=exercise-5-busy", "#v=1&preset=chat",
                               "#v=1&preset=chat&rpd=9876543&unit=usd_per_month"})
    for (const float width : {1920.0F, 1440.0F, 1280.0F, 1100.0F, 768.0F}) {
      SCOPED_TRACE(std::string(fragment) + " at " + std::to_string(width));
      FaceDriver driver(fragment, {width, 900}, PICKER_RATES_JSON);
      int rows = 0;
      for (const ui::Widget& row : driver.face().widgets()) {
        if (row.id.rfind("row:", 0) != 0) continue;
        ++rows;
        std::vector<ui::Box> boxes;
        for (const ui::TextMark& text : driver.face().texts())
          if (row.box.contains(text.box.x + 1, text.box.y + text.box.height / 2)) boxes.push_back(text.box);
        std::sort(boxes.begin(), boxes.end(), [](const ui::Box& a, const ui::Box& b) { return a.x < b.x; });
        for (std::size_t i = 2; i < boxes.size(); ++i)  // a name and its way come first, as one phrase
          EXPECT_GE(boxes[i].x - boxes[i - 1].right(), gap_least) << row.id << " text " << i;
      }
      EXPECT_GT(rows, 3);
    }
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
  FaceDriver driver("#v=1&preset=chat&tab=sources", {});
  for (const auto& [id, call] : {std::pair{"button:copy", ui::PageCall::copy_link},
                                 std::pair{"button:theme", ui::PageCall::switch_theme},
                                 std::pair{"button:show-table", ui::PageCall::show_table},
                                 std::pair{"button:download-csv", ui::PageCall::download_csv}}) {
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
