// The engine's results as the contract's JSON. Conversions and names only; no arithmetic but month = day x
// 365.25/12.
#pragma once

#include "json.h"

#include "../engine/break_even.h"
#include "../engine/curve.h"
#include "../engine/decision.h"

namespace picker {

Json comparison_json(const Comparison& comparison);  // {quotes, rejected}
Json recommendation_json(const Comparison& comparison, const Workload& workload);
Json quote_json(const AdmittedOffer& offer);
Json curve_json(const Curve& curve);

// `axis` "requests_per_day" or "utilization" (of b): what `value` counts.
Json break_even_json(const BreakEven& found, const PricedOffer& a, const PricedOffer& b,
                     const std::string& axis);

Json serving_json(const ServingEstimate& estimate);

}  // namespace picker
