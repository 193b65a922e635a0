// Doubles and their decimal digits, exact in both directions: what printf and strtod do, without the 20 KB of
// long doubles that stand behind those in the module.
#pragma once

#include <cstdint>
#include <string>

namespace picker {

// 0.DIGITS x 10^point, without zeros at either end; no digits at all is zero.
struct Decimal {
  std::string digits;
  int point = 0;
};

// Of the absolute value, which is finite: all its digits.
Decimal exact_decimal(double value);

// Keeps `count` digits (none or fewer: all are dropped), the rest rounded half to even.
void round_digits(Decimal& decimal, int count);

// The double nearest to it, half to even; infinity where it is too large for one.
double nearest_double(Decimal decimal);

}  // namespace picker
