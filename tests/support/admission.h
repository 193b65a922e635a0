// The bundled catalogue as it is written, read as JSON by code of the tests' own, and calls on it. Never asks
// the engine what a card says.
#pragma once

#include "contract/request.h"
#include "engine/decision/sensitivity.h"

#include "support/market_calls.h"

#include <map>
#include <string>
#include <vector>

namespace picker::admission {

using Json = testing::Json;

constexpr double rounding = 1e-9;

// The whole grid runs where PICKER_NIGHTLY is set, a tenth of it otherwise.
bool nightly();

const Rates& rates();

// ---- the catalogue as it is written

const Json& card(const std::string& platform);
const Json& bundle();
const Json& list(const Json& object, const char* key);         // empty where it is missing or null
const Json* with_id(const Json& rows, const std::string& id);  // null: none
std::string word_of(const Json& object, const char* key);      // empty where it is missing or null
double number(const Json& object, const char* key, double otherwise);

// Whether a list of names, which may be left out, holds the name.
bool names(const Json& object, const char* key, const std::string& name);
bool names_or_all(const Json& object, const char* key, const std::string& name);

// The row whose layers and heads the model has, its own or a twin's; null: none is known.
const Json* shape_of(const std::string& model);

bool is_gpu_time(const Offer& offer);
bool is_interruptible(const Offer& offer);

// ---- requests

Json work(const Json& model, double requests, double input, double output);
Json asked(const Json& workload, const Json& requirements = Json::object(), const Json& only = Json::array());
Json with(Json workload, const char* key, const Json& value);

struct Lengths {
  double input, output;
};

struct Answer {
  explicit Answer(const Json& call);
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  Request request;
  Comparison comparison;
  Decision decision;  // points into the comparison
};

std::vector<std::string> text_models();
// Every one where the whole grid runs, else each tenth, beginning at `first`.
std::vector<std::string> some_models(std::size_t first);

const PricedOffer& priced(const AdmittedOffer& offer);

// Dollars a day of everything that is admitted, by offer.
std::map<std::string, double> bills(const Json& call);

}  // namespace picker::admission
