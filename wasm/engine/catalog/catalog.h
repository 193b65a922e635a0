// The catalogue: what platforms sell, how they meter and bill it, what models and GPUs are, and where each
// number was read. Plain data filled by the contract's reader. Never prices anything, never knows today's
// date.
#pragma once

#include "hardware.h"
#include "latency_facts.h"
#include "meters.h"
#include "scale_to_zero.h"
#include "selling_terms.h"
#include "workload.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker {

enum class Availability { self_serve, contact_sales, retired };
enum class ComplianceState { met, met_under_plan, not_met, unknown };
// Ordered by how much the founder runs himself.
enum class Operations { api, deployment, gpu };
enum class Scope { all, serverless, dedicated };

std::string_view word(Operations operations);

// Prices that hold for a whole request whose input is longer than `above_input_tokens`.
struct ContextBand {
  double above_input_tokens = 0;
  std::vector<Meter> meters;
};

// One dated price list of an offer.
struct DatedPrice {
  std::vector<Meter> meters;
  std::vector<ContextBand> context_bands;     // from short to long
  double minimum_audio_s = 0;                 // least audio billed a request
  std::vector<std::vector<Meter>> conflicts;  // what other sources say of the same price
  bool megapixels_round_up = false;           // a begun megapixel of an image is billed whole
  double pixels_per_megapixel = 1e6;          // what the platform calls a megapixel
  std::optional<double> input_tokens_max;     // longer prompts have no price; empty: no such end
  std::string effective_from;                 // empty: not documented
  std::string effective_until;                // empty: still in force
  Confidence confidence = Confidence::medium;
  Provenance provenance;
  std::string note;
};

// The price of work that may wait: a share of the standard price, or meters of its own.
struct Batch {
  std::optional<double> multiplier;
  std::vector<Meter> meters;
  Provenance provenance;
};

struct Status {
  Availability availability = Availability::self_serve;
  std::string since;  // first day of `availability`; empty: not documented
  std::string note;
};

struct TokenOffer {
  std::string model;
  std::string how;
  std::string variant;  // empty: the platform's usual build
  std::string region;   // empty: not pinned
  Status status;
  std::optional<Batch> batch;
  std::optional<Interruption> interruption;
  std::vector<DatedPrice> prices;  // oldest first
};

// A platform's own published rule for models it does not list by name.
struct SizeClass {
  bool mixture = false;
  double params_above_b = 0;
  std::optional<double> params_to_b;
  std::string says;
  TokenOffer offer;  // its `model` is empty
};

struct GpuOffer {
  std::string gpu;
  std::string plan;
  Operations operations = Operations::deployment;
  std::string region;  // empty: not pinned
  std::vector<double> gpu_counts;
  Status status;
  std::string billing;
  std::optional<Interruption> interruption;
  std::vector<DatedPrice> prices;
};

struct HostShare {
  double cpu_cores_per_gpu = 0;
  double memory_gib_per_gpu = 0;
  Provenance provenance;
};

// How a platform bills time. Empty optionals are unknown.
struct Billing {
  std::string id;
  std::optional<double> granularity_s;
  std::optional<bool> rounds_up;
  std::optional<double> minimum_charge_s;
  std::optional<bool> bills_build, bills_load, bills_run, bills_idle;
  std::optional<double> idle_window_s, idle_window_min_s, idle_window_max_s;
  double minimum_replicas = 0;
  std::optional<double> reserved_minutes_per_day;
  std::optional<ScaleToZero> scale_to_zero;
  std::optional<double> cold_start_low_s, cold_start_typical_s, cold_start_high_s;
  std::optional<double> cold_start_weights_gb;  // of the model that the typical one was read for
  std::optional<Provenance> cold_start_provenance;
  std::optional<HostShare> host;
  Provenance provenance;
};

struct ComplianceClaim {
  std::string requirement;
  ComplianceState state = ComplianceState::unknown;
  std::string plan;
  Scope scope = Scope::all;
  std::vector<std::string> offer_plans;  // of GPU offers, "" the ordinary one; empty: all that no other names
  std::vector<std::string> except_models;  // what the evidence itself leaves out
  bool except_batch = false;
  std::optional<double> commitment_usd_per_month;  // least spend under the plan; empty: not public
  bool on_request = false;                         // signed for who asks, no dearer plan is named
  std::string evidence;
  Provenance provenance;
};

enum class Rule { tier, cached_input, percent_fee, other };

// A rule on top of listed prices. Which of `tier`, `multiplier` and `percent` it has follows from `rule`.
struct Modifier {
  Rule rule = Rule::other;
  std::string what;
  Scope applies_to = Scope::all;
  std::vector<std::string> models;  // empty: all
  std::string tier;
  std::optional<double> multiplier;
  std::optional<double> percent;
  bool by_default = false;
  std::optional<Interruption> interruption;  // of the tier
  Provenance provenance;
};

// Something said of a platform, short enough for a table.
struct Fact {
  std::string says;
  std::string note;
  Provenance provenance;
};

// What the matrix of platforms shows beside prices. Words where the card has words: fine_tuning
// "dedicated-only", batch "selected", scale_to_zero "answers-503".
struct Profile {
  Fact built_for, engine;
  std::optional<Fact> silicon, about;
  Fact fine_tuning, batch, cold_start, scale_to_zero, regions;
  std::string fine_tuning_policy, batch_state, scale_to_zero_state;
  std::optional<double> cold_start_low_s, cold_start_typical_s, cold_start_high_s;
  std::vector<std::string> region_ids;
};

// The lesson's own comparator prices a whole deployment, whose capacity is a stated constant.
struct LessonOffer {
  std::string how;
  Operations operations = Operations::api;
  DatedPrice price;
  double saturated_output_tokens_per_minute = 0;
  std::optional<double> reserved_minutes_per_day;
  std::optional<double> cold_start_s;
};

struct Platform {
  std::string id;
  std::string name;
  std::string segment;
  std::string as_of;
  std::vector<TokenOffer> token_offers;
  std::vector<SizeClass> size_classes;
  std::vector<GpuOffer> gpu_offers;
  std::vector<LessonOffer> lesson_offers;
  std::vector<Billing> billing;
  std::vector<ComplianceClaim> compliance;
  std::vector<Modifier> modifiers;
  std::vector<SoldWindow> windows;
  std::vector<SpeedReading> speeds;
  std::vector<Caching> caching;
  std::vector<Limit> limits;
  std::optional<Regions> serverless_regions;  // of what is sold per use
  std::optional<Regions> dedicated_regions;   // of GPU time
  std::optional<Account> account;
  std::optional<Profile> profile;  // empty where the bundle leaves it out
};

// Hidden reasoning tokens for each token of the visible answer.
struct Reasoning {
  bool optional = false;  // it can be switched off
  Range hidden_per_visible;
  Provenance provenance;
};

// Tokens that a tokenizer makes of a text, over those of o200k; by kind of text, in the order of TextKind
// without its first; empty: not measured.
struct Tokenizer {
  std::string id;
  std::array<std::optional<double>, text_kinds - 1> over_o200k;
  Provenance provenance;
};

struct Model {
  std::string id;
  std::string label;
  Modality modality = Modality::text;
  std::vector<std::string> aliases;
  std::optional<Precision> native_precision;  // the checkpoint is released in it
  std::optional<ModelShape> shape;
  bool measured = false;
  std::optional<ContextWindow> window;    // empty: not known, or it has none
  std::optional<Reasoning> reasoning;     // empty: it does not reason
  std::string tokenizer;                  // empty: not known
  std::optional<SpeedClass> speed_class;  // of a model without a shape
  Provenance provenance;
};

struct SameShape {
  std::string id;
  std::string as;
};

// Where a platform does not list `id`, its price of the first of `priced_as` that it sells stands in.
struct PriceTwin {
  std::string id;
  std::vector<std::string> priced_as;
  std::string rule;
};

struct NotModelled {
  std::string id;
  std::string why;
};

struct Gpu {
  std::string id;
  std::string label;
  std::vector<std::string> aliases;
  GpuFacts facts;
  bool measured = false;
  Provenance provenance;
};

struct Catalog {
  std::string id;  // "market" | "lesson"
  std::string label;
  std::string as_of;                // of the newest price
  std::string known_from;           // the day of the oldest price, YYYY-MM-DD; empty: it has no history
  bool bills_unknown_input = true;  // false on the lesson: a null input price is not billed there
  std::vector<Platform> platforms;  // by id
  std::vector<Model> models;        // by id
  std::vector<SameShape> same_shape;
  std::vector<NotModelled> not_modelled;
  std::vector<PriceTwin> twins;
  std::vector<Gpu> gpus;
  std::vector<Tokenizer> tokenizers;
  LatencyFacts latency;
};

const Model* find_model(const Catalog& catalog, std::string_view id);
// Also by alias and, for the serving model, by a model of the same shape; null where nothing is known.
const Model* find_model_for_serving(const Catalog& catalog, std::string_view name);
const Gpu* find_gpu(const Catalog& catalog, std::string_view id_or_alias);
const Platform* find_platform(const Catalog& catalog, std::string_view id);
const Billing* find_billing(const Platform& platform, std::string_view id);

// True where at least one card prices the model by the token, the prediction or the minute.
bool is_priced(const Catalog& catalog, std::string_view model);

std::optional<Precision> precision_from(std::string_view word);
std::string_view word(Precision precision);

}  // namespace picker
