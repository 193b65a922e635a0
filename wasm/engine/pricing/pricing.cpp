// Puts an offer's price together: its lines, and the rules of its platform on top of them.
#include "../numbers/numeric_text.h"
#include "pricing_parts.h"
#include "rules/compliance.h"
#include "rules/modifiers.h"
#include "rules/regions.h"

#include <algorithm>
#include <utility>

namespace picker {
namespace {

std::string price_what(MeterUnit unit) { return "price of one " + std::string(meter_unit_name(unit).label); }

std::optional<Unpriceable> price_lesson(PricedOffer& priced, const PricingTask& task) {
  const Workload& workload = task.workload;
  const LessonOffer& lesson = *priced.offer.lesson;
  const Provenance& provenance = lesson.price.provenance;
  const double tokens_per_s = lesson.saturated_output_tokens_per_minute / 60.0;
  priced.service = Service{workload.output_tokens / tokens_per_s, 0};
  priced.terms.floor_s_per_day = lesson.reserved_minutes_per_day.value_or(0) * 60.0;
  priced.evidence.push_back({"saturated output tokens a minute", lesson.saturated_output_tokens_per_minute,
                             "tokens per minute", provenance});
  if (lesson.reserved_minutes_per_day)
    priced.evidence.push_back(
        {"reserved minutes a day", *lesson.reserved_minutes_per_day, "minutes per day", provenance});
  if (priced.offer.form == OfferForm::token) return price_per_use(priced, task);
  std::vector<Meter> meters = lesson.price.meters;
  override_prices(meters, priced.offer.id, task.overrides);
  for (const Meter& meter : meters) {
    if (!meter.usd) continue;
    const bool minutes = meter.unit == MeterUnit::deployment_minute;
    if (!minutes && meter.unit != MeterUnit::request) continue;
    priced.lines.push_back(
        minutes ? CostLine{"deployment minutes", "minute of the deployment", *meter.usd, 0, 1.0 / 60.0}
                : CostLine{"predictions", "prediction", *meter.usd, 1, 0});
    add_price_evidence(priced, meter, lesson.price);
  }
  if (workload.batch_share > 0)
    priced.warnings.push_back(
        {"no-batch-tier", "The lesson has no batch price; the batch share is billed at the standard price."});
  return std::nullopt;
}

// The platform's price for work that stays in a region.
void apply_region(PricedOffer& priced, const std::vector<std::string>& regions) {
  const Offer& offer = priced.offer;
  if (regions.empty() || !offer.region.empty()) return;
  const RegionMatch match = match_region(offer, regions);
  const bool pinned = match.residence == Residence::kept || match.residence == Residence::with_plan;
  if (!pinned || !match.pin || match.pin->premium.value_or(1) == 1) return;
  for (CostLine& line : priced.lines) line.usd_per_unit *= *match.pin->premium;
  add_ratio_evidence(priced, "price pinned to " + match.pin->region + " as a share of the list price",
                     *match.pin->premium, match.scope->provenance);
}

// The least that a plan behind a requirement bills.
void apply_commitment(PricedOffer& priced, const Requirements& requirements) {
  const double usd_per_month = commitment_usd_per_month(priced.offer, requirements);
  if (!(usd_per_month > 0)) return;
  priced.least_usd_per_day = usd_per_month / days_per_month;
  for (const std::string& requirement : requirements.compliance) {
    const ComplianceClaim* claim = best_claim(priced.offer, requirement);
    if (claim && claim->commitment_usd_per_month == usd_per_month)
      priced.evidence.push_back(
          {"commitment that the plan asks for", usd_per_month, "usd per month", claim->provenance});
  }
}

// What the account gives or asks for that no bill holds.
void tell_account(PricedOffer& priced) {
  const std::optional<Account>& account = priced.offer.platform->account;
  if (!account) return;
  const std::string& platform = priced.offer.platform->name;
  if (account->free_credit_usd_per_month.value_or(0) > 0)
    priced.warnings.push_back({"account-credit", platform + " gives " +
                                                     text::usd(*account->free_credit_usd_per_month) +
                                                     " of credit a month, which this bill leaves out."});
  if (account->fee_minimum_usd.value_or(0) > 0)
    priced.warnings.push_back(
        {"account-fee-minimum", "Each payment to " + platform + " carries a fee of at least " +
                                    text::usd(*account->fee_minimum_usd) + ", which this bill leaves out."});
  if (account->minimum_usd_per_month && *account->minimum_usd_per_month > 0)
    priced.warnings.push_back({"account-minimum", platform + " asks for at least " +
                                                      text::usd(*account->minimum_usd_per_month) +
                                                      " a month; this bill leaves that out."});
}

// The fee on everything above it.
void apply_fee(PricedOffer& priced) {
  const Offer& offer = priced.offer;
  const Modifier* fee =
      find_modifier(*offer.platform, Rule::percent_fee, offer.model->id, is_gpu_time(offer));
  if (!fee || !fee->percent) return;
  const std::size_t lines = priced.lines.size();
  for (std::size_t i = 0; i < lines; ++i) {
    CostLine line = priced.lines[i];
    line.what = "fee on " + line.what;
    line.usd_per_unit *= *fee->percent / 100.0;
    priced.lines.push_back(std::move(line));
  }
  priced.evidence.push_back({fee->what, *fee->percent, "percent", fee->provenance});
}

}  // namespace

void warn_once(PricedOffer& priced, Warning warning) {
  for (const Warning& known : priced.warnings)
    if (known.code == warning.code) return;
  priced.warnings.push_back(std::move(warning));
}

void add_price_evidence(PricedOffer& priced, const Meter& meter, const DatedPrice& price) {
  for (const Evidence& known : priced.evidence)
    if (known.what == price_what(meter.unit)) return;
  Evidence evidence{price_what(meter.unit), *meter.usd,
                    "usd per " + std::string(meter_unit_name(meter.unit).label),
                    meter.yours ? yours() : price.provenance};
  if (meter.yours) {
    priced.evidence.push_back(std::move(evidence));
    return;
  }
  for (const std::vector<Meter>& conflict : price.conflicts) {
    const Meter* other = find_meter(conflict, meter.unit);
    if (!other || !other->usd) continue;
    evidence.low = std::min(evidence.low.value_or(*meter.usd), *other->usd);
    evidence.high = std::max(evidence.high.value_or(*meter.usd), *other->usd);
  }
  if (evidence.low)
    warn_once(priced,
              {"sources-disagree", "Sources disagree on the " + evidence.what + ": " +
                                       text::usd(*evidence.low) + " to " + text::usd(*evidence.high) + "."});
  priced.evidence.push_back(std::move(evidence));
}

void add_ratio_evidence(PricedOffer& priced, std::string what, double ratio, const Provenance& provenance) {
  priced.evidence.push_back({std::move(what), ratio, "ratio", provenance});
}

Provenance yours() { return {Kind::yours, "your own number", ""}; }

bool is_gpu_time(const Offer& offer) { return offer.form == OfferForm::gpu_time; }

Unpriceable price_unknown(const Offer& offer, const std::string& what, std::string set_field) {
  return {"price-unknown", offer.label + " has no known price for " + what + ".", std::move(set_field)};
}

// How fast a hosted API answers, with what is known of it.
void add_api_speed(PricedOffer& priced, const PricingTask& task) {
  const Offer& offer = priced.offer;
  if (offer.form != OfferForm::token || task.workload.modality != Modality::text) return;
  if (!task.fastest) task.fastest = fastest_stream(task.catalog, *offer.model, task.workload);
  priced.api = api_speed(task.catalog, offer, task.workload, *task.fastest);
  if (!priced.api) return;
  const Range& ttft = priced.api->ttft_p95_s;
  const Range& stream = priced.api->tokens_per_s;
  priced.evidence.push_back({"time to first token that 95 % of requests keep", ttft.typical, "seconds",
                             priced.api->ttft, ttft.low, ttft.high});
  priced.evidence.push_back({"output tokens a second that one request sees", stream.typical,
                             "tokens per second", priced.api->speed, stream.low, stream.high});
}

Pricing price(const PricingTask& task, const Offer& offer) {
  PricedOffer priced;
  priced.price = offer.price;
  priced.offer = offer;
  priced.load = task.load;
  if (!offer.price)
    return Unpriceable{"price-unknown", "No price of " + offer.label + " is known for this day.", "price"};
  if (!offer.price->note.empty()) priced.warnings.push_back({"price-note", offer.price->note});
  if (offer.price_is_later)
    priced.warnings.push_back({"price-later", "The oldest price known was read on " +
                                                  offer.price->provenance.as_of +
                                                  "; it stands in for the day asked for."});
  std::optional<Unpriceable> refused;
  if (offer.lesson)
    refused = price_lesson(priced, task);
  else if (offer.form == OfferForm::gpu_time)
    refused = price_gpu_time(priced, task);
  else
    refused = price_per_use(priced, task);
  if (refused) return *std::move(refused);
  if (offer.lesson) return priced;
  apply_region(priced, task.requirements.regions);
  apply_fee(priced);
  apply_commitment(priced, task.requirements);
  tell_account(priced);
  add_api_speed(priced, task);
  return priced;
}

}  // namespace picker
