#include "offers.h"

#include "numeric_text.h"
#include "order.h"

#include <algorithm>
#include <cstddef>

namespace picker {
namespace {

std::string spelled(std::string_view how) {
  std::string text(how);
  std::replace(text.begin(), text.end(), '-', ' ');
  return text;
}

// "h100" -> "H100": the id as vendors write it, shorter than the catalogue's label.
std::string short_name(const Gpu& gpu) {
  std::string name = gpu.id;
  for (char& letter : name)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return name;
}

// The price in force on the day of the platform's card.
void bind_price(Offer& offer, const std::vector<DatedPrice>& prices) {
  const DatedPrice* price = current_price(prices, offer.platform->as_of);
  if (!price) return;
  offer.meters = &price->meters;
  offer.price_provenance = price->provenance;
  offer.price_note = price->note;
}

Offer token_offer(const Platform& platform, const Model& model, const TokenOffer& source) {
  Offer offer;
  offer.id = platform.id + "/" + model.id + "/" + source.how;
  offer.label = platform.name + " " + spelled(source.how);
  offer.platform = &platform;
  offer.model = &model;
  offer.tier = source.tier;
  offer.form = OfferForm::token;
  offer.operations = Operations::api;
  offer.availability = source.availability;
  offer.availability_note = source.availability_note;
  bind_price(offer, source.prices);
  if (source.batch) {
    offer.batch = &*source.batch;
    offer.batch_meters = offer.meters;
  }
  return offer;
}

void add_token_offers(const Platform& platform, const Model& model, OfferList& list) {
  const std::size_t before = list.offers.size();
  for (const TokenOffer& source : platform.token_offers)
    if (source.model == model.id) list.offers.push_back(token_offer(platform, model, source));
  if (list.offers.size() > before || !model.shape) return;
  for (const SizeClass& size : platform.size_classes) {
    const double params_b = model.shape->params_total_b;
    const bool mixture = model.shape->experts > 0;
    if (size.mixture != mixture || params_b <= size.params_above_b ||
        params_b > size.params_to_b.value_or(params_b))
      continue;
    Offer offer = token_offer(platform, model, size.offer);
    offer.fallback = Fallback{model.id, "size class: " + size.says};
    list.offers.push_back(std::move(offer));
    return;
  }
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
                double gpus, Precision precision) {
  const std::string count = text::integer(gpus);
  Offer offer;
  offer.id = platform.id + "/" + model.id + "/" + count + "x" + gpu.id + "-" + std::string(word(precision));
  offer.label = platform.name + " " + count + "×" + short_name(gpu) + " " + std::string(word(precision));
  if (!source.plan.empty()) {
    offer.id += "-" + source.plan;
    offer.label += " " + spelled(source.plan);
  }
  offer.platform = &platform;
  offer.model = &model;
  offer.tier = source.plan.empty() ? "dedicated" : source.plan;
  offer.form = OfferForm::gpu_time;
  offer.operations = source.operations;
  offer.availability = source.availability;
  offer.availability_note = source.availability_note;
  bind_price(offer, source.prices);
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

MissingOffer precision_refusal(const Platform& platform, const Model& model, const GpuOffer& source,
                               const Gpu& gpu) {
  MissingOffer missing;
  missing.platform = &platform;
  missing.code = "precision";
  missing.offer = gpu_offer(platform, model, source, gpu, source.gpu_counts.front(),
                            precisions_for(model, gpu.facts, {}).front())
                      .id;
  missing.reason = short_name(gpu) + " computes none of the precisions asked for, or " + model.label +
                   " is not released in them.";
  missing.relax_sentence = "Leave the precision open.";
  return missing;
}

void add_gpu_offers(const Platform& platform, const Model& model, const Catalog& catalog,
                    const std::vector<Precision>& wanted, OfferList& list) {
  if (!model.shape) return;
  for (const GpuOffer& source : platform.gpu_offers) {
    const Gpu* gpu = find_gpu(catalog, source.gpu);
    if (!gpu) continue;
    const std::vector<Precision> precisions = precisions_for(model, gpu->facts, wanted);
    if (precisions.empty()) list.missing.push_back(precision_refusal(platform, model, source, *gpu));
    for (const Precision precision : precisions) {
      const double weights = weights_bytes(*model.shape, precision);
      std::vector<Offer> too_small;
      const std::size_t first_fit = list.offers.size();
      for (const double gpus : source.gpu_counts) {
        Offer offer = gpu_offer(platform, model, source, *gpu, gpus, precision);
        if (weights > memory_limit_bytes(gpu->facts, gpus))
          too_small.push_back(std::move(offer));
        else
          list.offers.push_back(std::move(offer));
      }
      if (too_small.empty()) continue;
      const Offer* fits = list.offers.size() > first_fit ? &list.offers[first_fit] : nullptr;
      list.missing.push_back(memory_refusal(too_small.front(), too_small.back(), fits, weights));
    }
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
  offer.meters = &source.meters;
  offer.price_provenance = source.provenance;
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

OfferList expand_offers(const Catalog& catalog, const Model& model,
                        const std::vector<Precision>& precisions) {
  OfferList list;
  for (const Platform& platform : catalog.platforms) {
    for (const LessonOffer& source : platform.lesson_offers)
      list.offers.push_back(lesson_offer(platform, model, source));
    if (!platform.lesson_offers.empty()) continue;

    const std::size_t before = list.offers.size();
    add_token_offers(platform, model, list);
    if (list.offers.size() == before)
      list.missing.push_back(
          no_model(platform, platform.name + " lists no per-token price for " + model.label + "."));
    if (platform.gpu_offers.empty())
      list.missing.push_back(no_model(platform, platform.name + " has no GPU price on its card."));
    else if (!model.shape)
      list.missing.push_back(no_model(platform, "The serving model does not know " + model.label +
                                                    ", so GPU time on " + platform.name +
                                                    " cannot be turned into tokens."));
    else
      add_gpu_offers(platform, model, catalog, precisions, list);
  }
  const auto by_platform_then_id = [](const auto& a, const auto& b) {
    return a.platform->id != b.platform->id ? a.platform->id < b.platform->id : a.id < b.id;
  };
  sort_by(list.offers, by_platform_then_id);
  return list;
}

bool matches(std::string_view pattern, std::string_view offer_id) {
  const std::size_t pattern_end = pattern.find('/');
  const std::size_t id_end = offer_id.find('/');
  const std::string_view head = pattern.substr(0, pattern_end);
  if (head != "*" && head != offer_id.substr(0, id_end)) return false;
  if (pattern_end == std::string_view::npos) return head == "*" || id_end == std::string_view::npos;
  if (id_end == std::string_view::npos) return false;
  return matches(pattern.substr(pattern_end + 1), offer_id.substr(id_end + 1));
}

}  // namespace picker
