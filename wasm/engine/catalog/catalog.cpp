#include "catalog.h"

#include "../numbers/lists.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace picker {
namespace {

template <class T>
const T* find_by_id(const std::vector<T>& items, std::string_view id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

template <class T>
const T* find_by_id_or_alias(const std::vector<T>& items, std::string_view name) {
  if (const T* item = find_by_id(items, name)) return item;
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const T& item) { return contains(item.aliases, name); });
  return found == items.end() ? nullptr : &*found;
}

struct PrecisionWord {
  std::string_view word;
  Precision precision;
};

constexpr std::array<PrecisionWord, 7> precision_words = {{{"bf16", Precision::bf16},
                                                           {"fp16", Precision::fp16},
                                                           {"fp8", Precision::fp8},
                                                           {"fp4", Precision::fp4},
                                                           {"nvfp4", Precision::fp4},
                                                           {"mxfp4", Precision::mxfp4},
                                                           {"int4", Precision::int4}}};

}  // namespace

std::string_view word(Kind kind) {
  constexpr std::array<std::string_view, 5> words = {"published", "measured", "modelled", "assumed", "yours"};
  return words[static_cast<std::size_t>(kind)];
}

std::string_view word(Operations operations) {
  constexpr std::array<std::string_view, 3> words = {"api", "deployment", "gpu"};
  return words[static_cast<std::size_t>(operations)];
}

std::string_view word(Precision precision) {
  for (const PrecisionWord& entry : precision_words)
    if (entry.precision == precision) return entry.word;
  return "";
}

std::optional<Precision> precision_from(std::string_view text) {
  for (const PrecisionWord& entry : precision_words)
    if (entry.word == text) return entry.precision;
  return std::nullopt;
}

const Model* find_model(const Catalog& catalog, std::string_view id) {
  return find_by_id(catalog.models, id);
}

const Model* find_model_for_serving(const Catalog& catalog, std::string_view name) {
  if (const Model* model = find_by_id_or_alias(catalog.models, name)) return model;
  for (const SameShape& same : catalog.same_shape)
    if (same.id == name) return find_by_id(catalog.models, same.as);
  return nullptr;
}

const Gpu* find_gpu(const Catalog& catalog, std::string_view id_or_alias) {
  return find_by_id_or_alias(catalog.gpus, id_or_alias);
}

const Platform* find_platform(const Catalog& catalog, std::string_view id) {
  return find_by_id(catalog.platforms, id);
}

const Billing* find_billing(const Platform& platform, std::string_view id) {
  return find_by_id(platform.billing, id);
}

bool is_priced(const Catalog& catalog, std::string_view model) {
  for (const Platform& platform : catalog.platforms) {
    for (const TokenOffer& offer : platform.token_offers)
      if (offer.model == model) return true;
    if (!platform.lesson_offers.empty() && find_model(catalog, model)) return true;
  }
  return false;
}

}  // namespace picker
