#include "tables.h"

#include "../engine/gates.h"
#include "../engine/numeric_text.h"
#include "../engine/order.h"
#include "../engine/rules/history.h"

#include <algorithm>

namespace picker {
namespace {

struct Words {
  std::string_view id;
  std::string_view label;
  CellTone tone = CellTone::plain;
};

constexpr Words segment_words[] = {{"custom-silicon", "custom silicon"}, {"gpu-platform", "GPU platform"},
                                   {"marketplace", "marketplace"},       {"gpu-rental", "GPU rental"},
                                   {"hyperscaler", "hyperscaler"},       {"reference", "reference"}};
constexpr Words fine_tuning_words[] = {{"same-rate", "base rate", CellTone::good},
                                       {"dedicated-only", "dedicated only", CellTone::partial},
                                       {"premium", "premium", CellTone::partial},
                                       {"none", "none", CellTone::bad}};
constexpr Words batch_words[] = {{"all", "all models", CellTone::good},
                                 {"selected", "some models", CellTone::partial},
                                 {"none-found", "none found", CellTone::unknown},
                                 {"no", "no", CellTone::bad}};
constexpr Words zero_words[] = {{"serverless", "nothing to scale", CellTone::good},
                                {"automatic", "wakes by itself", CellTone::good},
                                {"answers-503", "answers 503 while waking", CellTone::partial},
                                {"manual", "by hand", CellTone::partial},
                                {"none", "always runs", CellTone::bad}};

struct UnitWords {
  MeterUnit unit;
  std::string_view label;
  std::string_view tag;
};

constexpr UnitWords unit_words[] = {{MeterUnit::million_input_tokens, "M tokens", "unit:tokens"},
                                    {MeterUnit::million_output_tokens, "M tokens", "unit:tokens"},
                                    {MeterUnit::request, "request", "unit:requests"},
                                    {MeterUnit::image, "image", "unit:images"},
                                    {MeterUnit::image_step, "image step", "unit:images"},
                                    {MeterUnit::megapixel, "megapixel", "unit:images"},
                                    {MeterUnit::mebipixel_step, "pixel step", "unit:images"},
                                    {MeterUnit::audio_second, "audio second", "unit:audio"},
                                    {MeterUnit::audio_minute, "audio minute", "unit:audio"},
                                    {MeterUnit::audio_hour, "audio hour", "unit:audio"},
                                    {MeterUnit::gpu_second, "GPU-second", "unit:gpu-time"},
                                    {MeterUnit::gpu_minute, "GPU-minute", "unit:gpu-time"},
                                    {MeterUnit::gpu_hour, "GPU-hour", "unit:gpu-time"}};

constexpr Words unit_filters[] = {{"unit:tokens", "tokens"},
                                  {"unit:images", "images"},
                                  {"unit:audio", "audio"},
                                  {"unit:gpu-time", "GPU time"}};

constexpr Words column_groups[] = {{"show:what", "What it is"},
                                   {"show:billing", "Billing"},
                                   {"show:running", "Running it"},
                                   {"show:compliance", "Compliance"}};

template <std::size_t n>
TableCell worded(const Words (&words)[n], const std::string& state, const Fact& fact,
                 std::string_view today) {
  TableCell cell{"unknown", {}, CellTone::unknown, {}};
  for (const Words& entry : words)
    if (entry.id == state) cell = {std::string(entry.label), {}, entry.tone, {}};
  if (!fact.says.empty()) cell.evidence.push_back(evidence_of(fact.says, fact.provenance, today));
  return cell;
}

TableCell said(const Fact& fact, std::string_view today) {
  if (fact.says.empty()) return {"unknown", {}, CellTone::unknown, {}};
  TableCell cell{fact.says, {}, CellTone::plain, {}};
  cell.evidence.push_back(
      evidence_of(fact.note.empty() ? fact.says : fact.says + " " + fact.note, fact.provenance, today));
  return cell;
}

// One price in words.
std::string price_words(std::string_view what, const Meter& meter) {
  return std::string(what) + ": " + (meter.usd ? text::usd(*meter.usd) : "unknown") + " per " +
         std::string(meter_unit_name(meter.unit).label);
}

// Adds the units of one price list that are not named yet, each with that price behind it.
void add_units(TableCell& cell, TableRow& row, std::vector<std::string>& named, std::string_view what,
               const DatedPrice* price, std::string_view today) {
  if (!price) return;
  for (const UnitWords& entry : unit_words) {
    const Meter* meter = find_meter(price->meters, entry.unit);
    const std::string label(entry.label);
    if (!meter || std::find(named.begin(), named.end(), label) != named.end()) continue;
    named.push_back(label);
    cell.text += (cell.text.empty() ? "per " : ", ") + label;
    cell.evidence.push_back(evidence_of(price_words(what, *meter), price->provenance, today));
    const std::string tag(entry.tag);
    if (std::find(row.tags.begin(), row.tags.end(), tag) == row.tags.end()) row.tags.push_back(tag);
  }
}

TableCell billing_unit(const Platform& platform, TableRow& row, std::string_view today) {
  TableCell cell;
  std::vector<std::string> named;
  for (const TokenOffer& offer : platform.token_offers)
    if (offer.status.availability == Availability::self_serve)
      add_units(cell, row, named, offer.model, price_on(offer.prices, platform.as_of).price, today);
  for (const GpuOffer& offer : platform.gpu_offers)
    if (offer.status.availability == Availability::self_serve)
      add_units(cell, row, named, offer.gpu, price_on(offer.prices, platform.as_of).price, today);
  if (cell.text.empty()) cell = {"unknown", {}, CellTone::unknown, {}};
  return cell;
}

bool slower_than(const Gpu& a, const Gpu& b) {
  const double left = a.facts.bf16_tflops;
  const double right = b.facts.bf16_tflops;
  return left != right ? left < right : a.id < b.id;
}

TableCell gpu_range(const Platform& platform, const Catalog& market, TableRow& row, std::string_view today) {
  std::vector<const Gpu*> gpus;
  TableCell cell;
  for (const GpuOffer& offer : platform.gpu_offers) {
    const Gpu* gpu = find_gpu(market, offer.gpu);
    const DatedPrice* price = price_on(offer.prices, platform.as_of).price;
    if (!gpu || !price || offer.status.availability != Availability::self_serve) continue;
    if (std::find(gpus.begin(), gpus.end(), gpu) != gpus.end()) continue;
    gpus.push_back(gpu);
    row.tags.push_back("gpu:" + gpu->id);
    if (!price->meters.empty())
      cell.evidence.push_back(
          evidence_of(price_words(gpu->label, price->meters.front()), price->provenance, today));
  }
  cell.number = static_cast<double>(gpus.size());
  if (gpus.empty()) {
    cell.text = "sells no GPU time";
    return cell;
  }
  const auto slower = [](const Gpu* a, const Gpu* b) { return slower_than(*a, *b); };
  const Gpu* least = *std::min_element(gpus.begin(), gpus.end(), slower);
  const Gpu* most = *std::max_element(gpus.begin(), gpus.end(), slower);
  cell.text = gpus.size() == 1
                  ? least->label
                  : least->label + " to " + most->label + ", " + text::integer(*cell.number) + " types";
  return cell;
}

std::string_view scope_words(Scope scope) {
  return scope == Scope::dedicated ? " (dedicated)" : scope == Scope::serverless ? " (serverless)" : "";
}

std::string under_plan(const std::string& plan) { return plan.substr(0, 3) == "on " ? plan : "on " + plan; }

TableCell compliance(const Platform& platform, std::string_view requirement, TableRow& row,
                     std::string_view today) {
  TableCell cell;
  ComplianceState best = ComplianceState::unknown;
  for (const ComplianceClaim& claim : platform.compliance) {
    if (claim.requirement != requirement) continue;
    const std::string state = claim.state == ComplianceState::met              ? "met"
                              : claim.state == ComplianceState::met_under_plan ? under_plan(claim.plan)
                              : claim.state == ComplianceState::not_met        ? "not met"
                                                                               : "unknown";
    cell.text += (cell.text.empty() ? "" : "; ") + state + std::string(scope_words(claim.scope));
    cell.evidence.push_back(evidence_of(claim.evidence, claim.provenance, today));
    best = std::min(best, claim.state);
  }
  if (cell.text.empty()) cell.text = "unknown";
  cell.number = static_cast<double>(best);
  cell.tone = best == ComplianceState::met              ? CellTone::good
              : best == ComplianceState::met_under_plan ? CellTone::partial
              : best == ComplianceState::not_met        ? CellTone::bad
                                                        : CellTone::unknown;
  if (best == ComplianceState::met || best == ComplianceState::met_under_plan)
    row.tags.push_back("compliance:" + std::string(requirement));
  return cell;
}

template <std::size_t n>
TableFilter filter_of(std::string id, std::string label, bool single, std::string_view prefix,
                      const Words (&words)[n]) {
  TableFilter filter{std::move(id), std::move(label), single, {}};
  for (const Words& entry : words)
    filter.choices.push_back({std::string(prefix) + std::string(entry.id), std::string(entry.label)});
  return filter;
}

// The GPUs that at least three platforms rent out.
TableFilter gpu_filter(const Catalog& market, const std::vector<TableRow>& rows) {
  TableFilter filter{"gpu", "GPU", false, {}};
  std::vector<const Gpu*> common;
  for (const Gpu& gpu : market.gpus) {
    const auto has = [&](const TableRow& row) {
      return std::find(row.tags.begin(), row.tags.end(), "gpu:" + gpu.id) != row.tags.end();
    };
    if (std::count_if(rows.begin(), rows.end(), has) >= 3) common.push_back(&gpu);
  }
  sort_by(common, [](const Gpu* a, const Gpu* b) { return slower_than(*a, *b); });
  for (const Gpu* gpu : common) filter.choices.push_back({"gpu:" + gpu->id, gpu->label});
  return filter;
}

TableRow platform_row(const Rates& rates, const Platform& platform) {
  const Catalog& market = rates.market;
  const std::string& today = market.as_of;
  const Profile none;
  const Profile& profile = platform.profile ? *platform.profile : none;
  TableRow row{platform.id, {}, {"segment:" + platform.segment}};
  TableCell name{platform.name, {}, CellTone::plain, {}};
  if (profile.about)
    name.evidence.push_back(evidence_of(profile.about->says, profile.about->provenance, today));
  row.cells.push_back(std::move(name));
  row.cells.push_back(profile.silicon ? worded(segment_words, platform.segment, *profile.silicon, today)
                                      : worded(segment_words, platform.segment, profile.built_for, today));
  row.cells.push_back(said(profile.built_for, today));
  row.cells.push_back(said(profile.engine, today));
  row.cells.push_back(billing_unit(platform, row, today));
  row.cells.push_back(worded(fine_tuning_words, profile.fine_tuning_policy, profile.fine_tuning, today));
  row.cells.push_back(worded(batch_words, profile.batch_state, profile.batch, today));
  TableCell cold = said(profile.cold_start, today);
  cold.number = profile.cold_start_typical_s ? profile.cold_start_typical_s : profile.cold_start_low_s;
  row.cells.push_back(std::move(cold));
  row.cells.push_back(worded(zero_words, profile.scale_to_zero_state, profile.scale_to_zero, today));
  row.cells.push_back(gpu_range(platform, market, row, today));
  row.cells.push_back(said(profile.regions, today));
  for (const ComplianceName& name_of : compliance_names())
    row.cells.push_back(compliance(platform, name_of.id, row, today));
  return row;
}

}  // namespace

Table platforms_table(const Rates& rates) {
  Table table;
  table.id = "platforms";
  table.title = "Platforms";
  table.note = "What each platform is and promises, as read. \"unknown\" means that nothing read says.";
  const auto column = [&](std::string id, std::string label, std::string_view term, double weight,
                          std::string show) {
    table.columns.push_back({std::move(id), std::move(label), help_of(rates, term), weight, std::move(show)});
  };
  column("platform", "Platform", "", 1.1, "");
  column("segment", "Segment", "segment", 1, "show:what");
  column("built-for", "Built for", "built-for", 2, "show:what");
  column("engine", "Engine", "engine", 2, "show:what");
  column("billing-unit", "Billed", "billing-unit", 2, "show:billing");
  column("fine-tuning", "Fine-tuned models", "fine-tuning", 1, "show:billing");
  column("batch-tier", "Batch price", "batch-tier", 1, "show:billing");
  column("cold-start", "Cold start", "cold-start", 2, "show:running");
  column("scale-to-zero", "Scale to zero", "scale-to-zero", 1, "show:running");
  column("gpu-range", "GPUs", "gpu-range", 1.3, "show:running");
  column("regions", "Regions", "", 1.6, "show:running");
  for (const ComplianceName& name : compliance_names())
    column(std::string(name.id), std::string(name.label), "compliance", 1, "show:compliance");
  for (const Platform& platform : rates.market.platforms) table.rows.push_back(platform_row(rates, platform));
  table.filters.push_back(filter_of("show", "Columns", true, "", column_groups));
  table.filters.push_back(filter_of("segment", "Segment", false, "segment:", segment_words));
  TableFilter requirements{"compliance", "Meets", false, {}};
  for (const ComplianceName& name : compliance_names())
    requirements.choices.push_back({"compliance:" + std::string(name.id), std::string(name.label)});
  table.filters.push_back(std::move(requirements));
  table.filters.push_back(gpu_filter(rates.market, table.rows));
  table.filters.push_back(filter_of("unit", "Billed by", false, "", unit_filters));
  return table;
}

}  // namespace picker
