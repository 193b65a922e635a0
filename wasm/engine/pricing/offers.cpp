#include "offers.h"

#include "../numbers/numeric_text.h"
#include "../numbers/order.h"
#include "../on_need.h"
#include "../serving/serving.h"
#include "rules/history.h"
#include "rules/modifiers.h"

#include <algorithm>
#include <cstddef>

namespace picker {
namespace {

std::string spelled(std::string_view how) {
  std::string text(how);
  std::replace(text.begin(), text.end(), '-', ' ');
  return text;
}

// "H100 80 GB PCIe" -> "H100 PCIe": what vendors call it. The memory stays where it tells two GPUs apart, as
// in the id "a100-40gb".
std::string short_name(const Gpu& gpu) {
  std::string name = gpu.label;
  const std::size_t unit = name.find(" GB");
  const bool in_id = gpu.id.size() > 2 && gpu.id.compare(gpu.id.size() - 2, 2, "gb") == 0;
  if (unit == std::string::npos || in_id) return name;
  const std::size_t from = name.rfind(' ', unit - 1);
  if (from != std::string::npos) name.erase(from, unit + std::string_view(" GB").size() - from);
  return name;
}

// Binds what is in force on `day`; an empty one is the day of the platform's card.
void bind_day(Offer& offer, const std::vector<DatedPrice>& prices, const Status& status,
              std::string_view day) {
  if (day.empty()) day = offer.platform->as_of;
  const PriceOfDay found = price_on(prices, day);
  offer.price = found.price;
  offer.price_is_later = found.before_first_reading;
  offer.availability = availability_on(status, day);
  if (offer.availability != Availability::self_serve) offer.availability_note = status.note;
}

Offer token_offer(const Platform& platform, const Model& model, const TokenOffer& source,
                  std::string_view day) {
  Offer offer;
  std::string how = source.how;
  for (const std::string* part : {&source.variant, &source.region})
    if (!part->empty()) how += "-" + *part;
  offer.id = platform.id + "/" + model.id + "/" + how;
  offer.label = platform.name + " " + spelled(how);
  offer.platform = &platform;
  offer.model = &model;
  offer.tier = source.how == "serverless" ? "standard" : source.how;
  offer.how = source.how;
  offer.variant = source.variant;
  offer.region = source.region;
  offer.form = OfferForm::token;
  offer.operations = Operations::api;
  bind_day(offer, source.prices, source.status, day);
  if (source.batch) offer.batch = &*source.batch;
  if (source.interruption) offer.interruption = &*source.interruption;
  return offer;
}

bool is_standard(const TokenOffer& source) {
  return source.how == "serverless" && source.variant.empty() && source.region.empty();
}

// A tier is the standard offer at another price; another build or region has a price list of its own.
bool takes_from_standard(const Offer& offer) { return offer.variant.empty() && offer.region.empty(); }

// The tiers that the platform's rules derive from a standard offer, but for those that it lists by name.
void add_tiers(const Platform& platform, const Model& model, const TokenOffer& standard, std::string_view day,
               OfferList& list) {
  for (const Modifier* rule : tier_rules(platform, standard.model, false)) {
    const bool listed = std::any_of(
        platform.token_offers.begin(), platform.token_offers.end(),
        [&](const TokenOffer& other) { return other.model == standard.model && other.how == rule->tier; });
    if (listed) continue;
    Offer offer = token_offer(platform, model, standard, day);
    offer.id = platform.id + "/" + model.id + "/" + rule->tier;
    offer.label = platform.name + " " + rule->tier;
    offer.tier = rule->tier;
    offer.how = rule->tier;
    offer.batch = nullptr;
    offer.interruption = rule->interruption ? &*rule->interruption : nullptr;
    offer.tier_rule = rule;
    list.offers.push_back(std::move(offer));
  }
}

// The offers that the card lists under the id of `listed`, as offers of `model`.
void add_listed(const Platform& platform, const Model& model, std::string_view listed, std::string_view day,
                OfferList& list) {
  const std::size_t first = list.offers.size();
  const DatedPrice* standard = nullptr;
  for (const TokenOffer& source : platform.token_offers) {
    if (source.model != listed) continue;
    list.offers.push_back(token_offer(platform, model, source, day));
    if (!is_standard(source)) continue;
    standard = list.offers.back().price;
    add_tiers(platform, model, source, day, list);
  }
  for (std::size_t i = first; i < list.offers.size(); ++i)
    if (takes_from_standard(list.offers[i]) && list.offers[i].price != standard)
      list.offers[i].standard = standard;
}

// The first twin of the model that the platform sells itself lends its price.
bool add_twin(const Catalog& catalog, const Platform& platform, const Model& model, std::string_view day,
              OfferList& list) {
  for (const PriceTwin& twin : catalog.twins) {
    if (twin.id != model.id) continue;
    for (const std::string& other : twin.priced_as)
      for (const TokenOffer& source : platform.token_offers) {
        if (source.model != other || !is_standard(source)) continue;
        Offer offer = token_offer(platform, model, source, day);
        if (offer.availability != Availability::self_serve) continue;
        offer.fallback = Fallback{other, "price of " + other + ": " + twin.rule};
        list.offers.push_back(std::move(offer));
        return true;
      }
  }
  return false;
}

void add_size_class(const Platform& platform, const Model& model, std::string_view day, OfferList& list) {
  if (!model.shape) return;
  const double params_b = model.shape->params_total_b;
  const bool mixture = model.shape->experts > 0;
  for (const SizeClass& size : platform.size_classes) {
    if (size.mixture != mixture || params_b <= size.params_above_b ||
        params_b > size.params_to_b.value_or(params_b))
      continue;
    Offer offer = token_offer(platform, model, size.offer, day);
    offer.fallback = Fallback{model.id, "size class: " + size.says};
    list.offers.push_back(std::move(offer));
    return;
  }
}

// What the platform lists by name; else the price of a twin; else its price for models of this size.
void add_token_offers(const Catalog& catalog, const Platform& platform, const Model& model,
                      std::string_view day, OfferList& list) {
  const std::size_t before = list.offers.size();
  add_listed(platform, model, model.id, day, list);
  if (list.offers.size() > before || add_twin(catalog, platform, model, day, list)) return;
  add_size_class(platform, model, day, list);
}

std::vector<Precision> precisions_for(const Model& model, const GpuFacts& gpu,
                                      const std::vector<Precision>& wanted) {
  if (wanted.empty()) {
    if (model.native_precision) return {*model.native_precision};
    return {gpu.fp8_tflops > 0 ? Precision::fp8 : Precision::bf16};
  }
  std::vector<Precision> runnable;
  for (const Precision precision : wanted) {
    if (precision == Precision::fp8 && !(gpu.fp8_tflops > 0)) continue;
    if (precision == Precision::fp4 && !(gpu.fp4_tflops > 0)) continue;
    if (precision == Precision::mxfp4 && model.native_precision != Precision::mxfp4) continue;
    runnable.push_back(precision);
  }
  return runnable;
}

Offer gpu_offer(const Platform& platform, const Model& model, const GpuOffer& source, const Gpu& gpu,
                double gpus, Precision precision, std::string_view day) {
  const std::string count = text::integer(gpus);
  Offer offer;
  offer.id = platform.id + "/" + model.id + "/" + count + "x" + gpu.id + "-" + std::string(word(precision));
  offer.label = platform.name + " " + count + "×" + short_name(gpu) + " " + std::string(word(precision));
  if (!source.plan.empty()) {
    offer.id += "-" + source.plan;
    offer.label += " " + spelled(source.plan);
  }
  if (!source.region.empty()) {
    offer.id += "-" + source.region;
    offer.label += " " + source.region;
  }
  offer.platform = &platform;
  offer.model = &model;
  offer.tier = source.plan.empty() ? "dedicated" : source.plan;
  offer.plan = source.plan;
  offer.form = OfferForm::gpu_time;
  if (source.interruption) offer.interruption = &*source.interruption;
  offer.operations = source.operations;
  offer.region = source.region;
  bind_day(offer, source.prices, source.status, day);
  offer.gpu = &gpu;
  offer.gpus = gpus;
  offer.precision = precision;
  offer.billing = find_billing(platform, source.billing);
  return offer;
}

MissingOffer memory_refusal(const Offer& smallest, const Offer& largest, const Offer* fits,
                            double weights_bytes) {
  MissingOffer missing;
  missing.platform = smallest.platform;
  missing.code = "memory";
  missing.offer = smallest.id;
  const std::string counts = smallest.gpus == largest.gpus
                                 ? text::integer(smallest.gpus)
                                 : text::integer(smallest.gpus) + " to " + text::integer(largest.gpus);
  missing.reason = text::fixed(weights_bytes / 1e9, 0) + " GB of " + std::string(word(smallest.precision)) +
                   " weights do not fit in " + counts + "×" + short_name(*smallest.gpu) + " (" +
                   text::fixed(memory_limit_bytes(smallest.gpu->facts, largest.gpus) / 1e9, 0) +
                   " GB usable).";
  if (fits) {
    missing.relax_sentence =
        text::integer(fits->gpus) + "×" + short_name(*fits->gpu) + " holds it: " + fits->id + ".";
  }
  return missing;
}

PICKER_ON_NEED MissingOffer precision_refusal(const Platform& platform, const Model& model,
                                              const GpuOffer& source, const Gpu& gpu) {
  MissingOffer missing;
  missing.platform = &platform;
  missing.code = "precision";
  missing.offer = gpu_offer(platform, model, source, gpu, source.gpu_counts.front(),
                            precisions_for(model, gpu.facts, {}).front(), "")
                      .id;
  missing.reason = short_name(gpu) + " computes none of the precisions asked for, or " + model.label +
                   " is not released in them.";
  missing.relax_sentence = "Leave the precision open.";
  return missing;
}

// One GPU sold in one way. Its counts may stand in several entries of the card, each with its own price.
bool same_way(const GpuOffer& a, const GpuOffer& b) {
  return a.gpu == b.gpu && a.plan == b.plan && a.region == b.region;
}

// The tiers that the platform's rules derive from its ordinary GPU time.
void add_gpu_tiers(const Offer& ordinary, OfferList& list) {
  if (!ordinary.plan.empty()) return;
  for (const Modifier* rule : tier_rules(*ordinary.platform, ordinary.model->id, true)) {
    Offer offer = ordinary;
    offer.id += "-" + rule->tier;
    offer.label += " " + spelled(rule->tier);
    offer.tier = rule->tier;
    offer.plan = rule->tier;
    offer.interruption = rule->interruption ? &*rule->interruption : nullptr;
    offer.tier_rule = rule;
    list.offers.push_back(std::move(offer));
  }
}

void add_gpu_counts(const Platform& platform, const Model& model, const GpuOffer& first, const Gpu& gpu,
                    Precision precision, std::string_view day, OfferList& list) {
  const double weights = weights_bytes(*model.shape, precision);
  std::vector<Offer> too_small;
  const std::size_t first_fit = list.offers.size();
  for (const GpuOffer& source : platform.gpu_offers) {
    if (!same_way(source, first)) continue;
    for (const double gpus : source.gpu_counts) {
      Offer offer = gpu_offer(platform, model, source, gpu, gpus, precision, day);
      const bool fits = weights <= memory_limit_bytes(gpu.facts, gpus);
      if (fits) add_gpu_tiers(offer, list);
      (fits ? list.offers : too_small).push_back(std::move(offer));
    }
  }
  if (too_small.empty()) return;
  const auto by_count = [](const Offer& a, const Offer& b) { return a.gpus < b.gpus; };
  sort_by(too_small, by_count);
  const auto least = std::min_element(list.offers.begin() + static_cast<std::ptrdiff_t>(first_fit),
                                      list.offers.end(), by_count);
  const Offer* fits = least == list.offers.end() ? nullptr : &*least;
  list.missing.push_back(memory_refusal(too_small.front(), too_small.back(), fits, weights));
}

void add_gpu_offers(const Platform& platform, const Model& model, const Catalog& catalog,
                    const std::vector<Precision>& wanted, std::string_view day, OfferList& list) {
  const auto& sources = platform.gpu_offers;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const GpuOffer& source = sources[i];
    const bool seen = std::any_of(sources.begin(), sources.begin() + static_cast<std::ptrdiff_t>(i),
                                  [&](const GpuOffer& earlier) { return same_way(earlier, source); });
    const Gpu* gpu = find_gpu(catalog, source.gpu);
    if (seen || !gpu) continue;
    const std::vector<Precision> precisions = precisions_for(model, gpu->facts, wanted);
    if (precisions.empty()) list.missing.push_back(precision_refusal(platform, model, source, *gpu));
    for (const Precision precision : precisions)
      add_gpu_counts(platform, model, source, *gpu, precision, day, list);
  }
}

Offer lesson_offer(const Platform& platform, const Model& model, const LessonOffer& source) {
  Offer offer;
  offer.id = platform.id + "/" + model.id + "/" + source.how;
  offer.label = platform.name + " " + spelled(source.how);
  offer.platform = &platform;
  offer.model = &model;
  offer.tier = source.how;
  offer.form = source.how == "per-minute"       ? OfferForm::deployment_time
               : source.how == "per-prediction" ? OfferForm::prediction
                                                : OfferForm::token;
  offer.operations = source.operations;
  offer.price = &source.price;
  offer.lesson = &source;
  return offer;
}

MissingOffer no_model(const Platform& platform, std::string reason) {
  MissingOffer missing;
  missing.platform = &platform;
  missing.code = "model";
  missing.reason = std::move(reason);
  return missing;
}

}  // namespace

OfferList expand_offers(const Catalog& catalog, const Model& model, const std::vector<Precision>& precisions,
                        const std::string& day) {
  OfferList list;
  for (const Platform& platform : catalog.platforms) {
    for (const LessonOffer& source : platform.lesson_offers)
      list.offers.push_back(lesson_offer(platform, model, source));
    if (!platform.lesson_offers.empty()) continue;

    const std::size_t offers = list.offers.size();
    const std::size_t missing = list.missing.size();
    add_token_offers(catalog, platform, model, day, list);
    if (model.shape) add_gpu_offers(platform, model, catalog, precisions, day, list);
    if (list.offers.size() > offers || list.missing.size() > missing) continue;
    const std::string& who = platform.name;
    list.missing.push_back(no_model(
        platform, platform.gpu_offers.empty()
                      ? who + " lists no price for " + model.label + "."
                      : who + " sells GPU time; how much of it " + model.label + " needs is not modelled."));
  }
  const auto by_platform_then_id = [](const auto& a, const auto& b) {
    return a.platform->id != b.platform->id ? a.platform->id < b.platform->id : a.id < b.id;
  };
  sort_by(list.offers, by_platform_then_id);
  return list;
}

}  // namespace picker
