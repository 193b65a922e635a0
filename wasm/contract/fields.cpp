#include "fields.h"

#include "lengths.h"
#include "overrides.h"

#include "../engine/dates.h"
#include "../engine/numeric_text.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace picker {
namespace {

constexpr std::size_t list_most = 64;
constexpr std::size_t text_most = 200;
constexpr std::size_t quoted_most = 60;
constexpr double weight_most = 1e6;

std::string quoted(const std::string& text) { return "\"" + text.substr(0, quoted_most) + "\""; }

Error wrong_type(const std::string& path, const std::string& wanted) {
  return {"wrong-type", path, "This must be " + wanted + "."};
}

std::string choice_list(const Field& field) {
  std::string list;
  for (const Choice& choice : *field.choices)
    if (choice.built) list += (list.empty() ? "" : ", ") + std::string(choice.value);
  return list;
}

std::optional<Error> check_choice(const Field& field, const Json& value, const std::string& path) {
  if (!value.is_string()) return wrong_type(path, "one of " + choice_list(field));
  const std::string& text = value.text();
  const auto found = std::find_if(field.choices->begin(), field.choices->end(),
                                  [&](const Choice& choice) { return choice.value == text; });
  if (found == field.choices->end())
    return Error{"unknown-value", path, quoted(text) + " is not one of " + choice_list(field) + "."};
  if (!found->built)
    return Error{"not-yet", path, quoted(text) + " is not built yet; use " + choice_list(field) + "."};
  return std::nullopt;
}

std::optional<Error> check_number(const Field& field, const Json& value, const std::string& path) {
  if (value.is_null() && field.fallback == "null") return std::nullopt;
  if (!value.is_number()) return wrong_type(path, "a number");
  const double number = value.get<double>();
  if (number >= field.min && number <= field.max) return std::nullopt;
  return Error{"out-of-range", path,
               "This must lie between " + text::plain(field.min) + " and " + text::plain(field.max) + "."};
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char left, char right) { return lower(left) == lower(right); });
}

// What it takes to make `known` of `name`. A letter that is missing costs least: names are cut short more
// often than misspelt.
std::size_t distance(std::string_view name, std::string_view known) {
  constexpr std::size_t missing = 1;
  constexpr std::size_t wrong = 3;
  std::vector<std::size_t> row(known.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = missing * j;
  for (const char letter : name) {
    std::size_t before = row[0];
    row[0] += wrong;
    for (std::size_t j = 0; j < known.size(); ++j) {
      const std::size_t kept = before + (lower(letter) == lower(known[j]) ? 0 : wrong);
      before = row[j + 1];
      row[j + 1] = std::min({kept, before + wrong, row[j] + missing});
    }
  }
  return row.back();
}

// A name may have its vendor before a slash.
std::size_t distance(std::string_view name, const Model& model) {
  const std::string_view alone = name.substr(name.rfind('/') + 1);  // all of it where there is none
  std::size_t least = std::min(distance(name, model.id), distance(alone, model.id));
  for (const std::string& alias : model.aliases) least = std::min(least, distance(name, alias));
  return least;
}

std::string nearest_models(const Catalog& catalog, std::string_view name) {
  constexpr std::size_t named = 3;
  std::vector<const Model*> models = priced_models(catalog);
  const bool all = models.size() <= named;
  std::string text = all ? "It prices " : "The nearest are ";
  std::vector<std::size_t> distances;
  distances.reserve(models.size());
  for (const Model* model : models) distances.push_back(distance(name.substr(0, quoted_most), *model));
  for (std::size_t left = std::min(named, models.size()); left > 0; --left) {
    const auto nearest = std::min_element(distances.begin(), distances.end());
    const auto model = models.begin() + (nearest - distances.begin());
    text += (*model)->id + (left == 1 ? "" : left == 2 ? " and " : ", ");
    distances.erase(nearest);
    models.erase(model);
  }
  return text + ".";
}

std::optional<Error> check_models(const Json& list, const std::string& path, const Catalog& catalog,
                                  Modality modality) {
  if (list.empty()) return Error{"missing", path, "Name at least one model."};
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string& id = list[i].text();
    const Model* named = find_model(catalog, id);
    const bool priced = named && is_priced(catalog, id);
    if (priced && named->modality == modality) continue;
    if (priced)
      return Error{"wrong-modality", join_path(path, std::to_string(i)),
                   named->label + " is a model for " + std::string(word(named->modality)) +
                       ", the workload is " + std::string(word(modality)) + "."};
    return Error{
        "unknown-model", join_path(path, std::to_string(i)),
        "No card of this catalogue prices the model " + quoted(id) + ". " + nearest_models(catalog, id)};
  }
  return std::nullopt;
}

// An array of short, different texts.
std::optional<Error> check_texts(const Json& value, const std::string& path, const std::string& wanted) {
  if (!value.is_array()) return wrong_type(path, wanted);
  if (value.size() > list_most)
    return Error{"too-large", path, "At most " + std::to_string(list_most) + " fit here."};
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string at = join_path(path, std::to_string(i));
    if (!value[i].is_string()) return wrong_type(at, "text");
    if (value[i].text().size() > text_most)
      return Error{"too-large", at, "At most " + std::to_string(text_most) + " bytes fit here."};
    for (std::size_t j = 0; j < i; ++j)
      if (value[j] == value[i]) return Error{"duplicate", at, "This stands in the list already."};
  }
  return std::nullopt;
}

// An empty one would match nothing, and a list of them in a link would lose it.
std::optional<Error> check_patterns(const Json& value, const std::string& path) {
  if (auto error = check_texts(value, path, "a list of texts")) return error;
  for (std::size_t i = 0; i < value.size(); ++i)
    if (value[i].text().empty())
      return Error{"out-of-range", join_path(path, std::to_string(i)),
                   "An empty pattern stands for nothing; leave it out."};
  return std::nullopt;
}

// A list of models as somebody spells them, by id.
Result<Json> checked_models(const Json& value, const std::string& path, const Rates& rates,
                            const std::string& catalog_id, Modality modality) {
  const Json names = value.is_string() ? Json::array({value}) : value;
  constexpr const char* wanted = "a model id or a list of them";
  if (auto error = check_texts(names, path, wanted)) return *error;
  const Catalog* catalog = find_catalog(rates, catalog_id);
  if (!catalog) return names;  // the catalogue's own row reports it
  Json ids = Json::array();
  for (const Json& name : names) {
    const Model* model = model_of_name(*catalog, name.text());
    ids.push_back(model ? Json(model->id) : name);
  }
  if (auto error = check_texts(ids, path, wanted)) return *error;  // one model by two spellings
  if (auto error = check_models(ids, path, *catalog, modality)) return *error;
  return ids;
}

std::optional<Error> check_set(const Field& field, const Json& value, const std::string& path) {
  if (auto error = check_texts(value, path, "a list")) return error;
  for (std::size_t i = 0; i < value.size(); ++i)
    if (auto error = check_choice(field, value[i], join_path(path, std::to_string(i)))) return error;
  return std::nullopt;
}

std::optional<Error> check_offer(const Json& value, const std::string& path) {
  if (value.is_null()) return std::nullopt;
  if (!value.is_string()) return wrong_type(path, "an offer id or null");
  if (value.text().size() > text_most)
    return Error{"too-large", path, "At most " + std::to_string(text_most) + " bytes fit here."};
  return std::nullopt;
}

// A day of the calendar as YYYY-MM-DD.
std::optional<Error> check_date(const Json& value, const std::string& path) {
  if (value.is_null()) return std::nullopt;
  if (!value.is_string()) return wrong_type(path, "a day as text, or null");
  const std::string& text = value.text();
  if (text.size() == std::string_view("YYYY-MM-DD").size() && day_number(text)) return std::nullopt;
  return Error{"out-of-range", path, "Write a day of the calendar as YYYY-MM-DD."};
}

// A weight for each hour of a day or of a week.
std::optional<Error> check_weights(const Json& value, const std::string& path) {
  if (value.is_null()) return std::nullopt;
  if (!value.is_array()) return wrong_type(path, "a list of 24 or 168 numbers");
  if (value.size() != 24 && value.size() != 168)
    return Error{"out-of-range", path,
                 "Write 24 numbers, one for each hour, or 168 for a week; these are " +
                     std::to_string(value.size()) + "."};
  double sum = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string at = join_path(path, std::to_string(i));
    if (!value[i].is_number()) return wrong_type(at, "a number");
    const double weight = value[i].get<double>();
    if (!(weight >= 0 && weight <= weight_most))
      return Error{"out-of-range", at, "A weight lies between 0 and " + text::plain(weight_most) + "."};
    sum += weight;
  }
  if (!(sum > 0)) return Error{"out-of-range", path, "One of the hours needs a weight above 0."};
  return std::nullopt;
}

void write_choice(JsonText& out, std::string_view value, std::string_view label) {
  out.open_object().set("value", value).set("label", label).close_object();
}

void write_choices(JsonText& out, const Field& field, const Catalog* catalog, Modality modality) {
  out.open_array();
  if (field.choices)
    for (const Choice& choice : *field.choices)
      if (choice.built) write_choice(out, choice.value, choice.label);
  if (field.kind == FieldKind::models && catalog)
    for (const Model* model : priced_models(*catalog, modality)) write_choice(out, model->id, model->label);
  out.close_array();
}

std::string_view kind_word(FieldKind kind) {
  constexpr std::string_view words[] = {"number",  "share",     "choice",   "set",  "flag",
                                        "models",  "offer",     "patterns", "date", "weights",
                                        "lengths", "overrides", "later"};
  return words[static_cast<std::size_t>(kind)];
}

std::optional<std::size_t> array_index(std::string_view segment) {
  std::size_t index = 0;
  const auto [end, failed] = std::from_chars(segment.data(), segment.data() + segment.size(), index);
  if (failed != std::errc() || end != segment.data() + segment.size()) return std::nullopt;
  if (segment.size() > 1 && segment.front() == '0') return std::nullopt;
  return index;
}

std::pair<std::string_view, std::string_view> split_head(std::string_view path) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return {path, {}};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

}  // namespace

std::string full_path(const Field& field, int workload) {
  switch (field.scope) {
    case FieldScope::workload:
      return "workloads." + std::to_string(workload) + "." + std::string(field.path);
    case FieldScope::view:
      return "view." + std::string(field.path);
    case FieldScope::request:
      break;
  }
  return std::string(field.path);
}

const Field* find_field(std::string_view path, int* workload) {
  FieldScope scope = FieldScope::request;
  std::string_view local = path;
  const auto [head, rest] = split_head(path);
  if (head == "view") {
    scope = FieldScope::view;
    local = rest;
  } else if (head == "workloads") {
    const auto [index, inner] = split_head(rest);
    const std::optional<std::size_t> number = array_index(index);
    if (!number || *number > 7) return nullptr;
    *workload = static_cast<int>(*number);
    scope = FieldScope::workload;
    local = inner;
  }
  for (const Field& field : fields())
    if (field.scope == scope && field.path == local) return &field;
  return nullptr;
}

Json default_value(const Field& field) {
  if (field.fallback.empty()) return nullptr;
  const Result<Json> value = parse_json(field.fallback, request_limits);
  return value ? *value : Json();
}

std::string_view empty_word(const Field& field) {
  if (field.kind == FieldKind::date) return "newest";
  return field.kind == FieldKind::share || field.unit == "px" ? "auto" : "none";
}

Result<Json> checked_value(const Field& field, const Json& value, const std::string& path, const Rates& rates,
                           const std::string& catalog, Modality modality) {
  std::optional<Error> error;
  switch (field.kind) {
    case FieldKind::number:
    case FieldKind::share:
      error = check_number(field, value, path);
      break;
    case FieldKind::choice:
      error = check_choice(field, value, path);
      break;
    case FieldKind::set:
      error = check_set(field, value, path);
      break;
    case FieldKind::flag:
      if (!value.is_boolean()) error = wrong_type(path, "true or false");
      break;
    case FieldKind::models:
      return checked_models(value, path, rates, catalog, modality);
    case FieldKind::offer:
      error = check_offer(value, path);
      break;
    case FieldKind::patterns:
      error = check_patterns(value, path);
      break;
    case FieldKind::date:
      error = check_date(value, path);
      if (!error && !value.is_null() && !rates.whole)
        error = Error{"not-loaded", path, "Past prices are in the whole bundle, rates.json: load it first."};
      break;
    case FieldKind::weights:
      error = check_weights(value, path);
      break;
    case FieldKind::lengths:
      error = check_lengths(value, path);
      if (!error) return whole_lengths(value);
      break;
    case FieldKind::overrides:
      error = check_overrides(value, path);
      break;
    case FieldKind::later:
      if (value != default_value(field))
        error = Error{"not-yet", path, "This version does not use this input yet; leave it out."};
      break;
  }
  if (error) return *error;
  return value;
}

const Catalog* find_catalog(const Rates& rates, std::string_view id) {
  if (id == "market") return &rates.market;
  if (id == "lesson") return &rates.lesson;
  return nullptr;
}

const Model* model_of_name(const Catalog& catalog, std::string_view name) {
  if (const Model* model = find_model(catalog, name)) return model;
  for (const Model& model : catalog.models) {
    if (is_same_name(model.id, name)) return &model;
    for (const std::string& alias : model.aliases)
      if (is_same_name(alias, name)) return &model;
  }
  return nullptr;
}

std::vector<const Model*> priced_models(const Catalog& catalog) {
  std::vector<const Model*> models;
  for (const Model& model : catalog.models)
    if (is_priced(catalog, model.id)) models.push_back(&model);
  return models;
}

std::vector<const Model*> priced_models(const Catalog& catalog, Modality modality) {
  std::vector<const Model*> models = priced_models(catalog);
  const auto other = [&](const Model* model) { return model->modality != modality; };
  models.erase(std::remove_if(models.begin(), models.end(), other), models.end());
  return models;
}

bool counts_for(const Field& field, Modality modality) {
  return field.modalities == any_modality || (field.modalities & bit(modality)) != 0;
}

bool counts_for(const Field& field, Modality modality, LoadShape shape) {
  return counts_for(field, modality) && (field.shapes == any_shape || (field.shapes & bit(shape)) != 0);
}

Modality modality_from(std::string_view text) {
  for (const Modality modality : {Modality::image, Modality::speech_to_text, Modality::embedding})
    if (word(modality) == text) return modality;
  return Modality::text;
}

LoadShape load_shape_from(std::string_view word) {
  constexpr std::string_view words[] = {"packed", "flat", "diurnal", "office", "custom"};
  for (std::size_t i = 0; i < std::size(words); ++i)
    if (words[i] == word) return static_cast<LoadShape>(i);
  return LoadShape::flat;
}

void write_fields(JsonText& out, const Rates& rates, const std::string& catalog, Modality modality,
                  LoadShape shape) {
  out.open_array();
  for (const Field& field : fields()) {
    if (field.kind == FieldKind::later || field.label.empty() || field.group.empty()) continue;
    if (!counts_for(field, modality, shape)) continue;
    const bool ranged = field.kind == FieldKind::number || field.kind == FieldKind::share;
    const auto limit = [&](double value) { return ranged ? std::optional<double>(value) : std::nullopt; };
    out.open_object().set("id", field.path).set("path", full_path(field, 0)).set("link_key", field.link_key);
    out.set("label", field.label)
        .set("help", field.help)
        .set("unit", field.unit)
        .set("kind", kind_word(field.kind));
    out.set("min", limit(field.min)).set("max", limit(field.max));
    out.set("step", field.step > 0 ? std::optional<double>(field.step) : std::nullopt).key("choices");
    write_choices(out, field, find_catalog(rates, catalog), modality);
    out.set("group", field.group).set("default", default_value(field)).set("empty", empty_word(field));
    out.key("slider");
    if (field.slider_to > 0)
      out.open_object().set("from", field.slider_from).set("to", field.slider_to).close_object();
    else
      out.add_null();
    out.close_object();
  }
  out.close_array();
}

const Json* value_at(const Json& root, std::string_view path) {
  const Json* node = &root;
  while (!path.empty()) {
    const auto [head, rest] = split_head(path);
    if (node->is_object()) {
      const auto found = node->find(std::string(head));
      if (found == node->end()) return nullptr;
      node = &*found;
    } else if (node->is_array()) {
      const std::optional<std::size_t> index = array_index(head);
      if (!index || *index >= node->size()) return nullptr;
      node = &(*node)[*index];
    } else {
      return nullptr;
    }
    path = rest;
  }
  return node;
}

void set_value_at(Json& root, std::string_view path, Json value) {
  Json* node = &root;
  while (true) {
    const auto [head, rest] = split_head(path);
    if (node->is_array()) {
      const std::optional<std::size_t> index = array_index(head);
      if (!index || *index >= node->size()) return;
      node = &(*node)[*index];
    } else {
      if (!node->is_object()) *node = Json::object();
      node = &(*node)[std::string(head)];
    }
    if (rest.empty()) break;
    path = rest;
  }
  *node = std::move(value);
}

}  // namespace picker
