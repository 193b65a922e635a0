#include "api_latency.h"

#include "../numbers/dates.h"
#include "../numbers/numeric.h"
#include "../numbers/order.h"
#include "../serving/serving.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <variant>
#include <vector>

namespace picker {
namespace {

// The prompt that priors speak of.
constexpr double prior_prompt_tokens = 1000;
// A short prompt takes at least so much of what one of reference length does.
constexpr double least_share_of_base = 0.25;
// Answers of more tokens stream as a fast request does; short ones as the median of traffic.
constexpr double long_answer_tokens = 300;
constexpr int old_after_days = 90;

Range times(const Range& range, double factor) {
  return {range.low * factor, range.typical * factor, range.high * factor};
}

Range plus(const Range& a, const Range& b) { return {a.low + b.low, a.typical + b.typical, a.high + b.high}; }

Range later_of(const Range& a, const Range& b) {
  return {std::max(a.low, b.low), std::max(a.typical, b.typical), std::max(a.high, b.high)};
}

Range around(double value, double error) { return {value / error, value, value * error}; }

SpeedClass class_of_shape(const ModelShape& shape) {
  if (shape.experts > 0)
    return shape.params_active_b > 15 ? SpeedClass::mixture_active_over_15b
                                      : SpeedClass::mixture_active_under_15b;
  const double params = shape.params_total_b;
  return params < 10    ? SpeedClass::dense_under_10b
         : params < 40  ? SpeedClass::dense_10_40b
         : params < 130 ? SpeedClass::dense_40_130b
                        : SpeedClass::dense_over_130b;
}

SpeedClass class_of(const Model& model) {
  if (model.shape) return class_of_shape(*model.shape);
  return model.speed_class.value_or(SpeedClass::any);
}

bool is_closed(SpeedClass model) {
  return model == SpeedClass::closed_small || model == SpeedClass::closed_large;
}

const SpeedHost* host_of(const LatencyFacts& facts, const std::string& platform) {
  for (const SpeedHost& host : facts.hosts)
    if (host.platform == platform) return &host;
  return nullptr;
}

// The prior of the class, else of all models on that kind of platform; with or without hidden reasoning in
// it.
const SpeedPrior* prior_of(const LatencyFacts& facts, PlatformKind platform, SpeedClass model,
                           bool thinking) {
  for (const SpeedClass wanted : {model, SpeedClass::any})
    for (const bool as_used : {thinking, !thinking})
      for (const SpeedPrior& prior : facts.priors)
        if (prior.platform == platform && prior.model == wanted && prior.thinking == as_used) return &prior;
  return nullptr;
}

// Seconds that a prompt of so many uncached tokens adds to one of `from`; negative for a shorter one.
Range growth(const LatencyFacts& facts, SpeedClass model, double from, double to) {
  const TtftGrowth* found = nullptr;
  const SpeedClass wanted = is_closed(model) ? SpeedClass::any : model;
  for (const TtftGrowth& each : facts.growth)
    if (each.model == wanted) found = &each;
  if (!found) return {};
  constexpr double step = 10000;
  const auto until = [&](double tokens, double Range::*end) {
    const double short_part = std::min(tokens, step) / step;
    const double long_part = std::max(tokens - step, 0.0) / step;
    return short_part * std::max(found->to_10k_s.*end, 0.0) +
           long_part * std::max(found->above_10k_s.*end, 0.0);
  };
  const auto between = [&](double Range::*end) { return until(to, end) - until(from, end); };
  Range range{between(&Range::low), between(&Range::typical), between(&Range::high)};
  if (to < from) std::swap(range.low, range.high);
  return range;
}

bool is_old(const std::string& as_of, const std::string& today) {
  const std::optional<int> age = days_between(as_of, today);
  return !age || *age > old_after_days;
}

// How well a reading tells the first token of an answer without hidden reasoning; the least is the best,
// none: not at all. `hides`: the model does not stream its reasoning, so only a reading without it will do.
std::optional<int> ttft_rank(const SpeedReading& reading, bool hides) {
  if (!reading.ttft_p50_s && !reading.ttft_p95_s) return std::nullopt;
  const bool plain = reading.thinking == false;
  if (reading.thinking.value_or(false) || (hides && !plain)) return std::nullopt;
  if (reading.method == SpeedReading::Method::probe) return 0;
  if (reading.method == SpeedReading::Method::traffic) return 1;
  return 2;
}

std::optional<int> speed_rank(const SpeedReading& reading) {
  if (!reading.tokens_per_s && !reading.tokens_per_s_fast) return std::nullopt;
  const bool vendor = reading.method == SpeedReading::Method::vendor;
  return vendor ? 1 : 0;
}

bool is_for(const SpeedReading& reading, const Offer& offer, const std::string& how) {
  return reading.model == offer.model->id && reading.how == how &&
         (reading.variant.empty() || reading.variant == offer.variant);
}

// The best reading by rank, of equals the newest.
template <class Rank>
const SpeedReading* best_reading(const Offer& offer, const std::string& how, const Rank& rank) {
  const SpeedReading* best = nullptr;
  int best_rank = 0;
  for (const SpeedReading& reading : offer.platform->speeds) {
    if (!is_for(reading, offer, how)) continue;
    const std::optional<int> own = rank(reading);
    if (!own) continue;
    if (best &&
        (*own > best_rank || (*own == best_rank && reading.provenance.as_of <= best->provenance.as_of)))
      continue;
    best = &reading;
    best_rank = *own;
  }
  return best;
}

Provenance modelled(const Provenance& prior, const SpeedHost& host, bool factor) {
  return {Kind::modelled,
          std::string("Median over endpoints of this kind") +
              (factor ? ", times how " + host.platform + " stands to other hosts" : "") + ": " + prior.source,
          prior.as_of};
}

const SpeedTier* tier_of(const LatencyFacts& facts, const std::string& how) {
  for (const SpeedTier& tier : facts.tiers)
    if (tier.how == how) return &tier;
  return nullptr;
}

struct Parts {
  const LatencyFacts& facts;
  const SpeedHost& host;
  const SpeedPrior& prior;
  SpeedClass model;
  std::string today;
};

// The median of one reading.
double median_of(const SpeedReading& reading, double tail) {
  return reading.ttft_p50_s ? *reading.ttft_p50_s : *reading.ttft_p95_s / tail;
}

// The first token at a prompt length, by the probes of the same offer at several lengths: on the line between
// two of them, never sooner than at a shorter prompt.
struct Anchor {
  double prompt_tokens = 0;
  double median_s = 0;
};

Anchor anchor_of(const Offer& offer, const SpeedReading& chosen, double prompt, double tail,
                 double traffic_prompt_tokens) {
  Anchor below{chosen.prompt_tokens.value_or(traffic_prompt_tokens), median_of(chosen, tail)};
  if (chosen.method != SpeedReading::Method::probe || !chosen.prompt_tokens) return below;
  std::vector<Anchor> probes;
  for (const SpeedReading& reading : offer.platform->speeds)
    if (is_for(reading, offer, chosen.how) && reading.method == chosen.method && reading.prompt_tokens &&
        reading.thinking == chosen.thinking && ttft_rank(reading, false))
      probes.push_back({*reading.prompt_tokens, median_of(reading, tail)});
  sort_by(probes, [](const Anchor& a, const Anchor& b) { return a.prompt_tokens < b.prompt_tokens; });
  for (std::size_t i = 1; i < probes.size(); ++i)
    probes[i].median_s = std::max(probes[i].median_s, probes[i - 1].median_s);
  below = probes.front();
  for (std::size_t i = 0; i < probes.size() && probes[i].prompt_tokens <= prompt; ++i) {
    below = probes[i];
    if (i + 1 == probes.size() || probes[i + 1].prompt_tokens <= prompt) continue;
    const Anchor& above = probes[i + 1];
    const double share = (prompt - below.prompt_tokens) / (above.prompt_tokens - below.prompt_tokens);
    return {prompt, below.median_s + share * (above.median_s - below.median_s)};
  }
  return below;
}

// What live traffic of unknown reasoning has seen: the upper end for a model that hides its reasoning.
std::optional<double> seen_with_reasoning(const Offer& offer, const std::string& how, double tail) {
  std::optional<double> most;
  for (const SpeedReading& reading : offer.platform->speeds) {
    if (!is_for(reading, offer, how) || (!reading.ttft_p50_s && !reading.ttft_p95_s)) continue;
    if (reading.method != SpeedReading::Method::traffic && reading.method != SpeedReading::Method::probe)
      continue;
    const double p95 = reading.ttft_p95_s ? *reading.ttft_p95_s : *reading.ttft_p50_s * tail;
    most = std::max(most.value_or(0), p95);
  }
  return most;
}

void set_ttft(ApiSpeed& speed, const Parts& parts, const Offer& offer, const SpeedReading* reading,
              const Workload& workload, double factor) {
  const double prompt = prompt_tokens_p95(workload) * (1 - workload.cached_input_share);
  const ReadingFacts& readings = parts.facts.readings;
  double tail = parts.prior.ttft_p95_over_p50;
  Range median = times(parts.prior.ttft_s, parts.host.ttft_factor.value_or(1));
  double measured_at = prior_prompt_tokens;
  speed.ttft = modelled(parts.prior.provenance, parts.host, parts.host.ttft_factor.has_value());
  if (reading) {
    // One half hour's tail is half believed: an endpoint that was overloaded then need not be so always.
    if (reading->ttft_p50_s && reading->ttft_p95_s)
      tail = std::sqrt(tail * (*reading->ttft_p95_s / *reading->ttft_p50_s));
    const Anchor anchor = anchor_of(offer, *reading, prompt, tail, readings.traffic_prompt_tokens);
    median = around(anchor.median_s,
                    is_old(reading->provenance.as_of, parts.today) ? readings.old_error : readings.error);
    measured_at = anchor.prompt_tokens;
    speed.ttft = reading->provenance;
    speed.ttft_read = true;
  }
  const Range base = times(median, factor * tail);
  const Range more = times(growth(parts.facts, parts.model, measured_at, prompt), readings.fixed_length_tail);
  speed.ttft_p95_s = plus(base, more);
  const auto at_least = [&](double Range::*end) {
    speed.ttft_p95_s.*end = std::max(speed.ttft_p95_s.*end, least_share_of_base * base.*end);
  };
  for (double Range::*end : {&Range::low, &Range::typical, &Range::high}) at_least(end);
}

// What other readings than the chosen one, a vendor's own apart, say of one request's speed.
std::vector<double> other_speeds(const Offer& offer, const SpeedReading* chosen) {
  std::vector<double> speeds;
  if (!chosen) return speeds;
  for (const SpeedReading& reading : offer.platform->speeds)
    if (&reading != chosen && is_for(reading, offer, chosen->how) && reading.tokens_per_s &&
        reading.method != SpeedReading::Method::vendor)
      speeds.push_back(*reading.tokens_per_s);
  return speeds;
}

void set_speed(ApiSpeed& speed, const Parts& parts, const SpeedReading* reading,
               const std::vector<double>& others, const Workload& workload, double factor,
               std::optional<double> fastest) {
  const ReadingFacts& readings = parts.facts.readings;
  const bool streams = workload.output_tokens > long_answer_tokens;
  if (reading) {
    const bool old = is_old(reading->provenance.as_of, parts.today);
    const double age = old ? readings.old_error / readings.error : 1;
    speed.speed = reading->provenance;
    speed.speed_read = true;
    if (reading->method == SpeedReading::Method::vendor) {
      const double said = reading->tokens_per_s ? *reading->tokens_per_s : *reading->tokens_per_s_fast;
      speed.tokens_per_s = {said / readings.vendor_error, said, said};
    } else {
      const double median = reading->tokens_per_s ? *reading->tokens_per_s
                                                  : *reading->tokens_per_s_fast / readings.fast_over_median;
      const double fast = std::max(
          reading->tokens_per_s_fast ? *reading->tokens_per_s_fast : median * readings.fast_over_median,
          median);
      speed.tokens_per_s = {median * readings.worst_day, streams ? fast : median, fast};
      if (reading->method == SpeedReading::Method::probe)
        speed.tokens_per_s = {median * readings.worst_day, median, fast};
    }
    speed.tokens_per_s.low /= age;
    speed.tokens_per_s.high *= age;
    // Readings that disagree lie inside the range.
    for (const double other : others) {
      speed.tokens_per_s.low = std::min(speed.tokens_per_s.low, other);
      speed.tokens_per_s.high = std::max(speed.tokens_per_s.high, other);
    }
    speed.tokens_per_s = times(speed.tokens_per_s, factor);
    return;
  }
  const double host = parts.host.tokens_per_s_factor.value_or(1) * factor;
  const SpeedPrior& prior = parts.prior;
  speed.speed = modelled(prior.provenance, parts.host, parts.host.tokens_per_s_factor.has_value());
  speed.tokens_per_s =
      times({prior.tokens_per_s.low, streams ? prior.tokens_per_s_fast.typical : prior.tokens_per_s.typical,
             prior.tokens_per_s_fast.high},
            host);
  if (parts.host.kind == PlatformKind::custom_silicon || !fastest) return;
  // Hosts speculate too; the one that does not has the GPU's own speed.
  const double most = *fastest * std::max(parts.facts.speculation_high, 1.0);
  Range& range = speed.tokens_per_s;
  range = {std::min(range.low, *fastest), std::min(range.typical, most), std::min(range.high, most)};
}

}  // namespace

std::optional<double> fastest_stream(const Catalog& catalog, const Model& model, const Workload& workload) {
  if (!model.shape) return std::nullopt;
  std::optional<double> best;
  for (const Gpu& gpu : catalog.gpus) {
    std::array<std::optional<Precision>, 3> precisions = {
        model.native_precision.value_or(gpu.facts.fp8_tflops > 0 ? Precision::fp8 : Precision::bf16)};
    if (gpu.facts.fp4_tflops > 0) precisions[1] = Precision::fp4;
    for (const double gpus : {1.0, 2.0, 4.0, 8.0})
      for (const std::optional<Precision>& precision : precisions) {
        if (!precision) continue;
        ServingQuery query{
            .model = *model.shape, .gpu = gpu.facts, .concurrency = 1.0, .kv_bytes_per_element = {}};
        query.gpus = gpus;
        query.precision = *precision;
        query.input_tokens = workload.input_tokens;
        query.output_tokens = workload.output_tokens;
        const ServingResult result = estimate_serving(query);
        if (const ServingEstimate* estimate = std::get_if<ServingEstimate>(&result))
          best = std::max(best.value_or(0), 1 / estimate->t_dec_s);
      }
  }
  return best;
}

std::optional<ApiSpeed> api_speed(const Catalog& catalog, const Offer& offer, const Workload& workload,
                                  std::optional<double> fastest) {
  if (offer.form != OfferForm::token || offer.lesson || workload.modality != Modality::text)
    return std::nullopt;
  const SpeedHost* host = host_of(catalog.latency, offer.platform->id);
  if (!host) return std::nullopt;
  const SpeedClass model = class_of(*offer.model);
  const bool adds_hidden = workload.hidden_output_tokens > 0;
  const SpeedPrior* prior = prior_of(catalog.latency, host->kind, model, false);
  if (!prior) return std::nullopt;
  const Parts parts{catalog.latency, *host, *prior, model, catalog.as_of};

  const std::string standard_how = "serverless";
  const bool reasons = is_closed(model) && offer.model->reasoning;
  const auto by_ttft = [&](const SpeedReading& reading) { return ttft_rank(reading, reasons); };
  const auto by_speed = [](const SpeedReading& reading) { return speed_rank(reading); };
  const auto speed_of = [&](const std::string& how, double ttft_factor, double speed_factor) {
    const SpeedReading* ttft = best_reading(offer, how, by_ttft);
    const SpeedReading* stream = best_reading(offer, how, by_speed);
    ApiSpeed speed;
    if (!ttft)
      ttft = best_reading(offer, standard_how, by_ttft);
    else
      ttft_factor = 1;
    if (!stream)
      stream = best_reading(offer, standard_how, by_speed);
    else
      speed_factor = 1;
    set_ttft(speed, parts, offer, ttft, workload, ttft_factor);
    set_speed(speed, parts, stream, other_speeds(offer, stream), workload, speed_factor, fastest);
    return speed;
  };
  ApiSpeed speed = speed_of(standard_how, 1, 1);
  if (offer.how != standard_how) {
    const SpeedTier* tier = tier_of(catalog.latency, offer.how);
    const Range standard = speed.ttft_p95_s;
    speed = speed_of(offer.how, tier ? tier->ttft_factor : 1, tier ? tier->tokens_per_s_factor : 1);
    // What waits for capacity that is left over is not sooner than what goes first.
    if (offer.interruption) speed.ttft_p95_s = later_of(speed.ttft_p95_s, standard);
  }
  speed.answer_p95_s = speed.ttft_p95_s;
  if (adds_hidden) {
    const double hidden = workload.hidden_output_tokens;
    const Range& rate = speed.tokens_per_s;
    const Range thinking{hidden / rate.high, hidden / rate.typical, hidden / rate.low};
    speed.answer_p95_s = plus(speed.ttft_p95_s, thinking);
  }
  if (!reasons) return speed;
  // A closed model streams nothing before its answer. How much its users let it reason is not known: what
  // they saw is the upper end.
  speed.ttft_p95_s = speed.answer_p95_s;
  for (const std::string& how : {offer.how, standard_how})
    if (const std::optional<double> seen = seen_with_reasoning(offer, how, prior->ttft_p95_over_p50))
      for (Range* range : {&speed.ttft_p95_s, &speed.answer_p95_s})
        range->high = std::max(range->high, *seen);
  return speed;
}

double chance_within(const Range& range, double limit) {
  constexpr double z90 = 1.2815515655446004;
  if (!(limit > 0)) return 0;
  const double above = numeric::log(limit / range.typical);
  const double sd = numeric::log(above > 0 ? range.high / range.typical : range.typical / range.low) / z90;
  if (!(sd > 0)) return above >= 0 ? 1 : 0;
  // The normal distribution by halving its quantile, which is the function that is the same everywhere.
  const double z = above / sd;
  double low = 0, high = 1;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (numeric::normal_quantile(middle) < z ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace picker
