#include "axis.h"

#include "../pricing/rules/model_tokens.h"

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
      set_mean_input(workload, tokens * value);
      set_mean_output(workload, tokens * (1 - value));
      break;
    }
    case Axis::Kind::amount:
      if (axis.amount == &Workload::input_tokens)
        set_mean_input(workload, value);
      else if (axis.amount == &Workload::output_tokens)
        set_mean_output(workload, value);
      else if (axis.amount == &Workload::audio_seconds)
        set_mean_audio(workload, value);
      else
        workload.*axis.amount = value;
      // Millions of pixels count where no width and height are given.
      if (axis.amount == &Workload::megapixels)
        workload.image_width_px = workload.image_height_px = std::nullopt;
      break;
    case Axis::Kind::own_amount:
      workload.*axis.own_amount = value;
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
      load_(std::make_shared<const LoadSeries>(load_series(request.workload.load))),
      a_(a),
      b_(b) {}

std::optional<PricedPair> PairPricer::at(double value) const {
  const Request request = at_axis(request_, axis_, value);
  const Overrides overrides{request.overrides};
  const auto load =
      changes_load(axis_) ? std::make_shared<const LoadSeries>(load_series(request.workload.load)) : load_;
  const auto priced = [&](const Offer& offer) {
    const Workload workload = workload_of_model(request.workload, catalog_, *offer.model);
    return price(PricingTask{catalog_, workload, request.requirements, overrides, load}, offer);
  };
  Pricing a = priced(a_);
  Pricing b = priced(b_);
  PricedOffer* priced_a = std::get_if<PricedOffer>(&a);
  PricedOffer* priced_b = std::get_if<PricedOffer>(&b);
  if (!priced_a || !priced_b) return std::nullopt;
  return PricedPair{std::move(*priced_a), std::move(*priced_b), request.workload.requests_per_day};
}

}  // namespace picker
