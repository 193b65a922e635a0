// A libFuzzer target: the entry that PICKER_FUZZ_ENTRY names.

#include "fuzz/entries.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const picker::fuzz::Entry& entry = *picker::fuzz::find_entry(PICKER_FUZZ_ENTRY);
  const std::string wrong = entry.run({reinterpret_cast<const char*>(data), size});
  if (!wrong.empty()) {
    std::fprintf(stderr, "%s\n", wrong.c_str());
    std::abort();
  }
  return 0;
}
