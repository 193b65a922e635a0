// Phrases: a sentence in parts, some of which stand out.
#pragma once

#include <string>

namespace picker::app {

enum class Stress { none, strong, accent };

struct Phrase {
  std::string text;
  Stress stress = Stress::none;
};

}  // namespace picker::app
