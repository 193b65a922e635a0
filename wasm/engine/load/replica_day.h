// A day of replicas: how one of them serves requests, and what a day of them comes to. Plain data.
#pragma once

#include <optional>

namespace picker {

// How one replica serves one request.
struct Service {
  double work_s_per_request = 0;  // seconds of the replica at its largest feasible rate (1 / X)
  double duration_s = 0;          // from arrival to last token, on a replica that is ready and idle
  // Of the requests, those that may wait 24 hours: they fill what the others leave of the replicas before
  // they add one, and add none for a peak.
  double batch_share = 0;
};

// Means over the period, per day.
struct BilledDay {
  std::optional<double> replicas_peak;  // empty for `packed`, which has no whole replicas
  double billed_replica_s = 0;
  double utilization = 0;         // work / (peak replicas x 86,400 s); one replica for `packed`, may exceed 1
  double billed_utilization = 0;  // work / billed time
  double cold_starts = 0;
  double cold_share = 0;  // of the requests: those that wait for a replica to start, or are refused meanwhile
  bool simulated = false;  // some or all of it is, and carries the noise of that
};

// Means of one hour of the period.
struct LoadHour {
  double demand_requests_per_s = 0;  // of what does not wait
  double batch_requests_per_s = 0;   // of what does, as far as it fits the hour
  double capacity_requests_per_s = 0;
  double replicas = 0;  // billed, used or not
  double cold_starts = 0;
};

}  // namespace picker
