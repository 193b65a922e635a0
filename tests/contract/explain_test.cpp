// Every derivation can be followed: its formula names each of its values, and reading it gives its result.

#include "contract/sentences.h"
#include "support/call_vectors.h"
#include "support/loads.h"

#include <gtest/gtest.h>

#include <cmath>

namespace picker::testing {
namespace {

// A product, a quotient or a sum of the values in order, as most formulas are; empty where brackets need
// more.
std::optional<double> read_formula(const Json& step) {
  const std::string formula = step["formula"].get<std::string>();
  if (formula.find('(') != std::string::npos) return std::nullopt;
  const bool divides = formula.find("÷") != std::string::npos;
  const bool adds = formula.find(" + ") != std::string::npos;
  double value = step["values"][0]["value"].get<double>();
  for (std::size_t i = 1; i < step["values"].size(); ++i) {
    const double next = step["values"][i]["value"].get<double>();
    value = divides ? value / next : adds ? value + next : value * next;
  }
  return value;
}

int check_steps(const Json& steps) {
  int read = 0;
  for (const Json& step : steps) {
    const std::string formula = step["formula"].get<std::string>();
    SCOPED_TRACE(formula);
    EXPECT_NE(formula.find(" = "), std::string::npos);
    for (const Json& value : step["values"])
      EXPECT_NE(formula.find(value["name"].get<std::string>(), formula.find(" = ")), std::string::npos)
          << value["name"];
    const std::optional<double> by_reading = read_formula(step);
    if (!by_reading) continue;
    ++read;
    EXPECT_NEAR(step["result"].get<double>(), *by_reading, 1e-12 * std::fabs(*by_reading));
  }
  return read;
}

TEST(Explain, EveryFormulaNamesItsValuesAndGivesItsResult) {
  const Session session = loaded_session();
  int read = 0;
  for (
      const char* request :
      {R"({"catalog":"market","workloads":[{"model":"llama-3.3-70b","requests_per_day":2e6,"input_tokens":1155,
           "output_tokens":211,"cached_input_share":0.2,"batch_share":0.3}]})",
       R"({"catalog":"lesson","workloads":[{"model":"llama-70b","requests_per_day":1e4,"output_tokens":200}]})"}) {
    const Json answer = Json::parse(session.compare(request), nullptr, false);
    for (const Json& quote : answer["workloads"][0]["quotes"]) {
      double sum = 0;
      for (const Json& part : quote["parts"]) sum += part["usd_per_day"].get<double>();
      EXPECT_NEAR(sum, quote["usd_per_day"].get<double>(), 1e-12 * sum) << quote["offer"];
      read += check_steps(quote["explain"]);
    }
  }
  EXPECT_GT(read, 100);
  const Json crossing = Json::parse(
      session.break_even(
          R"({"catalog":"lesson","a":"fireworks/llama-70b/per-token","b":"baseten/llama-70b/per-minute",
        "axis":"utilization","workloads":[{"model":"llama-70b","requests_per_day":1,"output_tokens":200}]})"),
      nullptr, false);
  EXPECT_EQ(check_steps(crossing["crossings"][0]["explain"]), 2);
}

// Both bills at a crossing, each the sum of its lines, whatever the axis.
TEST(Explain, EveryCrossingOnEveryAxis) {
  const Session session = loaded_session();
  int crossings = 0;
  for (const char* axis : {"output_tokens", "input_share", "usd_per_gpu_hour:runpod/*/*", "sla.ttft_p95_ms",
                           "load.amplitude", "requirements.dedicated", "requests_per_day"}) {
    SCOPED_TRACE(axis);
    Json call = Json::parse(R"({"catalog":"market","workloads":[{"model":"llama-3.3-70b","input_tokens":800,
        "output_tokens":300,"load":{"shape":"diurnal"}}],"b":"runpod/llama-3.3-70b/1xh100-fp8"})");
    call["workloads"][0]["requests_per_day"] = 100000;
    call["a"] = "together/llama-3.3-70b/serverless";
    call["axis"] = axis;
    const Json answer = Json::parse(session.break_even(call.dump()), nullptr, false);
    ASSERT_EQ(answer["ok"], true) << answer.dump().substr(0, 300);
    for (const Json& crossing : answer["crossings"]) {
      const Json& steps = crossing["explain"];
      if (std::string(axis) == "requests_per_day" && !crossing["at_step"].get<bool>()) continue;
      EXPECT_GE(check_steps(steps), 4);
      ASSERT_GE(steps.size(), 4u);
      EXPECT_DOUBLE_EQ(steps[2]["result"].get<double>(), crossing["usd_per_day_a"].get<double>());
      EXPECT_DOUBLE_EQ(steps[3]["result"].get<double>(), crossing["usd_per_day_b"].get<double>());
      EXPECT_GT(crossing["sentence"].get<std::string>().size(), 40u);
      ++crossings;
    }
  }
  EXPECT_GE(crossings, 7);
}

std::string sentence_of(const char* axis, double value, bool at_step, std::optional<double> beyond_reach) {
  PricedOffer a, b;
  a.offer.label = "The API";
  b.offer.label = "the GPU";
  b.load = std::make_shared<const LoadSeries>(load_series(diurnal(0.6)));
  Crossing crossing;
  crossing.value = value;
  crossing.a_wins_below = true;
  crossing.at_step = at_step;
  crossing.utilization = beyond_reach;
  crossing.reachable = !beyond_reach;
  return crossing_sentence(crossing, a, b, *named_axis(axis));
}

TEST(Sentences, ACrossingNamesItsInputInTheWordsOfTheFieldAndWhoWinsOnBothSides) {
  EXPECT_EQ(sentence_of("workloads.0.output_tokens", 1234.4, false, {}),
            "With “Output” above 1,234 tokens the GPU costs less than The API; below it The API costs less.");
  EXPECT_EQ(sentence_of("load.amplitude", 0.35, true, {}),
            "With “Peak above mean” above 35.0 %, where a bill jumps, the GPU costs less than The API; below "
            "it The API "
            "costs less.");
  EXPECT_EQ(
      sentence_of("usd_per_gpu_hour:modal/*/*", 1.25, false, {}),
      "With “usd per gpu hour of modal/*/*” above 1.25 times the GPU costs less than The API; below it The "
      "API costs less.");
  EXPECT_EQ(
      sentence_of("sla.ttft_p95_ms", 850, false, {0.55}),
      "With “TTFT limit (p95)” above 850 ms the GPU would cost less than The API, but that is 55.0 % of "
      "what the GPU can serve in a day, and this load uses at most 41.8 %: it never becomes cheaper at your "
      "load.");
}

}  // namespace
}  // namespace picker::testing
