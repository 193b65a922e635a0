// The engine's results as the contract's JSON text. Conversions and names only; no arithmetic but
// month = day x 365.25/12. Each call writes one value.
#pragma once

#include "json_text.h"

#include "../engine/decision/curve.h"
#include "../engine/decision/decision.h"

#include <string>
#include <vector>

namespace picker {

// [{formula, values, result}]
void write_explanations(JsonText& out, const std::vector<Explanation>& explanations);

// {quotes, rejected}
void write_comparison(JsonText& out, const Comparison& comparison);
void write_recommendation(JsonText& out, const Catalog& catalog, const Request& request,
                          const Comparison& comparison);

// Members of the answer's object, without its braces: `request` and more stand beside them.
void write_curve_members(JsonText& out, const Curve& curve);

// A load on one offer's replicas, hour by hour. The priced offer must outlive it.
struct LoadDay {
  const PricedOffer* priced = nullptr;
  double requests_per_day = 0;
  BilledDay day;
  std::vector<LoadHour> hours;
};
void write_load_day_members(JsonText& out, const LoadDay& day);

// Without a band `low` and `high` are null.
void write_serving(JsonText& out, const ServingEstimate& estimate, const ServingBand& band);

}  // namespace picker
