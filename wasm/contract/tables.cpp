#include "tables.h"

#include "../engine/numbers/dates.h"
#include "../engine/numbers/numeric_text.h"

#include <algorithm>

namespace picker {
namespace {

struct Found {
  const Evidence* evidence = nullptr;
  const Offer* offer = nullptr;  // the first that it stands behind
  std::size_t offers = 0;
};

bool same(const Evidence& a, const Evidence& b) {
  return a.value == b.value && a.what == b.what && a.unit == b.unit &&
         a.provenance.source == b.provenance.source && a.provenance.as_of == b.provenance.as_of;
}

// Each number once, in the order of the offers.
std::vector<Found> distinct_evidence(const Comparison& comparison) {
  std::vector<Found> all;
  for (const AdmittedOffer& admitted : comparison.admitted)
    for (const Evidence& evidence : admitted.priced.evidence) {
      const auto known = std::find_if(all.begin(), all.end(),
                                      [&](const Found& found) { return same(*found.evidence, evidence); });
      if (known != all.end())
        ++known->offers;
      else
        all.push_back({&evidence, &admitted.priced.offer, 1});
    }
  return all;
}

std::string age_words(const std::optional<int>& days) {
  if (!days) return "unknown";
  return text::integer(*days) + (*days == 1 ? " day" : " days");
}

// All digits of a price, four decimals of what is larger.
std::string value_words(double value) {
  std::string words = text::fixed(value, value < 1 ? 9 : 4);
  words.erase(words.find_last_not_of('0') + 1);
  if (words.back() == '.') words.pop_back();
  return words;
}

void add_source(Table& table, const Found& found, bool name_model, std::string_view today) {
  const Evidence& evidence = *found.evidence;
  const Provenance& provenance = evidence.provenance;
  const std::optional<int> days = days_between(provenance.as_of, today);
  const bool old = days && *days > old_after_days;
  std::string id = found.offer->id;
  id += ' ';
  id += evidence.what;
  TableRow& row = add_row(table, id);
  std::string tag = "kind:";
  tag += word(provenance.kind);
  row.tags.push_back(std::move(tag));
  if (old) row.tags.emplace_back("age:old");
  std::string name = found.offer->label;
  if (name_model) name += ", " + found.offer->model->label;
  if (found.offers > 1) name += " and " + text::integer(static_cast<double>(found.offers - 1)) + " more";
  add_cell(row, name);
  add_cell(row, evidence.what);
  std::string value = value_words(evidence.value);
  value += ' ';
  value += evidence.unit;
  if (evidence.low)
    value += "; sources say " + value_words(*evidence.low) + " to " + value_words(*evidence.high);
  add_cell(row, value).number = evidence.value;
  add_cell(row, word(provenance.kind));
  add_cell(row, provenance.source);
  add_cell(row, provenance.as_of);
  TableCell& age = add_cell(row, age_words(days), old ? CellTone::old : CellTone::plain);
  if (old) age.text += ", old";
  if (days) age.number = *days;
}

CellTone tone_of(Finding finding) {
  return finding == Finding::holds      ? CellTone::good
         : finding == Finding::in_part  ? CellTone::partial
         : finding == Finding::fails    ? CellTone::bad
         : finding == Finding::untested ? CellTone::unknown
                                        : CellTone::plain;
}

void add_choices_of_rows(Table& table) {
  TableFilter& rows = add_filter(table, "rows", "Rows", true);
  add_choice(rows, "rows:", "first", "first " + text::integer(rows_at_first));
  add_choice(rows, "rows:", "all", "all " + text::integer(static_cast<double>(table.rows.size())));
}

}  // namespace

Table sources_table(const Rates& rates, const Catalog& catalog, const Comparison& comparison) {
  Table table;
  table.id = "sources";
  table.title = "Sources";
  table.note = "Every number behind this answer. Ages count to " + catalog.as_of + "; older than " +
               text::integer(old_after_days) + " days is marked.";
  add_column(table, "offer", "Offer", 1.4);
  add_column(table, "what", "Number", 1.8);
  add_column(table, "value", "Value", 1.6);
  add_column(table, "kind", "Kind", 0.8);
  add_column(table, "source", "Source", 2.4);
  add_column(table, "as_of", "Read", 0.8);
  add_column(table, "age", "Age", 0.8);
  const auto& admitted = comparison.admitted;
  const bool many = std::any_of(admitted.begin(), admitted.end(), [&](const AdmittedOffer& offer) {
    return offer.priced.offer.model != admitted.front().priced.offer.model;
  });
  for (const Found& found : distinct_evidence(comparison)) add_source(table, found, many, rates.market.as_of);
  TableFilter& kinds = add_filter(table, "kind", "Kind", false);
  for (const Kind kind : {Kind::published, Kind::measured, Kind::modelled, Kind::assumed})
    add_choice(kinds, "kind:", word(kind), word(kind));
  add_choice(add_filter(table, "age", "Age", false), "age:", "old",
             "over " + text::integer(old_after_days) + " days");
  if (table.rows.size() <= rows_at_first) return table;
  add_choices_of_rows(table);
  return table;
}

Table claims_table(const Rates& rates) {
  Table table;
  table.id = "claims";
  table.title = "Claims";
  table.note = "What vendors and the lesson say, put to the test. A claim never enters a bill.";
  add_column(table, "claim", "Claim", 2.2);
  add_column(table, "who", "Who", 1.2);
  add_column(table, "when", "When", 0.8);
  add_column(table, "verdict", "Verdict", 0.9);
  add_column(table, "finding", "What we find", 2.6);
  for (const Claim& claim : rates.claims) {
    const Verdict verdict = judge(claim, rates.market, rates.lesson);
    TableRow& row = add_row(table, claim.id);
    add_evidence(add_cell(row, claim.says), claim.says, {Kind::published, claim.source, claim.as_of},
                 rates.market.as_of);
    add_cell(row, claim.who);
    add_cell(row, claim.as_of);
    add_cell(row, word(verdict.finding), tone_of(verdict.finding));
    add_cell(row, verdict.sentence);
  }
  return table;
}

Table terms_table(const Rates& rates) {
  Table table;
  table.id = "terms";
  table.title = "Words";
  table.note = "What people say, and what it is.";
  add_column(table, "term", "Word", 1);
  add_column(table, "said", "What people say", 2);
  add_column(table, "is", "What it is", 2.6);
  for (const Term& term : rates.terms) {
    TableRow& row = add_row(table, term.id);
    add_cell(row, term.term);
    add_cell(row, term.said);
    add_evidence(add_cell(row, term.is), term.is, {Kind::published, term.source, term.as_of},
                 rates.market.as_of);
  }
  return table;
}

namespace {

// What the tables can be sorted and filtered by, whatever rows they have.
std::vector<Table> all_tables(const Rates& rates) {
  std::vector<Table> tables = {platforms_table(rates), sources_table(rates, rates.market, {}),
                               claims_table(rates), terms_table(rates)};
  add_choices_of_rows(tables[1]);
  return tables;
}

}  // namespace

bool is_table_sort(std::string_view sort, const Rates& rates) {
  if (sort.substr(0, 1) == "-") sort.remove_prefix(1);
  for (const Table& table : all_tables(rates))
    for (const TableColumn& column : table.columns)
      if (column.id == sort) return true;
  return false;
}

std::vector<std::string> table_tags(const Rates& rates) {
  std::vector<std::string> tags;
  for (const Table& table : all_tables(rates))
    for (const TableFilter& filter : table.filters)
      for (const TableChoice& choice : filter.choices) tags.push_back(choice.tag);
  return tags;
}

Result<Table> filled_table(const TableQuery& query, const Rates& rates, const Catalog& catalog,
                           const Comparison& comparison) {
  const bool sources = query.table == "sources";
  const bool known =
      sources || query.table == "platforms" || query.table == "claims" || query.table == "terms";
  if (!known)
    return Error{"unknown-value", "table",
                 "\"" + query.table.substr(0, 60) + "\" is not one of platforms, sources, claims, terms."};
  if (!sources && !rates.whole)
    return Error{"not-loaded", "table", "This table is in the whole bundle, rates.json: load it first."};
  Table table = sources                      ? sources_table(rates, catalog, comparison)
                : query.table == "platforms" ? platforms_table(rates)
                : query.table == "claims"    ? claims_table(rates)
                                             : terms_table(rates);
  arrange(table, query.filter, query.sort.empty() && sources ? "-age" : query.sort, query.every_column);
  return table;
}

}  // namespace picker
