#include "request.h"

#include "lengths.h"
#include "model_names.h"
#include "overrides.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace picker {
namespace {

constexpr std::size_t workloads_most = 8;

Error unknown_key(const std::string& path, const std::string& key) {
  return {"unknown-key", path, "No input is called \"" + key.substr(0, 60) + "\"."};
}

// Walks an object against the rows of one scope; `inside` is the local path of the object.
std::optional<Error> check_keys(const Json& node, FieldScope scope, const std::string& inside,
                                const std::string& path, const std::vector<std::string_view>& extra) {
  if (!node.is_object()) return Error{"wrong-type", path, "This must be an object."};
  for (std::size_t i = 0; i < node.size(); ++i) {
    const std::string& key = node.keys()[i];
    const std::string local = join_path(inside, key);
    const std::string full = join_path(path, key);
    bool leaf = false;
    bool branch = false;
    const bool dotted = key.find('.') != std::string::npos;  // "load.shape" is a path, no key
    for (const Field& field : fields()) {
      if (field.scope != scope || dotted) continue;
      leaf = leaf || field.path == local;
      branch = branch || field.path.substr(0, local.size() + 1) == local + ".";
    }
    if (leaf) continue;
    if (branch) {
      if (auto error = check_keys(node[i], scope, local, full, {})) return error;
      continue;
    }
    const bool known = inside.empty() && std::find(extra.begin(), extra.end(), key) != extra.end();
    if (!known) return unknown_key(full, key);
  }
  return std::nullopt;
}

double number_at(const Json& root, std::string_view path) {
  const Json* value = value_at(root, path);
  return value && value->is_number() ? value->get<double>() : 0;
}

std::string text_at(const Json& root, std::string_view path) {
  const Json* value = value_at(root, path);
  return value && value->is_string() ? value->text() : std::string();
}

std::vector<std::string> texts_at(const Json& root, std::string_view path) {
  std::vector<std::string> texts;
  if (const Json* list = value_at(root, path))
    for (const Json& item : *list)
      if (item.is_string()) texts.push_back(item.text());
  return texts;
}

// Fills `into` with the rows of one scope. `prefix` is the path of `node` in the whole request.
std::optional<Error> resolve_rows(const Json& node, FieldScope scope, const std::string& prefix,
                                  const Rates& rates, const std::string& catalog, Json& into) {
  const Modality modality = modality_from(text_at(node, "modality"));
  for (const Field& field : fields()) {
    if (field.scope != scope) continue;
    const std::string path = join_path(prefix, field.path);
    const Json* value = value_at(node, field.path);
    if (!value && field.fallback.empty()) return Error{"missing", path, "This is required."};
    const Result<Json> checked =
        value ? checked_value(field, *value, path, rates, catalog, modality) : default_value(field);
    if (!checked) return checked.error();
    set_value_at(into, field.path, *checked);
  }
  return std::nullopt;
}

// What a kind of work bills: one of `paths` must be above 0.
struct Need {
  std::array<std::string_view, 2> paths;
  std::string_view missing;
};

// In the order of the enum.
const Need& need_of(Modality modality) {
  static constexpr std::array<Need, 4> needs = {
      {{{"input_tokens", "output_tokens"},
        "A text request has input tokens or output tokens; both are 0 here."},
       {{"images_per_request", "images_per_request"}, "A request makes at least one image."},
       {{"audio_seconds", "audio_seconds"}, "A request has some audio."},
       {{"input_tokens", "input_tokens"}, "An embedding request has input tokens."}}};
  return needs[static_cast<std::size_t>(modality)];
}

// What an amount that a workload does not name is taken for.
double default_amount(std::string_view path) {
  int workload = 0;
  const Field* field = find_field("workloads.0." + std::string(path), &workload);
  return field ? default_value(*field).get<double>() : 0;
}

// Classes of lengths stand for the one pair where there are any.
bool is_met(const Json& workload, const Need& need, bool absent_is_none) {
  const Json* lengths = value_at(workload, "lengths");
  const bool classes = lengths && lengths->is_array() && !lengths->empty();
  const auto above_zero = [&](std::string_view path) {
    if (classes && path != "images_per_request")
      return std::any_of(lengths->begin(), lengths->end(), [&](const Json& length) {
        return length.is_object() && number_at(length, path) > 0;
      });
    const bool absent = !absent_is_none && !value_at(workload, path);
    return (absent ? default_amount(path) : number_at(workload, path)) > 0;
  };
  return std::any_of(need.paths.begin(), need.paths.end(), above_zero);
}

// The first preset of a catalogue for a kind of work; null where there is none.
const Preset* preset_for(const Rates& rates, std::string_view catalog, Modality modality) {
  for (const Preset& preset : rates.presets)
    if (text_at(preset.request, "catalog") == catalog && modality_of(preset.request) == modality)
      return &preset;
  return nullptr;
}

std::optional<Error> resolve_workload(const Json& node, const Rates& rates, const std::string& catalog,
                                      Json& into) {
  const std::string path = "workloads.0";
  if (auto error = check_keys(node, FieldScope::workload, "", path, {})) return error;
  if (auto error = resolve_rows(node, FieldScope::workload, path, rates, catalog, into)) return error;
  const Need& need = need_of(modality_from(text_at(into, "modality")));
  if (!is_met(into, need, true))
    return Error{"out-of-range", path + "." + std::string(need.paths.back()), std::string(need.missing)};
  if (number_at(into, "cached_input_share") + number_at(into, "cache_write_share") > 1)
    return Error{
        "out-of-range", path + ".cache_write_share",
        "Cached input and input written to the cache are parts of the input: together at most 100 %."};
  for (const auto& [set, other] :
       {std::pair("image_width_px", "image_height_px"), {"image_height_px", "image_width_px"}})
    if (value_at(into, set)->is_number() && !value_at(into, other)->is_number())
      return Error{"missing", path + "." + other, "An image size has a width and a height."};
  const Json* hours = value_at(into, "load.hourly");
  if (text_at(into, "load.shape") == "custom" && !(hours && hours->is_array()))
    return Error{"missing", path + ".load.hourly", "Custom load needs 24 (day) or 168 (week) hourly values."};
  return std::nullopt;
}

struct Amount {
  std::string_view path;
  double Workload::*member;
};

struct LoadAmount {
  std::string_view path;  // inside load
  double Load::*member;
};

// Amounts that count for some kinds of work; those of another kind stay 0.
constexpr Amount amounts[] = {{"input_tokens", &Workload::input_tokens},
                              {"output_tokens", &Workload::output_tokens},
                              {"cached_input_share", &Workload::cached_input_share},
                              {"cache_write_share", &Workload::cache_write_share},
                              {"images_per_request", &Workload::images_per_request},
                              {"steps", &Workload::steps},
                              {"megapixels", &Workload::megapixels},
                              {"audio_seconds", &Workload::audio_seconds}};

constexpr LoadAmount load_amounts[] = {{"amplitude", &Load::amplitude},
                                       {"peak_hour", &Load::peak_hour},
                                       {"from_hour", &Load::from_hour},
                                       {"to_hour", &Load::to_hour},
                                       {"days_per_week", &Load::days_per_week},
                                       {"night_share", &Load::night_share},
                                       {"burst_cv", &Load::burst_cv}};

std::optional<double> number_or_none(const Json& root, std::string_view path) {
  const Json* value = value_at(root, path);
  return value && value->is_number() ? std::optional<double>(value->get<double>()) : std::nullopt;
}

Load load_from(const Json& workload) {
  Load load;
  load.shape = load_shape_from(text_at(workload, "load.shape"));
  for (const LoadAmount& amount : load_amounts)
    load.*amount.member = number_at(workload, "load." + std::string(amount.path));
  if (const Json* hours = value_at(workload, "load.hourly"))
    for (const Json& weight : *hours) load.hourly.push_back(weight.get<double>());
  return load;
}

// The enum value whose word this is, the first one where it is none.
template <class T>
T choice_of(const std::string& text, std::initializer_list<std::string_view> words) {
  int index = 0;
  for (const std::string_view word : words) {
    if (word == text) return static_cast<T>(index);
    ++index;
  }
  return T{};
}

// Classes count for the kinds of work that have them, and the means are then theirs.
void read_lengths(const Json& in, Workload& workload) {
  const Json* list = value_at(in, "lengths");
  if (!list || !list->is_array() || list->empty() || workload.modality == Modality::image) return;
  workload.lengths = lengths_from(*list);
  workload.input_tokens = workload.output_tokens = workload.audio_seconds = 0;
  for (LengthClass& length : workload.lengths) {
    const bool speech = workload.modality == Modality::speech_to_text;
    if (speech) length.input_tokens = length.output_tokens = 0;
    if (workload.modality != Modality::text) length.output_tokens = 0;
    if (!speech) length.audio_seconds = 0;
    workload.input_tokens += length.share * length.input_tokens;
    workload.output_tokens += length.share * length.output_tokens;
    workload.audio_seconds += length.share * length.audio_seconds;
  }
}

Operations operations_from(const std::string& text) {
  for (const Operations value : {Operations::api, Operations::deployment})
    if (word(value) == text) return value;
  return Operations::gpu;
}

// The day of a resolved request, or the nearest one with known prices.
void settle_day(Json& resolved, const Catalog& catalog) {
  const std::string asked = text_at(resolved, "as_of");
  if (asked.empty() || catalog.known_from.empty()) return;
  if (asked < catalog.known_from) resolved["as_of"] = catalog.known_from;
  if (asked > catalog.as_of) resolved["as_of"] = catalog.as_of;
}

}  // namespace

Result<Json> resolve_request(const Json& input, const Rates& rates,
                             const std::vector<std::string_view>& extra) {
  std::vector<std::string_view> known = extra;
  known.push_back("workloads");
  if (auto error = check_keys(input, FieldScope::request, "", "", known)) return *error;
  Json resolved = Json::object();
  if (auto error = resolve_rows(input, FieldScope::request, "", rates, "", resolved)) return *error;

  const auto workloads = input.find("workloads");
  if (workloads == input.end()) return Error{"missing", "workloads", "A request needs one workload."};
  if (!workloads->is_array()) return Error{"wrong-type", "workloads", "This must be an array."};
  if (workloads->empty()) return Error{"missing", "workloads", "A request needs one workload."};
  if (workloads->size() > workloads_most)
    return Error{"too-large", "workloads", "At most 8 workloads fit one request."};
  if (workloads->size() > 1)
    return Error{"not-yet", "workloads.1", "This version prices one workload at a time."};
  Json workload = Json::object();
  if (auto error = resolve_workload(workloads->front(), rates, text_at(resolved, "catalog"), workload))
    return *error;
  resolved["workloads"] = Json::array({std::move(workload)});
  settle_day(resolved, catalog_of(resolved, rates));
  return resolved;
}

std::optional<Warning> moved_day(const Json& asked, const Json& resolved, const Rates& rates) {
  const std::string day = text_at(asked, "as_of");
  const std::string used = text_at(resolved, "as_of");
  if (day == used) return std::nullopt;
  const bool oldest = used == catalog_of(resolved, rates).known_from;
  return Warning{"day-not-known", "No prices are known of " + day + "; those of " + used + ", the " +
                                      (oldest ? "oldest" : "newest") + ", are used."};
}

Result<Json> resolve_view(const Json& input, const Rates& rates) {
  const Json empty = Json::object();
  const Json& node = input.is_null() ? empty : input;
  if (auto error = check_keys(node, FieldScope::view, "", "view", {})) return *error;
  Json resolved = Json::object();
  if (auto error = resolve_rows(node, FieldScope::view, "view", rates, "", resolved)) return *error;
  return resolved;
}

Request engine_request(const Json& resolved) {
  Request request;
  request.catalog = text_at(resolved, "catalog");
  request.only = texts_at(resolved, "only");
  request.as_of = text_at(resolved, "as_of");
  request.overrides = overrides_from(resolved["overrides"]);

  const Json& in = resolved["workloads"][0];
  Workload& workload = request.workload;
  workload.models = texts_at(in, "model");
  workload.requests_per_day = number_at(in, "requests_per_day");
  workload.modality = modality_from(text_at(in, "modality"));
  for (const Field& field : fields())
    if (field.scope == FieldScope::workload && counts_for(field, workload.modality))
      for (const Amount& amount : amounts)
        if (amount.path == field.path) workload.*amount.member = number_at(in, field.path);
  workload.batch_share = number_at(in, "batch_share");
  read_lengths(in, workload);
  workload.reasoning =
      choice_of<HiddenTokens>(text_at(in, "reasoning"), {"counted", "low", "typical", "high"});
  workload.text_kind = choice_of<TextKind>(text_at(in, "text_kind"),
                                           {"counted", "english", "code", "chinese", "korean", "russian"});
  if (workload.modality == Modality::text)
    workload.gpu_cached_input_share = number_or_none(in, "gpu_cached_input_share");
  if (workload.modality == Modality::image) {
    workload.image_width_px = number_or_none(in, "image_width_px");
    workload.image_height_px = number_or_none(in, "image_height_px");
  }
  workload.load = load_from(in);
  workload.sla = {number_or_none(in, "sla.ttft_p95_ms"), number_or_none(in, "sla.min_tokens_per_s")};

  const Json& needs = resolved["requirements"];
  Requirements& requirements = request.requirements;
  requirements.compliance = texts_at(needs, "compliance");
  requirements.dedicated = value_at(needs, "dedicated")->get<bool>();
  requirements.operations = operations_from(text_at(needs, "operations"));
  const Json* budget = value_at(needs, "budget_usd_per_month");
  if (budget && budget->is_number()) requirements.budget_usd_per_month = budget->get<double>();
  requirements.regions = texts_at(needs, "regions");
  requirements.allow_preemptible = value_at(needs, "allow_preemptible")->get<bool>();
  for (const std::string& text : texts_at(needs, "precision"))
    if (const auto precision = precision_from(text)) requirements.precision.push_back(*precision);
  return request;
}

const Catalog& catalog_of(const Json& resolved, const Rates& rates) {
  const Catalog* catalog = find_catalog(rates, text_at(resolved, "catalog"));
  return catalog ? *catalog : rates.market;
}

double Workload::*workload_member(std::string_view path) {
  if (path == "requests_per_day") return &Workload::requests_per_day;
  if (path == "batch_share") return &Workload::batch_share;
  for (const Amount& amount : amounts)
    if (amount.path == path) return amount.member;
  return nullptr;
}

std::optional<double> Workload::*own_workload_member(std::string_view path) {
  if (path == "gpu_cached_input_share") return &Workload::gpu_cached_input_share;
  if (path == "image_width_px") return &Workload::image_width_px;
  if (path == "image_height_px") return &Workload::image_height_px;
  return nullptr;
}

double Load::*load_member(std::string_view path) {
  constexpr std::string_view inside = "load.";
  if (path.substr(0, inside.size()) != inside) return nullptr;
  for (const LoadAmount& amount : load_amounts)
    if (amount.path == path.substr(inside.size())) return amount.member;
  return nullptr;
}

Modality modality_of(const Json& request) { return modality_from(text_at(request, "workloads.0.modality")); }

void settle_models(Json& request, const Rates& rates) {
  const Catalog& catalog = catalog_of(request, rates);
  Modality modality = modality_of(request);
  const auto of_this_kind = [&](const Model& model) {
    return model.modality == modality && is_priced(catalog, model.id);
  };
  if (std::none_of(catalog.models.begin(), catalog.models.end(), of_this_kind))
    modality = priced_models(catalog).front()->modality;
  set_value_at(request, "workloads.0.modality", word(modality));
  const auto sold = [&](const std::string& name) {
    const Model* model = model_of_name(catalog, name);
    return model && model->modality == modality && is_priced(catalog, model->id);
  };
  const std::vector<std::string> models = texts_at(request, "workloads.0.model");
  if (std::none_of(models.begin(), models.end(), sold)) {
    const Preset* preset = preset_for(rates, catalog.id, modality);
    const Json* chosen = preset ? value_at(preset->request, "workloads.0.model") : nullptr;
    set_value_at(request, "workloads.0.model",
                 chosen ? *chosen : Json::array({priced_models(catalog, modality).front()->id}));
  }
}

bool give_amounts(Json& request, const Rates& rates, bool absent_is_none) {
  const Modality modality = modality_of(request);
  const Need& need = need_of(modality);
  const Json* workload = value_at(request, "workloads.0");
  if (workload && is_met(*workload, need, absent_is_none)) return false;
  const Preset* preset = preset_for(rates, catalog_of(request, rates).id, modality);
  if (!preset) preset = &rates.presets.front();
  for (const Amount& amount : amounts) {
    const std::string path = "workloads.0." + std::string(amount.path);
    const bool billed = std::find(need.paths.begin(), need.paths.end(), amount.path) != need.paths.end();
    if (!billed && value_at(request, path)) continue;
    if (const Json* value = value_at(preset->request, path)) set_value_at(request, path, *value);
  }
  return true;
}

}  // namespace picker
