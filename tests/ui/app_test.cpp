// The application without a face: commands, history, refusals, results by revision.

#include "app/app.h"

#include "support/call_vectors.h"

#include <gtest/gtest.h>

namespace picker::app {
namespace {

using testing::Json;

class AppTest : public ::testing::Test {
 protected:
  void SetUp() override {
    app.session().load_catalog(picker::testing::rates_text());
    app.start(R"({"preset":"chat"})");
  }

  static Json parsed(const std::string& text) { return Json::parse(text, nullptr, false); }
  Json command(const std::string& id, const Json& args) {
    return parsed(app.command(Json{{"id", id}, {"args", args}}.dump()));
  }
  Json set(const std::string& path, const Json& value) {
    return command("set", {{"path", path}, {"value", value}});
  }
  Json state() { return parsed(app.state()); }
  Json result(const std::string& part) { return parsed(app.result(part)); }

  App app;
};

TEST_F(AppTest, SetChangesTheAnswerUndoAndRedoBringItBack) {
  const std::string before = app.result("compare");
  const Json changed = set("workloads.0.requests_per_day", 40000);
  EXPECT_EQ(changed["ok"], true);
  EXPECT_EQ(result("compare")["value"]["request"]["workloads"][0]["requests_per_day"], 40000);
  EXPECT_EQ(state()["can_undo"], true);
  command("undo", Json::object());
  EXPECT_EQ(result("compare")["value"], parsed(before)["value"]);
  EXPECT_EQ(state()["can_redo"], true);
  command("redo", Json::object());
  EXPECT_EQ(state()["request"]["workloads"][0]["requests_per_day"], 40000);
}

TEST_F(AppTest, TypingInOneInputUndoesAsOneStep) {
  for (const int requests : {2, 20, 200, 2000}) set("workloads.0.requests_per_day", requests);
  set("workloads.0.output_tokens", 7);
  set("workloads.0.requests_per_day", 3000);
  command("undo", Json::object());
  EXPECT_EQ(state()["request"]["workloads"][0]["requests_per_day"], 2000);
  command("undo", Json::object());
  EXPECT_EQ(state()["request"]["workloads"][0]["output_tokens"], 211);
  command("undo", Json::object());
  EXPECT_EQ(state()["request"]["workloads"][0]["requests_per_day"], 20000);
  EXPECT_EQ(state()["can_undo"], false);
}

TEST_F(AppTest, ARefusedCommandLeavesEverythingAsItWas) {
  const Json before = state();
  const Json refused = set("workloads.0.requests_per_day", -1);
  EXPECT_EQ(refused["ok"], false);
  EXPECT_EQ(refused["error"]["path"], "workloads.0.requests_per_day");
  EXPECT_EQ(state(), before);
  EXPECT_EQ(command("fly", Json::object())["error"]["code"], "unknown-command");
  EXPECT_EQ(set("workloads.0.mood", 1)["error"]["path"], "workloads.0.mood");
  EXPECT_EQ(command("undo", Json::object())["error"]["code"], "nothing-to-undo");
  EXPECT_EQ(state(), before);
}

TEST_F(AppTest, EveryFieldShownCanBeSetToItsPresentValue) {
  const Json fields = parsed(app.fields())["fields"];
  EXPECT_GE(fields.size(), 15u);
  const picker::Json now = testing::ours(state());
  for (const Json& field : fields) {
    const std::string path = field["path"].get<std::string>();
    const bool view = path.rfind("view.", 0) == 0;
    const picker::Json* value = value_at(view ? now["view"] : now["request"], view ? path.substr(5) : path);
    ASSERT_NE(value, nullptr) << path;
    EXPECT_EQ(set(path, testing::theirs(*value))["ok"], true) << path;
  }
  EXPECT_EQ(state()["can_undo"], false);  // the same value is no change
}

TEST_F(AppTest, ChangingTheCatalogueTakesItsModelAlong) {
  EXPECT_EQ(set("catalog", "lesson")["ok"], true);
  EXPECT_EQ(state()["request"]["workloads"][0]["model"], Json::array({"llama-70b"}));
  EXPECT_EQ(state()["rates_as_of"], "2026-08-04");
}

TEST_F(AppTest, ASecondWorkloadIsRefusedNotIgnored) {
  const Json before = state();
  EXPECT_EQ(set("workloads.3.requests_per_day", 5)["error"]["code"], "not-yet");
  EXPECT_EQ(set("workloads.00.requests_per_day", 5)["ok"], false);
  EXPECT_EQ(command("link", Json::object())["error"]["path"], "fragment");
  EXPECT_EQ(state(), before);
}

TEST_F(AppTest, NewRatesGiveNewAnswers) {
  const double before = result("compare")["value"]["recommendation"]["bill"]["usd_per_day"].get<double>();
  const int revision = app.revision();
  Json rates = parsed(picker::testing::rates_text());
  for (Json& card : rates["platforms"])
    for (Json& offer : card["token_offers"])
      if (card["id"] == "deepinfra" && offer["model"] == "llama-3.3-70b")
        offer["prices"].back()["meters"]["million_output_tokens"] = 0.64;
  ASSERT_EQ(parsed(app.load_catalog(rates.dump()))["ok"], true);
  EXPECT_GT(app.revision(), revision);
  EXPECT_GT(result("compare")["value"]["recommendation"]["bill"]["usd_per_day"].get<double>(), before);
  EXPECT_EQ(state()["request"]["workloads"][0]["requests_per_day"], 20000);
  EXPECT_EQ(parsed(app.load_catalog("{}"))["ok"], false);
  EXPECT_EQ(result("compare")["value"]["recommendation"]["status"], "pick");
}

TEST_F(AppTest, AWrongOfferIsNamedWhereItWasChosen) {
  set("view.a", "nope");
  EXPECT_EQ(result("breakEven")["error"]["path"], "view.a");
  set("view.a", nullptr);
  set("view.b", "deepinfra/llama-3.3-70b/serverless");
  set("view.plot_axis", "utilization");
  EXPECT_EQ(result("curve")["error"]["path"], "view.b");
}

TEST_F(AppTest, WhatALinkWantsToShowAndNobodyKnowsIsToldByKeyValueAndWhatIsUsed) {
  const Json plain = parsed(app.start(R"({"link":"#v=1&preset=chat"})"));
  const Json started =
      parsed(app.start(Json{{"link",
                             "#v=1&preset=chat&a=teapot&b=modal/x/y&sort=-colour&tab=platforms"
                             "&filter=show:compliance,moon:full,sun:high"}}
                           .dump()));
  const std::vector<std::pair<std::string, std::string>> wanted = {
      {"view.a", "\"teapot\"; the cheapest API is compared"},
      {"view.b", "\"modal/x/y\"; the GPU that first costs less is compared"},
      {"view.sort", "\"-colour\"; each comes in its own order"},
      {"view.filter", "\"moon:full\" and 1 more; the other choices are used"}};
  ASSERT_EQ(started["problems"].size(), wanted.size()) << started["problems"];
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(started["problems"][i]["path"], wanted[i].first);
    EXPECT_NE(started["problems"][i]["message"].get<std::string>().find(wanted[i].second), std::string::npos)
        << started["problems"][i];
  }
  EXPECT_EQ(started["view"]["filter"], Json::array({"show:compliance"}));
  for (const char* key : {"a", "b", "sort"}) EXPECT_EQ(started["view"][key], plain["view"][key]) << key;
  EXPECT_EQ(result("breakEven")["error"], Json());
}

// Also what another table has: a view keeps it while tabs are changed.
TEST_F(AppTest, WhatThePageItselfWritesIntoALinkIsKnown) {
  for (const char* link :
       {"#v=1&preset=chat&tab=claims&filter=segment:marketplace,rows:all&sort=-platform",
        "#v=1&preset=exercise-1",
        "#v=1&preset=chat&a=fireworks/llama-3.3-70b/serverless&b=modal/llama-3.3-70b/2xh100-fp8",
        "#v=1&preset=chat&tab=sources&filter=kind:modelled,age:old,rows:first&sort=age"}) {
    const Json started = parsed(app.start(Json{{"link", link}}.dump()));
    EXPECT_EQ(started["problems"].size(), 0U) << started["problems"];
  }
}

TEST_F(AppTest, ADayThatTheCatalogueDoesNotKnowIsToldUntilTheNextChange) {
  EXPECT_EQ(set("as_of", "2099-12-31")["ok"], true);
  EXPECT_EQ(state()["request"]["as_of"], state()["rates_as_of"]);
  ASSERT_EQ(state()["problems"].size(), 1U);
  EXPECT_EQ(state()["problems"][0]["code"], "day-not-known");
  set("as_of", "2026-08-15");
  EXPECT_EQ(state()["problems"].size(), 0U);
}

TEST_F(AppTest, APrecisionThatAGpuLacksIsARefusalWithItsWayOut) {
  set("requirements.precision", Json::array({"fp4"}));
  bool told = false;
  const Json table = result("compare");
  for (const Json& refusal : table["value"]["workloads"][0]["rejected"])
    if (refusal["code"] == "precision" && refusal["offer"] == "together/llama-3.3-70b/1xh100-fp8") {
      told = true;
      EXPECT_EQ(set(refusal["relax"][0]["path"], refusal["relax"][0]["to"])["ok"], true);
    }
  EXPECT_TRUE(told);
}

TEST_F(AppTest, EveryRelaxationThatNamesAnInputCanBeApplied) {
  set("requirements.compliance", Json::array({"hipaa-baa", "iso-27001"}));
  set("requirements.dedicated", true);
  set("requirements.budget_usd_per_month", 900);
  int applied = 0;
  const Json table = result("compare");
  for (const Json& refusal : table["value"]["workloads"][0]["rejected"])
    for (const Json& relax : refusal["relax"]) {
      if (relax["path"].is_null()) continue;
      EXPECT_EQ(set(relax["path"], relax["to"])["ok"], true) << relax;
      ++applied;
      command("undo", Json::object());
    }
  EXPECT_GT(applied, 20);
}

TEST_F(AppTest, AnOddStartStillStarts) {
  EXPECT_EQ(parsed(app.start(R"({"preset":"teapot"})"))["problems"][0]["code"], "unknown-preset");
  EXPECT_EQ(parsed(app.start(R"({"request":{"catalog":"moon"}})"))["problems"][0]["path"], "catalog");
  EXPECT_EQ(parsed(app.start(R"({"link":"#v=1&rpd=x"})"))["problems"][0]["path"],
            "workloads.0.requests_per_day");
  EXPECT_EQ(parsed(app.start("[]"))["ok"], false);
  EXPECT_EQ(result("compare")["value"]["recommendation"]["status"], "pick");
}

TEST_F(AppTest, ALinkOfAnyLengthStartsWithANote) {
  for (const std::size_t bytes : {9000, 65600, 200000, 300000, 3000000}) {
    SCOPED_TRACE(bytes);
    const std::string link = "#v=1&a=" + std::string(bytes, 'x');
    const Json started = parsed(app.start(Json{{"link", link}}.dump()));
    EXPECT_EQ(started["ok"], true) << started["error"];
    ASSERT_EQ(started["problems"].size(), 1u);
    EXPECT_EQ(started["request"]["workloads"][0]["requests_per_day"], 20000);
    EXPECT_EQ(set("workloads.0.requests_per_day", 40000)["ok"], true);
    EXPECT_EQ(result("compare")["value"]["recommendation"]["status"], "pick");
    const Json followed = command("link", {{"fragment", link}});
    if (followed["ok"] == true) {
      EXPECT_EQ(state()["problems"], started["problems"]);
    } else {
      EXPECT_EQ(followed["error"]["code"], "too-large");
      EXPECT_EQ(state()["request"]["workloads"][0]["requests_per_day"], 40000);
    }
  }
}

TEST_F(AppTest, AnotherKindOfWorkKeepsTheAmountsThatItHas) {
  app.start(R"({"preset":"images"})");
  set("workloads.0.steps", 28);
  set("workloads.0.modality", "embedding");
  EXPECT_EQ(state()["request"]["workloads"][0]["input_tokens"], 500);
  EXPECT_EQ(state()["request"]["workloads"][0]["steps"], 28);
  set("workloads.0.modality", "image");
  EXPECT_EQ(state()["request"]["workloads"][0]["steps"], 28);
}

TEST_F(AppTest, TheFirstVisitComparesTheCheapestApiWithTheGpuThatFirstUndercutsIt) {
  const Json even = result("breakEven")["value"];
  EXPECT_EQ(even["a"], "deepinfra/llama-3.3-70b/serverless");
  ASSERT_FALSE(even["crossings"].empty());
  const double first = even["crossings"][0]["value"].get<double>();
  const Json table = result("compare");
  for (const Json& quote : table["value"]["workloads"][0]["quotes"]) {
    if (quote["operations"] == "api") continue;
    Json call = state()["request"];
    call["a"] = even["a"];
    call["b"] = quote["offer"];
    call["axis"] = "requests_per_day";
    const Json other = parsed(app.session().break_even(call.dump()));
    if (!other["crossings"].empty()) {
      EXPECT_GE(other["crossings"][0]["value"].get<double>(), first) << quote["offer"];
    }
  }
}

TEST_F(AppTest, WithoutAnApiThePickIsComparedWithTheGpuThatUndercutsIt) {
  set("requirements.dedicated", true);
  const Json even = result("breakEven")["value"];
  EXPECT_EQ(even["a"], result("compare")["value"]["workloads"][0]["quotes"][0]["offer"]);
  EXPECT_FALSE(even["crossings"].empty());
  set("requirements.dedicated", false);
  set("requirements.operations", "api");
  EXPECT_TRUE(result("breakEven")["value"].is_null());
}

TEST_F(AppTest, TheCurveAgreesWithTheTable) {
  const Json curve = result("curve")["value"];
  Json call = state()["request"];
  call["workloads"][0]["requests_per_day"] = curve["x"][120];
  const Json table = parsed(app.session().compare(call.dump()));
  ASSERT_EQ(curve["offers"].size(), curve["usd_per_day"].size());
  for (const Json& quote : table["workloads"][0]["quotes"])
    for (std::size_t i = 0; i < curve["offers"].size(); ++i)
      if (curve["offers"][i] == quote["offer"]) {
        EXPECT_EQ(curve["usd_per_day"][i][120], quote["usd_per_day"]);
      }
  EXPECT_EQ(curve["offers"][curve["winner"][120].get<std::size_t>()],
            table["workloads"][0]["quotes"][0]["offer"]);
}

TEST_F(AppTest, RequirementsThatLeaveNothingAreAnsweredNotHidden) {
  set("requirements.budget_usd_per_month", 0);
  EXPECT_EQ(result("compare")["value"]["recommendation"]["status"], "none");
  EXPECT_TRUE(result("breakEven")["value"].is_null());
  EXPECT_FALSE(result("breakEven")["error"]["message"].get<std::string>().empty());
}

TEST(App, NothingWorksBeforeACatalogue) {
  App app;
  EXPECT_EQ(Json::parse(app.start("{}"), nullptr, false)["error"]["code"], "no-catalog");
  EXPECT_EQ(Json::parse(app.command("{}"), nullptr, false)["error"]["code"], "not-started");
  EXPECT_EQ(Json::parse(app.state(), nullptr, false)["error"]["code"], "not-started");
  EXPECT_EQ(Json::parse(app.fields(), nullptr, false)["error"]["code"], "no-catalog");
}

}  // namespace
}  // namespace picker::app
