// A session: the rates in force and the contract's calls on them, JSON text in and JSON text out.
// Never throws, never aborts on input, keeps no state but the rates: a refused catalogue leaves the old one
// in force.
#pragma once

#include "catalog_reader.h"
#include "json.h"

#include <memory>
#include <string>
#include <string_view>

namespace picker {

class Session {
 public:
  std::string load_catalog(std::string_view rates_json);
  std::string compare(std::string_view request) const;
  std::string break_even(std::string_view request) const;
  std::string curve(std::string_view request) const;
  std::string serving_estimate(std::string_view query) const;
  std::string read_link(std::string_view fragment) const;
  std::string write_link(std::string_view request_and_view) const;
  // flips, winnerMap, simulateLoad, difference, memo, addCard, removeCard.
  static std::string not_yet(std::string_view call);

  // Null until a catalogue was loaded.
  const Rates* rates() const { return rates_.get(); }

 private:
  std::shared_ptr<const Rates> rates_;
};

// The calls on JSON, for those who hold the rates already.
Result<Json> compare_answer(const Json& request, const Rates& rates);
Result<Json> break_even_answer(const Json& call, const Rates& rates);
Result<Json> curve_answer(const Json& call, const Rates& rates);
Result<Json> serving_answer(const Json& query, const Rates& rates);

}  // namespace picker
