#include "serving_latency.h"

#include <algorithm>

#include "../numbers/numeric.h"
#include "../numbers/root.h"
#include "serving.h"
#include "serving_time.h"

namespace picker {
namespace {

// In doubles, 60 halvings leave the last bit or two of any interval that is searched here.
constexpr int halvings = 60;

// The open loop as a function of the mean batch. A batch has exactly one rate, the rate rises with it and so
// do both latencies, so one search over batches answers both questions without a search inside a search.
class OpenLoopModel {
 public:
  OpenLoopModel(const ServingQuery& query, const Arrivals& arrivals, const ServingConstants& constants)
      : time_(query, constants),
        batch_max_(time_.batch_max()),
        output_tokens_(time_.output_tokens()),
        prompt_s_(time_.prompt_s()),
        prompt_on_idle_replica_s_(time_.prompt_on_idle_replica_s()),
        variability_((arrivals.interarrival_cv * arrivals.interarrival_cv +
                      time_.prompt_scv().value_or(arrivals.prompt_scv)) /
                     2) {}

  double batch_max() const { return batch_max_; }
  double prompt_s() const { return prompt_s_; }

  // A step decodes at least one sequence, however rarely there is one.
  double decode_step_s(double batch) const { return time_.decode_step(std::max(batch, 1.0)).total_s; }

  // X(batch)
  double requests_per_s(double batch, double decode_step_s) const {
    return batch / (batch * prompt_s_ + output_tokens_ * decode_step_s);
  }

  // The batch at which the replica serves this rate, which must be below the one at batch_max.
  double batch_at(double requests_per_s) const {
    const double tokens_per_s = requests_per_s * output_tokens_ / (1 - requests_per_s * prompt_s_);
    const double alone = tokens_per_s * decode_step_s(1);
    if (alone <= 1) return alone;
    return numeric::find_root([&](double batch) { return tokens_per_s * decode_step_s(batch) - batch; }, 1,
                              batch_max_);
  }

  OpenLoop latency(double requests_per_s, double batch, double decode_step_s) const {
    OpenLoop loop;
    loop.prompt_load = requests_per_s * prompt_s_;
    loop.batch = batch;
    loop.t_dec_s = decode_step_s;
    loop.tpot_s = decode_step_s / (1 - loop.prompt_load);
    // Allen and Cunneen: the mean wait of those who wait is the wait over the load.
    const double wait_if_busy_s = prompt_s_ / (1 - loop.prompt_load) * variability_;
    loop.prompt_wait_s = wait_if_busy_s * loop.prompt_load;
    const double base_s = prompt_on_idle_replica_s_ + decode_step_s;
    loop.ttft_mean_s = base_s + loop.prompt_wait_s;
    loop.ttft_p95_s = loop.ttft_mean_s;
    // Waits have an exponential tail; below a load of 1/20 fewer than 5 % wait at all.
    if (loop.prompt_load * 20 > 1) {
      const double tail_s = wait_if_busy_s * numeric::log(20 * loop.prompt_load);
      loop.ttft_p95_s = base_s + std::max(loop.prompt_wait_s, tail_s);
    }
    return loop;
  }

 private:
  TimeModel time_;
  double batch_max_;
  double output_tokens_;
  double prompt_s_;
  double prompt_on_idle_replica_s_;
  double variability_;  // (Ca^2 + Cs^2) / 2
};

bool fits(const ServingQuery& query, const ServingConstants& constants) {
  return weights_bytes(query.model, query.precision) <= memory_limit_bytes(query.gpu, query.gpus, constants);
}

}  // namespace

std::optional<OpenLoop> open_loop(const ServingQuery& query, double requests_per_s, const Arrivals& arrivals,
                                  const ServingConstants& constants) {
  if (!fits(query, constants)) return std::nullopt;
  const OpenLoopModel model(query, arrivals, constants);
  const double batch_max = model.batch_max();
  if (requests_per_s >= model.requests_per_s(batch_max, model.decode_step_s(batch_max))) return std::nullopt;
  const double batch = model.batch_at(requests_per_s);
  return model.latency(requests_per_s, batch, model.decode_step_s(batch));
}

std::optional<double> largest_rate(const ServingQuery& query, const LatencyLimits& limits,
                                   const Arrivals& arrivals, const ServingConstants& constants) {
  if (!fits(query, constants)) return std::nullopt;
  const OpenLoopModel model(query, arrivals, constants);

  double rate = 0;
  // Whether the limits hold at this batch, whose rate it leaves in `rate`.
  const auto keeps_limits = [&](double batch) {
    const double decode_step_s = model.decode_step_s(batch);
    const double batch_rate = model.requests_per_s(batch, decode_step_s);
    const OpenLoop loop = model.latency(batch_rate, batch, decode_step_s);
    if (limits.tpot_s && loop.tpot_s > *limits.tpot_s) return false;
    const double answer_s = loop.ttft_p95_s + limits.hidden_tokens * loop.tpot_s;
    if (limits.ttft_p95_s && answer_s > *limits.ttft_p95_s) return false;
    rate = batch_rate;
    return true;
  };

  if (!keeps_limits(0) || keeps_limits(model.batch_max())) return rate;
  double low = 0;
  double high = model.batch_max();
  for (int i = 0; i < halvings; ++i) {
    const double batch = (low + high) / 2;
    (keeps_limits(batch) ? low : high) = batch;
  }
  return rate;
}

}  // namespace picker
