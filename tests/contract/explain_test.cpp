// Every derivation can be followed: its formula names each of its values, and reading it gives its result.

#include "support/call_vectors.h"

#include <gtest/gtest.h>

#include <cmath>

namespace picker::testing {
namespace {

// A product or a quotient of the values in order, as most formulas are; empty where brackets need more.
std::optional<double> read_formula(const Json& step) {
  const std::string formula = step["formula"].get<std::string>();
  if (formula.find('(') != std::string::npos) return std::nullopt;
  const bool divides = formula.find("÷") != std::string::npos;
  double value = step["values"][0]["value"].get<double>();
  for (std::size_t i = 1; i < step["values"].size(); ++i) {
    const double next = step["values"][i]["value"].get<double>();
    value = divides ? value / next : value * next;
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

}  // namespace
}  // namespace picker::testing
