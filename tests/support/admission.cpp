#include "support/admission.h"

#include "support/market_calls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace picker::admission {

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

const Json* shape_of(const std::string& model) {
  const Json& models = bundle()["models"];
  const Json* row = with_id(models["models"], model);
  if (row && row->contains("architecture") && (*row)["architecture"].is_object())
    return &(*row)["architecture"];
  for (const Json& same : models["same_shape"])
    if (same["id"] == model) return shape_of(same["as"].get<std::string>());
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

Json asked(const Json& workload, const Json& requirements, const Json& only) {
  return {{"catalog", "market"},
          {"workloads", Json::array({workload})},
          {"requirements", requirements},
          {"only", only}};
}

Json with(Json workload, const char* key, const Json& value) {
  workload[key] = value;
  return workload;
}

Answer::Answer(const Json& call) {
  const auto resolved = resolve_request(testing::ours(call), rates(), {});
  if (!resolved) {
    ADD_FAILURE() << resolved.error().message << " in " << call.dump();
    return;
  }
  request = engine_request(*resolved);
  comparison = compare(rates().market, request);
  decision = decide(comparison);
}

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

}  // namespace picker::admission
