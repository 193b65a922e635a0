// Load: a day of demand turned into replicas and billed seconds. Replica-seconds here are of one whole
// replica; multiply by its GPUs for GPU-seconds. Never prices anything.
#pragma once

#include <optional>
#include <vector>

namespace picker {

constexpr double seconds_per_day = 86400.0;
constexpr double days_per_month = 365.25 / 12.0;

// `packed` is the lesson's ideal packing: max(work / capacity, floor), replicas never rounded.
// `flat` is a constant rate: whole replicas, always on.
enum class LoadShape { packed, flat };

// What a platform bills of a replica's day, as far as these shapes need it.
struct BillingTerms {
  double floor_s_per_day = 0;  // reserved time, billed whether used or not
  double minimum_replicas = 0;
  bool scales_to_zero = false;  // with no request at all nothing runs
};

struct BilledDay {
  std::optional<double> replicas_peak;  // empty for `packed`, which has no whole replicas
  double billed_replica_s = 0;
  double utilization = 0;  // work / (replicas x 86,400 s); one replica for `packed`, where it may exceed 1
  double billed_utilization = 0;  // work / billed time
};

// work_s_per_request: seconds of one replica at its largest feasible rate that one request takes (1 / X), >=
// 0. requests_per_day >= 0. Source of the rules: design "Load"; the lesson's for `packed`.
BilledDay bill_day(LoadShape shape, const BillingTerms& terms, double requests_per_day,
                   double work_s_per_request);

// The most of the day's capacity that this shape can use before another replica starts, 0..1.
double reachable_utilization(LoadShape shape);

// Whether a bill at this utilization can happen. `packed` spreads work over fractions of replicas, so always.
bool is_reachable(LoadShape shape, double utilization);

// Requests a day in (0, to] at which billed time changes its slope or jumps, rising, at most `most` of them.
std::vector<double> billing_breakpoints(LoadShape shape, const BillingTerms& terms, double work_s_per_request,
                                        double to_requests_per_day, int most);

}  // namespace picker
