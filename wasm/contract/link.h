// Links: a request and a view as a readable URL fragment and back. Reading never fails: what cannot be
// understood is reported and the rest kept. Written links leave defaults out, sort their keys and name the
// date of the rates.
#pragma once

#include "request.h"

#include <string>
#include <string_view>
#include <vector>

namespace picker {

// More than the longest that is written: 64 patterns, 64 overrides and 168 hours, every letter escaped.
constexpr std::size_t link_bytes_most = 512 * 1024;

struct LinkState {
  Json request;              // resolved
  Json view;                 // resolved
  std::vector<Error> notes;  // what was not understood, in the order of the fragment
};

// `fragment` with or without its leading #; also escaped as a whole, or with &amp; between its pairs. Keys:
// those of the field table, `v`, `preset` and `rates`. Without `preset` and `model` the first preset is the
// base, else the preset or the field defaults.
LinkState read_link(std::string_view fragment, const Rates& rates);

// Of a resolved request and view. Starts with "#v=1".
std::string write_link(const Json& request, const Json& view, const Rates& rates);

}  // namespace picker
