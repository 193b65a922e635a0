// Replays the fuzzers' corpus, what they once found included, through the same functions.

#include "fuzz/entries.h"

#include <gtest/gtest.h>

#include <dirent.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace picker::fuzz {
namespace {

std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> names;
  DIR* open = opendir(folder.c_str());
  if (!open) return names;
  while (const dirent* entry = readdir(open))
    if (entry->d_name[0] != '.') names.push_back(folder + "/" + entry->d_name);
  closedir(open);
  std::sort(names.begin(), names.end());
  return names;
}

void replay(const std::string& name, std::size_t at_least) {
  const Entry* entry = find_entry(name);
  ASSERT_NE(entry, nullptr);
  const std::vector<std::string> files =
      files_of(std::string(PICKER_SOURCE_DIR) + "/tests/fuzz/corpus/" + name);
  EXPECT_GE(files.size(), at_least);
  for (const std::string& path : files) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(entry->run(bytes), "") << path;
  }
}

TEST(FuzzCorpus, Catalog) { replay("catalog", 2); }
TEST(FuzzCorpus, Calls) { replay("calls", 20); }
TEST(FuzzCorpus, ReadLink) { replay("read_link", 10); }
TEST(FuzzCorpus, WriteLink) { replay("write_link", 3); }
TEST(FuzzCorpus, App) { replay("app", 3); }

}  // namespace
}  // namespace picker::fuzz
