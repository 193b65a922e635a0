// What each kind of field takes: the checks behind checked_value().
#include "fields.h"
#include "lengths.h"
#include "model_names.h"
#include "overrides.h"

#include "../engine/numbers/dates.h"
#include "../engine/numbers/numeric_text.h"

#include <algorithm>

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
      if (value[j] == value[i]) return Error{"duplicate", at, "Duplicate entry."};
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

}  // namespace

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

}  // namespace picker
