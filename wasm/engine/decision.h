// Decision: prices every offer of a workload, runs the gates, orders what is admitted by expected cost and
// names the pick, the runner-up and what was passed over. Nothing is scored or weighted.
#pragma once

#include "gates.h"

#include <optional>
#include <string>
#include <vector>

namespace picker {

struct Request {
  std::string catalog;
  Workload workload;
  Requirements requirements;
  std::vector<std::string> only;  // offer patterns; empty: all
  std::string as_of;              // prices of this day; empty: of each card's own
  std::vector<Override> overrides;
};

struct AdmittedOffer {
  PricedOffer priced;
  Quote quote;
  std::vector<Risk> risks;
};

// The first risk that keeps the offer from being the pick; null where there is none.
const Risk* open_risk(const AdmittedOffer& offer);

struct RejectedOffer {
  std::string offer;     // empty where the platform has none
  std::string platform;  // id
  std::string code;
  std::string reason;
  std::vector<Relaxation> relax;
  std::optional<AdmittedOffer> priced;  // where it has a price all the same
};

struct Comparison {
  std::vector<AdmittedOffer> admitted;  // by usd_per_day, then offer id
  std::vector<RejectedOffer> rejected;  // by platform, then offer id
  std::vector<Warning> warnings;        // of the request as a whole
};

// Whether the request's patterns keep the offer; without patterns all are kept.
bool is_wanted(const Request& request, const std::string& offer_id);

// The platform's own self-serve serverless offer of the same model, whose batch price serves its dedicated
// offers; null where it has none.
const Offer* serverless_of(const std::vector<Offer>& offers, const Offer& dedicated);

// The models of the request must be in the catalogue and priced.
// `load` is the request's load worked out before, where that is at hand; null: it is worked out here.
Comparison compare(const Catalog& catalog, const Request& request,
                   std::shared_ptr<const LoadSeries> load = nullptr);

enum class PickStatus { pick, pick_with_risk, none };

struct PassedOver {
  const AdmittedOffer* offer = nullptr;
  double saves_usd_per_day = 0;
};

// Pointers into the comparison, which must outlive it.
struct Decision {
  PickStatus status = PickStatus::none;
  const AdmittedOffer* primary = nullptr;
  const AdmittedOffer* runner_up = nullptr;  // the best offer of another platform
  std::vector<PassedOver> passed_over;       // cheaper offers that carry an open risk
  const RejectedOffer* nearest_refused =
      nullptr;  // with status none: the cheapest one that a single change admits
};

Decision decide(const Comparison& comparison);

}  // namespace picker
