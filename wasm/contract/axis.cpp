#include "axis.h"

#include "fields.h"
#include "request.h"

#include "../engine/break_even.h"

#include <algorithm>

namespace picker {
namespace {

constexpr int grid_points = 600;
constexpr double multiplier_least = 0.01;
constexpr double multiplier_most = 100;

Error no_axis(const std::string& name) {
  return {"unknown-axis", "axis",
          "\"" + name.substr(0, 60) +
              "\" is no axis: use the path of a number of the workload, utilization, input_share, or an "
              "override's "
              "field and a pattern, such as usd_per_gpu_hour:modal/*/*."};
}

bool is_switch(std::string_view name) {
  return name == "fine_tuned" || name == "requirements.dedicated" ||
         name.substr(0, name.find(':')) == "requirements.compliance";
}

// From small to large on a log scale where an input spans orders of magnitude.
AxisRange range_of(const Field& field) {
  const bool wide = field.max >= 1000 * std::max(field.min, 1.0);
  return {wide && field.min <= 0 ? 1 : field.min, field.max, grid_points, wide};
}

Result<NamedAxis> multiplier_axis(const std::string& name, std::size_t colon) {
  const std::string field = name.substr(0, colon);
  const auto found = std::find(override_field_words.begin(), override_field_words.end(), field);
  if (found == override_field_words.end()) return no_axis(name);
  NamedAxis named{name, {}, {multiplier_least, multiplier_most, grid_points, true}};
  named.axis.kind = Axis::Kind::override_multiplier;
  named.axis.multiplier.match = name.substr(colon + 1);
  named.axis.multiplier.field = static_cast<OverrideField>(found - override_field_words.begin());
  return named;
}

}  // namespace

Result<NamedAxis> named_axis(const std::string& given) {
  constexpr std::string_view first_workload = "workloads.0.";
  const bool whole = given.substr(0, first_workload.size()) == first_workload;
  const std::string name = whole ? given.substr(first_workload.size()) : given;
  if (is_switch(name))
    return Error{"unknown-axis", "axis", "A switch has two settings, and so no break-even between them."};
  NamedAxis named{name, {}, {0, 1, grid_points, false}};
  if (name == "utilization" || name == "input_share") {
    named.axis.kind = name == "utilization" ? Axis::Kind::utilization : Axis::Kind::input_share;
    return named;
  }
  if (const std::size_t colon = name.find(':'); colon != std::string::npos)
    return multiplier_axis(name, colon);
  int workload = 0;
  const Field* field = find_field(std::string(first_workload) + name, &workload);
  if (!field) return no_axis(name);
  named.range = range_of(*field);
  if (name == "requests_per_day") return named;
  named.axis.amount = workload_member(name);
  named.axis.load = load_member(name);
  if (name == "sla.ttft_p95_ms") named.axis.sla = &Sla::ttft_p95_ms;
  if (name == "sla.min_tokens_per_s") named.axis.sla = &Sla::min_tokens_per_s;
  if (!named.axis.amount && !named.axis.load && !named.axis.sla) return no_axis(name);
  named.axis.kind = named.axis.amount ? Axis::Kind::amount
                    : named.axis.load ? Axis::Kind::load
                                      : Axis::Kind::sla;
  return named;
}

}  // namespace picker
