#include "dates.h"

#include <algorithm>
#include <cstddef>

namespace picker {
namespace {

// The digits of `text` as a number, -1 where they are none.
int digits(std::string_view text) {
  int value = 0;
  for (const char letter : text) {
    if (letter < '0' || letter > '9') return -1;
    value = value * 10 + (letter - '0');
  }
  return text.empty() ? -1 : value;
}

bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[month - 1];
}

}  // namespace

std::optional<int> day_number(std::string_view date) {
  const bool has_month = date.size() == 7 || date.size() == 10;
  const bool has_day = date.size() == 10;
  if (date.size() != 4 && !has_month) return std::nullopt;
  if ((has_month && date[4] != '-') || (has_day && date[7] != '-')) return std::nullopt;
  const int year = digits(date.substr(0, 4));
  const int month = has_month ? digits(date.substr(5, 2)) : 1;
  const int day = has_day ? digits(date.substr(8, 2)) : 1;
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return std::nullopt;
  int number = day - 1;
  for (int each = 1970; each < year; ++each) number += leap(each) ? 366 : 365;
  for (int each = 1; each < month; ++each) number += days_in(year, each);
  return number;
}

std::optional<int> days_between(std::string_view from, std::string_view to) {
  const std::optional<int> first = day_number(from);
  const std::optional<int> last = day_number(to);
  if (!first || !last) return std::nullopt;
  return std::max(0, *last - *first);
}

}  // namespace picker
