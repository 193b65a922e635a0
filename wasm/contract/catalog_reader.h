// Reads the bundled rates into catalogues. Strict: an unknown key, unit, id or type is an error with its JSON
// path. Never fills a gap: what the text does not say stays unknown.
#pragma once

#include "json.h"

#include "../engine/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace picker {

struct Preset {
  std::string id;
  std::string label;
  std::string note;
  Json request;
  Json view;
};

// What somebody says, to be tested; never enters a bill.
struct Claim {
  std::string id;
  std::string says;
  std::string who;
  std::string as_of;
  std::string catalog;
  std::string axis;
  double value = 0;
};

struct Rates {
  Catalog market;
  Catalog lesson;
  std::vector<Preset> presets;
  std::vector<Claim> claims;
};

Result<Rates> read_rates(std::string_view text);

}  // namespace picker
