// Rates: everything that was read from the bundled rate cards. Plain data.
#pragma once

#include "json.h"

#include "../engine/catalog/catalog.h"
#include "../engine/decision/claims.h"

#include <string>
#include <vector>

namespace picker {

struct Preset {
  std::string id;
  std::string label;
  std::string note;
  Json request;
  Json view;
  std::string exercise;          // the exercise it is a setting of; empty: none
  std::string choice;            // its name among them
  std::string question;          // in the first of them
  std::vector<std::string> why;  // the same; what explains the answer, once it is shown
  bool predict = false;          // the break-even is guessed before it is shown
};

// A word of the trade: what people say, and what it is.
struct Term {
  std::string id;
  std::string term;
  std::string said;
  std::string is;
  std::string source;
  std::string as_of;
};

struct Rates {
  Catalog market;
  Catalog lesson;
  std::vector<Preset> presets;
  std::vector<Claim> claims;
  std::vector<Term> terms;
  bool whole =
      true;  // false: the bundle for a first visit, without history, terms and the words on platforms
};

}  // namespace picker
