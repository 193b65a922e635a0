// "A day of load" on the canvas: what it says, what it draws, and hours that are dragged.

#include "face_support.h"

#include "app/day.h"
#include "app/words.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace picker::testing {
namespace {

constexpr const char* day_of_office =
    "#v=1&preset=chat&tab=day&shape=office&b=modal/llama-3.3-70b/1xb200-fp8&rpd=2000000";
const std::string hours_input = "number:workloads.0.load.hourly";

Json load_of(FaceDriver& driver) { return driver.state()["request"]["workloads"][0]["load"]; }

TEST(DayTest, TheDayOfLoadTellsItsFactsAndWhereTheirNumbersComeFrom) {
  FaceDriver driver(day_of_office, {}, PICKER_RATES_JSON);
  const LoadDay& day = **driver.app().shown().day;
  ASSERT_EQ(day.hours.size(), 168U);
  ASSERT_GT(day.day.cold_starts, 0);
  EXPECT_TRUE(driver.says("Modal 1×B200 fp8:"));
  std::string all;
  for (const ui::TextMark& text : driver.face().texts()) all += text.text + " ";
  for (const std::string& fact :
       {app::money(usd_per_day(*day.priced, day.requests_per_day)) + " a day",
        app::short_percent(day.day.billed_utilization) + " are used", app::short_count(day.day.cold_starts),
        "at most " + app::short_percent(reachable_utilization(*day.priced))})
    EXPECT_NE(all.find(fact), std::string::npos) << fact << " in " << all;
  for (const char* drawn : {"Mon", "Sun", "day of the week", "demand", "capacity", "cold starts"})
    EXPECT_TRUE(driver.says(drawn)) << drawn;
  EXPECT_FALSE(driver.says("18:00"));
  EXPECT_FALSE(driver.has_widget("combo:view.a"));
  EXPECT_FALSE(driver.has_widget("line:plot.workload"));
}

TEST(DayTest, ADayOf24HoursHasTheTimeOnItsAxis) {
  FaceDriver driver("#v=1&preset=chat&tab=day&shape=diurnal", {}, PICKER_RATES_JSON);
  ASSERT_EQ((*driver.app().shown().day)->hours.size(), 24U);
  for (const char* drawn : {"00:00", "12:00", "24:00", "time of day", "billed, idle"})
    EXPECT_TRUE(driver.says(drawn)) << drawn;
  EXPECT_FALSE(driver.says("Mon"));
}

TEST(DayTest, WorkThatMayWaitIsABandOfItsOwn) {
  const std::string hourly = "#v=1&preset=chat&tab=day&shape=diurnal&b=deepinfra/llama-3.3-70b/1xh100-fp8";
  const auto names_batch = [](FaceDriver& driver) {
    const std::vector<ui::TextMark>& texts = driver.face().texts();
    return std::any_of(texts.begin(), texts.end(),
                       [](const ui::TextMark& each) { return each.text == "batch"; });
  };
  FaceDriver without(hourly, {}, PICKER_RATES_JSON);
  EXPECT_FALSE(names_batch(without));
  FaceDriver driver(hourly + "&batch=0.4", {}, PICKER_RATES_JSON);
  EXPECT_TRUE(names_batch(driver));
  EXPECT_NE(app::day_facts(**driver.app().shown().day).find("40\u00a0% of the requests"), std::string::npos);
}

TEST(DayTest, TheDaysOfferIsChosenAboveIt) {
  FaceDriver driver("#v=1&preset=chat&tab=day", {}, PICKER_RATES_JSON);
  const std::string before = (*driver.app().shown().day)->priced->offer.id;
  driver.click("combo:view.b");
  std::string entry;
  for (const ui::Widget& widget : driver.face().widgets())
    if (entry.empty() && widget.id.rfind("entry:combo:view.b:", 0) == 0 &&
        widget.label.find("×") != std::string::npos && widget.label.rfind("Auto", 0) != 0)
      entry = widget.id;
  ASSERT_FALSE(entry.empty());
  driver.click(entry);
  const std::string after = (*driver.app().shown().day)->priced->offer.id;
  EXPECT_NE(after, before);
  EXPECT_EQ(driver.state()["view"]["b"], after);
  EXPECT_TRUE(driver.says((*driver.app().shown().day)->priced->offer.label + ":"));
}

TEST(DayTest, WithoutReplicasOrHoursTheDaySaysWhy) {
  for (const auto& [more, why] :
       {std::pair{"&b=deepinfra/llama-3.3-70b/serverless", "there are no replicas to show"},
        std::pair{"&shape=packed&b=modal/llama-3.3-70b/1xb200-fp8", "A packed load has no hours"}}) {
    FaceDriver driver(std::string("#v=1&preset=chat&tab=day") + more, {}, PICKER_RATES_JSON);
    EXPECT_TRUE(driver.says(why)) << more;
    EXPECT_TRUE(driver.has_widget("combo:view.b")) << more;
    EXPECT_FALSE(driver.has_widget("plot:day")) << more;
  }
}

TEST(DayTest, DraggingAnHourMakesTheLoadHourByHourInOneStepOfUndo) {
  FaceDriver driver("#v=1&preset=chat&tab=day&shape=diurnal", {}, PICKER_RATES_JSON);
  const std::vector<LoadHour> before = (*driver.app().shown().day)->hours;
  const ui::Box plot = driver.widget("plot:day").box;
  const float hour = plot.width / 24;
  driver.move_to(plot.x + 6.5F * hour, plot.y + plot.height * 0.8F);
  driver.frame();
  driver.press();
  driver.settle();
  EXPECT_EQ(load_of(driver)["shape"], "diurnal");  // a press alone changes nothing
  driver.move_to(plot.x + 6.5F * hour, plot.y + plot.height * 0.5F);
  EXPECT_EQ(load_of(driver)["shape"], "custom");
  driver.move_to(plot.x + 8.5F * hour, plot.y + plot.height * 0.5F);
  driver.release();
  const Json load = load_of(driver);
  ASSERT_EQ(load["hourly"].size(), 24U);
  const std::vector<LoadHour>& after = (*driver.app().shown().day)->hours;
  // The hours in between have come along; the others keep their proportions.
  for (const std::size_t dragged : {6U, 7U, 8U})
    EXPECT_GT(after[dragged].demand_requests_per_s, 1.5 * before[dragged].demand_requests_per_s) << dragged;
  EXPECT_NEAR(after[20].demand_requests_per_s / after[12].demand_requests_per_s,
              before[20].demand_requests_per_s / before[12].demand_requests_per_s, 0.01);
  EXPECT_TRUE(driver.has_widget(hours_input));
  EXPECT_EQ(driver.widget(hours_input).value, "24 values");
  driver.click("button:undo");
  EXPECT_EQ(load_of(driver)["shape"], "diurnal");
  EXPECT_FALSE(driver.widget("button:undo").enabled);
}

TEST(DayTest, AnHourIsDrawnWhereItIsDraggedTo) {
  FaceDriver driver("#v=1&preset=chat&tab=day&shape=diurnal", {}, PICKER_RATES_JSON);
  const ui::Box plot = driver.widget("plot:day").box;
  const float x = plot.x + plot.width / 24 * 3.5F;
  driver.move_to(x, plot.y + 20);
  driver.frame();
  driver.press();
  driver.move_to(x, plot.y + plot.height / 2);
  const auto share = [&] {
    const Json hours = load_of(driver)["hourly"];
    double sum = 0;
    for (const Json& hour : hours) sum += hour.get<double>();
    return hours[3].get<double>() / sum;
  };
  const double middle = share();
  driver.move_to(x, plot.y + plot.height / 4);
  EXPECT_NEAR(share(), 1.5 * middle, 0.01 * middle);
  const Json others = load_of(driver)["hourly"];
  driver.move_to(x, plot.bottom() + 50);
  driver.release();
  EXPECT_EQ(share(), 0);
  for (std::size_t i = 4; i < 24; ++i) EXPECT_EQ(load_of(driver)["hourly"][i], others[i]) << i;
}

TEST(DayTest, AWeekIsDraggedHourByHourToo) {
  FaceDriver driver(day_of_office, {}, PICKER_RATES_JSON);
  const ui::Box plot = driver.widget("plot:day").box;
  driver.move_to(plot.x + plot.width * 0.9F, plot.y + plot.height * 0.8F);
  driver.frame();
  driver.press();
  driver.move_to(plot.x + plot.width * 0.9F, plot.y + plot.height * 0.4F);
  driver.release();
  EXPECT_EQ(load_of(driver)["shape"], "custom");
  EXPECT_EQ(load_of(driver)["hourly"].size(), 168U);
  EXPECT_EQ(driver.widget(hours_input).value, "168 values");
}

// Hour by hour begins with the hours of the shape before it: no dead end.
TEST(DayTest, HourByHourIsChosenFromEveryShape) {
  for (const auto& [shape, hours] : {std::pair{"flat", 24U}, std::pair{"packed", 24U},
                                     std::pair{"diurnal", 24U}, std::pair{"office", 168U}}) {
    FaceDriver driver(std::string("#v=1&preset=chat&shape=") + shape, {});
    const std::vector<double> demand = hourly_demand(driver.app().shown().request.workload.load);
    driver.click("combo:workloads.0.load.shape");
    for (const ui::Widget& widget : driver.face().widgets())
      if (widget.label == "Custom, hourly") {
        driver.click(std::string(widget.id));
        break;
      }
    ASSERT_EQ(load_of(driver)["shape"], "custom") << shape;
    ASSERT_EQ(load_of(driver)["hourly"].size(), hours) << shape;
    for (std::size_t i = 0; i < hours; ++i)
      EXPECT_NEAR(load_of(driver)["hourly"][i].get<double>(), demand[i], 0.005 * demand[i]) << shape << i;
    driver.click(hours_input);
    ASSERT_EQ(driver.face().take_requests().size(), 1U);
  }
}

}  // namespace
}  // namespace picker::testing
