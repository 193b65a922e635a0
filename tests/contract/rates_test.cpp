// The bundled rates as a whole: every offer can be billed with its evidence, and the bundle for a first visit
// bills the same.

#include "support/call_vectors.h"
#include "support/vector_file.h"

#include "contract/fields.h"
#include "contract/model_names.h"
#include "contract/request.h"
#include "contract/tables.h"
#include "engine/decision/decision.h"
#include "engine/numbers/dates.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

namespace picker::testing {
namespace {

Request request_for(const Model& model) {
  Request request;
  request.catalog = "market";
  request.workload.modality = model.modality;
  request.workload.models = {model.id};
  request.workload.requests_per_day = 1000;
  const bool text = model.modality == Modality::text;
  if (text || model.modality == Modality::embedding) request.workload.input_tokens = 2000;
  if (text) request.workload.output_tokens = 500;
  if (model.modality == Modality::image) {
    request.workload.images_per_request = 1;
    request.workload.steps = 20;
    request.workload.megapixels = 1;
  }
  if (model.modality == Modality::speech_to_text) request.workload.audio_seconds = 60;
  return request;
}

bool has_evidence(const PricedOffer& priced, const CostLine& line) {
  for (const Evidence& evidence : priced.evidence) {
    if (evidence.unit == "usd per " + line.unit && evidence.value > 0) return true;
    if (line.unit == "GPU-second" && evidence.unit.rfind("usd per GPU-", 0) == 0) return true;
  }
  return false;
}

// Every platform is among the offers of some model, each line of each bill has the price behind it, with
// source and day, and the parts sum to the bill.
TEST(Rates, EveryOfferIsBilledWithItsEvidence) {
  const Session session = loaded_session();
  const Catalog& market = session.rates()->market;
  std::set<std::string> platforms;
  for (const Model* model : priced_models(market)) {
    const Comparison comparison = compare(market, request_for(*model));
    for (const AdmittedOffer& admitted : comparison.admitted) {
      const PricedOffer& priced = admitted.priced;
      SCOPED_TRACE(priced.offer.id);
      platforms.insert(priced.offer.platform->id);
      EXPECT_GT(admitted.quote.usd_per_day, 0);
      double sum = 0;
      for (const Part& part : admitted.quote.parts) sum += part.usd_per_day;
      EXPECT_NEAR(sum, admitted.quote.usd_per_day, 1e-9 * sum);
      for (const CostLine& line : priced.lines) EXPECT_TRUE(has_evidence(priced, line)) << line.what;
      for (const Evidence& evidence : priced.evidence) {
        EXPECT_TRUE(std::isfinite(evidence.value)) << evidence.what;
        EXPECT_FALSE(evidence.provenance.source.empty()) << evidence.what;
        EXPECT_TRUE(day_number(evidence.provenance.as_of)) << evidence.what;
      }
    }
  }
  EXPECT_EQ(platforms.size(), 16u);
}

TEST(Rates, EveryRefusalNamesItsReason) {
  const Session session = loaded_session();
  const Catalog& market = session.rates()->market;
  int retired = 0;
  int through_sales = 0;
  for (const Model* model : priced_models(market))
    for (const RejectedOffer& refusal : compare(market, request_for(*model)).rejected) {
      EXPECT_FALSE(refusal.reason.empty()) << refusal.offer;
      retired += refusal.code == "retired";
      through_sales += refusal.code == "contact-sales";
    }
  EXPECT_GT(retired, 30);
  EXPECT_GT(through_sales, 1);
}

// What the two bundles say of a request, but for the remarks and spreads that only the whole one has.
Json bills(const Session& session, const Json& request) {
  const Json answer = Json::parse(session.compare(request.dump()), nullptr, false);
  Json lines = Json::array();
  for (const Json& quote : answer["workloads"][0]["quotes"])
    lines.push_back(
        {quote["offer"], quote["usd_per_day"], quote["parts"], quote["risks"], quote["fallback"]});
  for (const Json& refusal : answer["workloads"][0]["rejected"])
    lines.push_back({refusal["offer"], refusal["platform"], refusal["code"], refusal["relax"]});
  return lines;
}

TEST(Rates, TheBundleForAFirstVisitBillsTheSame) {
  const Session whole = loaded_session();
  std::ifstream file(PICKER_FIRST_RATES_JSON);
  Session first;
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  ASSERT_EQ(Json::parse(first.load_catalog(text), nullptr, false)["ok"], true);
  EXPECT_LT(text.size(), rates_text().size());
  const std::vector<const Model*> models = priced_models(first.rates()->market);
  EXPECT_GE(models.size(), 10u);  // those of the presets
  for (const Model* model : models) {
    Json request = {{"catalog", "market"},
                    {"workloads", Json::array({{{"modality", word(model->modality)},
                                                {"model", model->id},
                                                {"requests_per_day", 1000},
                                                {"input_tokens", 300000},
                                                {"output_tokens", 500},
                                                {"cached_input_share", 0.3},
                                                {"batch_share", 0.2}}})},
                    {"requirements", {{"compliance", Json::array({"hipaa-baa"})}}}};
    EXPECT_EQ(bills(first, request), bills(whole, request)) << model->id;
    request["requirements"] = {{"regions", Json::array({"us"})}};
    EXPECT_EQ(bills(first, request), bills(whole, request)) << model->id;
  }
  const auto code = [&](const std::string& answer) {
    return Json::parse(answer, nullptr, false)["error"]["code"];
  };
  EXPECT_EQ(code(first.table(R"({"table":"platforms"})")), "not-loaded");
  EXPECT_EQ(code(first.compare(R"({"catalog":"market","as_of":"2026-05-15","workloads":[
    {"model":"llama-3.3-70b","requests_per_day":1,"output_tokens":1}]})")),
            "not-loaded");
}

TEST(Rates, CardsThatSellNoTextTurnATextLinkIntoWhatTheySell) {
  const Session whole = loaded_session();
  const auto makes_images = [&](const Json& offer) {
    return find_model(whole.rates()->market, offer["model"].get<std::string>())->modality == Modality::image;
  };
  Json rates = Json::parse(rates_text(), nullptr, false);
  for (Json& card : rates["platforms"]) {
    Json kept = Json::array();
    for (const Json& offer : card.value("token_offers", Json::array()))
      if (makes_images(offer)) kept.push_back(offer);
    card["token_offers"] = kept;
  }
  Json presets = Json::array();
  for (const Json& preset : rates["presets"]["presets"])
    if (preset["id"] == "images") presets.push_back(preset);
  rates["presets"]["presets"] = presets;
  Session session;
  ASSERT_EQ(Json::parse(session.load_catalog(rates.dump()), nullptr, false)["ok"], true);
  const Json read =
      Json::parse(session.read_link("#v=1&kind=text&model=llama-3.3-70b&rpd=123"), nullptr, false);
  EXPECT_EQ(read["ok"], true);
  EXPECT_EQ(read["request"]["workloads"][0]["modality"], "image");
  EXPECT_EQ(read["request"]["workloads"][0]["requests_per_day"], 123);  // the rest is kept
}

TEST(Tables, CsvQuotesWhatASpreadsheetWouldRun) {
  Table table;
  table.columns = {{"a", "A", "", 1, ""}, {"b", "B \"quoted\"", "", 1, "show:more"}};
  table.rows = {{"1", {{"=1+1", {}, CellTone::plain, {}}, {"x,\ny", {}, CellTone::plain, {}}}, {}}};
  arrange(table, {}, "", true);
  EXPECT_EQ(table_csv(table), "\"A\",\"B \"\"quoted\"\"\"\r\n\"'=1+1\",\"x,\ny\"\r\n");
}

Table three_rows() {
  Table table;
  table.columns = {{"n", "N", "", 1, ""}, {"t", "T", "", 1, ""}};
  for (const char* id : {"b", "a", "c"}) {
    const bool known = *id != 'a';
    table.rows.push_back({id,
                          {{id, known ? std::optional<double>(*id) : std::nullopt, CellTone::plain, {}},
                           {"same", {}, CellTone::plain, {}}},
                          {known ? "k:known" : "k:unknown"}});
  }
  table.filters = {{"k", "K", false, {{"k:known", "known"}, {"k:unknown", "unknown"}}}};
  return table;
}

std::string order_of(const Table& table) {
  std::string order;
  for (const TableRow& row : table.rows) order += row.id;
  return order;
}

TEST(Tables, SortingIsTotalAndUnknownsComeLast) {
  Table table = three_rows();
  arrange(table, {}, "n", false);
  EXPECT_EQ(order_of(table), "bca");
  arrange(table, {}, "-n", false);
  EXPECT_EQ(order_of(table), "cba");
  arrange(table, {}, "t", false);
  EXPECT_EQ(order_of(table), "abc");
  arrange(table, {}, "no-such-column", false);
  EXPECT_EQ(order_of(table), "abc");
}

TEST(Tables, FiltersKeepRowsOfAnyChosenTagAndPassOverUnknownOnes) {
  Table table = three_rows();
  arrange(table, {"k:unknown", "x:y"}, "", false);
  EXPECT_EQ(order_of(table), "a");
  EXPECT_EQ(table.rows_of_all, 3u);
  EXPECT_TRUE(table.filters[0].choices[1].chosen);
  table = three_rows();
  arrange(table, {"k:unknown", "k:known"}, "", false);
  EXPECT_EQ(table.rows.size(), 3u);
}

}  // namespace
}  // namespace picker::testing
