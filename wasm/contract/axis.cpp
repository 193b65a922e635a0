#include "axis.h"

#include "fields.h"
#include "request.h"

#include "../engine/decision/break_even.h"
#include "../engine/on_need.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace picker {
namespace {

// Each step is looked into once more at least.
constexpr int grid_points = 300;
constexpr double multiplier_least = 0.01;
constexpr double multiplier_most = 100;
constexpr double override_most = 1e12;
constexpr std::string_view compliance_prefix = "requirements.compliance";

PICKER_ON_NEED Error no_axis(const std::string& name) {
  return {
      "unknown-axis", "axis",
      "\"" + name.substr(0, 60) +
          "\" is no axis: use the path of a number of the workload, utilization, input_share, an override's "
          "field and a pattern, such as usd_per_gpu_hour:modal/*/*, requirements.dedicated, or "
          "requirements.compliance and one of its choices, such as requirements.compliance:soc2-type-2."};
}

// From small to large on a log scale where an input spans orders of magnitude.
AxisRange range_of(const Field& field) {
  const bool wide = field.max >= 1000 * std::max(field.min, 1.0);
  return {wide && field.min <= 0 ? 1 : field.min, field.max, grid_points, wide};
}

PICKER_ON_NEED Result<NamedAxis> multiplier_axis(const std::string& name, std::size_t colon) {
  const std::string field = name.substr(0, colon);
  const auto found = std::find(override_field_words.begin(), override_field_words.end(), field);
  if (found == override_field_words.end()) return no_axis(name);
  NamedAxis named{name, {}, {multiplier_least, multiplier_most, grid_points, true}};
  named.axis.kind = Axis::Kind::override_multiplier;
  named.axis.multiplier.match = name.substr(colon + 1);
  named.label = field + " of " + named.axis.multiplier.match;
  std::replace(named.label.begin(), named.label.begin() + static_cast<std::ptrdiff_t>(colon), '_', ' ');
  named.unit = "times";
  named.most = override_most;
  named.axis.multiplier.field = static_cast<OverrideField>(found - override_field_words.begin());
  return named;
}

NamedAxis switch_axis(const std::string& name, Axis::Kind kind, std::string label) {
  NamedAxis named{name, {}, {0, 1, 2, false}};
  named.axis.kind = kind;
  named.label = std::move(label);
  return named;
}

PICKER_ON_NEED Result<NamedAxis> compliance_axis(const std::string& name) {
  for (const ComplianceName& known : compliance_names()) {
    if (name != std::string(compliance_prefix) + ":" + std::string(known.id)) continue;
    NamedAxis named = switch_axis(name, Axis::Kind::compliance, std::string(known.label));
    named.axis.requirement = known.id;
    return named;
  }
  return no_axis(name);
}

}  // namespace

Result<NamedAxis> named_axis(const std::string& given) {
  constexpr std::string_view first_workload = "workloads.0.";
  const bool whole = given.substr(0, first_workload.size()) == first_workload;
  const std::string name = whole ? given.substr(first_workload.size()) : given;
  if (!whole && name == "requirements.dedicated")
    return switch_axis(name, Axis::Kind::dedicated, "dedicated GPUs");
  if (!whole && name.substr(0, compliance_prefix.size()) == compliance_prefix) return compliance_axis(name);
  NamedAxis named{name, {}, {0, 1, grid_points, false}};
  int workload = 0;
  if (!whole && (name == "utilization" || name == "input_share")) {
    const bool share = name == "input_share";
    named.axis.kind = share ? Axis::Kind::input_share : Axis::Kind::utilization;
    named.label = share ? "Input share" : "Utilization";
    named.unit = "%";
    if (share) named.field = find_field("workloads.0.output_tokens", &workload);
    return named;
  }
  if (const std::size_t colon = name.find(':'); colon != std::string::npos)
    return multiplier_axis(name, colon);
  named.path = std::string(first_workload) + name;
  const Field* field = find_field(named.path, &workload);
  if (!field) return no_axis(name);
  if (field->kind == FieldKind::later)
    return Error{"not-yet", "axis", "This version does not use this input yet; leave it out."};
  named.field = field;
  named.label = field->label;
  named.unit = field->unit;
  named.most = field->max;
  named.range = range_of(*field);
  if (name == "requests_per_day") return named;
  named.axis.amount = workload_member(name);
  named.axis.own_amount = own_workload_member(name);
  named.axis.load = load_member(name);
  if (name == "sla.ttft_p95_ms") named.axis.sla = &Sla::ttft_p95_ms;
  if (name == "sla.min_tokens_per_s") named.axis.sla = &Sla::min_tokens_per_s;
  const Axis& axis = named.axis;
  if (!axis.amount && !axis.own_amount && !axis.load && !axis.sla) return no_axis(name);
  named.axis.kind = axis.amount       ? Axis::Kind::amount
                    : axis.own_amount ? Axis::Kind::own_amount
                    : axis.load       ? Axis::Kind::load
                                      : Axis::Kind::sla;
  return named;
}

AxisRange range_for(const NamedAxis& named, const Workload& workload) {
  AxisRange range = named.range;
  // What is read from the cache and what is written to it are parts of the input.
  if (named.axis.amount == &Workload::cached_input_share) range.to = 1 - workload.cache_write_share;
  if (named.axis.amount == &Workload::cache_write_share) range.to = 1 - workload.cached_input_share;
  return range;
}

}  // namespace picker
