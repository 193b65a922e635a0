// Offers: one priceable way to run one model on one platform, expanded from the cards for a request.
// Decides what exists (model, precision, GPU counts, fallbacks); never prices anything.
#pragma once

#include "../catalog/catalog.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker {

enum class OfferForm { token, gpu_time, deployment_time, prediction };

// Billed through a rule instead of a listed price: say so wherever the price is shown.
struct Fallback {
  std::string model;  // the model the price is borrowed from
  std::string rule;
};

struct Offer {
  std::string id;     // platform/model/how
  std::string label;  // "Together 2×H100 fp8"
  const Platform* platform = nullptr;
  const Model* model = nullptr;
  std::string tier;
  std::string how;      // of a token offer: "serverless" or its tier
  std::string variant;  // of a token offer; empty: the platform's usual build
  std::string plan;     // of a GPU offer; empty: the ordinary one
  std::string region;   // empty: not pinned
  OfferForm form = OfferForm::token;
  Operations operations = Operations::api;
  Availability availability = Availability::self_serve;
  std::string availability_note;
  const DatedPrice* price = nullptr;  // null: none is known for the day
  // The price of the platform's standard offer of the model, from which a tier takes what it has none of;
  // null: there is none, or this is it.
  const DatedPrice* standard = nullptr;
  bool price_is_later = false;  // it was first read after the day it stands in for
  std::optional<Fallback> fallback;
  const Batch* batch = nullptr;                // the platform's batch price for this model, where known
  const Interruption* interruption = nullptr;  // null: it runs until the buyer stops it
  const Modifier* tier_rule = nullptr;         // multiplies the standard price into this tier's

  // form gpu_time
  const Gpu* gpu = nullptr;
  double gpus = 0;
  Precision precision = Precision::bf16;
  const Billing* billing = nullptr;

  // form deployment_time, and every offer of the lesson
  const LessonOffer* lesson = nullptr;
};

// What a platform has no offer for, and why.
struct MissingOffer {
  const Platform* platform = nullptr;
  std::string code;   // "model" | "memory" | "precision"
  std::string offer;  // empty where the platform has none
  std::string reason;

  std::string relax_sentence;  // empty where there is none
};

struct OfferList {
  std::vector<Offer> offers;          // by platform, then id
  std::vector<MissingOffer> missing;  // by platform
};

// All ways to run `model` (it must be in the catalogue), with the prices of `day` (empty: of each card's own
// day). `precisions` empty: fp8 where the GPU has it, else bf16, and the released precision where the
// checkpoint has one; else just the named ones that the GPU can run.
OfferList expand_offers(const Catalog& catalog, const Model& model, const std::vector<Precision>& precisions,
                        const std::string& day);

}  // namespace picker
