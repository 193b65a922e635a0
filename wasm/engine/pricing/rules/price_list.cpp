#include "price_list.h"

#include "caching.h"
#include "modifiers.h"
#include "source_conflict.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace picker {
namespace {

constexpr MeterUnit input_unit = MeterUnit::million_input_tokens;
constexpr MeterUnit cached_unit = MeterUnit::million_cached_input_tokens;
constexpr MeterUnit write_unit = MeterUnit::million_cache_write_tokens;
constexpr MeterUnit output_unit = MeterUnit::million_output_tokens;
constexpr MeterUnit token_units[] = {input_unit, cached_unit, write_unit, output_unit};

// Half of $0.25 is published as $0.13: 4 % above. Prices that small are rounded to the cent.
constexpr double rounded_within = 0.05;

bool is_token(MeterUnit unit) {
  return std::find(std::begin(token_units), std::end(token_units), unit) != std::end(token_units);
}

std::optional<double> usd_of(const std::vector<Meter>& meters, MeterUnit unit) {
  const Meter* meter = find_meter(meters, unit);
  return meter ? meter->usd : std::nullopt;
}

void set_usd(std::vector<Meter>& meters, MeterUnit unit, double usd) {
  for (Meter& meter : meters)
    if (meter.unit == unit) {
      meter.usd = usd;
      return;
    }
  meters.push_back({unit, usd});
}

// a / b; empty where one is unknown.
std::optional<double> ratio(std::optional<double> a, std::optional<double> b) {
  return a && b && *b > 0 ? std::optional<double>(*a / *b) : std::nullopt;
}

// What a meter of one list is to the other's: its own ratio, else that of the input prices. Small prices are
// published rounded: a ratio so near to that of the input prices is that one.
std::optional<double> scale_of(const std::vector<Meter>& to, const std::vector<Meter>& from, MeterUnit unit) {
  const std::optional<double> own = ratio(usd_of(to, unit), usd_of(from, unit));
  const std::optional<double> input = ratio(usd_of(to, input_unit), usd_of(from, input_unit));
  if (!own) return input;
  const bool rounded =
      unit != input_unit && unit != output_unit && input && std::fabs(*own / *input - 1) <= rounded_within;
  return rounded ? input : own;
}

// Fills the token prices that `meters` lacks with those of `from` times what the input prices differ by.
void inherit(std::vector<Meter>& meters, const std::vector<Meter>& from) {
  const std::optional<double> scale = ratio(usd_of(meters, input_unit), usd_of(from, input_unit));
  if (!scale) return;
  for (const MeterUnit unit : {cached_unit, write_unit})
    if (!usd_of(meters, unit))
      if (const std::optional<double> usd = usd_of(from, unit)) set_usd(meters, unit, *usd * *scale);
}

bool lists_bands(const Offer& offer) { return !offer.price->context_bands.empty(); }

// `meters` in the band: what the band prices, times what the offer is to the one that lists the band; what it
// leaves out moves as its input price does.
void put_in_band(std::vector<Meter>& meters, const ContextBand& band, const std::vector<Meter>& lister) {
  const std::vector<Meter> before = meters;
  const std::optional<double> input_scale =
      ratio(usd_of(band.meters, input_unit), usd_of(lister, input_unit));
  for (const MeterUnit unit : token_units) {
    const std::optional<double> ordinary = usd_of(before, unit);
    const std::optional<double> listed = usd_of(band.meters, unit);
    if (listed && !usd_of(lister, unit)) {
      set_usd(meters, unit, *listed);
    } else if (listed) {
      if (const std::optional<double> scale = scale_of(before, lister, unit))
        set_usd(meters, unit, *scale == 1 ? *listed : *listed * *scale);
    } else if (ordinary && input_scale && unit != output_unit) {
      set_usd(meters, unit, *ordinary * *input_scale);
    }
  }
}

// Settles what the four token meters cost beside one another.
void settle_cached(PriceList& list, const Offer& offer) {
  const std::optional<double> input = usd_of(list.meters, input_unit);
  if (!input) return;
  const Meter* cached = find_meter(list.meters, cached_unit);
  if (cached && cached->usd) {
    if (!cached->yours) set_usd(list.meters, cached_unit, std::min(*cached->usd, *input));
  } else if (const Modifier* rule =
                 find_modifier(*offer.platform, Rule::cached_input, offer.model->id, false)) {
    list.cached = CachedPrice::by_rule;
    list.cached_rule = rule;
    set_usd(list.meters, cached_unit, *input * rule->multiplier.value_or(1));
  } else {
    list.cached = CachedPrice::as_input;
    set_usd(list.meters, cached_unit, *input);
  }
  const Caching* caching = caching_of(*offer.platform, offer.model->id);
  const Meter* write = find_meter(list.meters, write_unit);
  if (write && write->yours) return;
  const double multiplier = caching ? caching->write_multiplier.value_or(1) : 1;
  const double least = *input * std::max(multiplier, 1.0);
  set_usd(list.meters, write_unit, write && write->usd ? std::max(*write->usd, *input) : least);
}

// The batch's prices of a standard list whose ordinary meters are `ordinary`.
void make_batch(PriceList& list, const std::vector<Meter>& ordinary, const Offer& offer) {
  const Batch& batch = *offer.batch;
  const Caching* caching = caching_of(*offer.platform, offer.model->id);
  const Caching::InBatch in_batch = caching ? caching->in_batch : Caching::InBatch::unknown;
  const std::vector<Meter> standard = list.meters;
  const auto scaled = [&](MeterUnit unit) -> std::optional<double> {
    if (batch.multiplier) return batch.multiplier;
    const std::optional<double> own = ratio(usd_of(batch.meters, unit), usd_of(ordinary, unit));
    if (own || unit == cached_unit) return own;
    return unit == write_unit ? ratio(usd_of(batch.meters, input_unit), usd_of(ordinary, input_unit))
                              : std::nullopt;
  };
  for (Meter& meter : list.meters) {
    if (!meter.usd || meter.unit == cached_unit) continue;
    const std::optional<double> scale = scaled(meter.unit);
    const std::optional<double> own = usd_of(batch.meters, meter.unit);
    const std::optional<double> before = usd_of(ordinary, meter.unit);
    // A price that is as listed stays so to the last bit.
    if (own && before && *before == *meter.usd)
      meter.usd = own;
    else if (scale)
      meter.usd = *meter.usd * *scale;
    else if (!batch.multiplier && is_token(meter.unit))
      meter.usd = own;
  }
  for (const Meter& own : batch.meters)
    if (!find_meter(list.meters, own.unit)) list.meters.push_back(own);

  const std::optional<double> input = usd_of(list.meters, input_unit);
  const std::optional<double> standard_input = usd_of(standard, input_unit);
  const std::optional<double> standard_cached = usd_of(standard, cached_unit);
  if (!input || !standard_cached) return;
  const std::optional<double> own = batch.multiplier ? std::nullopt : usd_of(batch.meters, cached_unit);
  double cached = std::min(*input, *standard_cached);
  if (own) {
    const std::optional<double> ordinary_cached = usd_of(ordinary, cached_unit);
    const bool as_listed = !ordinary_cached || *ordinary_cached == *standard_cached;
    cached = as_listed ? *own : *own * (*standard_cached / *ordinary_cached);
  } else if (in_batch == Caching::InBatch::multiplies && standard_input && *standard_input > 0) {
    cached = *standard_cached * (*input / *standard_input);
  } else if (list.cached != CachedPrice::as_input) {
    list.batch_cached =
        in_batch == Caching::InBatch::unknown ? BatchCachedPrice::undocumented : BatchCachedPrice::better;
  }
  set_usd(list.meters, cached_unit, std::min({cached, *input, *standard_cached}));
}

}  // namespace

const std::vector<ContextBand>& context_bands(const Offer& offer) {
  return lists_bands(offer) || !offer.standard ? offer.price->context_bands : offer.standard->context_bands;
}

const ContextBand* context_band(const Offer& offer, double input_tokens) {
  const ContextBand* found = nullptr;
  for (const ContextBand& band : context_bands(offer))
    if (input_tokens > band.above_input_tokens) found = &band;
  return found;
}

PriceList price_list(const Offer& offer, double input_tokens, bool batch, const Overrides& overrides,
                     double source_conflict) {
  PriceList list;
  list.meters = meters_by_source(*offer.price, source_conflict);
  const bool from_standard = offer.standard && offer.standard != offer.price;
  if (from_standard) inherit(list.meters, offer.standard->meters);
  const std::vector<Meter> ordinary = list.meters;
  list.band = context_band(offer, input_tokens);
  if (list.band)
    put_in_band(list.meters, *list.band,
                lists_bands(offer) || !from_standard ? offer.price->meters : offer.standard->meters);
  if (offer.tier_rule)
    for (Meter& meter : list.meters)
      if (meter.usd) meter.usd = *meter.usd * offer.tier_rule->multiplier.value_or(1);
  override_prices(list.meters, offer.id, overrides);
  settle_cached(list, offer);
  if (batch) make_batch(list, ordinary, offer);
  return list;
}

}  // namespace picker
