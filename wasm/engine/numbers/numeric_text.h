// Numbers as words in sentences ("$3.66", "705 k", "67.9 %"). For people only: JSON numbers are never written
// here.
#pragma once

#include <string>

namespace picker::text {

// Rounded half away from zero at `decimals`, with thousands separators: 1155 -> "1,155".
std::string fixed(double value, int decimals);
std::string integer(double value);

// With as many decimals as it needs, at most six: 0.25, 1,000,000,000.
std::string plain(double value);

// Dollars as a bill shows them: "$0.0012", "$3.66", "$312", "$12,400".
std::string usd(double value);

// A count with three significant digits: "705 k", "1.94 M", "20,000" stays whole below 100,000.
std::string count(double value);

// A share 0..1 as "67.9 %".
std::string percent(double share);

}  // namespace picker::text
