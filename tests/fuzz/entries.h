// Entries: every door through which text of others comes in, each as one function from bytes. Shared by the
// fuzzers and by the test that replays their corpus.
#pragma once

#include <string>
#include <string_view>

namespace picker::fuzz {

struct Entry {
  const char* name;
  // What is wrong with the answer to these bytes; empty: nothing. Crashes are the caller's to notice.
  std::string (*run)(std::string_view bytes);
};

// catalog: loadCatalog. calls: the first byte picks the call, the rest is its text. read_link, write_link: a
// fragment, a request with its view. app: a line for start, then one for each command.
extern const Entry entries[5];

const Entry* find_entry(std::string_view name);

}  // namespace picker::fuzz
