#include "table.h"

#include "../engine/numbers/dates.h"
#include "../engine/numbers/lists.h"
#include "../engine/numbers/order.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace picker {
namespace {

bool passes(const TableRow& row, const TableFilter& filter) {
  bool any_chosen = false;
  for (const TableChoice& choice : filter.choices) {
    if (!choice.chosen) continue;
    any_chosen = true;
    if (contains(row.tags, choice.tag)) return true;
  }
  return !any_chosen;
}

bool chosen(const Table& table, const std::string& tag) {
  for (const TableFilter& filter : table.filters)
    for (const TableChoice& choice : filter.choices)
      if (choice.chosen && choice.tag == tag) return true;
  return false;
}

// Those of the chosen group, and those that are always shown.
void keep_columns(Table& table) {
  for (std::size_t i = table.columns.size(); i-- > 0;) {
    if (table.columns[i].show.empty() || chosen(table, table.columns[i].show)) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    table.columns.erase(table.columns.begin() + at);
    for (TableRow& row : table.rows) row.cells.erase(row.cells.begin() + at);
  }
}

bool less(const TableCell& a, const TableCell& b) {
  if (a.number && b.number) return *a.number < *b.number;
  return a.text < b.text;
}

void write_evidence(JsonText& out, const std::vector<CellEvidence>& evidence) {
  out.open_array();
  for (const CellEvidence& item : evidence) {
    out.open_object().set("says", item.says).set("kind", item.kind).set("source", item.source);
    out.set("as_of", item.as_of).key("age_days");
    if (item.age_days)
      out.add(static_cast<double>(*item.age_days));
    else
      out.add_null();
    out.close_object();
  }
  out.close_array();
}

std::string csv_field(const std::string& text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  std::string field = "\"";
  if (formula) field += '\'';
  for (const char letter : text) {
    if (letter == '"') field += '"';
    field += letter;
  }
  return field + '"';
}

}  // namespace

std::string_view word(CellTone tone) {
  constexpr std::array<std::string_view, 6> words = {"plain", "good", "partial", "bad", "unknown", "old"};
  return words[static_cast<std::size_t>(tone)];
}

void arrange(Table& table, const std::vector<std::string>& filter, const std::string& sort, bool everything) {
  table.rows_of_all = table.rows.size();
  for (TableFilter& group : table.filters) {
    bool any = false;
    for (TableChoice& choice : group.choices) {
      choice.chosen = contains(filter, choice.tag) && !(group.single && any);
      any = any || choice.chosen;
    }
    if (group.single && !any && !group.choices.empty()) group.choices.front().chosen = true;
    if (group.id == "show" || group.id == "rows") continue;
    const auto out = [&](const TableRow& row) { return !passes(row, group); };
    table.rows.erase(std::remove_if(table.rows.begin(), table.rows.end(), out), table.rows.end());
  }
  const bool down = !sort.empty() && sort.front() == '-';
  const std::string column = sort.substr(down ? 1 : 0);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].id != column) continue;
    table.sort = sort;
    sort_by(table.rows, [i, down](const TableRow& a, const TableRow& b) {
      const TableCell& left = a.cells[i];
      const TableCell& right = b.cells[i];
      // What is unknown comes last, whichever way.
      if (left.number.has_value() != right.number.has_value()) return left.number.has_value();
      if (less(left, right) != less(right, left)) return down ? less(right, left) : less(left, right);
      return a.id < b.id;
    });
  }
  if (everything) return;
  keep_columns(table);
  if (table.rows.size() > rows_at_first && !chosen(table, "rows:all")) table.rows.resize(rows_at_first);
}

std::string table_json(const Table& table) {
  JsonText out;
  out.open_object().set("id", table.id).set("title", table.title).set("note", table.note);
  out.key("columns").open_array();
  for (const TableColumn& column : table.columns)
    out.open_object()
        .set("id", column.id)
        .set("label", column.label)
        .set("help", column.help)
        .set("weight", column.weight)
        .close_object();
  out.close_array().key("rows").open_array();
  for (const TableRow& row : table.rows) {
    out.open_object().set("id", row.id).key("cells").open_array();
    for (const TableCell& cell : row.cells) {
      out.open_object().set("text", cell.text).set("tone", word(cell.tone)).key("evidence");
      write_evidence(out, cell.evidence);
      out.close_object();
    }
    out.close_array().close_object();
  }
  out.close_array().key("filters").open_array();
  for (const TableFilter& filter : table.filters) {
    out.open_object().set("id", filter.id).set("label", filter.label).set("single", filter.single);
    out.key("choices").open_array();
    for (const TableChoice& choice : filter.choices)
      out.open_object()
          .set("tag", choice.tag)
          .set("label", choice.label)
          .set("chosen", choice.chosen)
          .close_object();
    out.close_array().close_object();
  }
  out.close_array().set_text_or_null("sort", table.sort);
  return out.set("rows_of_all", static_cast<double>(table.rows_of_all)).close_object().take();
}

std::string table_csv(const Table& table) {
  std::string text;
  const auto add = [&](const std::string& field, bool last) {
    text += csv_field(field) + (last ? "\r\n" : ",");
  };
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    add(table.columns[i].label, i + 1 == table.columns.size());
  for (const TableRow& row : table.rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i) add(row.cells[i].text, i + 1 == row.cells.size());
  return text;
}

void add_column(Table& table, std::string_view id, std::string_view label, double weight) {
  TableColumn& column = table.columns.emplace_back();
  column.id = id;
  column.label = label;
  column.weight = weight;
}

TableFilter& add_filter(Table& table, std::string_view id, std::string_view label, bool single) {
  TableFilter& filter = table.filters.emplace_back();
  filter.id = id;
  filter.label = label;
  filter.single = single;
  return filter;
}

void add_choice(TableFilter& filter, std::string_view group, std::string_view value, std::string_view label) {
  TableChoice& choice = filter.choices.emplace_back();
  choice.tag = group;
  choice.tag += value;
  choice.label = label;
}

TableRow& add_row(Table& table, std::string_view id) {
  TableRow& row = table.rows.emplace_back();
  row.id = id;
  return row;
}

TableCell& add_cell(TableRow& row, std::string_view text, CellTone tone) {
  TableCell& cell = row.cells.emplace_back();
  cell.text = text;
  cell.tone = tone;
  return cell;
}

void add_evidence(TableCell& cell, std::string_view says, const Provenance& provenance,
                  std::string_view today) {
  CellEvidence& evidence = cell.evidence.emplace_back();
  evidence.says = says;
  evidence.kind = word(provenance.kind);
  evidence.source = provenance.source;
  evidence.as_of = provenance.as_of;
  evidence.age_days = days_between(provenance.as_of, today);
}

}  // namespace picker
