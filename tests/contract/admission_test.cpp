// What is admitted can be bought and can run: properties over every text model of the bundled catalogue,
// judged by this file's own arithmetic on the rates as JSON. The whole grid runs where PICKER_NIGHTLY is set,
// a tenth of it otherwise.

#include "support/admission.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace picker {
namespace {

using namespace admission;
using Json = admission::Json;

// ---- what must hold of an answer

bool has_risk(const AdmittedOffer& offer, const std::vector<std::string>& codes) {
  for (const Risk& risk : offer.risks)
    if (std::find(codes.begin(), codes.end(), risk.code) != codes.end()) return true;
  return false;
}

struct Demand {
  double requests_per_day = 0;
  double input_tokens = 0;
  double output_tokens = 0;
  double peak = 1;         // busiest hour over the mean
  double busiest_day = 1;  // over the mean
};

// What an offer needs of a limit, without chance; nothing where the limit is for reading only.
double needed(const Json& limit, const AdmittedOffer& offer, const Demand& demand) {
  const std::string what = word_of(limit, "what");
  const double a_second = demand.requests_per_day * demand.peak / 86400;
  const double a_minute = 60 * a_second;
  const double a_day = demand.requests_per_day * demand.busiest_day;
  const double tokens = demand.input_tokens + demand.output_tokens;
  if (what == "requests-per-minute") return a_minute;
  if (what == "requests-per-day") return a_day;
  if (what == "tokens-per-minute") return a_minute * tokens;
  if (what == "tokens-per-day") return a_day * tokens;
  if (what == "prompt-tokens-per-minute" || what == "uncached-tokens-per-minute")
    return a_minute * demand.input_tokens;
  if (what == "output-tokens-per-minute") return a_minute * demand.output_tokens;
  if (what == "spend-cap") return offer.quote.usd_per_day * 365.25 / 12;
  if (what == "concurrent-gpus") return priced(offer).offer.gpus * offer.quote.replicas_peak.value_or(0);
  if (what == "concurrent-requests" && offer.quote.speed.tokens_per_s_per_request)
    return a_second * demand.output_tokens / offer.quote.speed.tokens_per_s_per_request->high;
  return 0;
}

// The first limit of the offer's card that no plan for sale lifts and that the demand breaks.
std::string broken_limit(const AdmittedOffer& offer, const Demand& demand) {
  const Offer& sold = priced(offer).offer;
  std::map<std::string, double> most, most_of_model;
  std::map<std::string, double> need;
  for (const Json& limit : list(card(sold.platform->id), "limits")) {
    const bool reached = limit["reach"] == "first" || limit["reach"] == "earned";
    if (!reached || limit["applies_to"] != (is_gpu_time(sold) ? "gpu" : "serverless")) continue;
    if (!names_or_all(limit, "models", sold.model->id)) continue;
    const std::string what = word_of(limit, "what");
    std::map<std::string, double>& values = list(limit, "models").empty() ? most : most_of_model;
    values[what] = std::max(values[what], limit["value"].get<double>());
    need[what] = needed(limit, offer, demand);
  }
  for (const auto& [what, value] : most_of_model) most[what] = value;
  for (const auto& [what, value] : most)
    if (need[what] > value) return what + ": " + std::to_string(need[what]) + " of " + std::to_string(value);
  return "";
}

void expect_within_limits(const AdmittedOffer* offer, const Demand& demand) {
  if (!offer) return;
  const std::string broken = broken_limit(*offer, demand);
  if (!broken.empty()) {
    EXPECT_TRUE(has_risk(*offer, {"rate-limit", "spend-cap"})) << priced(*offer).offer.id << " " << broken;
  }
}

void expect_fits_windows(const Offer& offer, const Demand& demand) {
  const Json* row = with_id(bundle()["models"]["models"], offer.model->id);
  ASSERT_NE(row, nullptr);
  std::vector<const Json*> windows;
  if (row->contains("window")) windows.push_back(&(*row)["window"]);
  if (!is_gpu_time(offer))
    for (const Json& sold : list(card(offer.platform->id), "windows"))
      if (sold["model"] == offer.model->id) windows.push_back(&sold);
  for (const Json* window : windows) {
    EXPECT_LE(demand.input_tokens + demand.output_tokens, number(*window, "tokens", 1e18)) << offer.id;
    EXPECT_LE(demand.input_tokens, number(*window, "input_tokens_max", 1e18)) << offer.id;
  }
}

// Weights and one mean request within 0.92 of the memory, for models whose layers all keep every token.
bool checked_memory(const Offer& offer, const Demand& demand) {
  if (!is_gpu_time(offer)) return false;
  const Json* shape = shape_of(offer.model->id);
  if (!shape || (*shape)["attention"] != "gqa" || number(*shape, "window_layers", 0) > 0) return false;
  const bool fp8 = offer.precision == Precision::fp8;
  if (!fp8 && offer.precision != Precision::bf16) return false;
  if (number(*shape, "state_bytes", 0) > 0) return false;
  const double bytes = fp8 ? 1 : 2;
  const double elements = 2 * number(*shape, "kv_heads", 0) * number(*shape, "head_dim", 0);
  if (elements != number(*shape, "kv_elems_full_layer", 0)) return false;
  const double cache =
      number(*shape, "layers", 0) * elements * bytes * (demand.input_tokens + demand.output_tokens);
  const double weights = number(*shape, "params_total_b", 0) * 1e9 * bytes;
  const Json* gpu = with_id(bundle()["gpus"]["gpus"], offer.gpu->id);
  const double memory = 0.92 * number(*gpu, "hbm_usable_gb", 0) * 1e9 * offer.gpus;
  EXPECT_LE(weights + cache, memory) << offer.id << ": " << weights / 1e9 << " and " << cache / 1e9 << " GB";
  return true;
}

// ---- the properties

// Whatever the volume and the lengths: what is named can be bought, is not interruptible, and stands in its
// windows.
void expect_sound(const Answer& answer, const Demand& demand) {
  const AdmittedOffer* pick = answer.decision.primary;
  if (pick && answer.decision.status == PickStatus::pick) {
    EXPECT_FALSE(is_interruptible(priced(*pick).offer)) << priced(*pick).offer.id;
  }
  expect_within_limits(pick, demand);
  expect_within_limits(answer.decision.runner_up, demand);
  for (const AdmittedOffer& offer : answer.comparison.admitted) {
    expect_fits_windows(priced(offer).offer, demand);
    checked_memory(priced(offer).offer, demand);
  }
}

TEST(Admission, PicksOfEveryModelCanBeBoughtAndRun) {
  int picks = 0;
  for (const std::string& model : text_models()) {
    SCOPED_TRACE(model);
    const Json plain = work(model, 1000, 1155, 211);
    const Answer free(asked(plain));
    expect_sound(free, {1000, 1155, 211});
    const AdmittedOffer* pick = free.decision.primary;
    if (!pick) continue;
    ++picks;
    EXPECT_FALSE(is_interruptible(priced(*pick).offer) && free.decision.eligible > 0)
        << priced(*pick).offer.id;
    // A minute to the first token is no limit for anybody.
    Json only = Json::array();
    for (const AdmittedOffer& offer : free.comparison.admitted)
      if (offer.quote.usd_per_day <= 2 * pick->quote.usd_per_day) only.push_back(priced(offer).offer.id);
    const Answer limited(asked(with(plain, "sla", {{"ttft_p95_ms", 60000}}), Json::object(), only));
    if (limited.decision.primary && limited.decision.status == free.decision.status) {
      EXPECT_LE(limited.decision.primary->quote.usd_per_day, 1.2 * pick->quote.usd_per_day);
    } else {
      ADD_FAILURE() << "nothing keeps a minute among the offers of up to twice " << pick->quote.usd_per_day;
    }
  }
  EXPECT_GT(picks, 80);
}

TEST(Admission, OtherVolumesLengthsAndLoads) {
  const Json office = {{"shape", "office"}};
  // Nine hours of five days at full rate, the rest at a tenth.
  const double office_peak = 168 / (45 + 123 * 0.1);
  const double office_day = (9 + 15 * 0.1) / 24 * office_peak;
  struct Asked {
    double requests;
    Lengths lengths;
    bool varies;
  };
  std::vector<Asked> grid;
  for (const double requests : {10.0, 20000.0, 1e6, 1e8})
    for (const Lengths& lengths : {Lengths{1155, 211}, Lengths{8000, 300}, Lengths{100000, 500}})
      grid.push_back({requests, lengths, false});
  grid.push_back({20000, {1155, 211}, true});
  grid.push_back({1e6, {1155, 211}, true});
  std::size_t at = 0;
  int answers = 0;
  for (const std::string& model : text_models())
    for (const Asked& each : grid) {
      // A stride without a divisor in common with the grid meets all of it, model by model.
      if (at++ % (nightly() ? 1 : 11) != 0) continue;
      const auto& [requests, lengths, varies] = each;
      Json workload = work(model, requests, lengths.input, lengths.output);
      if (varies) workload["load"] = office;
      SCOPED_TRACE(workload.dump());
      const Answer answer(asked(workload));
      expect_sound(answer, {requests, lengths.input, lengths.output, varies ? office_peak : 1,
                            varies ? office_day : 1});
      ++answers;
    }
  EXPECT_GT(answers, 100);
}

TEST(Admission, CacheHoldsALongRequest) {
  int checked = 0;
  const Json only = nightly() ? Json::array() : Json({"runpod/*/*", "anyscale/*/*", "fal/*/*"});
  std::size_t at = 0;
  for (const std::string& model : text_models()) {
    if (!shape_of(model) || (!nightly() && at++ % 3 != 0)) continue;
    SCOPED_TRACE(model);
    for (const double prompt : {30000.0, 120000.0}) {
      const Answer answer(asked(work(model, 1000, prompt, 500), Json::object(), only));
      for (const AdmittedOffer& offer : answer.comparison.admitted)
        checked += checked_memory(priced(offer).offer, {1000, prompt, 500}) ? 1 : 0;
    }
  }
  EXPECT_GT(checked, 50);
}

// Whether anybody bills longer prompts of the model at other prices.

bool can_be_kept_in_the_eu(const Offer& offer) {
  const auto in_eu = [](const std::string& region) { return region == "eu" || region.rfind("eu-", 0) == 0; };
  if (!offer.region.empty()) return in_eu(offer.region);
  const Json& regions = card(offer.platform->id)["regions"];
  const auto scope = regions.find(is_gpu_time(offer) ? "dedicated" : "serverless");
  if (scope == regions.end() || !scope->is_object()) return false;
  for (const Json& pin : list(*scope, "pins")) {
    if (!in_eu(word_of(pin, "region")) || pin["state"] == "no") continue;
    if (!names_or_all(pin, "models", offer.model->id)) continue;
    if (is_gpu_time(offer) && !names_or_all(pin, "offer_plans", offer.plan)) continue;
    return true;
  }
  return false;
}

TEST(Admission, NothingIsKeptInTheEuWithoutAPin) {
  int offers = 0;
  const Json eu = {{"regions", {"eu"}}};
  // The GPUs of a platform share their pins; a model of its own may have one on what is sold per token.
  const Json only = nightly()
                        ? Json::array()
                        : Json({"*/*/serverless", "*/*/priority", "*/*/fast", "*/*/flex", "*/*/spot",
                                "*/*/serverless-eu-north-1", "*/*/serverless-eu", "*/*/8xh100-fp8",
                                "*/*/8xh100-fp8-community", "*/*/8xh100-fp8-flex", "*/*/8xh100-fp8-cluster"});
  for (const std::string& model : text_models()) {
    SCOPED_TRACE(model);
    const Answer answer(asked(work(model, 1000, 1155, 211), eu, only));
    for (const AdmittedOffer& offer : answer.comparison.admitted) {
      EXPECT_TRUE(can_be_kept_in_the_eu(priced(offer).offer)) << priced(offer).offer.id;
      ++offers;
    }
  }
  EXPECT_GT(offers, 100);
}

TEST(Admission, NoBaaOnCommunityHosts) {
  int refused = 0;
  const Json health = {{"compliance", {"hipaa-baa"}}};
  for (const std::string& model : text_models()) {
    SCOPED_TRACE(model);
    const Answer answer(asked(work(model, 1000, 1155, 211), health, {"runpod/*/*"}));
    for (const AdmittedOffer& offer : answer.comparison.admitted)
      EXPECT_NE(priced(offer).offer.plan, "community") << priced(offer).offer.id;
    for (const RejectedOffer& offer : answer.comparison.rejected)
      if (offer.code == "compliance" && offer.offer.find("-community") != std::string::npos) ++refused;
  }
  EXPECT_GT(refused, 100);
}

TEST(Admission, TheReasonCountsOffersWithoutAnOpenRisk) {
  for (const std::string& model : some_models(3)) {
    SCOPED_TRACE(model);
    const Json call =
        asked(with(work(model, 20000, 600, 60), "sla", {{"ttft_p95_ms", 900}, {"min_tokens_per_s", 50}}));
    const Json answer = testing::parsed(testing::market_session().compare(call.dump()));
    ASSERT_EQ(answer["ok"], true);
    const Answer engine(call);
    int safe = 0;
    for (const AdmittedOffer& offer : engine.comparison.admitted)
      safe +=
          std::none_of(offer.risks.begin(), offer.risks.end(), [](const Risk& risk) { return risk.open; });
    if (safe < 2 || answer["recommendation"]["status"] != "pick") continue;
    const std::string why = answer["recommendation"]["workloads"][0]["primary"]["why"].get<std::string>();
    EXPECT_NE(why.find(" " + std::to_string(safe) + " "), std::string::npos) << why << " of " << safe;
  }
}

// Longer uncached prompts and more hidden reasoning never bring the first token of the answer sooner.
TEST(Admission, FirstTokensComeLaterWithPromptAndReasoning) {
  const auto first_tokens = [](const Json& workload) {
    std::map<std::string, double> seconds;
    const Answer answer(asked(workload, {{"operations", "api"}}));
    for (const AdmittedOffer& offer : answer.comparison.admitted)
      if (priced(offer).api) seconds[priced(offer).offer.id] = priced(offer).api->answer_p95_s.typical;
    return seconds;
  };
  const auto expect_rising = [](const std::map<std::string, double>& less,
                                const std::map<std::string, double>& more) {
    for (const auto& pair : less) {
      const auto found = more.find(pair.first);
      if (found != more.end()) {
        EXPECT_GE(found->second, pair.second * (1 - rounding)) << pair.first;
      }
    }
  };
  int offers = 0;
  for (const std::string& model : some_models(3)) {
    SCOPED_TRACE(model);
    std::map<std::string, double> before;
    for (const double tokens : {200.0, 1155.0, 5000.0, 10000.0, 30000.0, 90000.0}) {
      const auto now = first_tokens(work(model, 1000, tokens, 211));
      expect_rising(before, now);
      before = now;
      offers += static_cast<int>(now.size());
    }
    before.clear();
    for (const char* reasoning : {"counted", "low", "typical", "high"}) {
      const auto now = first_tokens(with(work(model, 1000, 1155, 211), "reasoning", reasoning));
      expect_rising(before, now);
      before = now;
    }
  }
  EXPECT_GT(offers, 100);
}

// A pick that may be interrupted is one that nothing lasting stands beside.
TEST(Admission, NoPickMayBeInterruptedBesideOneThatLasts) {
  int risky = 0;
  for (const std::string& model : some_models(5))
    for (const double limit_ms : {1500.0, 3000.0, 10000.0}) {
      const Answer answer(asked(with(work(model, 1000, 1155, 211), "sla", {{"ttft_p95_ms", limit_ms}})));
      if (answer.decision.status != PickStatus::pick_with_risk) continue;
      ++risky;
      const bool lasting = std::any_of(answer.comparison.admitted.begin(), answer.comparison.admitted.end(),
                                       [](const AdmittedOffer& offer) { return !may_be_interrupted(offer); });
      EXPECT_NE(may_be_interrupted(*answer.decision.primary), lasting) << model << ' ' << limit_ms;
    }
  EXPECT_GT(risky, 0);
}

}  // namespace
}  // namespace picker
