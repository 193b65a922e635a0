#include "claims.h"

#include "../numbers/numeric_text.h"
#include "../pricing/rules/history.h"
#include "../serving/serving.h"
#include "break_even.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>

namespace picker {
namespace {

constexpr double cent = 0.005;

Verdict untested(std::string why) { return {Finding::untested, std::move(why)}; }

// The offer with this id at today's prices, empty where no card has it.
std::optional<Offer> find_offer(const Catalog& catalog, const std::string& id) {
  const std::size_t from = id.find('/') + 1;
  const Model* model = find_model(catalog, id.substr(from, id.find('/', from) - from));
  if (!model) return std::nullopt;
  for (const Offer& offer : expand_offers(catalog, *model, {}, "").offers)
    if (offer.id == id) return offer;
  return std::nullopt;
}

Finding of_counts(std::size_t hits, std::size_t all) {
  return hits == all ? Finding::holds : hits > 0 ? Finding::in_part : Finding::fails;
}

Verdict judge_crossing(const Claim& claim, const Catalog& catalog) {
  const OfferPair& pair = claim.pairs.front();
  const std::optional<Offer> a = find_offer(catalog, pair.a);
  const std::optional<Offer> b = find_offer(catalog, pair.b);
  if (!a || !b) return untested("The cards lack one of the two offers.");
  Workload workload;
  workload.output_tokens = 200;
  workload.load.shape = LoadShape::packed;
  const Requirements none_asked;
  const Overrides none;
  const PricingTask task{catalog, workload, none_asked, none,
                         std::make_shared<const LoadSeries>(load_series(workload.load))};
  const Pricing priced_a = price(task, *a);
  const Pricing priced_b = price(task, *b);
  const PricedOffer* left = std::get_if<PricedOffer>(&priced_a);
  const PricedOffer* right = std::get_if<PricedOffer>(&priced_b);
  const std::optional<double> day = right ? replica_day_requests(*right) : std::nullopt;
  if (!left || !day) return untested("One of the two offers has no price or no capacity.");
  const BreakEven found = break_even(*left, *right, *day);
  if (found.crossings.empty())
    return {Finding::fails, "Their bills do not cross below a full day of " + b->label + "."};
  const double at = found.crossings.front().utilization.value_or(0);
  const bool same = std::fabs(at - claim.value) < 0.05 * claim.value;
  return {same ? Finding::holds : Finding::fails, a->label + " and " + b->label + " cross at " +
                                                      text::percent(at) + ", not at " +
                                                      text::percent(claim.value) + "."};
}

Verdict judge_price_ratio(const Claim& claim, const Catalog& market) {
  std::size_t known = 0;
  std::size_t hits = 0;
  std::string found;
  for (const OfferPair& pair : claim.pairs) {
    const std::optional<Offer> a = find_offer(market, pair.a);
    const std::optional<Offer> b = find_offer(market, pair.b);
    const Meter* usd_a = a && a->price ? find_meter(a->price->meters, claim.meter) : nullptr;
    const Meter* usd_b = b && b->price ? find_meter(b->price->meters, claim.meter) : nullptr;
    if (!usd_a || !usd_b || !usd_a->usd || !usd_b->usd) continue;
    const double saving = 1.0 - *usd_a->usd / *usd_b->usd;
    ++known;
    hits += saving >= claim.low && saving <= claim.high ? 1 : 0;
    found += (found.empty() ? "" : ", ") + text::percent(saving) + " on " + b->model->label;
  }
  if (known == 0) return untested("The cards price none of these pairs.");
  return {of_counts(hits, known),
          "Per " + std::string(meter_unit_name(claim.meter).label) + " it saves " + found + "."};
}

Verdict judge_price_range(const Claim& claim, const Catalog& market) {
  const Platform* platform = find_platform(market, claim.platform);
  if (!platform) return untested("No card of this platform.");
  double low = std::numeric_limits<double>::infinity();
  double high = 0;
  std::size_t known = 0;
  std::size_t hits = 0;
  for (const TokenOffer& offer : platform->token_offers) {
    const Model* model = find_model(market, offer.model);
    const DatedPrice* price = price_on(offer.prices, platform->as_of).price;
    if (!model || model->modality != claim.modality || !price) continue;
    if (availability_on(offer.status, platform->as_of) != Availability::self_serve) continue;
    for (const MeterUnit unit : {MeterUnit::million_input_tokens, MeterUnit::million_output_tokens}) {
      const Meter* meter = find_meter(price->meters, unit);
      if (!meter || !meter->usd) continue;
      low = std::min(low, *meter->usd);
      high = std::max(high, *meter->usd);
      ++known;
      hits += *meter->usd >= claim.low && *meter->usd <= claim.high ? 1 : 0;
    }
  }
  if (known == 0) return untested("The card sells nothing of this sort.");
  return {of_counts(hits, known), "Its prices today run from $" + text::plain(low) + " to $" +
                                      text::plain(high) + " a million tokens; " +
                                      text::integer(static_cast<double>(hits)) + " of " +
                                      text::integer(static_cast<double>(known)) + " lie inside."};
}

std::optional<double> modelled_tokens_per_s(const Claim& claim, const GpuGroup& group,
                                            const Catalog& market) {
  const Model* model = find_model_for_serving(market, claim.model);
  const Gpu* gpu = find_gpu(market, group.gpu);
  if (!model || !model->shape || !gpu) return std::nullopt;
  ServingQuery query{
      .model = *model->shape, .gpu = gpu->facts, .concurrency = {}, .kv_bytes_per_element = {}};
  query.gpus = group.gpus;
  query.precision = claim.precision;
  query.input_tokens = claim.input_tokens;
  query.output_tokens = claim.output_tokens;
  const ServingResult result = estimate_serving(query);
  const ServingEstimate* estimate = std::get_if<ServingEstimate>(&result);
  return estimate ? std::optional<double>(estimate->output_tokens_per_s) : std::nullopt;
}

Verdict judge_throughput(const Claim& claim, const Catalog& market) {
  const std::optional<double> a = modelled_tokens_per_s(claim, claim.a, market);
  const std::optional<double> b = modelled_tokens_per_s(claim, claim.b, market);
  if (!a || !b) return untested("The serving model does not know this model on these GPUs.");
  const auto name = [&](const GpuGroup& group) {
    return text::integer(group.gpus) + "× " + find_gpu(market, group.gpu)->label;
  };
  return {*a >= claim.low * *b ? Finding::holds : Finding::fails,
          "On one engine the serving model has " + name(claim.a) + " at " + text::percent(*a / *b) + " of " +
              name(claim.b) + ": the engine alone would have to be " + text::fixed(claim.low * *b / *a, 1) +
              " times as fast."};
}

Verdict judge_cold_start(const Claim& claim, const Catalog& market) {
  const Platform* platform = find_platform(market, claim.platform);
  if (!platform || !platform->profile) return untested("No card of this platform says.");
  const Profile& profile = *platform->profile;
  const std::optional<double> low =
      profile.cold_start_low_s ? profile.cold_start_low_s : profile.cold_start_typical_s;
  const std::optional<double> high =
      profile.cold_start_high_s ? profile.cold_start_high_s : profile.cold_start_typical_s;
  if (!low || !high) return untested(platform->name + ": no figure was found.");
  const Finding finding = *high <= claim.high  ? Finding::holds
                          : *low <= claim.high ? Finding::in_part
                                               : Finding::fails;
  return {finding, profile.cold_start.says.empty()
                       ? platform->name + ": " + text::plain(*low) + " to " + text::plain(*high) + " s."
                       : "Read of " + platform->name + ": " + profile.cold_start.says + "."};
}

// What one GPU of a platform cost on a day, under the ordinary plan.
std::optional<double> gpu_price_on(const Platform& platform, const std::string& gpu, MeterUnit meter,
                                   const std::string& day) {
  for (const GpuOffer& offer : platform.gpu_offers) {
    if (offer.gpu != gpu || !offer.plan.empty() || !offer.region.empty()) continue;
    const DatedPrice* price = price_on(offer.prices, day).price;
    const Meter* found = price ? find_meter(price->meters, meter) : nullptr;
    return found ? found->usd : std::nullopt;
  }
  return std::nullopt;
}

Verdict judge_price_change(const Claim& claim, const Catalog& market) {
  const Platform* platform = find_platform(market, claim.platform);
  if (!platform) return untested("No card of this platform.");
  std::size_t known = 0;
  std::size_t hits = 0;
  std::string found;
  for (const std::string& gpu : claim.gpus) {
    const std::optional<double> was = gpu_price_on(*platform, gpu, claim.meter, claim.before);
    const std::optional<double> is = gpu_price_on(*platform, gpu, claim.meter, claim.after);
    if (!was || !is) continue;
    ++known;
    hits += std::fabs(*is - *was - claim.value) < cent ? 1 : 0;
    found += (found.empty() ? "The " : ", the ") + find_gpu(market, gpu)->label + " went from " +
             text::usd(*was) + " to " + text::usd(*is);
  }
  if (known == 0) return untested("The card does not hold both prices.");
  return {of_counts(hits, known), found + ": " + text::integer(static_cast<double>(hits)) + " of " +
                                      text::integer(static_cast<double>(known)) + " rose by " +
                                      text::usd(claim.value) + "."};
}

// One stream as a benchmark quotes it; not what traffic saw, which mixes lengths.
const SpeedReading* quoted_speed(const Catalog& market, const std::string& platform,
                                 const std::string& model) {
  const Platform* seller = find_platform(market, platform);
  if (!seller) return nullptr;
  for (const SpeedReading& reading : seller->speeds)
    if (reading.model == model && reading.method == SpeedReading::Method::quoted && reading.tokens_per_s)
      return &reading;
  return nullptr;
}

Verdict judge_speed_ratio(const Claim& claim, const Catalog& market) {
  const SpeedReading* base = quoted_speed(market, claim.platform, claim.model);
  if (!base) return untested("The cards hold no quoted speed to compare with.");
  std::size_t known = 0;
  std::size_t hits = 0;
  std::string found;
  for (const std::string& platform : claim.platforms) {
    const SpeedReading* reading = quoted_speed(market, platform, claim.model);
    if (!reading) continue;
    const double ratio = *reading->tokens_per_s / *base->tokens_per_s;
    ++known;
    hits += ratio >= claim.low ? 1 : 0;
    found += (found.empty() ? "" : ", ") + find_platform(market, platform)->name + " " +
             text::count(*reading->tokens_per_s) + " tokens/s, " + text::fixed(ratio, 1) + " times";
  }
  const Model* model = find_model(market, claim.model);
  if (known == 0 || !model) return untested("The cards hold no quoted speed to compare with.");
  return {of_counts(hits, known), "One stream of " + model->label + " as quoted on " +
                                      base->provenance.as_of + ": " + found + " the " +
                                      text::count(*base->tokens_per_s) + " of " +
                                      find_platform(market, claim.platform)->name + "."};
}

}  // namespace

std::string_view word(Finding finding) {
  constexpr std::array<std::string_view, 5> words = {"holds", "holds in part", "does not hold", "not tested",
                                                     "does not enter a bill"};
  return words[static_cast<std::size_t>(finding)];
}

Verdict judge(const Claim& claim, const Catalog& market, const Catalog& lesson) {
  switch (claim.test) {
    case ClaimTest::crossing:
      return judge_crossing(claim, claim.catalog == lesson.id ? lesson : market);
    case ClaimTest::price_ratio:
      return judge_price_ratio(claim, market);
    case ClaimTest::price_range:
      return judge_price_range(claim, market);
    case ClaimTest::throughput_ratio:
      return judge_throughput(claim, market);
    case ClaimTest::cold_start:
      return judge_cold_start(claim, market);
    case ClaimTest::price_change:
      return judge_price_change(claim, market);
    case ClaimTest::speed_ratio:
      return judge_speed_ratio(claim, market);
    case ClaimTest::not_billed:
      return {Finding::not_billed, claim.note};
    case ClaimTest::none:
      break;
  }
  return untested(claim.note);
}

}  // namespace picker
