// Any table: its note, its filters, labels that sort, rows of wrapped cells, and under a cell that was
// pressed what stands behind it.

#include "panels.h"

#include "../app/words.h"
#include "../widgets/controls.h"

#include "../../wasm/engine/numbers/numeric_text.h"

#include <algorithm>

namespace picker::ui {
namespace {

constexpr std::string_view cell_prefix = "cell:";
constexpr float column_least = 66;
constexpr float column_gap = 10;
constexpr float row_padding = 7;
constexpr float chip_step = 32;
constexpr float chip_gap = 6;
constexpr float group_gap = 22;
constexpr float mark_room = 15;
constexpr float mark_radius = 4.5F;

// What is chosen of the column at each press: upwards, downwards, as the table comes.
InputValue next_sort(const Table& table, const std::string& column, bool chosen) {
  if (table.sort == column) return "-" + column;
  // Downwards without being chosen is how this table comes.
  if (table.sort == "-" + column && chosen) return {};
  return column;
}

// Says the tone a second time, for who does not see its colour. True where something was drawn.
bool draw_mark(const Ui& ui, CellTone tone, float x, float y) {
  const Theme& theme = ui.theme();
  const ImVec2 center{x + mark_radius, y};
  const ImU32 good = theme.series[2];
  switch (tone) {
    case CellTone::good:
      ui.draw->AddCircleFilled(center, mark_radius, good);
      return true;
    case CellTone::partial:
      ui.draw->AddCircle(center, mark_radius - 0.5F, good, 0, 1.5F);
      ui.draw->PathArcTo(center, mark_radius - 0.5F, 1.5708F, 4.7124F);
      ui.draw->PathFillConvex(good);
      return true;
    case CellTone::bad:
      for (const float side : {-3.5F, 3.5F})
        ui.draw->AddLine({center.x - 3.5F, y - side}, {center.x + 3.5F, y + side}, theme.bad, 1.75F);
      return true;
    case CellTone::old:
      ui.draw->AddCircle(center, mark_radius - 0.5F, theme.warn, 0, 1.5F);
      return true;
    case CellTone::plain:
    case CellTone::unknown:
      break;
  }
  return false;
}

ImU32 color_of(const Ui& ui, CellTone tone) {
  const Theme& theme = ui.theme();
  return tone == CellTone::unknown ? theme.mute
         : tone == CellTone::old   ? theme.warn
         : tone == CellTone::plain ? theme.soft
                                   : theme.ink;
}

class TableView {
 public:
  TableView(const Ui& ui, const app::Shown& shown, const Table& table, Box inside)
      : ui_(ui), shown_(shown), table_(table), inside_(inside), y_(inside.y) {
    for (const TableFilter& filter : table.filters)
      label_width_ = std::max(label_width_, text_width(ui, filter.label, small(0)) + space_2);
    float weights = 0;
    for (const TableColumn& column : table.columns) weights += static_cast<float>(column.weight);
    const float free = std::max(0.0F, inside.width - column_least * static_cast<float>(table.columns.size()));
    for (const TableColumn& column : table.columns)
      widths_.push_back(column_least + free * static_cast<float>(column.weight) / weights);
  }

  float draw() {
    draw_note();
    for (const TableFilter& filter : table_.filters) draw_filter(filter);
    if (!table_.filters.empty()) y_ += chip_step + 2;
    // Cells tell how high their row is; what is behind them is drawn on a layer below.
    layers_.Split(ui_.draw, 2);
    layers_.SetCurrentChannel(ui_.draw, 1);
    draw_labels();
    for (const TableRow& row : table_.rows) draw_row(row);
    layers_.Merge(ui_.draw);
    if (table_.rows.empty()) {
      draw_text(ui_, inside_.x, y_ + row_height / 2, "No rows match these filters.",
                {text_body, Weight::regular, ui_.theme().soft});
      y_ += row_height;
    }
    return y_;
  }

 private:
  static TextStyle small(ImU32 color, Weight weight = Weight::regular) { return {text_small, weight, color}; }

  static bool explains(const Table& table) {
    for (const TableRow& row : table.rows)
      for (const TableCell& cell : row.cells)
        if (!cell.evidence.empty()) return true;
    return false;
  }

  void draw_note() {
    const Widget file{"button:download-csv", "download-csv", "Download CSV"};
    const float file_width = text_width(ui_, file.label, small(0));
    if (link(ui_, file, inside_.right() - file_width, y_ + line_height_small / 2))
      ui_.ask(PageCall::download_csv);
    std::string note = table_.note;
    if (table_.rows.size() != table_.rows_of_all)
      note += " " + text::integer(static_cast<double>(table_.rows.size())) + " of " +
              text::integer(static_cast<double>(table_.rows_of_all)) + " rows.";
    if (explains(table_)) note += " Press a cell for its source.";
    y_ += draw_paragraph(ui_, inside_.x, y_, inside_.width - file_width - space_4, line_height_small,
                         {{note, small(ui_.theme().mute)}}) +
          space_2;
  }

  // A group stands beside the one before it where it fits whole, else on a line of its own; chips of groups
  // that begin a line stand under each other.
  void draw_filter(const TableFilter& filter) {
    const TextStyle quiet = small(ui_.theme().mute);
    const float label = text_width(ui_, filter.label, quiet) + space_2;
    float whole = label;
    for (const TableChoice& choice : filter.choices) whole += chip_width(ui_, choice.label) + chip_gap;
    if (pen_ > 0 && pen_ + whole - chip_gap > inside_.width) {
      pen_ = 0;
      y_ += chip_step;
    }
    const float start = pen_ + (pen_ > 0 ? label : label_width_);
    draw_text(ui_, inside_.x + pen_, y_ + chip_step / 2 - 3, filter.label, quiet);
    pen_ = start;
    for (const TableChoice& choice : filter.choices) {
      const float width = chip_width(ui_, choice.label);
      if (pen_ > start && pen_ + width > inside_.width) {
        pen_ = start;
        y_ += chip_step;
      }
      if (chip(ui_, {joined("chip:filter=", choice.tag), joined("view.filter=", choice.tag), choice.label},
               inside_.x + pen_, y_, choice.chosen))
        choose(filter, choice);
      pen_ += width + chip_gap;
    }
    pen_ += group_gap - chip_gap;
  }

  void choose(const TableFilter& filter, const TableChoice& pressed) const {
    std::vector<std::string> tags;
    for (const Json& held : shown_.state.view["filter"]) {
      const std::string tag = held.get<std::string>();
      const bool out = std::any_of(
          filter.choices.begin(), filter.choices.end(),
          [&](const TableChoice& each) { return each.tag == tag && (filter.single || &each == &pressed); });
      if (!out) tags.push_back(tag);
    }
    if (filter.single || !pressed.chosen) tags.push_back(pressed.tag);
    ui_.set("view.filter", tags);
  }

  void draw_labels() {
    const Theme& theme = ui_.theme();
    float height = line_height_small;
    float x = inside_.x;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const TableColumn& column = table_.columns[i];
      const bool up = table_.sort == column.id;
      const bool down = table_.sort == "-" + column.id;
      const TextStyle style = small(up || down ? theme.ink : theme.mute, Weight::semibold);
      const float room = widths_[i] - column_gap;
      height = std::max(height,
                        draw_paragraph(ui_, x + 6, y_ + 5, room, line_height_small, {{column.label, style}}));
      if (up || down)
        draw_icon(ui_, up ? Icon::arrow_up : Icon::arrow_down,
                  x + 6 + std::min(text_width(ui_, column.label, style), room) + 8,
                  y_ + 5 + line_height_small / 2, theme.ink);
      x += widths_[i];
    }
    height += 10;
    x = inside_.x;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const TableColumn& column = table_.columns[i];
      const std::string state = table_.sort == column.id         ? "up"
                                : table_.sort == "-" + column.id ? "down"
                                                                 : "";
      const Box box{x, y_, widths_[i], height};
      const Touch touch = target(
          ui_, {joined("sort:", column.id), joined("view.sort=", column.id), column.label, state}, box);
      layers_.SetCurrentChannel(ui_.draw, 0);
      if (touch.hovered) ui_.fill(box, theme.background, 4);
      layers_.SetCurrentChannel(ui_.draw, 1);
      if (touch.hovered && !column.help.empty()) tooltip(ui_, column.help);
      if (touch.clicked)
        ui_.set("view.sort", next_sort(table_, column.id, shown_.state.view["sort"].is_string()));
      x += widths_[i];
    }
    y_ += height;
    ui_.horizontal(inside_.x, inside_.right(), y_ - 1, theme.edge);
  }

  std::string cell_id(const TableRow& row, std::size_t column) const {
    return joined(cell_prefix, row.id, ":", table_.columns[column].id);
  }

  void draw_row(const TableRow& row) {
    const Theme& theme = ui_.theme();
    const float top = y_ + row_padding;
    float height = line_height_small;
    float x = inside_.x;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      height = std::max(height, draw_cell(row, i, x + 6, top, widths_[i] - column_gap));
      x += widths_[i];
    }
    height += 2 * row_padding;
    const Box whole{inside_.x, y_, inside_.width, height};
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool hovered = whole.contains(mouse.x, mouse.y) && ImGui::IsWindowHovered();
    const TableCell* open = nullptr;
    layers_.SetCurrentChannel(ui_.draw, 0);
    if (hovered) ui_.fill(whole, theme.background, 4);
    x = inside_.x;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const TableCell& cell = row.cells[i];
      const Box box{x, y_, widths_[i], height};
      x += widths_[i];
      if (cell.evidence.empty()) continue;
      const std::string id = cell_id(row, i);
      const Touch touch =
          target(ui_, {id, "", row.cells[0].text + ", " + table_.columns[i].label, cell.text}, box);
      if (touch.clicked) open_only(id);
      const bool here = ui_.is_open(id);
      if (here) open = &cell;
      if (here || touch.hovered) ui_.fill(box, theme.tint, 4);
    }
    layers_.SetCurrentChannel(ui_.draw, 1);
    y_ += height;
    if (open) draw_evidence_of(row, *open);
    ui_.horizontal(inside_.x, inside_.right(), y_ - 1, theme.line);
  }

  // Gives the height. What stands behind a cell goes before an address in its text.
  float draw_cell(const TableRow& row, std::size_t column, float x, float top, float width) {
    const TableCell& cell = row.cells[column];
    if (draw_mark(ui_, cell.tone, x, top + line_height_small / 2)) {
      x += mark_room;
      width -= mark_room;
    }
    const Source source = read_source(cell.text);
    if (cell.evidence.empty() && !source.address.empty()) {
      float height = 0;
      if (link_lines(ui_, {cell_id(row, column), "", source.words, source.address}, x, top, width, &height))
        ui_.ask(PageCall::open_address, source.address);
      return height;
    }
    const TextStyle style =
        column == 0 ? small(ui_.theme().ink, Weight::semibold) : small(color_of(ui_, cell.tone));
    return draw_paragraph(ui_, x, top, width, line_height_small, {{cell.text, style}});
  }

  // Of all cells one at a time.
  void open_only(const std::string& id) const {
    std::vector<std::string>& open = ui_.memory->open;
    const bool was = ui_.is_open(id);
    open.erase(std::remove_if(open.begin(), open.end(),
                              [](const std::string& each) { return each.rfind(cell_prefix, 0) == 0; }),
               open.end());
    if (!was) open.push_back(id);
  }

  void draw_evidence_of(const TableRow& row, const TableCell& cell) {
    const Theme& theme = ui_.theme();
    const float top = y_;
    const float x = inside_.x + 18;
    const float width = inside_.width - 24;
    y_ += space_2;
    for (std::size_t i = 0; i < cell.evidence.size(); ++i) {
      const CellEvidence& item = cell.evidence[i];
      y_ += draw_paragraph(ui_, x, y_, width, line_height_small, {{item.says, small(theme.ink)}});
      std::vector<Span> about = {{item.kind + " · " + app::date(item.as_of), small(theme.mute)}};
      if (item.age_days) {
        const bool old = *item.age_days > old_after_days;
        const std::string days = text::integer(*item.age_days) + (*item.age_days == 1 ? " day" : " days");
        about.push_back({" · " + days + (old ? ", old" : ""), small(old ? theme.warn : theme.mute)});
      }
      y_ = draw_source(ui_, row.id + ":" + std::to_string(i), item.source, about, {x, y_, width, 0}) + 5;
    }
    y_ += space_1;
    layers_.SetCurrentChannel(ui_.draw, 0);
    ui_.fill({inside_.x, top, 2, y_ - top - 1}, theme.accent);
    layers_.SetCurrentChannel(ui_.draw, 1);
  }

  const Ui& ui_;
  const app::Shown& shown_;
  const Table& table_;
  Box inside_;
  float y_;
  float pen_ = 0;  // where the next group of filters may begin
  float label_width_ = 0;
  std::vector<float> widths_;
  ImDrawListSplitter layers_;
};

}  // namespace

float draw_table(const Ui& ui, const app::Shown& shown, Box inside) {
  if (*shown.table) return TableView(ui, shown, **shown.table, inside).draw();
  const Error& error = shown.table->error();
  const std::string said = error.code == "not-loaded" ? "Loading…" : error.message;
  return inside.y +
         draw_paragraph(ui, inside.x, inside.y + 4, inside.width, line_height,
                        {{said, {text_body, Weight::regular, ui.theme().soft}}}) +
         space_2;
}

}  // namespace picker::ui
