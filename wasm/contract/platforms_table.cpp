#include "tables.h"

#include "../engine/decision/gates.h"
#include "../engine/numbers/numeric_text.h"
#include "../engine/numbers/order.h"
#include "../engine/pricing/rules/history.h"

#include <algorithm>
#include <iterator>

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

constexpr Words unit_filters[] = {{"unit:tokens", "tokens"},
                                  {"unit:images", "images"},
                                  {"unit:audio", "audio"},
                                  {"unit:gpu-time", "GPU time"},
                                  {"unit:requests", "requests"}};
constexpr std::size_t unit_choices = 4;  // nobody bills a plain request today

struct UnitWords {
  MeterUnit unit;
  std::string_view label;
  unsigned tag;  // of unit_filters
};

constexpr UnitWords unit_words[] = {{MeterUnit::million_input_tokens, "M tokens", 0},
                                    {MeterUnit::million_output_tokens, "M tokens", 0},
                                    {MeterUnit::request, "request", 4},
                                    {MeterUnit::image_step, "image step", 1},
                                    {MeterUnit::image, "whole image", 1},
                                    {MeterUnit::megapixel, "megapixel", 1},
                                    {MeterUnit::mebipixel_step, "pixel step", 1},
                                    {MeterUnit::audio_second, "audio second", 2},
                                    {MeterUnit::audio_minute, "audio minute", 2},
                                    {MeterUnit::audio_hour, "audio hour", 2},
                                    {MeterUnit::gpu_second, "GPU-second", 3},
                                    {MeterUnit::gpu_minute, "GPU-minute", 3},
                                    {MeterUnit::gpu_hour, "GPU-hour", 3}};

constexpr Words column_groups[] = {{"show:what", "What it is"},
                                   {"show:billing", "Billing"},
                                   {"show:running", "Running it"},
                                   {"show:compliance", "Compliance"}};

// The words for a state; without one it is unknown.
void add_worded(TableRow& row, const Words* words, std::size_t count, const std::string& state,
                const Fact& fact, std::string_view today) {
  TableCell& cell = add_cell(row, "unknown", CellTone::unknown);
  for (std::size_t i = 0; i < count; ++i) {
    if (words[i].id != state) continue;
    cell.text = words[i].label;
    cell.tone = words[i].tone;
  }
  if (!fact.says.empty()) add_evidence(cell, fact.says, fact.provenance, today);
}

TableCell& add_said(TableRow& row, const Fact& fact, std::string_view today) {
  if (fact.says.empty()) return add_cell(row, "unknown", CellTone::unknown);
  TableCell& cell = add_cell(row, fact.says);
  std::string all = fact.says;
  if (!fact.note.empty()) all += " " + fact.note;
  add_evidence(cell, all, fact.provenance, today);
  return cell;
}

// One price in words.
std::string price_words(std::string_view what, const Meter& meter) {
  std::string words(what);
  words += ": ";
  words += meter.usd ? "$" + text::plain(*meter.usd) : "unknown";
  words += " per ";
  words += meter_unit_name(meter.unit).label;
  return words;
}

// Adds the units of one price list that are not named yet, each with that price behind it.
void add_units(TableCell& cell, TableRow& row, unsigned& named, std::string_view what,
               const DatedPrice* price, std::string_view today) {
  if (!price) return;
  for (std::size_t i = 0; i < std::size(unit_words); ++i) {
    const UnitWords& entry = unit_words[i];
    const Meter* meter = find_meter(price->meters, entry.unit);
    if (!meter || cell.text.find(entry.label) != std::string::npos) continue;
    cell.text += cell.text.empty() ? "per " : ", ";
    cell.text += entry.label;
    add_evidence(cell, price_words(what, *meter), price->provenance, today);
    if (named & (1U << entry.tag)) continue;
    named |= 1U << entry.tag;
    row.tags.emplace_back(unit_filters[entry.tag].id);
  }
}

void add_billing_unit(TableRow& row, const Platform& platform, const Catalog& market,
                      std::string_view today) {
  TableCell cell;
  unsigned named = 0;
  for (const TokenOffer& offer : platform.token_offers)
    if (offer.status.availability == Availability::self_serve)
      add_units(cell, row, named, find_model(market, offer.model)->label,
                price_on(offer.prices, platform.as_of).price, today);
  for (const GpuOffer& offer : platform.gpu_offers)
    if (offer.status.availability == Availability::self_serve)
      add_units(cell, row, named, find_gpu(market, offer.gpu)->label,
                price_on(offer.prices, platform.as_of).price, today);
  if (cell.text.empty()) {
    cell.text = "unknown";
    cell.tone = CellTone::unknown;
  }
  row.cells.push_back(std::move(cell));
}

bool slower_than(const Gpu* a, const Gpu* b) {
  const double left = a->facts.bf16_tflops;
  const double right = b->facts.bf16_tflops;
  return left != right ? left < right : a->id < b->id;
}

void add_gpu_range(TableRow& row, const Platform& platform, const Catalog& market, std::string_view today) {
  std::vector<const Gpu*> gpus;
  TableCell& cell = add_cell(row, "sells no GPU time");
  for (const GpuOffer& offer : platform.gpu_offers) {
    const Gpu* gpu = find_gpu(market, offer.gpu);
    const DatedPrice* price = price_on(offer.prices, platform.as_of).price;
    if (!gpu || !price || offer.status.availability != Availability::self_serve) continue;
    if (std::find(gpus.begin(), gpus.end(), gpu) != gpus.end()) continue;
    gpus.push_back(gpu);
    row.tags.push_back("gpu:" + gpu->id);
    if (!price->meters.empty())
      add_evidence(cell, price_words(gpu->label, price->meters.front()), price->provenance, today);
  }
  cell.number = static_cast<double>(gpus.size());
  if (gpus.empty()) return;
  sort_by(gpus, slower_than);
  cell.text = gpus.front()->label;
  if (gpus.size() > 1)
    cell.text += " to " + gpus.back()->label + ", " + text::integer(*cell.number) + " types";
}

std::string_view scope_words(Scope scope) {
  return scope == Scope::dedicated ? " (dedicated)" : scope == Scope::serverless ? " (serverless)" : "";
}

std::string under_plan(const std::string& plan) { return plan.substr(0, 3) == "on " ? plan : "on " + plan; }

void add_part(std::string& list, const std::string& part, std::string_view between = ", ") {
  if (!list.empty()) list += between;
  list += part;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string list;
  for (const std::string& part : parts) add_part(list, part);
  return list;
}

// In the order of the enum.
constexpr std::string_view limit_words[] = {
    "requests/min",        "requests/day",      "tokens/min", "tokens/day",     "prompt tokens/min",
    "uncached tokens/min", "output tokens/min", "at a time",  "GPUs at a time", "usd a month at most"};

std::string limit_text(const Limit& limit) {
  const auto kind = static_cast<std::size_t>(limit.what);
  return text::count(limit.value) + " " +
         (limit.what == LimitKind::other ? limit.unit : std::string(limit_words[kind]));
}

// What a new paying customer gets, the two that come first; behind it every limit that was read.
void add_limits(TableRow& row, const Platform& platform, std::string_view today) {
  TableCell& cell = add_cell(row, "none found", CellTone::unknown);
  std::vector<const Limit*> most;
  for (const Limit& limit : platform.limits) {
    std::string says = limit.plan.empty() ? "" : limit.plan + ": ";
    says += limit_text(limit);
    if (limit.reach == LimitReach::free) says += ", without paying";
    if (limit.reach == LimitReach::earned)
      says += limit.after_usd ? ", once " + text::usd(*limit.after_usd) + " is paid" : ", later";
    if (limit.reach == LimitReach::asked) says += ", on request";
    if (!limit.models.empty()) says += " (" + joined(limit.models) + ")";
    says += ".";
    if (!limit.note.empty()) says += " " + limit.note;
    add_evidence(cell, says, limit.provenance, today);
    if (limit.reach != LimitReach::first || limit.what == LimitKind::other) continue;
    const auto known =
        std::find_if(most.begin(), most.end(), [&](const Limit* each) { return each->what == limit.what; });
    if (known == most.end())
      most.push_back(&limit);
    else if (limit.value > (*known)->value)
      *known = &limit;
  }
  if (most.empty()) {
    if (!platform.limits.empty()) cell = {"differ by plan", {}, CellTone::plain, std::move(cell.evidence)};
    return;
  }
  cell.tone = CellTone::plain;
  cell.text = "at first ";
  for (std::size_t i = 0; i < std::min<std::size_t>(most.size(), 2); ++i)
    cell.text += (i > 0 ? ", " : "") + limit_text(*most[i]);
}

// Where one kind of work runs and where it can be kept.
void add_regions(TableCell& cell, std::string_view scope, const std::optional<Regions>& regions,
                 std::string_view today) {
  if (!regions) return;
  std::string pins;
  std::string refused;
  for (const RegionPin& pin : regions->pins) {
    if (pin.state == PinState::no) {
      add_part(refused, pin.region);
      continue;
    }
    std::string one = pin.region;
    if (pin.premium && *pin.premium != 1) one += " at " + text::plain(*pin.premium) + " times the price";
    if (pin.state == PinState::plan)
      one += pin.plan.empty() ? " under another plan" : " " + under_plan(pin.plan);
    if (pin.state == PinState::ask) one += " on request";
    if (!pin.models.empty()) one += " (" + joined(pin.models) + ")";
    if (!pin.offer_plans.empty()) one += " (some plans)";
    add_part(pins, one, "; ");
  }
  std::string says(scope);
  says += regions->runs_in.empty() ? ": where it runs was not found."
                                   : ": runs in " + joined(regions->runs_in) + ".";
  if (!pins.empty()) says += " Can be kept in " + pins + ".";
  if (!refused.empty()) says += " Not in " + refused + " alone.";
  if (!regions->note.empty()) says += " " + regions->note;
  add_evidence(cell, says, regions->provenance, today);
}

// What may be stopped, queued or refused while others are served.
void add_interruptions(TableRow& row, const Platform& platform, std::string_view today) {
  TableCell& cell = add_cell(row, "");
  const auto add = [&](const std::string& name, const std::optional<Interruption>& interruption) {
    if (!interruption || (", " + cell.text + ",").find(", " + name + ",") != std::string::npos) return;
    add_part(cell.text, name);
    add_evidence(cell, name + ": " + interruption->says, interruption->provenance, today);
  };
  for (const TokenOffer& offer : platform.token_offers) add(offer.how, offer.interruption);
  for (const Modifier& modifier : platform.modifiers) add(modifier.tier, modifier.interruption);
  for (const GpuOffer& offer : platform.gpu_offers)
    add(offer.plan.empty() ? "GPU time" : offer.plan + " GPUs", offer.interruption);
  if (cell.text.empty())
    cell.text = "nothing found";
  else
    cell.tone = CellTone::partial;
}

void add_account(TableRow& row, const std::optional<Account>& account, std::string_view today) {
  TableCell& cell = add_cell(row, account ? "" : "unknown", account ? CellTone::plain : CellTone::unknown);
  if (!account) return;
  const auto above_zero = [](const std::optional<double>& usd) { return usd && *usd > 0; };
  if (above_zero(account->free_credit_usd_per_month))
    add_part(cell.text, text::usd(*account->free_credit_usd_per_month) + " a month free");
  if (above_zero(account->minimum_usd_per_month))
    add_part(cell.text, "at least " + text::usd(*account->minimum_usd_per_month) + " a month");
  if (above_zero(account->fee_minimum_usd))
    add_part(cell.text, "a fee of at least " + text::usd(*account->fee_minimum_usd) + " a payment");
  if (cell.text.empty()) cell.text = account->minimum_usd_per_month ? "no minimum" : "no minimum found";
  add_evidence(cell, account->note.empty() ? cell.text : account->note, account->provenance, today);
}

void add_compliance(TableRow& row, const Platform& platform, std::string_view requirement,
                    std::string_view today) {
  TableCell& cell = add_cell(row, "");
  ComplianceState best = ComplianceState::unknown;
  for (const ComplianceClaim& claim : platform.compliance) {
    if (claim.requirement != requirement) continue;
    if (!cell.text.empty()) cell.text += "; ";
    cell.text += claim.state == ComplianceState::met              ? "met"
                 : claim.state == ComplianceState::met_under_plan ? under_plan(claim.plan)
                 : claim.state == ComplianceState::not_met        ? "not met"
                                                                  : "unknown";
    cell.text += scope_words(claim.scope);
    add_evidence(cell, claim.evidence, claim.provenance, today);
    best = std::min(best, claim.state);
  }
  if (cell.text.empty()) cell.text = "unknown";
  constexpr CellTone tones[] = {CellTone::good, CellTone::partial, CellTone::bad, CellTone::unknown};
  cell.number = static_cast<double>(best);
  cell.tone = tones[static_cast<std::size_t>(best)];
  if (best > ComplianceState::met_under_plan) return;
  std::string tag = "compliance:";
  tag += requirement;
  row.tags.push_back(std::move(tag));
}

// The GPUs that at least three platforms rent out.
void add_gpu_filter(Table& table, const Catalog& market) {
  std::vector<const Gpu*> common;
  for (const Gpu& gpu : market.gpus) {
    int sellers = 0;
    for (const TableRow& row : table.rows)
      sellers += std::find(row.tags.begin(), row.tags.end(), "gpu:" + gpu.id) != row.tags.end();
    if (sellers >= 3) common.push_back(&gpu);
  }
  sort_by(common, slower_than);
  TableFilter& filter = add_filter(table, "gpu", "GPU", false);
  for (const Gpu* gpu : common) add_choice(filter, "gpu:", gpu->id, gpu->label);
}

void add_platform(Table& table, const Rates& rates, const Platform& platform) {
  const std::string& today = rates.market.as_of;
  const Profile none;
  const Profile& profile = platform.profile ? *platform.profile : none;
  TableRow& row = add_row(table, platform.id);
  row.tags.push_back("segment:" + platform.segment);
  TableCell& name = add_cell(row, platform.name);
  if (profile.about) add_evidence(name, profile.about->says, profile.about->provenance, today);
  add_worded(row, segment_words, std::size(segment_words), platform.segment,
             profile.silicon ? *profile.silicon : profile.built_for, today);
  add_said(row, profile.built_for, today);
  add_said(row, profile.engine, today);
  add_billing_unit(row, platform, rates.market, today);
  add_worded(row, fine_tuning_words, std::size(fine_tuning_words), profile.fine_tuning_policy,
             profile.fine_tuning, today);
  add_worded(row, batch_words, std::size(batch_words), profile.batch_state, profile.batch, today);
  add_interruptions(row, platform, today);
  add_account(row, platform.account, today);
  add_said(row, profile.cold_start, today).number =
      profile.cold_start_typical_s ? profile.cold_start_typical_s : profile.cold_start_low_s;
  add_limits(row, platform, today);
  add_worded(row, zero_words, std::size(zero_words), profile.scale_to_zero_state, profile.scale_to_zero,
             today);
  add_gpu_range(row, platform, rates.market, today);
  TableCell& regions = add_said(row, profile.regions, today);
  add_regions(regions, "Per use", platform.serverless_regions, today);
  add_regions(regions, "GPU time", platform.dedicated_regions, today);
  for (const ComplianceName& requirement : compliance_names())
    add_compliance(row, platform, requirement.id, today);
}

struct ColumnWords {
  std::string_view id;  // of the column and of its term
  std::string_view label;
  double weight;
  std::string_view show;
};

constexpr ColumnWords columns[] = {{"platform", "Platform", 1.1, ""},
                                   {"segment", "Segment", 1, "show:what"},
                                   {"built-for", "Built for", 2, "show:what"},
                                   {"engine", "Engine", 2, "show:what"},
                                   {"billing-unit", "Billed", 2, "show:billing"},
                                   {"fine-tuning", "Fine-tuned models", 1, "show:billing"},
                                   {"batch-tier", "Batch price", 1, "show:billing"},
                                   {"interruptions", "May be interrupted", 1, "show:billing"},
                                   {"account", "Account", 1, "show:billing"},
                                   {"cold-start", "Cold start", 1.7, "show:running"},
                                   {"limits", "Limits", 1.4, "show:running"},
                                   {"scale-to-zero", "Scale to zero", 1, "show:running"},
                                   {"gpu-range", "GPUs", 1.3, "show:running"},
                                   {"regions", "Regions", 1.6, "show:running"}};

void add_column_of(Table& table, const Rates& rates, const ColumnWords& words, std::string_view term) {
  add_column(table, words.id, words.label, words.weight);
  TableColumn& column = table.columns.back();
  column.show = words.show;
  for (const Term& entry : rates.terms)
    if (entry.id == term) column.help = entry.is;
}

void add_choices(TableFilter& filter, std::string_view group, const Words* words, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) add_choice(filter, group, words[i].id, words[i].label);
}

}  // namespace

Table platforms_table(const Rates& rates) {
  Table table;
  table.id = "platforms";
  table.title = "Platforms";
  table.note = "What each platform is and promises, as read. \"unknown\" means that nothing read says.";
  for (const ColumnWords& words : columns) add_column_of(table, rates, words, words.id);
  for (const ComplianceName& name : compliance_names())
    add_column_of(table, rates, {name.id, name.label, 1, "show:compliance"}, "compliance");
  for (const Platform& platform : rates.market.platforms) add_platform(table, rates, platform);
  add_choices(add_filter(table, "show", "Columns", true), "", column_groups, std::size(column_groups));
  add_choices(add_filter(table, "segment", "Segment", false), "segment:", segment_words,
              std::size(segment_words));
  TableFilter& requirements = add_filter(table, "compliance", "Meets", false);
  for (const ComplianceName& name : compliance_names())
    add_choice(requirements, "compliance:", name.id, name.label);
  add_gpu_filter(table, rates.market);
  add_choices(add_filter(table, "unit", "Billed by", false), "", unit_filters, unit_choices);
  return table;
}

}  // namespace picker
