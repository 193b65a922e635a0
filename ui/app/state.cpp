#include "state.h"

#include "hours.h"

#include "../../wasm/contract/request.h"

#include <utility>

namespace picker::app {
namespace {

AppState from_link(std::string_view fragment, const Rates& rates) {
  LinkState link = read_link(fragment, rates);
  return {std::move(link.request), std::move(link.view), std::move(link.notes)};
}

std::string text_of(const Json& args, const std::string& key) {
  const auto found = args.find(key);
  return found != args.end() && found->is_string() ? found->text() : std::string();
}

bool has_text(const Json& args, const std::string& key) {
  const auto found = args.find(key);
  return found != args.end() && found->is_string();
}

// The hours of a load and its shape hour by hour go together: choosing the shape begins with the hours of the
// shape before, and giving hours chooses it.
void settle_hours(const AppState& before, Json& request, const std::string& path, const Field& field) {
  const std::string load = path.substr(0, path.size() - field.path.size()) + "load.";
  const Json* hours = value_at(request, load + "hourly");
  const Json* shape = value_at(request, load + "shape");
  if (field.path == "load.hourly" && hours && hours->is_array())
    set_value_at(request, load + "shape", "custom");
  if (field.path != "load.shape" || !shape || *shape != "custom" || (hours && !hours->is_null())) return;
  Json weights = Json::array();
  for (const double weight : hour_weights(engine_request(before.request).workload.load))
    weights.push_back(weight);
  set_value_at(request, load + "hourly", std::move(weights));
}

Result<AppState> set(const AppState& state, const Json& args, const Rates& rates) {
  const std::string path = text_of(args, "path");
  const auto value = args.find("value");
  if (value == args.end()) return Error{"missing", "value", "\"set\" needs a value."};
  int workload = 0;
  const Field* field = find_field(path, &workload);
  if (field && workload > 0) return Error{"not-yet", path, "This version prices one workload at a time."};
  if (!field) return Error{"unknown-key", path, "No input has the path \"" + path.substr(0, 100) + "\"."};
  AppState next = state;
  next.problems.clear();
  if (field->scope == FieldScope::view) {
    set_value_at(next.view, field->path, *value);
    const Result<Json> view = resolve_view(next.view, rates);
    if (!view) return view.error();
    next.view = *view;
    return next;
  }
  set_value_at(next.request, path, *value);
  settle_hours(state, next.request, path, *field);
  const bool moved = path == "catalog" || field->path == "modality";
  if (moved) {
    settle_models(next.request, rates);
    give_amounts(next.request, rates);
  }
  const Result<Json> request = resolve_request(next.request, rates, {});
  if (!request) return request.error();
  if (const auto day = moved_day(next.request, *request, rates))
    next.problems.push_back({day->code, "as_of", day->message});
  next.request = *request;
  if (moved || field->path == "model") next.view["a"] = next.view["b"] = nullptr;
  return next;
}

// A guess stays while the settings of one exercise are tried.
Result<AppState> preset(const AppState& state, const Json& args, const Rates& rates) {
  const std::string id = text_of(args, "id");
  for (const Preset& preset : rates.presets) {
    if (preset.id != id) continue;
    AppState next{*resolve_request(preset.request, rates, {}), *resolve_view(preset.view, rates), {}};
    if (!preset.exercise.empty() && text_of(state.view, "exercise") == preset.exercise)
      for (const char* key : {"guess", "revealed"}) next.view[key] = state.view[key];
    return next;
  }
  return Error{"unknown-preset", "id", "No preset is called \"" + id.substr(0, 60) + "\"."};
}

}  // namespace

Result<AppState> apply(const AppState& state, const std::string& command, const Json& args,
                       const Rates& rates) {
  if (command == "set") return set(state, args, rates);
  if (command == "preset") return preset(state, args, rates);
  if (command == "link") {
    if (!has_text(args, "fragment"))
      return Error{"missing", "fragment", "\"link\" needs the fragment as text."};
    return from_link(text_of(args, "fragment"), rates);
  }
  return Error{"unknown-command", "id", "No command is called \"" + command.substr(0, 60) + "\"."};
}

AppState start_state(const Json& args, const Rates& rates) {
  if (has_text(args, "link")) return from_link(text_of(args, "link"), rates);
  AppState first = from_link("", rates);
  if (args.contains("link")) first.problems.push_back({"wrong-type", "link", "A link is text."});
  if (args.contains("preset")) {
    Result<AppState> chosen = preset(first, Json{{"id", text_of(args, "preset")}}, rates);
    if (chosen) return std::move(*chosen);
    first.problems.push_back({chosen.error().code, "preset", chosen.error().message});
  } else if (args.contains("request")) {
    const Result<Json> request = resolve_request(args["request"], rates, {});
    const Result<Json> view = resolve_view(args.contains("view") ? args["view"] : Json(), rates);
    if (request && view) return {*request, *view, {}};
    first.problems.push_back(request ? view.error() : request.error());
  }
  return first;
}

std::string preset_of(const AppState& state, const Rates& rates) {
  for (const Preset& preset : rates.presets) {
    if (*resolve_request(preset.request, rates, {}) != state.request) continue;
    // A table may stand open beside a preset, and a guess be made.
    Json view = *resolve_view(preset.view, rates);
    for (const char* key : {"tab", "sort", "filter", "guess", "revealed"}) view[key] = state.view[key];
    if (view == state.view) return preset.id;
  }
  return "";
}

}  // namespace picker::app
