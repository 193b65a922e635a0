#include "day.h"

#include "words.h"

#include <string_view>

namespace picker::app {
namespace {

constexpr std::string_view blank = "\u00a0";
constexpr double reachable_fully = 0.9995;

}  // namespace

std::string day_facts(const LoadDay& day) {
  const PricedOffer& priced = *day.priced;
  const double gpu_hours = day.day.billed_replica_s * priced.gpus_per_replica / 3600.0;
  std::string said = money(usd_per_day(priced, day.requests_per_day)) + " a day for " +
                     short_count(gpu_hours) + " billed GPU-hours";
  said += gpu_hours > 0 ? ", of which " + short_percent(day.day.billed_utilization) + " are used." : ".";
  const double reachable = reachable_utilization(priced);
  if (reachable < reachable_fully)
    said += " With replicas that never stop, this shape can use at most " + short_percent(reachable) + ".";
  if (const double batch = priced.service->batch_share; batch > 0)
    said += " Batch work, " + short_percent(batch) + " of the requests, fills what the rest leaves idle.";
  if (priced.prefix_share > 0)
    said += " " + short_percent(priced.prefix_share) + " of each prompt is taken to be in the prefix cache.";
  if (!(day.day.cold_starts > 0)) return said + " No cold starts.";
  const std::string who = day.day.cold_share > 0 ? short_percent(day.day.cold_share) + " of the requests wait"
                                                 : "none delays a request";
  return said + " " + short_count(day.day.cold_starts) + std::string(blank) + "cold " +
         (day.day.cold_starts == 1 ? "start" : "starts") + " a day; " + who + " for one.";
}

}  // namespace picker::app
