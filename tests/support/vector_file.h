// Reads a file of test vectors. It never checks the shape: a test that reads a missing key stops.

#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "nlohmann/json.hpp"

#ifndef PICKER_SOURCE_DIR
#error "PICKER_SOURCE_DIR must be the root of the source tree, as a string"
#endif

namespace picker {

// The parsed file, for example vector_file("serving_throughput.json"); a failed test and null if not JSON.
inline nlohmann::json vector_file(const std::string& name) {
  const std::string path = std::string(PICKER_SOURCE_DIR) + "/tests/vectors/" + name;
  std::ifstream stream(path);
  nlohmann::json parsed = nlohmann::json::parse(stream, nullptr, false);
  if (parsed.is_discarded()) {
    ADD_FAILURE() << path << " is missing or not JSON";
    return nullptr;
  }
  return parsed;
}

}  // namespace picker
