// Whole bills two independent ways: compare()'s quotes against the cards' own prices, read here from the
// bundle's text, times the billed seconds of the literal reference. What one replica carries is the engine's.

#include "engine/reference.h"

#include "engine/decision/decision.h"
#include "engine/load/billed_day.h"

#include "support/call_vectors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace picker::testing {
namespace {

constexpr double llama_70b_fp8_bytes = 70.55e9;

// How an offer is found on its platform's card.
struct CardOffer {
  const char* platform;
  const char* gpu;
  int gpus;
  const char* plan;
  std::string id() const {
    const std::string ending = *plan ? "-" + std::string(plan) : "";
    return std::string(platform) + "/llama-3.3-70b/" + std::to_string(gpus) + "x" + gpu + "-fp8" + ending;
  }
};

// Each way of billing that the cards know.
const CardOffer card_offers[] = {{"anyscale", "h100", 2, ""},
                                 {"baseten", "h100", 1, ""},
                                 {"baseten", "b200", 2, ""},
                                 {"deepinfra", "h100", 2, ""},
                                 {"fal", "h200", 1, ""},
                                 {"fireworks", "h100", 1, ""},
                                 {"fireworks", "b300", 2, ""},
                                 {"lambda", "h100", 4, ""},
                                 {"lambda", "gh200", 1, ""},
                                 {"modal", "h100", 2, ""},
                                 {"modal", "rtx6000pro", 1, ""},
                                 {"replicate", "h100", 1, ""},
                                 {"runpod", "l40s", 2, ""},
                                 {"runpod", "h100", 1, "flex"},
                                 {"runpod", "b200", 1, "community"},
                                 {"together", "h100", 2, ""},
                                 {"together", "h200", 2, "cluster"}};

const Json* card_of(const Json& rates, const std::string& platform) {
  for (const Json& card : rates["platforms"])
    if (card["id"] == platform) return &card;
  return nullptr;
}

const Json* gpu_offer_of(const Json& card, const CardOffer& wanted) {
  for (const Json& offer : card["gpu_offers"]) {
    const Json& counts = offer["gpu_counts"];
    if (offer["gpu"] == wanted.gpu && offer.value("plan", "") == wanted.plan &&
        std::find(counts.begin(), counts.end(), wanted.gpus) != counts.end())
      return &offer;
  }
  return nullptr;
}

BillingTerms card_terms(const Json& billing) {
  const Json phases = billing.value("billed_phases", Json::object());
  const Json window = billing.value("idle_window_s", Json::object());
  const Json cold = billing.value("cold_start_s", Json::object());
  BillingTerms terms;
  terms.granularity_s = billing.value("granularity_s", 1.0);
  terms.bills_load = phases.value("load", true);
  terms.bills_idle = phases.value("idle", true);
  terms.idle_window_s = window.value("default", 300.0);
  terms.cold_start_s = cold.value("typical", 30 + llama_70b_fp8_bytes / 2.5e9 + 40);
  // Of a model of so many GB: loading is the most of it.
  if (cold.contains("weights_gb"))
    terms.cold_start_s *= llama_70b_fp8_bytes / 1e9 / cold["weights_gb"].get<double>();
  terms.minimum_replicas = billing.value("minimum_replicas", 0.0);
  const std::string kind = billing.value("scale_to_zero", "none");
  if (kind == "automatic") terms.scale_to_zero = ScaleToZero::automatic;
  if (kind == "answers-503") terms.scale_to_zero = ScaleToZero::answers_503;
  return terms;
}

// Dollars of one billed second of one replica.
double usd_per_replica_s(const Json& offer, const Json& billing, double gpus) {
  const Json& meters = offer["prices"].back()["meters"];
  const Json host = billing.value("host", Json::object());
  return gpus * (meters.value("gpu_hour", 0.0) / 3600 + meters.value("gpu_minute", 0.0) / 60 +
                 meters.value("gpu_second", 0.0) +
                 meters.value("cpu_core_second", 0.0) * host.value("cpu_cores_per_gpu", 0.0) +
                 meters.value("memory_gib_second", 0.0) * host.value("memory_gib_per_gpu", 0.0));
}

struct WorkedLoad {
  LoadSeries series;
  std::vector<double> demand;  // by second
};

struct Billed {
  double seconds = 0;
  bool by_chance = false;
  bool by_both = false;  // one replica is sized for it, and a second comes by chance
};

// A day at so many replicas of mean demand, the mean over days of as many noises as bring the simulated time
// to 96 idle windows, four at most. The demand by steps is the engine's, with its noise: what is compared is
// what is billed for it.
double node_s(const WorkedLoad& load, const BillingTerms& terms, double mean_load, bool further) {
  const double seconds = static_cast<double>(load.demand.size());
  const double warm_s = std::max(4 * 3600.0, terms.idle_window_s + terms.cold_start_s);
  double billed = 0;
  int paths = 0;
  do {
    std::vector<double> replicas = demand_path(load.series, paths);
    for (double& step : replicas) step *= mean_load;
    const reference::FluidDay day = reference::fluid(replicas, load.series.step_s,
                                                     static_cast<int>(warm_s / load.series.step_s), 1, terms);
    billed += further ? day.further_billed_s : day.billed_s;
    ++paths;
  } while (paths < 4 && paths * seconds < 96 * terms.idle_window_s);
  return billed / paths / (seconds / 86400);
}

// Between the thirds of an octave below and above, on the straight line through the two.
double simulated_s(const WorkedLoad& load, const BillingTerms& terms, double mean_load, bool further) {
  if (mean_load > 256) return mean_load / 256 * node_s(load, terms, 256, further);
  double below = 1, above = 1;
  for (int thirds = 1; above <= mean_load; ++thirds) below = above, above = std::pow(2, thirds / 3.0);
  for (int thirds = 1; below > mean_load; ++thirds) above = below, below = std::pow(2, -thirds / 3.0);
  const double at_below = node_s(load, terms, below, further);
  const double slope = (node_s(load, terms, above, further) - at_below) / (above - below);
  return at_below + slope * (mean_load - below);
}

// The first replica, request by request, unless the quietest moment still has so many that it never stops.
Billed first_s(const WorkedLoad& load, const BillingTerms& terms, const Service& service, double requests) {
  const double least = *std::min_element(load.demand.begin(), load.demand.end()) * requests / 86400;
  const bool never_stops = least * (terms.idle_window_s + service.duration_s) > 32;
  if (terms.bills_idle && never_stops) return {86400};
  Draws draws(3);
  reference::StoppingSimulation replica(terms, service.duration_s);
  const double days = std::max(10000 / requests, 7.0);
  return {std::min(replica.run(load.demand, requests, days, draws).billed_s_per_day, 86400.0), true};
}

// Of a load that varies. Further replicas come in between 0.4 and 0.6 of what the first is sized for.
Billed following_s(const WorkedLoad& load, const BillingTerms& terms, const Service& service,
                   double requests) {
  const double mean_load = requests * service.work_s_per_request / 86400;
  const double peak = *std::max_element(load.demand.begin(), load.demand.end());
  const double sized_for = peak * (1 + 1.645 * 0.3) * mean_load;
  if (!terms.bills_idle)
    return sized_for > 1 ? Billed{simulated_s(load, terms, mean_load, false)}
                         : first_s(load, terms, service, requests);
  Billed billed = first_s(load, terms, service, requests);
  const double part = sized_for >= 0.6 ? 1 : (sized_for - 0.4) / 0.2;
  if (part > 0) billed.seconds += part * simulated_s(load, terms, mean_load, true);
  billed.by_both = part > 0 && sized_for <= 1;
  return billed;
}

Billed billed_s(const WorkedLoad& load, const BillingTerms& terms, const Service& service, double requests) {
  const bool varies = load.series.load.shape != LoadShape::flat;
  const double n = reference::replicas_for(load.demand, varies, terms.minimum_replicas,
                                           service.work_s_per_request, requests);
  const bool follows = terms.scale_to_zero != ScaleToZero::none && terms.minimum_replicas < 1;
  if (!follows || (n > 1 && !varies)) return {reference::always_on_s(n, 0)};
  return varies ? following_s(load, terms, service, requests) : first_s(load, terms, service, requests);
}

// Offers billed each way.
struct Ways {
  int always_on = 0, stopping = 0, simulated = 0, by_both = 0;
};

const AdmittedOffer* find_admitted(const Comparison& comparison, const std::string& id) {
  for (const AdmittedOffer& admitted : comparison.admitted)
    if (admitted.priced.offer.id == id) return &admitted;
  return nullptr;
}

void expect_quote(const AdmittedOffer& admitted, const CardOffer& offer, const Json& rates,
                  const WorkedLoad& load, double requests, Ways& ways) {
  const Json* card = card_of(rates, offer.platform);
  const Json* gpu_offer = gpu_offer_of(*card, offer);
  ASSERT_NE(gpu_offer, nullptr);
  const Json& billing = (*card)["billing"][(*gpu_offer)["billing"].get<std::string>()];
  const Billed billed = billed_s(load, card_terms(billing), *admitted.priced.service, requests);
  const double usd = billed.seconds * usd_per_replica_s(*gpu_offer, billing, offer.gpus);
  EXPECT_NEAR(admitted.quote.usd_per_day / usd, 1, billed.by_chance ? 0.03 : 1e-9);
  const bool simulated = billed_day(admitted.priced, requests)->simulated;
  (billed.by_chance ? ways.stopping : simulated ? ways.simulated : ways.always_on) += 1;
  ways.by_both += billed.by_both && simulated;
}

Ways expect_quotes(const Load& load) {
  const Session session = loaded_session();
  const Json rates = Json::parse(rates_text(), nullptr, false);
  const WorkedLoad worked{load_series(load), reference::demand_by_second(load)};
  Request request;
  request.catalog = "market";
  request.workload.models = {"llama-3.3-70b"};
  request.workload.input_tokens = 800;
  request.workload.output_tokens = 300;
  request.workload.load = load;
  for (const CardOffer& offer : card_offers) request.only.push_back(offer.id());
  Ways ways;
  for (const double requests : {40.0, 3000.0, 80000.0, 120000.0, 190000.0, 250000.0, 1500000.0, 6e7}) {
    request.workload.requests_per_day = requests;
    const Comparison comparison = compare(session.rates()->market, request);
    for (const CardOffer& offer : card_offers) {
      SCOPED_TRACE(offer.id() + ", " + std::to_string(requests) + " a day");
      const AdmittedOffer* admitted = find_admitted(comparison, offer.id());
      EXPECT_NE(admitted, nullptr);
      if (admitted) expect_quote(*admitted, offer, rates, worked, requests, ways);
    }
  }
  return ways;
}

TEST(ReferenceOffers, Flat) {
  const Ways ways = expect_quotes({});
  EXPECT_GE(ways.always_on, 30);
  EXPECT_GE(ways.stopping, 10);
}

TEST(ReferenceOffers, Diurnal) {
  Load load;
  load.shape = LoadShape::diurnal;
  const Ways ways = expect_quotes(load);
  EXPECT_GE(ways.stopping, 10);
  EXPECT_GE(ways.simulated, 10);
  EXPECT_GE(ways.by_both, 3);
}

TEST(ReferenceOffers, Office) {
  Load load;
  load.shape = LoadShape::office;
  const Ways ways = expect_quotes(load);
  EXPECT_GE(ways.stopping, 10);
  EXPECT_GE(ways.simulated, 10);
  EXPECT_GE(ways.by_both, 3);
}

TEST(ReferenceOffers, Custom) {
  Load load;
  load.shape = LoadShape::custom;
  load.hourly = {1, 1, 1, 1, 1, 2, 3, 5, 8, 9, 9, 8, 8, 8, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1};
  const Ways ways = expect_quotes(load);
  EXPECT_GE(ways.stopping, 10);
  EXPECT_GE(ways.simulated, 10);
  EXPECT_GE(ways.by_both, 3);
}

}  // namespace
}  // namespace picker::testing
