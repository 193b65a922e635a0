// The tables that there are, filled: platforms, sources, claims, terms. Knows no layout.
#pragma once

#include "table.h"

#include "../engine/decision/decision.h"

namespace picker {

// What each platform is, sells and promises; every cell with its evidence.
Table platforms_table(const Rates& rates);

// Every number behind the admitted offers of a comparison, each once, the oldest first.
Table sources_table(const Rates& rates, const Catalog& catalog, const Comparison& comparison);

// What vendors and the lesson claim, and what the engine finds.
Table claims_table(const Rates& rates);

Table terms_table(const Rates& rates);

// What any of the tables can be sorted by ("-" before it: downwards), and the tags of all their filters. A
// view keeps both from one table to the next.
bool is_table_sort(std::string_view sort, const Rates& rates);
std::vector<std::string> table_tags(const Rates& rates);

struct TableQuery {
  std::string table;                // "platforms" | "sources" | "claims" | "terms"
  std::vector<std::string> filter;  // tags
  std::string sort;
  bool every_column = false;  // for a file: all columns and rows
};

// The table asked for, arranged. Error not-loaded where the bundle for a first visit lacks it.
Result<Table> filled_table(const TableQuery& query, const Rates& rates, const Catalog& catalog,
                           const Comparison& comparison);

}  // namespace picker
