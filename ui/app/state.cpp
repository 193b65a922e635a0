#include "state.h"

#include "hours.h"

#include "../../wasm/contract/model_names.h"
#include "../../wasm/contract/request.h"
#include "../../wasm/contract/tables.h"
#include "../../wasm/engine/numbers/lists.h"
#include "../../wasm/engine/pricing/offers.h"

#include <utility>

namespace picker::app {
namespace {

bool has_offer(const Request& request, const Rates& rates, const std::string& id) {
  const Catalog& catalog = *find_catalog(rates, request.catalog);
  for (const std::string& model : request.workload.models)
    for (const Offer& offer :
         expand_offers(catalog, *find_model(catalog, model), request.requirements.precision, request.as_of)
             .offers)
      if (offer.id == id) return true;
  return false;
}

std::string shown_value(const std::string& text) {
  constexpr std::size_t most = 60;
  return "\"" + (text.size() > most ? text.substr(0, most) + "…" : text) + "\"";
}

// Takes out of a link's view what nothing is called, and says what stands in.
class ViewCheck {
 public:
  ViewCheck(AppState& state, const Rates& rates) : state_(state), rates_(rates) {}

  void check() {
    check_offer("a", "the cheapest API");
    check_offer("b", "the GPU that first costs less");
    check_sort();
    check_filter();
  }

 private:
  void tell(const std::string& key, const std::string& code, const std::string& message) {
    state_.problems.push_back({code, "view." + key, message});
  }

  void check_offer(const std::string& key, const std::string& instead) {
    const Json value = state_.view[key];
    if (!value.is_string() || has_offer(engine_request(state_.request), rates_, value.text())) return;
    state_.view[key] = nullptr;
    tell(key, "unknown-offer",
         "No offer of this workload is called " + shown_value(value.text()) + "; " + instead +
             " is compared.");
  }

  void check_sort() {
    const Json value = state_.view["sort"];
    if (!value.is_string() || is_table_sort(value.text(), rates_)) return;
    state_.view["sort"] = nullptr;
    tell("sort", "unknown-value",
         "No table has a column " + shown_value(value.text()) + "; each comes in its own order.");
  }

  void check_filter() {
    if (state_.view["filter"].empty()) return;
    const std::vector<std::string> tags = table_tags(rates_);
    Json known = Json::array();
    std::vector<std::string> unknown;
    for (const Json& tag : state_.view["filter"])
      if (contains(tags, tag.text()))
        known.push_back(tag);
      else
        unknown.push_back(tag.text());
    if (unknown.empty()) return;
    std::string named = shown_value(unknown.front());
    if (unknown.size() > 1) named += " and " + std::to_string(unknown.size() - 1) + " more";
    tell("filter", "unknown-value",
         "No table has the choice " + named + "; " +
             (known.empty() ? "every row is shown." : "the other choices are used."));
    state_.view["filter"] = std::move(known);
  }

  AppState& state_;
  const Rates& rates_;
};

AppState from_link(std::string_view fragment, const Rates& rates) {
  LinkState link = read_link(fragment, rates);
  AppState state{std::move(link.request), std::move(link.view), std::move(link.notes)};
  ViewCheck(state, rates).check();
  return state;
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
