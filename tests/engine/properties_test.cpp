// What must hold of every bill, on seeded random requests over the bundled rates.

#include "support/call_vectors.h"
#include "support/json.h"
#include "support/random_requests.h"

#include "contract/request.h"
#include "engine/decision/break_even.h"
#include "engine/decision/curve.h"
#include "engine/decision/decision.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

namespace picker::testing {
namespace {

using Check = std::function<void(const AdmittedOffer&, const Request&)>;

// A comparison for each of `count` random requests. Every sixth has a load that varies.
void for_comparisons(std::uint64_t seed, int count,
                     const std::function<void(const Comparison&, const Request&, const Catalog&)>& check) {
  static const Session session = loaded_session();
  Draws draws(seed);
  const char* const shapes[] = {"diurnal", "office", "custom"};
  for (int i = 0; i < count; ++i) {
    Json json = random_request(draws);
    if (i % 6 == 0)
      for (const char* key : {"images_per_request", "steps", "megapixels", "audio_seconds"})
        json["workloads"][0].erase(key);
    Json& load = json["workloads"][0]["load"];
    if (i % 6 == 0) {
      load["shape"] = shapes[draws.below(3)];
      load["hourly"] = Json::array();
      for (int hour = 0; hour < 24; ++hour) load["hourly"].push_back(draws.between_log(0.05, 10));
      if (load["shape"] != "custom") load.erase("hourly");
      json["only"] = Json::array({"modal/*/1xh100-fp8", "baseten/*/2xh100-fp8", "fireworks/*/2xh200-fp8",
                                  "runpod/*/1xh100-fp8-flex", "*/*/serverless"});
      json["catalog"] = "market";
      json["workloads"][0].erase("modality");
      json["workloads"][0]["model"] = "llama-3.3-70b";
      json["workloads"][0]["input_tokens"] = 900;
      json["workloads"][0]["output_tokens"] = 300;
    } else if (load["shape"] != "packed") {
      load = {{"shape", "flat"}};
    }
    const Result<picker::Json> resolved = resolve_request(ours(json), *session.rates(), {});
    ASSERT_TRUE(resolved) << resolved.error().message << json;
    const Request request = engine_request(*resolved);
    const Catalog& catalog = catalog_of(*resolved, *session.rates());
    SCOPED_TRACE("request " + std::to_string(i));
    check(compare(catalog, request), request, catalog);
    if (::testing::Test::HasFailure()) FAIL() << json;
  }
}

void for_priced(std::uint64_t seed, int count, const Check& check) {
  for_comparisons(seed, count, [&](const Comparison& comparison, const Request& request, const Catalog&) {
    for (const AdmittedOffer& admitted : comparison.admitted) {
      SCOPED_TRACE(admitted.priced.offer.id);
      check(admitted, request);
    }
    for (const RejectedOffer& rejected : comparison.rejected) {
      SCOPED_TRACE(rejected.offer);
      if (rejected.priced) check(*rejected.priced, request);
    }
  });
}

bool simulated(const PricedOffer& priced, double requests) {
  const std::optional<BilledDay> day = billed_day(priced, requests);
  return day && day->simulated;
}

TEST(Properties, MoreRequestsNeverCostLess) {
  Draws draws(11);
  int bills = 0, simulated_bills = 0, simulated_for_an_hour = 0;
  for_priced(1, 120, [&](const AdmittedOffer& admitted, const Request& request) {
    const PricedOffer& priced = admitted.priced;
    const bool may_simulate = varies(request.workload.load.shape) && priced.service;
    if (draws.chance(may_simulate ? 0.2 : 0.9)) return;
    double requests = draws.between_log(1e-3, 1e7);
    // From where one replica still is enough.
    if (may_simulate) requests = *replica_day_requests(priced) * draws.between_log(0.1, 4);
    double most = usd_per_day(priced, 0);
    const double factor = 1 + (may_simulate ? 0.1 : 1) * draws.uniform();
    for (int i = 0; i < (may_simulate ? 40 : 12); ++i) {
      const double usd = usd_per_day(priced, requests);
      const bool now_simulated = may_simulate && simulated(priced, requests);
      // The noise that a bill is simulated with is a matter of chance: more requests may meet it better.
      EXPECT_GE(usd, most * (1 - (now_simulated ? 0.02 : 1e-12))) << requests << " a day, by " << factor;
      most = std::max(most, usd);
      requests *= factor;
      ++bills;
      simulated_bills += now_simulated;
      simulated_for_an_hour += now_simulated && priced.terms.idle_window_s == 3600;
    }
  });
  EXPECT_GT(bills, 5000);
  EXPECT_GT(simulated_bills, 1000);
  EXPECT_GT(simulated_for_an_hour, 300);
}

TEST(Properties, ALowerRateNeverCostsMore) {
  int lower = 0;
  for_comparisons(2, 60, [&](const Comparison& comparison, const Request& request, const Catalog& catalog) {
    Request cheaper = request;
    const OverrideField fields[] = {OverrideField::price, OverrideField::usd_per_gpu_hour,
                                    OverrideField::usd_per_million_output_tokens};
    cheaper.overrides.push_back({});
    cheaper.overrides.back().match = "*";
    cheaper.overrides.back().field = fields[static_cast<int>(request.workload.requests_per_day) % 3];
    cheaper.overrides.back().value = 0.9;
    const Comparison after = compare(catalog, cheaper);
    for (const AdmittedOffer& admitted : comparison.admitted)
      for (const AdmittedOffer& now : after.admitted) {
        if (now.priced.offer.id != admitted.priced.offer.id) continue;
        EXPECT_LE(now.quote.usd_per_day, admitted.quote.usd_per_day) << now.priced.offer.id;
        lower += now.quote.usd_per_day < admitted.quote.usd_per_day;
      }
  });
  EXPECT_GT(lower, 1000);
}

TEST(Properties, BilledTimeHoldsTheWorkServedInIt) {
  int days = 0;
  for_priced(3, 80, [&](const AdmittedOffer& admitted, const Request& request) {
    const PricedOffer& priced = admitted.priced;
    if (!priced.service || !priced.terms.bills_idle) return;
    if (request.workload.load.shape == LoadShape::packed) return;
    EXPECT_LE(*admitted.quote.billed_utilization, 1 + 1e-9);
    EXPECT_TRUE(simulated(priced, request.workload.requests_per_day) ||
                is_reachable(priced, *admitted.quote.utilization))
        << *admitted.quote.utilization << " of " << reachable_utilization(priced);
    ++days;
  });
  EXPECT_GT(days, 500);
}

TEST(Properties, PartsSumToTheBill) {
  for_priced(4, 60, [&](const AdmittedOffer& admitted, const Request&) {
    double sum = 0;
    for (const Part& part : admitted.quote.parts) sum += part.usd_per_day;
    EXPECT_NEAR(sum, admitted.quote.usd_per_day, 1e-12 * sum);
  });
}

// JSON has no NaN: nlohmann would write null. So the engine's own numbers are looked at.
TEST(Properties, EveryNumberIsFinite) {
  const auto finite = [](const std::optional<double>& value) {
    EXPECT_TRUE(!value || std::isfinite(*value)) << *value;
  };
  int numbers = 0;
  for_priced(5, 60, [&](const AdmittedOffer& admitted, const Request&) {
    const Quote& quote = admitted.quote;
    EXPECT_GE(quote.usd_per_day, 0);
    for (const std::optional<double>& value :
         {std::optional<double>(quote.usd_per_day), quote.usd_per_million_output_tokens,
          quote.usd_per_million_tokens, quote.usd_per_thousand_requests,
          std::optional<double>(quote.billed_gpu_hours_per_day), quote.replicas_peak, quote.utilization,
          quote.billed_utilization, quote.cold_share, std::optional<double>(quote.cold_starts_per_day),
          quote.speed.chance})
      finite(value), ++numbers;
    for (const std::optional<Range>& range :
         {quote.speed.ttft_p95_s, quote.speed.answer_p95_s, quote.speed.tokens_per_s_per_request}) {
      if (!range) continue;
      for (const double value : {range->low, range->typical, range->high}) finite(value), ++numbers;
      EXPECT_GT(range->low, 0);
      EXPECT_LE(range->low, range->typical);
      EXPECT_LE(range->typical, range->high);
    }
    for (const Explanation& explanation : quote.explain) {
      finite(explanation.result);
      for (const NamedValue& value : explanation.values) finite(value.value), ++numbers;
    }
    for (const Evidence& evidence : admitted.priced.evidence)
      finite(evidence.value), finite(evidence.low), finite(evidence.high), ++numbers;
    if (quote.cold_share) {
      EXPECT_GE(*quote.cold_share, 0);
      EXPECT_LE(*quote.cold_share, 1 + 1e-9);
    }
  });
  EXPECT_GT(numbers, 10000);
}

TEST(Properties, CurvesPassThroughTheQuotes) {
  int points = 0;
  for_comparisons(6, 24, [&](const Comparison& comparison, const Request& request, const Catalog& catalog) {
    const AxisRange range{100, 3e6, 5, true};
    const Curve curve = sample_curve(comparison, request.requirements, range, 1);
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
      Request moved = request;
      moved.workload.requests_per_day = curve.x[i];
      const Comparison at = compare(catalog, moved);
      for (const AdmittedOffer& admitted : at.admitted) {
        const auto row = std::find(curve.offers.begin(), curve.offers.end(), admitted.priced.offer.id);
        ASSERT_NE(row, curve.offers.end());
        const std::optional<double> usd =
            curve.usd_per_day[static_cast<std::size_t>(row - curve.offers.begin())][i];
        ASSERT_TRUE(usd) << admitted.priced.offer.id;
        EXPECT_EQ(*usd, admitted.quote.usd_per_day) << admitted.priced.offer.id;
        ++points;
      }
      if (curve.winner[i] >= 0) {
        EXPECT_EQ(curve.offers[static_cast<std::size_t>(curve.winner[i])],
                  at.admitted.empty() ? "" : at.admitted.front().priced.offer.id);
      }
    }
  });
  EXPECT_GT(points, 1500);
}

// The largest volume and the longest requests that the model takes: once as many replicas as no memory holds.
TEST(Properties, TheLargestRequestIsBilledUnderEveryShape) {
  const Session session = loaded_session();
  for (const char* shape : {"flat", "diurnal", "office"}) {
    double last = 0;
    for (const double tokens : {1000.0, 10000.0, 31000.0}) {
      const Json request = {{"catalog", "market"},
                            {"only", Json::array({"modal/*/2xh100-fp8"})},
                            {"workloads", Json::array({{{"model", "llama-3.3-70b"},
                                                        {"requests_per_day", 1e9},
                                                        {"input_tokens", 1e5},
                                                        {"output_tokens", tokens},
                                                        {"load", {{"shape", shape}}}}})}};
      const Json answer = Json::parse(session.compare(request.dump()), nullptr, false);
      ASSERT_EQ(answer["workloads"][0]["quotes"].size(), 1u) << answer.dump().substr(0, 500);
      const double usd = answer["workloads"][0]["quotes"][0]["usd_per_day"];
      EXPECT_GT(usd, last) << shape;
      last = usd;
    }
  }
}

}  // namespace
}  // namespace picker::testing
