// What is admitted can be bought and can run: properties over every text model of the bundled catalogue,
// judged by this file's own arithmetic on the rates as JSON. The whole grid runs where PICKER_NIGHTLY is set,
// a tenth of it otherwise.

#include "contract/request.h"
#include "engine/sensitivity.h"

#include "support/market_calls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace picker {
namespace {

using Json = testing::Json;

constexpr double rounding = 1e-9;

bool nightly() { return std::getenv("PICKER_NIGHTLY") != nullptr; }

const Rates& rates() { return *testing::market_session().rates(); }

// ---- the catalogue as it is written

const Json& bundle() {
  static const Json parsed = Json::parse(testing::rates_text(), nullptr, false);
  return parsed;
}

const Json& card(const std::string& platform) {
  for (const Json& each : bundle()["platforms"])
    if (each["id"] == platform) return each;
  static const Json none;
  return none;
}

const Json& list(const Json& object, const char* key) {
  static const Json none = Json::array();
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? none : *found;
}

const Json* with_id(const Json& rows, const std::string& id) {
  for (const Json& row : rows)
    if (row["id"] == id) return &row;
  return nullptr;
}

std::string word_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? "" : found->get<std::string>();
}

double number(const Json& object, const char* key, double otherwise) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? otherwise : found->get<double>();
}

// Of a list of names that may be left out.
bool names(const Json& object, const char* key, const std::string& name) {
  const Json& all = list(object, key);
  return std::find(all.begin(), all.end(), name) != all.end();
}

bool names_or_all(const Json& object, const char* key, const std::string& name) {
  return list(object, key).empty() || names(object, key, name);
}

bool is_gpu_time(const Offer& offer) { return offer.form == OfferForm::gpu_time; }

const Json* gpu_row(const Offer& offer) {
  for (const Json& each : list(card(offer.platform->id), "gpu_offers"))
    if (each["gpu"] == offer.gpu->id && word_of(each, "plan") == offer.plan &&
        word_of(each, "region") == offer.region && names(each, "gpu_counts", "") == false &&
        std::find(each["gpu_counts"].begin(), each["gpu_counts"].end(), offer.gpus) !=
            each["gpu_counts"].end())
      return &each;
  return nullptr;
}

const Json* token_row(const Offer& offer) {
  for (const Json& each : list(card(offer.platform->id), "token_offers"))
    if (each["model"] == offer.model->id && word_of(each, "how") == offer.how &&
        word_of(each, "variant") == offer.variant && word_of(each, "region") == offer.region)
      return &each;
  return nullptr;
}

// The rule that makes this tier, where no offer of it is listed.
const Json* tier_rule(const Offer& offer) {
  const char* scope = is_gpu_time(offer) ? "gpu" : "serverless";
  for (const Json& rule : list(card(offer.platform->id), "modifiers"))
    if (rule["rule"] == "tier" && rule["tier"] == offer.tier &&
        names_or_all(rule, "models", offer.model->id) &&
        (rule["applies_to"] == scope || rule["applies_to"] == "all"))
      return &rule;
  return nullptr;
}

bool is_interruptible(const Offer& offer) {
  if (is_gpu_time(offer)) {
    if (tier_rule(offer)) return tier_rule(offer)->contains("interruption");
    const Json* row = gpu_row(offer);
    return row && row->contains("interruption");
  }
  const Json* row = token_row(offer);
  if (!row) row = tier_rule(offer);
  return row && row->contains("interruption");
}

// ---- requests

Json work(const Json& model, double requests, double input, double output) {
  return {
      {"model", model}, {"requests_per_day", requests}, {"input_tokens", input}, {"output_tokens", output}};
}

Json asked(const Json& workload, const Json& requirements = Json::object(),
           const Json& only = Json::array()) {
  return {{"catalog", "market"},
          {"workloads", Json::array({workload})},
          {"requirements", requirements},
          {"only", only}};
}

Json with(Json workload, const char* key, const Json& value) {
  workload[key] = value;
  return workload;
}

struct Lengths {
  double input, output;
};

struct Answer {
  explicit Answer(const Json& call) {
    const auto resolved = resolve_request(testing::ours(call), rates(), {});
    if (!resolved) {
      ADD_FAILURE() << resolved.error().message << " in " << call.dump();
      return;
    }
    request = engine_request(*resolved);
    comparison = compare(rates().market, request);
    decision = decide(comparison);
  }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  Request request;
  Comparison comparison;
  Decision decision;  // points into the comparison
};

std::vector<std::string> text_models() {
  std::vector<std::string> ids;
  for (const Model& model : rates().market.models)
    if (model.modality == Modality::text && is_priced(rates().market, model.id)) ids.push_back(model.id);
  return ids;
}

// Every one where the whole grid runs, else each tenth, beginning at `first`.
std::vector<std::string> some_models(std::size_t first) {
  const std::vector<std::string> all = text_models();
  std::vector<std::string> some;
  for (std::size_t i = nightly() ? 0 : first % 10; i < all.size(); i += nightly() ? 1 : 10)
    some.push_back(all[i]);
  return some;
}

const PricedOffer& priced(const AdmittedOffer& offer) { return offer.priced; }

std::map<std::string, double> bills(const Json& call) {
  const Answer answer(call);
  std::map<std::string, double> usd;
  for (const AdmittedOffer& offer : answer.comparison.admitted)
    usd[priced(offer).offer.id] = offer.quote.usd_per_day;
  return usd;
}

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

const Json* shape_of(const std::string& model) {
  const Json& models = bundle()["models"];
  const Json* row = with_id(models["models"], model);
  if (row && row->contains("architecture") && (*row)["architecture"].is_object())
    return &(*row)["architecture"];
  for (const Json& same : models["same_shape"])
    if (same["id"] == model) return shape_of(same["as"].get<std::string>());
  return nullptr;
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
bool has_bands(const std::string& model) {
  for (const Json& platform : bundle()["platforms"])
    for (const Json& offer : list(platform, "token_offers"))
      if (offer["model"] == model)
        for (const Json& price : offer["prices"])
          if (price.contains("context_bands") || price.contains("input_tokens_max")) return true;
  return false;
}

TEST(Admission, PriceListsOfEveryTokenOffer) {
  int offers = 0, tiers = 0;
  const Json only = {"*/*/serverless", "*/*/priority", "*/*/fast", "*/*/flex", "*/*/spot"};
  for (const std::string& model : text_models())
    for (const Lengths& lengths : {Lengths{10000, 10}, Lengths{300000, 1000}, Lengths{1100, 1000}}) {
      // The third adds little to the first, the second nothing where prices have no bands.
      if (!nightly() && lengths.input != 10000 && !(lengths.input == 300000 && has_bands(model))) continue;
      SCOPED_TRACE(model + ", " + std::to_string(lengths.input));
      const Json plain = work(model, 100, lengths.input, lengths.output);
      const auto usd = [&](const Json& workload) { return bills(asked(workload, Json::object(), only)); };
      const auto fresh = usd(plain);
      if (fresh.empty()) continue;
      const auto batch = usd(with(plain, "batch_share", 1));
      const auto cached = usd(with(plain, "cached_input_share", 1));
      const auto both = usd(with(with(plain, "cached_input_share", 1), "batch_share", 1));
      const auto written = usd(with(plain, "cache_write_share", 1));
      for (const auto& offer : fresh) {
        const std::string& id = offer.first;
        SCOPED_TRACE(id);
        const auto at_most = [&](const std::map<std::string, double>& less,
                                 const std::map<std::string, double>& more) {
          const auto left = less.find(id);
          const auto right = more.find(id);
          ASSERT_EQ(left == less.end(), right == more.end());
          if (left != less.end()) {
            EXPECT_LE(left->second, right->second * (1 + rounding));
          }
        };
        at_most(batch, fresh);
        at_most(cached, fresh);
        at_most(both, cached);
        at_most(both, batch);
        at_most(fresh, written);
        ++offers;
      }
      // A tier that a rule makes costs its multiplier of the standard one, in every band.
      const auto mixed = usd(with(plain, "cached_input_share", 0.5));
      for (const auto& [id, amount] : mixed) {
        const std::size_t slash = id.rfind('/');
        const std::string platform = id.substr(0, id.find('/'));
        for (const Json& rule : list(card(platform), "modifiers")) {
          if (rule["rule"] != "tier" || id.substr(slash + 1) != word_of(rule, "tier")) continue;
          if (!names_or_all(rule, "models", model) || rule["applies_to"] == "gpu") continue;
          const bool listed = [&] {
            for (const Json& row : list(card(platform), "token_offers"))
              if (row["model"] == model && row["how"] == rule["tier"]) return true;
            return false;
          }();
          const auto standard = mixed.find(id.substr(0, slash) + "/serverless");
          if (listed || standard == mixed.end()) continue;
          EXPECT_NEAR(amount / standard->second, number(rule, "multiplier", 0), 1e-9) << id;
          ++tiers;
        }
      }
    }
  EXPECT_GT(offers, 250);
  EXPECT_GT(tiers, 5);
}

TEST(Admission, ClassesOfLengthsAreTheSumOfTheirParts) {
  struct Class {
    double share, input, output;
  };
  const std::vector<Class> classes = {{0.5, 2000, 100}, {0.3, 50000, 500}, {0.2, 290000, 1000}};
  const std::vector<Class> short_classes = {{0.7, 1000, 100}, {0.3, 20000, 400}};
  const Json only = {"*/*/serverless", "*/*/priority", "*/*/fast", "*/*/flex", "*/*/spot"};
  int sums = 0;
  for (const std::string& model : text_models())
    for (const std::vector<Class>& set : {classes, short_classes}) {
      if (!nightly() && has_bands(model) != (set.size() == classes.size())) continue;
      SCOPED_TRACE(model);
      Json lengths = Json::array();
      std::vector<std::map<std::string, double>> parts;
      for (const Class& each : set) {
        lengths.push_back(
            {{"share", each.share}, {"input_tokens", each.input}, {"output_tokens", each.output}});
        parts.push_back(bills(asked(work(model, 100, each.input, each.output), Json::object(), only)));
      }
      Json workload = {{"model", model}, {"requests_per_day", 100}, {"lengths", lengths}};
      for (const auto& [id, amount] : bills(asked(workload, Json::object(), only))) {
        double sum = 0;
        for (std::size_t i = 0; i < set.size(); ++i) {
          ASSERT_EQ(parts[i].count(id), 1u)
              << id << " takes them together but not " << set[i].input << " alone";
          sum += set[i].share * parts[i][id];
        }
        EXPECT_NEAR(amount, sum, 1e-9 * sum) << id;
        ++sums;
      }
      workload["lengths"] = Json::array(
          {{{"share", 1}, {"input_tokens", set.back().input}, {"output_tokens", set.back().output}}});
      const auto single = bills(asked(workload, Json::object(), only));
      EXPECT_EQ(single.size(), parts.back().size());
      for (const auto& [id, amount] : parts.back())
        EXPECT_NEAR(single.count(id) ? single.at(id) : 0, amount, 1e-9 * amount) << id;
    }
  EXPECT_GT(sums, 100);
}

TEST(Admission, SharesRaiseNoBillOfGpus) {
  // Every kind of billing, and GPUs of every size.
  const Json only = {"deepinfra/*/*",          "modal/*/1xh100-fp8",    "modal/*/8xb200-fp8",
                     "runpod/*/4xl4-fp8-flex", "runpod/*/2xb200-fp8",   "baseten/*/8xb200-fp8",
                     "baseten/*/1xl4-fp8",     "fireworks/*/8xb200-fp8"};
  int compared = 0;
  std::size_t at = 0;
  for (const std::string& model : text_models()) {
    if (!shape_of(model)) continue;
    SCOPED_TRACE(model);
    const bool varies = at % 2 == 0;
    if (!nightly() && at++ % 5 != 0) continue;
    Json plain = work(model, varies ? 300000 : 50000, 4000, 300);
    if (varies) plain["load"] = {{"shape", "office"}};
    const auto base = bills(asked(plain, Json::object(), only));
    for (const char* share : {"cached_input_share", "batch_share"})
      for (const double value : {0.4, 1.0})
        for (const auto& [id, amount] : bills(asked(with(plain, share, value), Json::object(), only))) {
          const auto known = base.find(id);
          if (known == base.end() || id.find("/serverless") != std::string::npos) continue;
          EXPECT_LE(amount, known->second * (1 + rounding)) << id << ", " << share << " " << value;
          ++compared;
        }
  }
  EXPECT_GT(compared, 100);
}

// By the card: a pin that somebody can get, or an offer of a region of the EU.
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

}  // namespace
}  // namespace picker
