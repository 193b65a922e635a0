// A session: the rates in force and the contract's calls on them, JSON text in and JSON text out.
// Never throws, never aborts on input, keeps no state but the rates: a refused catalogue leaves the old one
// in force.
#pragma once

#include "answer.h"
#include "catalog_reader.h"
#include "json.h"

#include "../engine/decision/decision.h"

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
  std::string simulate_load(std::string_view request) const;
  std::string serving_estimate(std::string_view query) const;
  // {table, filter, sort, format: "json" | "csv", request}; the request counts for sources alone.
  std::string table(std::string_view query) const;
  std::string read_link(std::string_view fragment) const;
  std::string write_link(std::string_view request_and_view) const;
  // flips, winnerMap, difference, memo, addCard, removeCard.
  static std::string not_yet(std::string_view call);

  // Null until a catalogue was loaded.
  const Rates* rates() const { return rates_.get(); }

 private:
  std::shared_ptr<const Rates> rates_;
};

// The calls on JSON, for those who hold the rates already: the answer's object as text, without its "ok".
Result<std::string> compare_answer(const Json& request, const Rates& rates);
Result<std::string> break_even_answer(const Json& call, const Rates& rates);
Result<std::string> curve_answer(const Json& call, const Rates& rates);
Result<std::string> simulate_load_answer(const Json& call, const Rates& rates);
Result<std::string> serving_answer(const Json& query, const Rates& rates);
Result<std::string> table_answer(const Json& query, const Rates& rates);

// The day of an offer under a workload, or why it has none, said of `key`.
Result<LoadDay> load_day(const PricedOffer& priced, const Workload& workload, const std::string& key);

// The answer to compare, of a comparison that was made already.
std::string comparison_text(const Json& resolved, const Catalog& catalog, const Request& request,
                            const Comparison& comparison);

// {"ok":true,…} around an answer's object, or the error.
std::string answered(const Result<std::string>& answer);

}  // namespace picker
