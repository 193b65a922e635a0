// Queueing: closed forms of what random arrivals do to servers that wait and to replicas that stop when idle.
// Checked against event simulation; sources in the functions. Never knows a platform or a price.
#pragma once

namespace picker {

struct Queue {
  double wait_probability = 0;
  double mean_wait_s = 0;
};

// M/M/k: `servers` >= 1 of mean service time `service_s`, offered load arrival rate x service time < servers.
// Source: Erlang's C formula through the recursion of his B formula.
Queue erlang_c(int servers, double offered_load, double service_s);

// M/D/1, load < 1: half the wait of M/M/1. Source: Pollaczek and Khinchine.
Queue fixed_service_queue(double load, double service_s);

// One replica that a request starts and that stops `hold_s` after the last arrival (the idle window and the
// request itself); requests arrive at random, `requests_per_s` > 0.
struct StoppedWhenIdle {
  double off_share = 0;  // of the time
  double starts_per_s = 0;
  double delayed_share = 0;   // of the requests: those that start it and those that come meanwhile
  double on_s_per_start = 0;  // mean life of the replica, its cold start included
};

// `expected_in_hold` is the number of requests expected in the last hold_s seconds; at a constant rate
// requests_per_s x hold_s. Source: renewal argument, on for c + (e^(rate hold) - 1) / rate, off for 1 / rate.
StoppedWhenIdle stopped_when_idle(double requests_per_s, double expected_in_hold, double hold_s,
                                  double cold_start_s);

}  // namespace picker
