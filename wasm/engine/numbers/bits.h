// Bits: a double as the 64 bits that it is stored in, and back. std::bit_cast is not in every library yet.
#pragma once

#include <cstdint>
#include <cstring>

namespace picker {

inline std::uint64_t bits_of(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

inline double from_bits(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

}  // namespace picker
