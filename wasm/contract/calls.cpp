// The engine calls of the contract on parsed JSON: check, run, convert.
#include "session.h"

#include "answer.h"
#include "axis.h"
#include "break_even_answer.h"
#include "json_reader.h"
#include "request.h"
#include "tables.h"

#include "../engine/decision/break_even.h"
#include "../engine/numbers/numeric_text.h"
#include "../engine/serving/serving.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace picker {
namespace {

constexpr double points_most = 4096;

// In the order of the enums.
constexpr std::string_view scale_words[] = {"linear", "log"};
constexpr std::string_view engine_words[] = {"trtllm", "vllm", "sglang"};
constexpr std::string_view parallel_words[] = {"tp", "dp"};
constexpr std::string_view format_words[] = {"json", "csv"};
constexpr std::string_view constants_words[] = {"refit", "published"};

struct AxisCall {
  NamedAxis axis;
  Json request;  // resolved
};

// The axis and the request of a call that carries both.
Result<AxisCall> read_axis_call(const Json& call, const Rates& rates, std::vector<std::string_view> extra) {
  extra.push_back("axis");
  Result<Json> request = resolve_request(call, rates, extra);
  if (!request) return request.error();
  const auto axis = call.find("axis");
  if (axis == call.end() || !axis->is_string()) return Error{"missing", "axis", "Name the axis."};
  Result<NamedAxis> named = named_axis(axis->text());
  if (!named) return named.error();
  const Modality modality = modality_of(*request);
  if (named->field && !counts_for(*named->field, modality))
    return Error{"wrong-modality", "axis", "\"" + named->label + "\" does not count for this kind of work."};
  return AxisCall{std::move(*named), std::move(*request)};
}

// The priced offer called `id`, refused ones with a price too.
Result<const PricedOffer*> find_priced(const Comparison& comparison, const Json& call,
                                       const std::string& key) {
  const auto found = call.find(key);
  if (found == call.end() || !found->is_string()) return Error{"missing", key, "Name an offer id."};
  const std::string& id = found->text();
  for (const AdmittedOffer& admitted : comparison.admitted)
    if (admitted.priced.offer.id == id) return &admitted.priced;
  for (const RejectedOffer& refusal : comparison.rejected) {
    if (id.empty() || refusal.offer != id) continue;
    if (refusal.priced) return &refusal.priced->priced;
    return Error{refusal.code, key, refusal.reason};
  }
  return Error{"unknown-offer", key, "No offer of this request is called \"" + id.substr(0, 100) + "\"."};
}

Result<double> required_number(const Json& call, const char* key, double min, double max) {
  Problem problem;
  ObjectReader reader(call, "", problem);
  const double value = reader.number(key, min, max);
  if (!problem.ok()) return problem.error();
  return value;
}

// What is wrong with the request where the axis stands at one end of a range, said of that end.
std::optional<Error> check_end(const AxisCall& call, const Rates& rates, double value, const char* key) {
  if (call.axis.path.empty()) return std::nullopt;
  Json moved = call.request;
  set_value_at(moved, call.axis.path, value);
  const Result<Json> resolved = resolve_request(moved, rates, {});
  if (resolved) return std::nullopt;
  return Error{resolved.error().code, key, resolved.error().message};
}

Result<AxisRange> read_range(const Json& call, const AxisCall& axis_call, const Rates& rates) {
  const double most = axis_call.axis.most;
  AxisRange range;
  const Result<double> from = required_number(call, "from", 0, most);
  if (!from) return from.error();
  const Result<double> to = required_number(call, "to", 0, most);
  if (!to) return to.error();
  const Result<double> n = required_number(call, "n", 2, points_most);
  if (!n) return n.error();
  range.from = *from;
  range.to = *to;
  range.points = static_cast<int>(*n);
  if (!(range.to > range.from)) return Error{"out-of-range", "to", "This must lie above \"from\"."};
  if (*n != range.points) return Error{"out-of-range", "n", "This must be a whole number."};
  Problem problem;
  ObjectReader reader(call, "", problem);
  range.logarithmic = reader.choice<bool>("scale", scale_words);
  if (!problem.ok()) return problem.error();
  if (range.logarithmic && !(range.from > 0))
    return Error{"out-of-range", "from", "A log scale starts above 0."};
  if (auto error = check_end(axis_call, rates, range.from, "from")) return *error;
  if (auto error = check_end(axis_call, rates, range.to, "to")) return *error;
  return range;
}

// Every offer of the request priced, whatever `only` keeps out of a comparison.
Comparison all_offers(const Json& resolved, const Rates& rates) {
  Request request = engine_request(resolved);
  request.only.clear();
  return compare(catalog_of(resolved, rates), request);
}

// Requests a day of one wholly used replica, or what is wrong with the offer named under `key`.
Result<double> replica_day(const PricedOffer& priced, const std::string& key) {
  if (const std::optional<double> day = replica_day_requests(priced)) return *day;
  return Error{"no-capacity", key,
               priced.offer.label + " has no capacity that this workload could fill, so no utilization."};
}

}  // namespace

Result<LoadDay> load_day(const PricedOffer& priced, const Workload& workload, const std::string& key) {
  if (!priced.service || !replica_day_requests(priced))
    return Error{"no-capacity", key,
                 priced.offer.label + " is billed per token; there are no replicas to show."};
  if (priced.load->load.shape == LoadShape::packed)
    return Error{"no-capacity", key, "A packed load has no hours: it fills replicas without gaps."};
  const double requests = workload.requests_per_day;
  return LoadDay{&priced, requests, *billed_day(priced, requests),
                 load_hours(*priced.load, priced.terms, *priced.service, requests)};
}

Result<std::string> compare_answer(const Json& input, const Rates& rates) {
  const Result<Json> resolved = resolve_request(input, rates, {});
  if (!resolved) return resolved.error();
  const Request request = engine_request(*resolved);
  const Catalog& catalog = catalog_of(*resolved, rates);
  Comparison comparison = compare(catalog, request);
  if (auto moved = moved_day(input, *resolved, rates)) comparison.warnings.push_back(std::move(*moved));
  return comparison_text(*resolved, catalog, request, comparison);
}

std::string comparison_text(const Json& resolved, const Catalog& catalog, const Request& request,
                            const Comparison& comparison) {
  JsonText out;
  out.open_object().set("request", resolved).key("workloads").open_array();
  write_comparison(out, comparison);
  out.close_array().key("recommendation");
  write_recommendation(out, catalog, request, comparison);
  return out.close_object().take();
}

Result<std::string> break_even_answer(const Json& call, const Rates& rates) {
  const Result<AxisCall> read = read_axis_call(call, rates, {"a", "b"});
  if (!read) return read.error();
  const Comparison comparison = all_offers(read->request, rates);
  const Result<const PricedOffer*> a = find_priced(comparison, call, "a");
  if (!a) return a.error();
  const Result<const PricedOffer*> b = find_priced(comparison, call, "b");
  if (!b) return b.error();
  if (*a == *b) return Error{"out-of-range", "b", "Compare two different offers."};
  const Axis& axis = read->axis.axis;
  const Catalog& catalog = catalog_of(read->request, rates);
  Request request = engine_request(read->request);
  JsonText out;
  out.open_object().set("request", read->request);
  if (is_switch(axis)) {
    request.only = {(*a)->offer.id, (*b)->offer.id};
    const Comparison off = compare(catalog, at_axis(request, axis, 0));
    const Comparison on = compare(catalog, at_axis(request, axis, 1));
    write_switch_members(out, off, on, **a, **b, request.workload.requests_per_day, read->axis);
    return out.close_object().take();
  }
  BreakEven found;
  if (axis.kind == Axis::Kind::requests_per_day) {
    found = break_even(**a, **b, requests_per_day_most);
  } else if (axis.kind == Axis::Kind::utilization) {
    const Result<double> day = replica_day(**b, "b");
    if (!day) return day.error();
    found = utilization_break_even(**a, **b);
  } else {
    const PairPricer pricer(catalog, request, axis, (*a)->offer, (*b)->offer);
    found = grid_break_even(pricer, axis_points(range_for(read->axis, request.workload)));
  }
  write_break_even_members(out, found, **a, **b, read->axis, request.workload.sla, catalog.as_of);
  return out.close_object().take();
}

Result<std::string> curve_answer(const Json& call, const Rates& rates) {
  const Result<AxisCall> read = read_axis_call(call, rates, {"from", "to", "n", "scale", "of"});
  if (!read) return read.error();
  const Axis& axis = read->axis.axis;
  if (is_switch(axis))
    return Error{"unknown-axis", "axis",
                 "A switch has two settings, which make no curve; breakEven compares them."};
  const Result<AxisRange> range = read_range(call, *read, rates);
  if (!range) return range.error();
  const Request request = engine_request(read->request);
  const Catalog& catalog = catalog_of(read->request, rates);
  JsonText out;
  out.open_object().set("request", read->request).set("axis", read->axis.name);
  if (axis.kind == Axis::Kind::utilization) {
    const Comparison everything = all_offers(read->request, rates);
    const Result<const PricedOffer*> of = find_priced(everything, call, "of");
    if (!of) return of.error();
    const Result<double> day = replica_day(**of, "of");
    if (!day) return day.error();
    write_curve_members(out,
                        sample_curve(compare(catalog, request), request.requirements, *range, *day, *of));
  } else if (axis.kind == Axis::Kind::requests_per_day) {
    write_curve_members(out, sample_curve(compare(catalog, request), request.requirements, *range, 1));
  } else {
    write_curve_members(out, sample_axis(catalog, request, axis, *range));
  }
  return out.close_object().take();
}

Result<std::string> simulate_load_answer(const Json& call, const Rates& rates) {
  const Result<Json> resolved = resolve_request(call, rates, {"offer"});
  if (!resolved) return resolved.error();
  const Comparison comparison = all_offers(*resolved, rates);
  const Result<const PricedOffer*> offer = find_priced(comparison, call, "offer");
  if (!offer) return offer.error();
  const Result<LoadDay> day = load_day(**offer, engine_request(*resolved).workload, "offer");
  if (!day) return day.error();
  JsonText out;
  out.open_object().set("request", *resolved);
  write_load_day_members(out, *day);
  return out.close_object().take();
}

Result<std::string> table_answer(const Json& input, const Rates& rates) {
  Problem problem;
  ObjectReader in(input, "", problem);
  TableQuery query;
  query.table = in.text("table");
  query.filter = in.texts("filter");
  query.sort = in.text_or_empty("sort");
  query.every_column = in.choice_or_null<bool>("format", format_words).value_or(false);
  in.ignore("request");
  in.finish();
  if (!problem.ok()) return problem.error();
  const Json* given = value_at(input, "request");
  const Result<Json> resolved = resolve_request(given ? *given : rates.presets.front().request, rates, {});
  if (!resolved)
    return Error{resolved.error().code, join_path("request", resolved.error().path),
                 resolved.error().message};
  const Catalog& catalog = catalog_of(*resolved, rates);
  const bool sources = query.table == "sources";
  const Comparison comparison = sources ? compare(catalog, engine_request(*resolved)) : Comparison{};
  const Result<Table> table = filled_table(query, rates, catalog, comparison);
  if (!table) return table.error();
  if (!query.every_column) return table_json(*table);
  JsonText out;
  return out.open_object().set("text", table_csv(*table)).close_object().take();
}

Result<std::string> serving_answer(const Json& input, const Rates& rates) {
  Problem problem;
  ObjectReader query(input, "", problem);
  const std::string model_name = query.text("model");
  const std::string gpu_name = query.text("gpu");
  const double gpus = query.number("gpus", 1, 1024);
  const std::string precision_name = query.text("precision");
  const Engine engine = query.choice<Engine>("engine", engine_words);
  const auto parallel = query.choice_or_null<Parallelism>("parallel", parallel_words);
  const double input_tokens = query.number("input_tokens", 0, 1e7);
  const double output_tokens = query.number("output_tokens", 1, 1e7);
  const auto concurrency = query.number_or_null("concurrency", 1e-6, 1e9);
  const auto kv_bytes = query.number_or_null("kv_bytes_per_element", 0.1, 8);
  const bool published = query.choice_or_null<bool>("constants", constants_words).value_or(false);
  if (gpus != std::floor(gpus)) problem.add("out-of-range", "gpus", "This must be a whole number.");
  query.finish();
  if (!problem.ok()) return problem.error();

  const Catalog& market = rates.market;
  for (const NotModelled& entry : market.not_modelled)
    if (entry.id == model_name)
      return Error{"not-modelled", "model", "The serving model leaves it out: " + entry.why + "."};
  const Model* model = find_model_for_serving(market, model_name);
  if (!model || !model->shape)
    return Error{"unknown-model", "model",
                 "The serving model knows no \"" + model_name.substr(0, 60) + "\"."};
  const Gpu* gpu = find_gpu(market, gpu_name);
  if (!gpu)
    return Error{"unknown-gpu", "gpu", "The catalogue knows no GPU \"" + gpu_name.substr(0, 60) + "\"."};
  const std::optional<Precision> precision = precision_from(precision_name);
  if (!precision)
    return Error{
        "unknown-value", "precision",
        "\"" + precision_name.substr(0, 60) + "\" is not one of bf16, fp16, fp8, fp4, nvfp4, mxfp4, int4."};

  const ServingQuery serving{.model = *model->shape,
                             .gpu = gpu->facts,
                             .gpus = gpus,
                             .precision = *precision,
                             .engine = engine,
                             .parallelism = parallel.value_or(Parallelism::tp),
                             .input_tokens = input_tokens,
                             .output_tokens = output_tokens,
                             .concurrency = concurrency,
                             .kv_bytes_per_element = kv_bytes};
  const ServingResult result =
      published ? estimate_serving(serving, published_serving_constants()) : estimate_serving(serving);
  if (const MemoryRefusal* refusal = std::get_if<MemoryRefusal>(&result))
    return Error{"memory", "gpus",
                 "The weights take " + text::integer(refusal->weights_bytes / 1e9) + " GB, these GPUs hold " +
                     text::integer(refusal->limit_bytes / 1e9) + " GB."};
  JsonText out;
  const ServingBand band = serving_band(serving, model->measured && gpu->measured);
  write_serving(out, *std::get_if<ServingEstimate>(&result), published ? ServingBand{} : band);
  return out.take();
}

}  // namespace picker
