#include "fields.h"

#include "model_names.h"

#include <charconv>
#include <iterator>
#include <utility>

namespace picker {
namespace {

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
