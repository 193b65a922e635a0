// Catalogues: a slip is told with its JSON path, and a refused catalogue leaves the one in force.

#include "support/call_vectors.h"
#include "support/vector_file.h"

#include "contract/fields.h"

#include <gtest/gtest.h>

namespace picker::testing {
namespace {

const char* const chat =
    R"({"catalog":"market","workloads":[{"model":"llama-3.3-70b","requests_per_day":20000,
  "input_tokens":1155,"output_tokens":211}]})";

// Rates as they once were: the slips below must not depend on today's cards.
Json bundle() { return vector_file("frozen_rates.json"); }

Json load(Session& session, const Json& rates) {
  return Json::parse(session.load_catalog(rates.dump()), nullptr, false);
}

struct Slip {
  const char* why;
  const char* path;  // to set
  Json value;
  const char* code;
  const char* error_path;
};

TEST(Catalog, SlipsAreNamedByPathAndTheOldCatalogueStays) {
  Session session = loaded_session();
  const std::string before = session.compare(chat);
  const Slip slips[] = {
      {"a price of zero is not unknown", "platforms.0.gpu_offers.0.prices.0.meters.gpu_minute", 0,
       "out-of-range", "platforms.0.gpu_offers.0.prices.0.meters.gpu_minute"},
      {"a price as text", "platforms.0.gpu_offers.0.prices.0.meters.gpu_minute", "1", "out-of-range",
       "platforms.0.gpu_offers.0.prices.0.meters.gpu_minute"},
      {"a unit that nobody meters", "platforms.0.gpu_offers.0.prices.0.meters.gpu_fortnight", 3,
       "unknown-unit", "platforms.0.gpu_offers.0.prices.0.meters.gpu_fortnight"},
      {"a misspelt key", "platforms.0.nmae", "x", "unknown-key", "platforms.0.nmae"},
      {"a source that is not listed", "platforms.0.gpu_offers.0.prices.0.source", "hearsay", "unknown-source",
       "platforms.0.gpu_offers.0.prices.0.source"},
      {"no history at all", "platforms.0.gpu_offers.0.prices", Json::array(), "missing",
       "platforms.0.gpu_offers.0.prices"},
      {"a later schema", "platforms.0.schema", 2, "unknown-version", "platforms.0.schema"},
      {"a GPU that gpus.json lacks", "platforms.0.gpu_offers.0.gpu", "abacus", "unknown-gpu",
       "platforms.0.gpu_offers.0.gpu"},
      {"layers below one", "models.models.0.architecture.layers", 0, "out-of-range",
       "models.models.0.architecture.layers"},
      {"bundle of a later schema", "schema", 7, "unknown-version", "schema"},
      {"a preset that cannot be priced", "presets.presets.0.request.workloads.0.model", "gone-1",
       "unknown-model", "presets.presets.0.request.workloads.0.model.0"},
      {"the same GPU and plan twice", "platforms.0.gpu_offers.1", bundle()["platforms"][0]["gpu_offers"][0],
       "duplicate-id", "platforms.0.gpu_offers.1.gpu_counts"},
      {"counts that are not whole", "platforms.0.gpu_offers.0.gpu_counts", Json::array({1, 2.5}),
       "out-of-range", "platforms.0.gpu_offers.0.gpu_counts"},
      {"an id that breaks offer ids", "platforms.0.id", "a/b", "unknown-value", "platforms.0.id"},
      {"a date that does not sort", "platforms.0.as_of", "May 2026", "unknown-value", "platforms.0.as_of"},
      {"more active parameters than there are", "models.models.0.architecture.params_active_b", 1e5,
       "out-of-range", "models.models.0.architecture.params_active_b"},
      {"a lesson without offers", "lesson.offers", Json::array(), "missing", "lesson.offers"},
      {"platforms is a list", "platforms", Json::object(), "wrong-type", "platforms"},
  };
  for (const Slip& slip : slips) {
    SCOPED_TRACE(slip.why);
    picker::Json rates = ours(bundle());
    set_value_at(rates, slip.path, ours(slip.value));
    const Json answer = load(session, theirs(rates));
    ASSERT_EQ(answer["ok"], false);
    EXPECT_EQ(answer["error"]["code"], slip.code) << answer.dump();
    EXPECT_EQ(answer["error"]["path"], slip.error_path) << answer.dump();
    EXPECT_EQ(session.compare(chat), before);
  }
}

TEST(Catalog, TextThatIsNoBundleIsRefused) {
  Session session;
  for (const std::string& text :
       {std::string(), std::string("{}"), std::string("[]"), std::string("null"),
        rates_text().substr(0, rates_text().size() / 2), std::string(100000, '[')}) {
    const Json answer = Json::parse(session.load_catalog(text), nullptr, false);
    EXPECT_EQ(answer["ok"], false) << text.substr(0, 40);
    EXPECT_FALSE(answer["error"]["message"].get<std::string>().empty());
  }
  const Json answer = Json::parse(session.compare(chat), nullptr, false);
  EXPECT_EQ(answer["error"]["code"], "no-catalog");
}

TEST(Catalog, AnUnknownPriceRejectsTheOfferAndNamesTheOverride) {
  Session session;
  Json rates = bundle();
  for (Json& card : rates["platforms"])
    if (card["id"] == "together")
      for (Json& offer : card["token_offers"])
        offer["prices"].back()["meters"]["million_output_tokens"] = nullptr;
  ASSERT_EQ(load(session, rates)["ok"], true);
  const Json answer = Json::parse(session.compare(chat), nullptr, false);
  for (const Json& refusal : answer["workloads"][0]["rejected"]) {
    if (refusal["offer"] != "together/llama-3.3-70b/serverless") continue;
    EXPECT_EQ(refusal["code"], "price-unknown");
    EXPECT_EQ(refusal["relax"][0]["path"], "overrides");
    EXPECT_EQ(refusal["relax"][0]["to"], "usd_per_million_output_tokens");
    return;
  }
  FAIL() << "the offer was not refused";
}

TEST(Catalog, APriceThatStartsLaterThanTheCardIsNotInForce) {
  Session session;
  Json rates = bundle();
  for (Json& card : rates["platforms"]) {
    if (card["id"] != "together") continue;
    Json later = card["token_offers"][0]["prices"].back();
    later["effective_from"] = "2030-01-01";
    later["meters"]["million_output_tokens"] = 99;
    card["token_offers"][0]["prices"].push_back(later);
  }
  Session unchanged;
  load(unchanged, bundle());
  ASSERT_EQ(load(session, rates)["ok"], true);
  EXPECT_EQ(session.compare(chat), unchanged.compare(chat));
}

TEST(Catalog, RetiredAndContactSalesAreRefusedByName) {
  for (const char* state : {"retired", "contact-sales"}) {
    Session session;
    Json rates = bundle();
    for (Json& card : rates["platforms"])
      if (card["id"] == "deepinfra")
        for (Json& offer : card["token_offers"]) offer["status"]["state"] = state;
    ASSERT_EQ(load(session, rates)["ok"], true);
    const Json answer = Json::parse(session.compare(chat), nullptr, false);
    bool refused = false;
    for (const Json& refusal : answer["workloads"][0]["rejected"])
      refused =
          refused || (refusal["offer"] == "deepinfra/llama-3.3-70b/serverless" && refusal["code"] == state);
    EXPECT_TRUE(refused) << state;
  }
}

TEST(Catalog, EveryAnswerEchoesARequestThatGivesTheSameAnswer) {
  const Session session = loaded_session();
  const Json first = Json::parse(session.compare(chat), nullptr, false);
  const Json second = Json::parse(session.compare(first["request"].dump()), nullptr, false);
  EXPECT_EQ(first, second);
}

}  // namespace
}  // namespace picker::testing
