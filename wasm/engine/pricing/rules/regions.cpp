#include "regions.h"

#include "../../numbers/lists.h"

#include <algorithm>

namespace picker {
namespace {

// The pin of one region that holds for the offer: an entry that names its model goes before one that does
// not.
const RegionPin* pin_of(const Regions& regions, const Offer& offer, const std::string& wanted) {
  const RegionPin* general = nullptr;
  for (const RegionPin& pin : regions.pins) {
    if (!lies_in(pin.region, wanted)) continue;
    if (!contains_or_all(pin.offer_plans, offer.plan)) continue;
    if (contains(pin.models, offer.model->id)) return &pin;
    if (pin.models.empty() && (!general || pin.state < general->state)) general = &pin;
  }
  return general;
}

Residence residence_of(const RegionPin& pin) {
  switch (pin.state) {
    case PinState::yes:
    case PinState::only:
      return Residence::kept;
    case PinState::plan:
    case PinState::ask:
      return Residence::with_plan;
    case PinState::no:
      break;
  }
  return Residence::cannot;
}

RegionMatch match_one(const Offer& offer, const std::string& wanted) {
  RegionMatch match;
  match.region = wanted;
  if (!offer.region.empty()) {
    match.residence = lies_in(offer.region, wanted) ? Residence::kept : Residence::cannot;
    return match;
  }
  const std::optional<Regions>& scope = offer.form == OfferForm::gpu_time
                                            ? offer.platform->dedicated_regions
                                            : offer.platform->serverless_regions;
  if (!scope) return match;
  match.scope = &*scope;
  match.pin = pin_of(*scope, offer, wanted);
  if (match.pin) {
    match.residence = residence_of(*match.pin);
    return match;
  }
  const bool there = std::any_of(scope->runs_in.begin(), scope->runs_in.end(),
                                 [&](const std::string& region) { return lies_in(region, wanted); });
  match.residence = there ? Residence::runs_there : Residence::not_found;
  return match;
}

double premium(const RegionMatch& match) { return match.pin ? match.pin->premium.value_or(1) : 1; }

}  // namespace

bool lies_in(std::string_view region, std::string_view wanted) {
  return region.substr(0, wanted.size()) == wanted &&
         (region.size() == wanted.size() || region[wanted.size()] == '-');
}

RegionMatch match_region(const Offer& offer, const std::vector<std::string>& wanted) {
  RegionMatch best;
  for (const std::string& region : wanted) {
    RegionMatch match = match_one(offer, region);
    const bool first = best.region.empty();
    if (first || match.residence < best.residence ||
        (match.residence == best.residence && premium(match) < premium(best)))
      best = std::move(match);
  }
  return best;
}

}  // namespace picker
