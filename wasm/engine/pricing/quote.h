// Quote: what one offer costs for one workload, with the parts, the formulas and the evidence behind it.
// One cost function serves the table, the curves and the crossings, so they cannot disagree.
// Never decides whether an offer is allowed (gates) or which one is best (decision).
#pragma once

#include "../catalog/requirements.h"
#include "../catalog/workload.h"
#include "../load/billed_day.h"
#include "../serving/serving_band.h"
#include "api_latency.h"
#include "assumptions.h"
#include "offers.h"
#include "rules/overrides.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace picker {

// One line of a bill: usd = price x (requests x amount_per_request + replica seconds x amount_per_replica_s).
struct CostLine {
  std::string what;
  std::string unit;  // of the price: "million input tokens"
  double usd_per_unit = 0;
  double amount_per_request = 0;
  double amount_per_replica_s = 0;
};

// `low` and `high` are what the sources say where they disagree.
struct Evidence {
  std::string what;
  double value = 0;
  std::string unit;
  Provenance provenance;
  std::optional<double> low = {}, high = {};
};

struct Warning {
  std::string code;
  std::string message;
};

// A number by the name it has in a formula, "result = … names …".
struct NamedValue {
  std::string name;
  double value = 0;
};

struct Explanation {
  std::string formula;
  std::vector<NamedValue> values;
  double result = 0;
};

// An offer with its prices bound to a workload, free of the volume: cost is a function of requests a day
// alone.
struct PricedOffer {
  Offer offer;
  std::vector<CostLine> lines;
  std::optional<Service> service;  // empty: the offer has no capacity of its own
  BillingTerms terms;
  std::shared_ptr<const LoadSeries> load;
  double gpus_per_replica = 0;
  ServingBand band;                   // of its modelled speed
  double prefix_share = 0;            // of each prompt, taken to be in the prefix cache of a GPU
  double speed_factor = 1;            // the founder's own speed over the modelled one
  bool extrapolated = false;          // no measurement of this model on this GPU stands behind it
  std::optional<ApiSpeed> api;        // of a hosted API for text
  double least_usd_per_day = 0;       // a plan that the requirements need is billed at least so much
  const DatedPrice* price = nullptr;  // the listed price behind the lines
  std::vector<Evidence> evidence;
  std::vector<Warning> warnings;
  std::vector<Explanation> capacity_explain;
};

// An offer whose price or capacity cannot be known, or that cannot keep the latency limits at all.
struct Unpriceable {
  std::string code;  // "price-unknown" | "memory" | "sla"
  std::string reason;
  std::string set_field;        // the override that would settle a price
  std::string limit_path = {};  // the limit that is too tight
  double limit_kept = 0;        // what could be kept
  std::string relax_sentence = {};
};

using Pricing = std::variant<PricedOffer, Unpriceable>;

// One replica of a GPU offer under a workload, at saturation. The offer and its model must outlive it.
ServingQuery serving_query(const Offer& offer, const Workload& workload);

// What every offer of one model is priced for.
struct PricingTask {
  const Catalog& catalog;
  const Workload& workload;          // bound to the model (rules/model_tokens.h)
  const Requirements& requirements;  // regions are pinned, plans bought, where the platform sells that
  const Overrides& overrides;
  std::shared_ptr<const LoadSeries> load;  // of the workload
  Assumptions assumptions = {};
  // fastest_stream of the model, worked out when first needed.
  mutable std::optional<std::optional<double>> fastest = {};
};

// Rates of the offer applied to what the workload counts.
Pricing price(const PricingTask& task, const Offer& offer);

struct Part {
  std::string what;
  double usd_per_day = 0;
};

enum class SlaVerdict { unknown, meets, may_miss, misses };

// What one request sees, at this volume where it is modelled.
struct QuotedSpeed {
  std::optional<Range> ttft_p95_s;    // to the first token, hidden reasoning included
  std::optional<Range> answer_p95_s;  // to the first token of the visible answer
  std::optional<Range> tokens_per_s_per_request;
  std::optional<Provenance> provenance;
  SlaVerdict sla = SlaVerdict::unknown;
  std::optional<double> chance;  // of keeping the limits, where there are any and the speed is known
};

struct Quote {
  double usd_per_day = 0;
  std::optional<double> usd_per_million_output_tokens;
  std::optional<double> usd_per_million_tokens;
  std::optional<double> usd_per_thousand_requests;
  double billed_gpu_hours_per_day = 0;
  std::optional<double> replicas_peak;
  std::optional<double> utilization;
  std::optional<double> billed_utilization;
  std::optional<double> cold_share;  // of the requests, that wait for a replica to start or are refused
  double cold_starts_per_day = 0;
  QuotedSpeed speed;
  std::vector<Part> parts;
  std::vector<Explanation> explain;
};

// The sum of the lines at a volume, in line order, and the least that is billed: the one cost function.
double usd_per_day(const PricedOffer& priced, double requests_per_day);

// Empty where the offer has no capacity.
std::optional<BilledDay> billed_day(const PricedOffer& priced, double requests_per_day);

// The bill and the day behind it, worked out once.
struct Bill {
  double usd_per_day = 0;
  std::optional<BilledDay> day;  // empty where the offer has no capacity
};
Bill bill(const PricedOffer& priced, double requests_per_day);

// The same with one replica (or the platform's minimum), however little that is.
Bill bill_of_one_replica(const PricedOffer& priced, double requests_per_day);

// What of a replica's day the offer's load can use, and whether a bill at a utilization can happen.
double reachable_utilization(const PricedOffer& priced);
bool is_reachable(const PricedOffer& priced, double utilization);

// How a bill comes about: each line as a product, then the bill as the sum of its lines.
void explain_bill(const PricedOffer& priced, double requests_per_day, std::vector<Explanation>& steps);

// `workload` is bound to the offer's model; its volume is used, its ratios are over the tokens that were
// asked for. Parts sum to usd_per_day.
Quote quote(const PricedOffer& priced, const Workload& workload);

}  // namespace picker
