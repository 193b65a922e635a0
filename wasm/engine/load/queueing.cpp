#include "queueing.h"

#include "../numbers/numeric.h"

namespace picker {

Queue erlang_c(int servers, double offered_load, double service_s) {
  double blocked = 1;
  for (int j = 1; j <= servers; ++j) blocked = offered_load * blocked / (j + offered_load * blocked);
  const double used = offered_load / servers;
  Queue queue;
  queue.wait_probability = blocked / (1 - used * (1 - blocked));
  queue.mean_wait_s = queue.wait_probability * service_s / (servers - offered_load);
  return queue;
}

Queue fixed_service_queue(double load, double service_s) {
  return {load, load * service_s / (2 * (1 - load))};
}

StoppedWhenIdle stopped_when_idle(double requests_per_s, double expected_in_hold, double hold_s,
                                  double cold_start_s) {
  const double gap_chance = numeric::exp(expected_in_hold);  // 1 / the chance that a hold passes unused
  const double rate_before = hold_s > 0 ? expected_in_hold / hold_s : requests_per_s;
  StoppedWhenIdle replica;
  replica.off_share = 1 / (gap_chance + rate_before * cold_start_s);
  replica.starts_per_s = requests_per_s * replica.off_share;
  replica.delayed_share = replica.off_share * (1 + requests_per_s * cold_start_s);
  replica.on_s_per_start = cold_start_s + (gap_chance - 1) / (rate_before > 0 ? rate_before : 1);
  return replica;
}

}  // namespace picker
