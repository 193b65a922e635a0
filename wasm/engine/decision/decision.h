// Decision: prices every offer of a workload, runs the gates, orders what is admitted by expected cost and
// names the pick, the runner-up and what was passed over. Nothing is scored or weighted.
#pragma once

#include "doubts.h"
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

// It runs until others want the capacity, which the request does not accept.
bool may_be_interrupted(const AdmittedOffer& offer);

struct RejectedOffer {
  std::string offer;     // empty where the platform has none
  std::string platform;  // id
  std::string code;
  std::string reason;
  std::vector<Relaxation> relax;
  std::optional<AdmittedOffer> priced;  // where it has a price all the same
};

struct Comparison {
  std::vector<AdmittedOffer> admitted;  // by usd_per_day; of equals what needs the least of the founder first
  std::vector<RejectedOffer> rejected;  // by platform, then offer id
  std::vector<Warning> warnings;        // of the request as a whole
};

// Whether the request's patterns keep the offer; without patterns all are kept.
bool is_wanted(const Request& request, const std::string& offer_id);

// The models of the request must be in the catalogue and priced.
// `load` is the request's load worked out before, where that is at hand; null: it is worked out here.
Comparison compare(const Catalog& catalog, const Request& request,
                   std::shared_ptr<const LoadSeries> load = nullptr);

// pick_with_risk: every offer carries an open risk. The pick is then the cheapest that cannot be interrupted,
// where there is one.
enum class PickStatus { pick, pick_with_risk, none };

struct PassedOver {
  const AdmittedOffer* offer = nullptr;
  double saves_usd_per_day = 0;
};

enum class Assumption { demand_noise, idle_window, host_share, serving_speed, cold_start, source_conflict };

// Another offer is the pick where one assumption stands at one of its ends.
struct PickChange {
  Assumption assumption = Assumption::demand_noise;
  bool high = false;
  std::string offer;
  std::string label;
  double usd_per_day = 0;       // of that offer there
  double pick_usd_per_day = 0;  // of today's pick there
  std::string sentence;         // "If … , X wins at $177 a day."
};

// An API that may miss a latency limit and whose avoidance costs much: to be tried before the safe pick. Of
// several the one that is expected to save the most: what it saves times how likely it keeps the limit.
struct TryFirst {
  const AdmittedOffer* offer = nullptr;
  double saves_usd_per_day = 0;
  double test_usd = 0;  // of a thousand requests to find out
};

// Pointers into the comparison, which must outlive it.
struct Decision {
  PickStatus status = PickStatus::none;
  const AdmittedOffer* primary = nullptr;
  const AdmittedOffer* runner_up = nullptr;  // the best offer of another platform
  std::vector<const AdmittedOffer*> ties;    // at the pick's bill without an open risk: one a platform
  std::vector<PassedOver> passed_over;       // cheaper offers that carry an open risk
  std::optional<TryFirst> try_first;
  int eligible = 0;                     // admitted offers without an open risk
  std::vector<Doubt> pick_doubts;       // about the numbers behind the pick
  std::vector<Doubt> runner_up_doubts;  // and behind the runner-up
  std::vector<PickChange> changes;      // where an assumption changes the pick (sensitivity.h)
  const RejectedOffer* nearest_refused =
      nullptr;  // with status none: the cheapest one that a single change admits
};

Decision decide(const Comparison& comparison);

}  // namespace picker
