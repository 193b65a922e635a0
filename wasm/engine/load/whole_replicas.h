// Whole replicas: how a load in replicas becomes a number of them.
#pragma once

#include "replica_day.h"
#include "shape.h"

#include <cmath>

namespace picker {

// A replica that is wholly used must not start another one because of the last bit of a product.
constexpr double replica_rounding = 1e-12;

inline double whole_replicas(double load) { return std::ceil(load * (1 - replica_rounding)); }

// Replicas that the requests keep wholly busy, on the average.
inline double mean_load(const Service& service, double requests_per_day) {
  return requests_per_day * service.work_s_per_request / seconds_per_day;
}

}  // namespace picker
