#include "app.h"

#include "exercise.h"

#include "results.h"

#include "../../wasm/contract/json_text.h"
#include "../../wasm/engine/decision/sensitivity.h"

#include <utility>

namespace picker::app {
namespace {

constexpr std::size_t history_most = 200;
// A whole link, whatever of it JSON escapes; a state that such a link gives is shorter.
constexpr JsonLimits command_limits = {2 * link_bytes_most + 1024, request_limits.depth};

std::string failed(const Error& error) { return write_json(error_json(error)); }

Error not_started() { return {"not-started", "", "Load a catalogue and start first."}; }

Json problems_json(const std::vector<Error>& problems) {
  Json list = Json::array();
  for (const Error& problem : problems) list.push_back(problem_json(problem));
  return list;
}

std::string input_path(const Json* args) {
  const Json* path = args ? value_at(*args, "path") : nullptr;
  return path && path->is_string() ? path->get<std::string>() : std::string();
}

// Moves the top of `from` into `state`, what stood there onto `to`.
bool step(AppState& state, std::vector<AppState>& from, std::vector<AppState>& to) {
  if (from.empty()) return false;
  to.push_back(std::move(state));
  state = std::move(from.back());
  from.pop_back();
  return true;
}

}  // namespace

void App::replace(AppState next, const std::string& input) {
  if (input.empty() || input != last_input_) undo_.push_back(std::move(state_));
  if (undo_.size() > history_most) undo_.erase(undo_.begin());
  last_input_ = input;
  redo_.clear();
  state_ = std::move(next);
}

std::string App::load_catalog(std::string_view rates_json) {
  const Rates* before = session_.rates();
  const std::string as_of = before ? before->market.as_of : "";
  std::string answer = session_.load_catalog(rates_json);
  if (session_.rates() == before || revision_ == 0) return answer;
  answers_ = {};
  // The whole bundle of the same prices changes nothing; of other prices the link of the state says what is
  // kept and what they no longer know.
  if (session_.rates()->market.as_of != as_of) {
    const std::string link = write_link(state_.request, state_.view, *session_.rates());
    state_ = start_state(Json{{"link", link}}, *session_.rates());
    last_input_.clear();
    undo_.clear();
    redo_.clear();
  }
  ++revision_;
  return answer;
}

std::string App::start(std::string_view args) {
  if (!session_.rates()) return failed({"no-catalog", "", "Load a catalogue first."});
  // The page hands over the address that somebody followed, however long it is, and must start.
  const bool fits = args.size() <= command_limits.bytes;
  const Result<Json> parsed = parse_json(fits ? args : "{}", command_limits);
  if (!parsed) return failed(parsed.error());
  if (!parsed->is_object()) return failed({"wrong-type", "", "start takes a JSON object."});
  state_ = start_state(*parsed, *session_.rates());
  if (!fits)
    state_.problems.push_back({"too-large", "link", "This is too long for a link; none of it was read."});
  last_input_.clear();
  undo_.clear();
  redo_.clear();
  answers_ = {};
  ++revision_;
  return state();
}

std::string App::command(std::string_view text) {
  if (revision_ == 0) return failed(not_started());
  const Result<Json> parsed = parse_json(text, command_limits);
  if (!parsed) return failed(parsed.error());
  const Json* id = value_at(*parsed, "id");
  if (!id || !id->is_string()) return failed({"missing", "id", "A command is {\"id\", \"args\"}."});
  const std::string name = id->get<std::string>();
  const Json* args = value_at(*parsed, "args");
  const Json empty = Json::object();
  if (args && !args->is_object()) return failed({"wrong-type", "args", "This must be an object."});

  if (name == "undo" || name == "redo") {
    const bool moved = name == "undo" ? step(state_, undo_, redo_) : step(state_, redo_, undo_);
    if (!moved) return failed({"nothing-to-" + name, "", "There is nothing to " + name + "."});
    last_input_.clear();
  } else {
    Result<AppState> next = apply(state_, name, args ? *args : empty, *session_.rates());
    if (!next) return failed(next.error());
    const bool same = next->request == state_.request && next->view == state_.view;
    if (same)
      state_.problems = std::move(next->problems);
    else
      replace(std::move(*next), name == "set" ? input_path(args) : "");
  }
  answers_ = {};
  ++revision_;
  JsonText out;
  return out.open_object().set("ok", true).set("revision", revision_).close_object().take();
}

std::string App::state() const {
  if (revision_ == 0) return failed(not_started());
  JsonText out;
  out.open_object()
      .set("ok", true)
      .set("revision", revision_)
      .set("request", state_.request)
      .set("view", state_.view);
  out.set("problems", problems_json(state_.problems));
  out.set("can_undo", !undo_.empty()).set("can_redo", !redo_.empty());
  const std::string preset = preset_of(state_, *session_.rates());
  out.set("preset", preset.empty() ? Json() : Json(preset));
  out.set("rates_as_of", catalog_of(state_.request, *session_.rates()).as_of);
  return out.set("rates_whole", session_.rates()->whole).close_object().take();
}

const Comparison& App::comparison() {
  if (!answers_.comparison) {
    answers_.request = engine_request(state_.request);
    const Load& load = answers_.request->workload.load;
    if (!load_ || load_->load != load) load_ = std::make_shared<const LoadSeries>(load_series(load));
    answers_.comparison = compare(catalog_of(state_.request, *session_.rates()), *answers_.request, load_);
  }
  return *answers_.comparison;
}

const ComparedOffers& App::compared() {
  if (!answers_.compared) answers_.compared = compared_offers(state_, comparison());
  return *answers_.compared;
}

const Result<CostCurve>& App::curve() {
  if (!answers_.curve) answers_.curve = cost_curve(state_, comparison(), compared(), break_even());
  return *answers_.curve;
}

const Result<PairBreakEven>& App::break_even() {
  if (!answers_.break_even) answers_.break_even = pair_break_even(state_, comparison(), compared());
  return *answers_.break_even;
}

Shown App::shown() {
  comparison();
  if (!answers_.decision)
    answers_.decision = decide_with_doubts(catalog_of(state_.request, *session_.rates()), *answers_.request,
                                           *answers_.comparison);
  if (!answers_.preset) answers_.preset = preset_of(state_, *session_.rates());
  // The most work of all, and drawn on its tab only.
  static const Result<CostCurve> not_drawn(
      Error{"not-shown", "view.tab", "The curve is behind another tab."});
  const bool is_drawn = value_at(state_.view, "tab")->get<std::string>() == "flips";
  return {revision_,
          state_,
          *session_.rates(),
          catalog_of(state_.request, *session_.rates()),
          *answers_.request,
          *answers_.comparison,
          *answers_.decision,
          is_drawn ? curve() : not_drawn,
          break_even(),
          *answers_.preset,
          !undo_.empty(),
          !redo_.empty(),
          table(),
          day()};
}

// What of the state a table is asked for.
TableQuery App::table_query(bool everything) const {
  TableQuery query;
  query.table = value_at(state_.view, "tab")->get<std::string>();
  for (const Json& tag : *value_at(state_.view, "filter")) query.filter.push_back(tag.get<std::string>());
  const Json* sort = value_at(state_.view, "sort");
  if (sort->is_string()) query.sort = sort->get<std::string>();
  query.every_column = everything;
  return query;
}

const Result<Table>* App::table() {
  const TableQuery query = table_query(false);
  if (query.table == "flips" || query.table == "day") return nullptr;
  if (!answers_.table)
    answers_.table =
        filled_table(query, *session_.rates(), catalog_of(state_.request, *session_.rates()), comparison());
  return &*answers_.table;
}

const Result<LoadDay>* App::day() {
  if (value_at(state_.view, "tab")->get<std::string>() != "day") return nullptr;
  return &day_of_load();
}

const Result<LoadDay>& App::day_of_load() {
  if (!answers_.day) answers_.day = shown_day(state_, comparison(), compared());
  return *answers_.day;
}

Result<std::string> App::compute(const std::string& part) {
  if (part == "compare") {
    const Catalog& catalog = catalog_of(state_.request, *session_.rates());
    return comparison_text(state_.request, catalog, engine_request(state_.request), comparison());
  }
  if (part == "curve") {
    if (!curve()) return curve().error();
    return curve_text(*curve());
  }
  if (part == "exercise") return exercise_text(shown());
  if (part == "dayOfLoad") {
    const Result<LoadDay>& day = day_of_load();
    if (!day) return day.error();
    return day_text(state_, *day);
  }
  if (part == "breakEven") {
    if (!break_even()) return break_even().error();
    return break_even_text(state_, *break_even(), catalog_of(state_.request, *session_.rates()).as_of);
  }
  if (part == "table" || part == "csv") {
    if (!table()) return Error{"not-yet", "view.tab", "This tab has no table."};
    if (!*table()) return table()->error();
    if (part == "table") return table_json(**table());
    const Result<Table> whole = filled_table(table_query(true), *session_.rates(),
                                             catalog_of(state_.request, *session_.rates()), comparison());
    JsonText out;
    return out.open_object().set("text", table_csv(*whole)).close_object().take();
  }
  if (part == "link") {
    JsonText out;
    return out.open_object()
        .set("fragment", write_link(state_.request, state_.view, *session_.rates()))
        .close_object()
        .take();
  }
  return Error{"not-yet", "part", "No result is called \"" + part.substr(0, 60) + "\"."};
}

std::string App::result(std::string_view part) {
  if (revision_ == 0) return failed(not_started());
  const std::string name(part.substr(0, 60));
  const auto cached = answers_.texts.find(name);
  if (cached != answers_.texts.end()) return cached->second;
  const Result<std::string> value = compute(name);
  if (!value && value.error().path == "part") return failed(value.error());
  JsonText out;
  out.open_object().set("ok", true).set("revision", revision_).set("progress", 1);
  if (!value) out.set("error", problem_json(value.error()));
  out.key("value");
  if (value)
    out.add_written(*value);
  else
    out.add_null();
  return answers_.texts[name] = out.close_object().take();
}

std::string App::fields() const {
  if (!session_.rates()) return failed({"no-catalog", "", "Load a catalogue first."});
  const Json* catalog = value_at(state_.request, "catalog");
  const std::string id = catalog ? catalog->get<std::string>() : "market";
  JsonText out;
  out.open_object().set("ok", true).key("fields");
  const Json* shape = value_at(state_.request, "workloads.0.load.shape");
  write_fields(out, *session_.rates(), id, modality_of(state_.request),
               load_shape_from(shape ? shape->get<std::string>() : ""));
  return out.close_object().take();
}

}  // namespace picker::app
