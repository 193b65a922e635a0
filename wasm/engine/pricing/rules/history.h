// Prices and states on a day. A price holds from the day its source states, else from the day it was first
// read. Never guesses a price between two readings.
#pragma once

#include "../../catalog/catalog.h"

#include <string_view>

namespace picker {

struct PriceOfDay {
  const DatedPrice* price = nullptr;  // null where the history has ended, or begins later on a stated day
  bool before_first_reading = false;  // the oldest price known stands in for an earlier day
};

// The last of the history (oldest first) that holds on `day`, YYYY-MM-DD or a shorter date.
PriceOfDay price_on(const std::vector<DatedPrice>& prices, std::string_view day);

// Self-serve before the day the offer ended on.
Availability availability_on(const Status& status, std::string_view day);

}  // namespace picker
