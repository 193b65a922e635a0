#include "axis.h"

#include <algorithm>
#include <utility>

namespace picker {

Request at_axis(const Request& request, const Axis& axis, double value) {
  Request changed = request;
  Workload& workload = changed.workload;
  switch (axis.kind) {
    case Axis::Kind::requests_per_day:
      workload.requests_per_day = value;
      break;
    case Axis::Kind::utilization:
      break;
    case Axis::Kind::input_share: {
      const double tokens = workload.input_tokens + workload.output_tokens;
      workload.input_tokens = tokens * value;
      workload.output_tokens = tokens * (1 - value);
      break;
    }
    case Axis::Kind::amount:
      workload.*axis.amount = value;
      break;
    case Axis::Kind::load:
      workload.load.*axis.load = value;
      break;
    case Axis::Kind::sla:
      workload.sla.*axis.sla = value;
      break;
    case Axis::Kind::override_multiplier:
      changed.overrides.push_back(axis.multiplier);
      changed.overrides.back().value = value;
      break;
    case Axis::Kind::dedicated:
      changed.requirements.dedicated = value != 0;
      break;
    case Axis::Kind::compliance: {
      std::vector<std::string>& wanted = changed.requirements.compliance;
      wanted.erase(std::remove(wanted.begin(), wanted.end(), axis.requirement), wanted.end());
      if (value != 0) wanted.push_back(axis.requirement);
      break;
    }
  }
  return changed;
}

PairPricer::PairPricer(const Catalog& catalog, const Request& request, const Axis& axis, const Offer& a,
                       const Offer& b)
    : catalog_(catalog),
      request_(request),
      axis_(axis),
      load_(std::make_shared<const LoadSeries>(load_series(request.workload.load))) {
  offers_.reserve(4);
  offers_.push_back(a);
  offers_.push_back(b);
  const auto batch_of = [&](const Offer& offer) -> const Offer* {
    const OfferList list =
        expand_offers(catalog, *offer.model, request.requirements.precision, request.as_of);
    const Offer* found = serverless_of(list.offers, offer);
    if (!found) return nullptr;
    offers_.push_back(*found);
    return &offers_.back();
  };
  batch_a_ = batch_of(a);
  batch_b_ = batch_of(b);
}

std::optional<PricedPair> PairPricer::at(double value) const {
  const Request request = at_axis(request_, axis_, value);
  const Overrides overrides{request.overrides};
  const PricingTask task{
      catalog_, request.workload, request.requirements.regions, overrides,
      changes_load(axis_) ? std::make_shared<const LoadSeries>(load_series(request.workload.load)) : load_};
  Pricing a = price(task, offers_[0], batch_a_);
  Pricing b = price(task, offers_[1], batch_b_);
  PricedOffer* priced_a = std::get_if<PricedOffer>(&a);
  PricedOffer* priced_b = std::get_if<PricedOffer>(&b);
  if (!priced_a || !priced_b) return std::nullopt;
  return PricedPair{std::move(*priced_a), std::move(*priced_b), request.workload.requests_per_day};
}

}  // namespace picker
