// Days as numbers, so that ages can be counted. Knows no clock: "today" is what a caller says.
#pragma once

#include <optional>
#include <string_view>

namespace picker {

// Days since 1970-01-01 of YYYY-MM-DD; of YYYY-MM and YYYY their first day. Empty where that is no day of the
// calendar.
std::optional<int> day_number(std::string_view date);

// Days from one date to another, 0 where the first is the later one; empty where one is no date. A date
// without a day counts from the start of its month or year.
std::optional<int> days_between(std::string_view from, std::string_view to);

}  // namespace picker
