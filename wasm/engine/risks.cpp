#include "risks.h"

#include "numeric_text.h"

#include <algorithm>
#include <array>

namespace picker {
namespace {

// The serving model's first-token times are within a third of measured ones in the median; a speed that
// somebody published or measured varies by a fifth from reading to reading.
constexpr double ttft_error = 1.32;
constexpr double speed_error = 1.2;
// A 95th percentile breaks where more requests than this wait for a replica to start.
constexpr double cold_share_of_p95 = 0.05;
// Fewer cold requests than this are not worth a word.
constexpr double cold_share_told = 0.001;

bool has_limits(const Sla& sla) { return sla.ttft_p95_ms || sla.min_tokens_per_s; }

// `value` must be at most `limit`, and may be off by `error` either way.
SlaVerdict judge(std::optional<double> value, double limit, double error) {
  if (!value) return SlaVerdict::unknown;
  if (*value * error <= limit) return SlaVerdict::meets;
  return *value <= limit * error ? SlaVerdict::may_miss : SlaVerdict::misses;
}

// The worst that is known; unknown where one limit is.
SlaVerdict both(SlaVerdict a, SlaVerdict b) {
  if (a == SlaVerdict::misses || b == SlaVerdict::misses) return SlaVerdict::misses;
  if (a == SlaVerdict::unknown || b == SlaVerdict::unknown) return SlaVerdict::unknown;
  return std::max(a, b);
}

void add_cold_risks(const PricedOffer& priced, const Quote& quote, const Sla& sla, std::vector<Risk>& risks) {
  const double share = quote.cold_share.value_or(0);
  if (share < cold_share_told) return;
  const std::string who = priced.offer.label + ": " + text::percent(share) + " of requests ";
  const std::string seconds = text::integer(priced.terms.cold_start_s) + " s";
  if (refuses_while_cold(priced.terms.scale_to_zero)) {
    risks.push_back({"answers-503",
                     who + "find no replica and are refused (503) while one starts, some " + seconds + ".",
                     has_limits(sla)});
    return;
  }
  const bool breaks = sla.ttft_p95_ms && share > cold_share_of_p95;
  risks.push_back({"cold-start", who + "wait for a replica to start, some " + seconds + ".", breaks});
}

}  // namespace

std::string_view word(SlaVerdict verdict) {
  constexpr std::array<std::string_view, 4> words = {"unknown", "meets", "may miss", "misses"};
  return words[static_cast<std::size_t>(verdict)];
}

SlaVerdict judge_sla(const PricedOffer& priced, const Quote& quote, const Sla& sla) {
  if (!has_limits(sla)) return SlaVerdict::unknown;
  const bool modelled = priced.offer.form == OfferForm::gpu_time;
  SlaVerdict verdict = SlaVerdict::meets;
  if (sla.ttft_p95_ms) {
    const std::optional<double>& ttft_s = quote.speed.ttft_p95_s;
    verdict = both(verdict, judge(ttft_s, *sla.ttft_p95_ms / 1000, ttft_error));
  }
  if (sla.min_tokens_per_s) {
    const std::optional<double>& tokens_per_s = quote.speed.tokens_per_s_per_request;
    const auto seconds = tokens_per_s ? std::optional<double>(1 / *tokens_per_s) : std::nullopt;
    const double error = modelled ? 1 / priced.band.low : speed_error;
    verdict = both(verdict, judge(seconds, 1 / *sla.min_tokens_per_s, error));
  }
  return verdict;
}

void add_risks(const PricedOffer& priced, const Quote& quote, const Sla& sla, std::vector<Risk>& risks) {
  add_cold_risks(priced, quote, sla, risks);
  if (!has_limits(sla)) return;
  const std::string& label = priced.offer.label;
  if (quote.speed.sla == SlaVerdict::unknown)
    risks.push_back({"sla-unknown", "How fast " + label + " answers was not found: measure it.", true});
  if (quote.speed.sla == SlaVerdict::may_miss || quote.speed.sla == SlaVerdict::misses)
    risks.push_back({"sla-may-miss",
                     label + " may miss the latency limits: they lie within the error of what is "
                             "known of its speed.",
                     true});
}

}  // namespace picker
