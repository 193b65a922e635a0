#include "history.h"

namespace picker {
namespace {

const std::string& first_day(const DatedPrice& price) {
  return price.effective_from.empty() ? price.provenance.as_of : price.effective_from;
}

}  // namespace

PriceOfDay price_on(const std::vector<DatedPrice>& prices, std::string_view day) {
  PriceOfDay found;
  for (const DatedPrice& price : prices)
    if (first_day(price) <= day) found.price = &price;
  if (!found.price && !prices.empty() && prices.front().effective_from.empty())
    return {&prices.front(), true};
  if (found.price && !found.price->effective_until.empty() && found.price->effective_until <= day) return {};
  return found;
}

Availability availability_on(const Status& status, std::string_view day) {
  return !status.since.empty() && day < status.since ? Availability::self_serve : status.availability;
}

}  // namespace picker
