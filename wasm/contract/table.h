// Tables for people: the matrix of platforms, the sources of an answer, the claims and the words. One shape
// for the canvas, the form and table, and CSV. Never computes what a cell says.
#pragma once

#include "catalog_reader.h"
#include "json_text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker {

// What stands behind a cell.
struct CellEvidence {
  std::string says;
  std::string kind;  // "published" …
  std::string source;
  std::string as_of;
  std::optional<int> age_days;  // on the day of the catalogue
};

// How a cell is to be read at a glance; it never says more than its text.
enum class CellTone { plain, good, partial, bad, unknown, old };

std::string_view word(CellTone tone);

struct TableCell {
  std::string text;
  std::optional<double> number;  // what the column sorts by; without it the text
  CellTone tone = CellTone::plain;
  std::vector<CellEvidence> evidence;
};

struct TableColumn {
  std::string id;
  std::string label;
  std::string help;
  double weight = 1;  // share of the width beside the other columns
  std::string show;   // tag of the column's group; empty: always shown
};

struct TableRow {
  std::string id;
  std::vector<TableCell> cells;   // one a column
  std::vector<std::string> tags;  // "segment:custom-silicon": what filters find
};

struct TableChoice {
  std::string tag;
  std::string label;
  bool chosen = false;
};

// Choices of a `single` group exclude each other. Rows must have one of the chosen tags of each group; the
// group "show" chooses columns instead, "rows" how many rows there are.
struct TableFilter {
  std::string id;
  std::string label;
  bool single = false;
  std::vector<TableChoice> choices;
};

struct Table {
  std::string id;
  std::string title;
  std::string note;
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
  std::vector<TableFilter> filters;
  std::string sort;             // column id; "-" before it: downwards; empty: as it comes
  std::size_t rows_of_all = 0;  // before filters and the cut
};

// Keeps and orders what the view asks for. Tags and columns that the table does not know are passed over.
// `everything`: all columns, and all rows that the filters let through.
void arrange(Table& table, const std::vector<std::string>& filter, const std::string& sort, bool everything);

std::string table_json(const Table& table);

// RFC 4180, a header line first; cells that a spreadsheet would take for a formula are quoted with '.
std::string table_csv(const Table& table);

constexpr int old_after_days = 90;
constexpr std::size_t rows_at_first = 60;

// Adding to a table: calls, because the same written as values is many times the code.
void add_column(Table& table, std::string_view id, std::string_view label, double weight);
TableFilter& add_filter(Table& table, std::string_view id, std::string_view label, bool single);
void add_choice(TableFilter& filter, std::string_view group, std::string_view value, std::string_view label);
TableRow& add_row(Table& table, std::string_view id);
TableCell& add_cell(TableRow& row, std::string_view text, CellTone tone = CellTone::plain);
// Source, date, kind and age of a provenance, with `says` in front.
void add_evidence(TableCell& cell, std::string_view says, const Provenance& provenance,
                  std::string_view today);

}  // namespace picker
