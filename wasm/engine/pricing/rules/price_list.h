// Price list: the one place that decides which of a platform's token prices a request falls into, and what
// they are. In this order:
//   1. the offer's own meters; a tier that is listed by itself takes what it has none of (cached input, cache
//      writes, context bands) from the platform's standard offer, in proportion to their prices;
//   2. the context band of the whole prompt; what a band does not price moves as its input price does;
//   3. the multiplier of a tier that is a rule;
//   4. the founder's own numbers;
//   5. for work that may wait, the batch price of each meter in proportion to the standard one, in the band
//      too. Cached input gets both discounts where the platform says so, else the better of the two.
// So a batch never costs more than the same work unbatched, a tier's multiplier holds in every band, cached
// input never costs more than fresh, and writing the cache never less. Never counts tokens (caching.h).
#pragma once

#include "../offers.h"
#include "overrides.h"

#include <optional>
#include <string>
#include <vector>

namespace picker {

// How a meter came about beside being listed.
enum class CachedPrice { listed, by_rule, as_input };
// How cached input of a batch came to its price: with both discounts, with the better of the two because only
// one holds, or with the better of the two because which hold is not documented.
enum class BatchCachedPrice { both, better, undocumented };

struct PriceList {
  std::vector<Meter> meters;          // what one unit costs
  const ContextBand* band = nullptr;  // null: the ordinary prices
  CachedPrice cached = CachedPrice::listed;
  const Modifier* cached_rule = nullptr;  // by_rule
  BatchCachedPrice batch_cached = BatchCachedPrice::both;
};

// The list that a request of so many input tokens falls into; `batch` needs offer.batch. `source_conflict` as
// in Assumptions.
PriceList price_list(const Offer& offer, double input_tokens, bool batch, const Overrides& overrides,
                     double source_conflict = 0);

// The bands of an offer, its own or those it takes from the standard one, and the one that a prompt falls
// into (null: the ordinary prices).
const std::vector<ContextBand>& context_bands(const Offer& offer);
const ContextBand* context_band(const Offer& offer, double input_tokens);

}  // namespace picker
