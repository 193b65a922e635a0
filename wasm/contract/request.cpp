#include "request.h"

#include <algorithm>
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
  for (const auto& member : node.items()) {
    const std::string local = join_path(inside, member.key());
    const std::string full = join_path(path, member.key());
    bool leaf = false;
    bool branch = false;
    const bool dotted = member.key().find('.') != std::string::npos;  // "load.shape" is a path, no key
    for (const Field& field : fields()) {
      if (field.scope != scope || dotted) continue;
      leaf = leaf || field.path == local;
      branch = branch || field.path.substr(0, local.size() + 1) == local + ".";
    }
    if (leaf) continue;
    if (branch) {
      if (auto error = check_keys(member.value(), scope, local, full, {})) return error;
      continue;
    }
    const bool known = inside.empty() && std::find(extra.begin(), extra.end(), member.key()) != extra.end();
    if (!known) return unknown_key(full, member.key());
  }
  return std::nullopt;
}

// Fills `into` with the rows of one scope. `prefix` is the path of `node` in the whole request.
std::optional<Error> resolve_rows(const Json& node, FieldScope scope, const std::string& prefix,
                                  const Rates& rates, const std::string& catalog, Json& into) {
  for (const Field& field : fields()) {
    if (field.scope != scope) continue;
    const std::string path = join_path(prefix, field.path);
    const Json* value = value_at(node, field.path);
    if (!value && field.fallback.empty()) return Error{"missing", path, "This is required."};
    const Result<Json> checked =
        value ? checked_value(field, *value, path, rates, catalog) : default_value(field);
    if (!checked) return checked.error();
    set_value_at(into, field.path, *checked);
  }
  return std::nullopt;
}

double number_at(const Json& root, std::string_view path) {
  const Json* value = value_at(root, path);
  return value && value->is_number() ? value->get<double>() : 0;
}

std::string text_at(const Json& root, std::string_view path) {
  const Json* value = value_at(root, path);
  return value && value->is_string() ? *value->get_ptr<const std::string*>() : std::string();
}

std::vector<std::string> texts_at(const Json& root, std::string_view path) {
  std::vector<std::string> texts;
  if (const Json* list = value_at(root, path))
    for (const Json& item : *list)
      if (item.is_string()) texts.push_back(*item.get_ptr<const std::string*>());
  return texts;
}

std::optional<Error> resolve_workload(const Json& node, const Rates& rates, const std::string& catalog,
                                      Json& into) {
  const std::string path = "workloads.0";
  if (auto error = check_keys(node, FieldScope::workload, "", path, {})) return error;
  if (auto error = resolve_rows(node, FieldScope::workload, path, rates, catalog, into)) return error;
  if (!(number_at(into, "input_tokens") > 0 || number_at(into, "output_tokens") > 0))
    return Error{"out-of-range", path + ".output_tokens",
                 "A text request has input tokens or output tokens; both are 0 here."};
  return std::nullopt;
}

Operations operations_from(const std::string& text) {
  for (const Operations value : {Operations::api, Operations::deployment})
    if (word(value) == text) return value;
  return Operations::gpu;
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
  return resolved;
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

  const Json& in = resolved["workloads"][0];
  Workload& workload = request.workload;
  workload.models = texts_at(in, "model");
  workload.requests_per_day = number_at(in, "requests_per_day");
  workload.input_tokens = number_at(in, "input_tokens");
  workload.output_tokens = number_at(in, "output_tokens");
  workload.cached_input_share = number_at(in, "cached_input_share");
  workload.batch_share = number_at(in, "batch_share");
  workload.load = text_at(in, "load.shape") == "packed" ? LoadShape::packed : LoadShape::flat;

  const Json& needs = resolved["requirements"];
  Requirements& requirements = request.requirements;
  requirements.compliance = texts_at(needs, "compliance");
  requirements.dedicated = value_at(needs, "dedicated")->get<bool>();
  requirements.operations = operations_from(text_at(needs, "operations"));
  const Json* budget = value_at(needs, "budget_usd_per_month");
  if (budget && budget->is_number()) requirements.budget_usd_per_month = budget->get<double>();
  for (const std::string& text : texts_at(needs, "precision"))
    if (const auto precision = precision_from(text)) requirements.precision.push_back(*precision);
  return request;
}

const Catalog& catalog_of(const Json& resolved, const Rates& rates) {
  const Catalog* catalog = find_catalog(rates, text_at(resolved, "catalog"));
  return catalog ? *catalog : rates.market;
}

void follow_catalog(Json& request, const Rates& rates) {
  const Catalog& catalog = catalog_of(request, rates);
  const Json* models = value_at(request, "workloads.0.model");
  if (models && models->is_array())
    for (const Json& id : *models)
      if (id.is_string() && is_priced(catalog, *id.get_ptr<const std::string*>())) return;
  set_value_at(request, "workloads.0.model", Json::array({priced_models(catalog).front()->id}));
}

}  // namespace picker
