// The application behind every face: state, history, results by revision. JSON text in and out, as the
// contract's "The app", and the same as the engine's types for the face that is drawn from C++. No ImGui, no
// browser, no clock; the caller tells listeners that something changed.
#pragma once

#include "shown.h"

#include "../../wasm/contract/session.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker::app {

class App {
 public:
  Session& session() { return session_; }

  // As the session's; a state that stands is kept as far as the new rates allow.
  std::string load_catalog(std::string_view rates_json);
  std::string start(std::string_view args);
  std::string command(std::string_view command);
  std::string state() const;
  // "compare", "curve", "breakEven", "link"; "table" and "csv" of the tab that is open.
  std::string result(std::string_view part);
  std::string fields() const;

  // Start must have been called. Valid until the next command.
  Shown shown();

  // Rises with every change of the state; 0 before start.
  int revision() const { return revision_; }

 private:
  // `input` is the path a "set" changed, empty for other commands: changes of one input in a row undo as one.
  void replace(AppState next, const std::string& input);
  const Comparison& comparison();
  const ComparedOffers& compared();
  const Result<CostCurve>& curve();
  const Result<PairBreakEven>& break_even();
  TableQuery table_query(bool everything) const;
  const Result<Table>* table();
  const Result<LoadDay>* day();
  const Result<LoadDay>& day_of_load();
  Result<std::string> compute(const std::string& part);

  Session session_;
  AppState state_;
  std::string last_input_;
  std::vector<AppState> undo_;
  std::vector<AppState> redo_;
  int revision_ = 0;
  // Of this revision.
  struct Answers {
    std::optional<Request> request;
    std::optional<Comparison> comparison;
    std::optional<Decision> decision;
    std::optional<ComparedOffers> compared;
    std::optional<Result<CostCurve>> curve;
    std::optional<Result<PairBreakEven>> break_even;
    std::optional<std::string> preset;
    std::optional<Result<Table>> table;
    std::optional<Result<LoadDay>> day;
    std::map<std::string, std::string> texts;
  };
  Answers answers_;
  std::shared_ptr<const LoadSeries> load_;  // of the last request; many changes leave the load as it is
};

}  // namespace picker::app
