#include "risks.h"

#include "../numbers/numeric_text.h"
#include "../pricing/rules/rate_limits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace picker {
namespace {

// A 95th percentile breaks where more requests than this wait for a replica to start.
constexpr double cold_share_of_p95 = 0.05;
// Fewer cold requests than this are not worth a word.
constexpr double cold_share_told = 0.001;

bool has_limits(const Sla& sla) { return sla.ttft_p95_ms || sla.min_tokens_per_s; }

struct Judgement {
  SlaVerdict verdict = SlaVerdict::meets;
  std::optional<double> chance;
};

// `value` must be at most `limit`.
Judgement judge(const std::optional<Range>& value, double limit) {
  if (!value) return {SlaVerdict::unknown, std::nullopt};
  if (value->high <= limit) return {SlaVerdict::meets, 1.0};
  if (value->low > limit) return {SlaVerdict::misses, 0.0};
  return {SlaVerdict::may_miss, chance_within(*value, limit)};
}

// The worst that is known; unknown where one limit is. Both limits are taken to be kept by themselves.
Judgement both(const Judgement& a, const Judgement& b) {
  const std::optional<double> chance =
      a.chance && b.chance ? std::optional<double>(*a.chance * *b.chance) : std::nullopt;
  if (a.verdict == SlaVerdict::misses || b.verdict == SlaVerdict::misses) return {SlaVerdict::misses, 0.0};
  if (a.verdict == SlaVerdict::unknown || b.verdict == SlaVerdict::unknown)
    return {SlaVerdict::unknown, std::nullopt};
  return {std::max(a.verdict, b.verdict), chance};
}

std::optional<Range> seconds_per_token(const std::optional<Range>& tokens_per_s) {
  if (!tokens_per_s) return std::nullopt;
  return Range{1 / tokens_per_s->high, 1 / tokens_per_s->typical, 1 / tokens_per_s->low};
}

void add_cold_risks(const PricedOffer& priced, const Quote& quote, const Sla& sla, std::vector<Risk>& risks) {
  const double share = quote.cold_share.value_or(0);
  if (share < cold_share_told) return;
  const std::string who = text::percent(std::min(share, 1.0)) + " of requests to " + priced.offer.label;
  const std::string seconds = text::integer(priced.terms.cold_start_s) + " s";
  if (refuses_while_cold(priced.terms.scale_to_zero)) {
    risks.push_back(
        {"answers-503",
         who + " get an error (503) because no replica is running; one starts in some " + seconds + ".",
         has_limits(sla)});
    return;
  }
  const bool breaks = sla.ttft_p95_ms && share > cold_share_of_p95;
  risks.push_back({"cold-start", who + " wait some " + seconds + " for a cold start.", breaks});
}

std::string_view unit_of(LimitKind kind) {
  switch (kind) {
    case LimitKind::requests_per_minute:
      return "requests a minute";
    case LimitKind::requests_per_day:
      return "requests a day";
    case LimitKind::tokens_per_minute:
      return "tokens a minute";
    case LimitKind::tokens_per_day:
      return "tokens a day";
    case LimitKind::prompt_tokens_per_minute:
      return "prompt tokens a minute";
    case LimitKind::uncached_tokens_per_minute:
      return "uncached tokens a minute";
    case LimitKind::output_tokens_per_minute:
      return "output tokens a minute";
    case LimitKind::concurrent_requests:
      return "requests at once";
    case LimitKind::concurrent_gpus:
      return "GPUs at once";
    case LimitKind::spend_cap:
      return "usd a month";
    case LimitKind::other:
      break;
  }
  return "";
}

std::string amount(double value, LimitKind kind) {
  return (value < 100 ? text::integer(std::ceil(value)) : text::count(value)) + " " +
         std::string(unit_of(kind));
}

void add_limit_risks(const PricedOffer& priced, const Quote& quote, const Workload& workload,
                     std::vector<Risk>& risks) {
  const LimitBreach* worst = nullptr;
  const std::vector<LimitBreach> breaches = limit_breaches(priced, quote, workload);
  const std::string& platform = priced.offer.platform->name;
  for (const LimitBreach& breach : breaches) {
    const Limit& limit = *breach.limit;
    const std::string plan = limit.plan.empty() ? "" : " (" + limit.plan + ")";
    if (limit.what == LimitKind::spend_cap) {
      const std::string cap = text::usd(limit.value) + " a month" + plan;
      if (breach.opens_later)
        risks.push_back(
            {"spend-tier",
             "A new account at " + platform + " may spend less than this bill; the cap of " + cap + " opens" +
                 (limit.after_usd ? " after " + text::usd(*limit.after_usd) + " of spend." : " with use."),
             false});
      else
        risks.push_back({"spend-cap",
                         platform + " caps spend at " + cap + "; this bill is " + text::usd(breach.needed) +
                             " a month. Ask for a higher tier.",
                         true});
      continue;
    }
    if (breach.opens_later) {
      risks.push_back({"limit-tier",
                       platform + " allows " + amount(limit.value, limit.what) + plan +
                           (limit.after_usd ? " after " + text::usd(*limit.after_usd) + " of spend" : "") +
                           "; a new account gets less than your load needs.",
                       false});
      continue;
    }
    if (!worst || breach.needed / limit.value > worst->needed / worst->limit->value) worst = &breach;
  }
  if (!worst) return;
  const Limit& limit = *worst->limit;
  const bool a_day = limit.what == LimitKind::requests_per_day || limit.what == LimitKind::tokens_per_day;
  risks.push_back({"rate-limit",
                   priced.offer.label + " allows " + amount(limit.value, limit.what) +
                       (limit.plan.empty() ? "" : " (" + limit.plan + ")") + "; your busiest " +
                       (a_day ? "day" : "hour") + " needs " + amount(worst->needed, limit.what) +
                       ". Ask for a higher tier.",
                   true});
}

}  // namespace

std::string_view word(SlaVerdict verdict) {
  constexpr std::array<std::string_view, 4> words = {"unknown", "meets", "may miss", "misses"};
  return words[static_cast<std::size_t>(verdict)];
}

void judge_sla(Quote& quote, const Sla& sla) {
  QuotedSpeed& speed = quote.speed;
  if (!has_limits(sla)) return;
  Judgement judgement{SlaVerdict::meets, 1.0};
  if (sla.ttft_p95_ms) judgement = both(judgement, judge(speed.answer_p95_s, *sla.ttft_p95_ms / 1000));
  if (sla.min_tokens_per_s)
    judgement =
        both(judgement, judge(seconds_per_token(speed.tokens_per_s_per_request), 1 / *sla.min_tokens_per_s));
  speed.sla = judgement.verdict;
  speed.chance = judgement.chance;
}

void add_risks(const PricedOffer& priced, const Quote& quote, const Workload& workload,
               std::vector<Risk>& risks) {
  const Sla& sla = workload.sla;
  add_cold_risks(priced, quote, sla, risks);
  add_limit_risks(priced, quote, workload, risks);
  if (!has_limits(sla)) return;
  const std::string& label = priced.offer.label;
  const SlaVerdict verdict = quote.speed.sla;
  if (verdict == SlaVerdict::unknown)
    risks.push_back(
        {"sla-unknown", "No published latency for " + label + ". Benchmark it before committing.", true});
  if (verdict == SlaVerdict::may_miss || verdict == SlaVerdict::misses) {
    const std::string chance =
        quote.speed.chance ? " (some " + text::integer(std::clamp(*quote.speed.chance * 100, 1.0, 99.0)) +
                                 " % likely to keep them)"
                           : "";
    risks.push_back({"sla-may-miss",
                     label + " may miss the latency limits" + chance +
                         ": they lie within the error of what is known of its speed.",
                     true});
  }
}

}  // namespace picker
