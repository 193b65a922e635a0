// How price rules meet, over every token offer of every text model: tiers, bands, batch, cache, lengths and
// the shares that lower a GPU bill.

#include "support/admission.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace picker {
namespace {

using namespace admission;
using Json = admission::Json;

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
      const auto little = usd(with(plain, "cached_input_share", 0.01));
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
        at_most(little, fresh);
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

}  // namespace
}  // namespace picker
