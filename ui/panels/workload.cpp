// The inputs: one control for each row of the field table, in the table's groups.

#include "panels.h"

#include "../app/words.h"
#include "../widgets/card.h"
#include "../widgets/combo.h"
#include "../widgets/controls.h"

#include "../../wasm/contract/model_names.h"
#include "../../wasm/contract/request.h"
#include "../../wasm/engine/numbers/numeric.h"
#include "../../wasm/engine/numbers/numeric_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace picker::ui {
namespace {

constexpr float field_width = 116;
constexpr float column_gap = 28;
constexpr float row_gap = 5;

struct Group {
  std::string_view id;
  std::string_view heading;
};
constexpr std::array<Group, 5> groups = {{{"workload", "Your workload"},
                                          {"load", "Load over the day"},
                                          {"requirements", "Requirements"},
                                          {"catalog", ""},
                                          {"more", "More inputs"}}};
constexpr std::string_view folded_group = "more";

// One column of controls, growing downwards.
struct Column {
  const Ui& ui;
  const app::Shown& shown;
  float x;
  float y;
  float width;

  float right() const { return x + width; }
};

TextStyle label_style(const Ui& ui) { return {text_body, Weight::regular, ui.theme().soft}; }

void draw_label(const Column& column, const Field& field, float center_y, float room) {
  const Ui& ui = column.ui;
  draw_text_cut(ui, column.x, center_y, room, field.label, label_style(ui));
  const Box area{column.x, center_y - 10, std::min(room, text_width(ui, field.label, label_style(ui))), 20};
  if (!field.help.empty() && hover_area(ui, joined("help:", full_path(field, 0)), area))
    tooltip(ui, std::string(field.help));
}

const Json& value_of(const Column& column, const Field& field) {
  static const Json null;
  const Json* value = field.scope == FieldScope::view
                          ? value_at(column.shown.state.view, field.path)
                          : value_at(column.shown.state.request, full_path(field, 0));
  return value ? *value : null;
}

std::string number_text(const Field& field, const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_number()) return "";
  const double number = value.get<double>();
  return text::plain(field.kind == FieldKind::share ? number * 100 : number);
}

// Too many to be read in a field: how many there are.
void draw_weights(Column& column, const Field& field) {
  const Ui& ui = column.ui;
  const std::string path = full_path(field, 0);
  const Json& value = value_of(column, field);
  const float label = text_width(ui, field.label, label_style(ui)) + space_3;
  const Box box{column.x + label, column.y, column.width - label, control_height};
  draw_label(column, field, column.y + control_height / 2, label);
  const std::string said = value.is_array() ? std::to_string(value.size()) + " values" : "";
  number_field(ui, {joined("number:", path), path, field.label, said}, box, "");
  column.y += control_height + row_gap;
}

std::string_view shown_unit(const Field& field) {
  if (field.kind == FieldKind::share) return "%";
  // "Requests a day" says its unit already.
  return field.label.find("equests") != std::string_view::npos ? std::string_view() : field.unit;
}

// Knob positions on a log scale; the lowest one of an input that may be zero is zero.
float slider_position(const Field& field, double value) {
  if (!(value > field.slider_from)) return 0;
  const double span = numeric::log(field.slider_to) - numeric::log(field.slider_from);
  return static_cast<float>((numeric::log(value) - numeric::log(field.slider_from)) / span);
}

double slider_value(const Field& field, float position) {
  if (position <= 0) return field.slider_from <= 1 ? field.min : field.slider_from;
  if (position >= 1) return field.slider_to;
  const double span = numeric::log(field.slider_to) - numeric::log(field.slider_from);
  const double exact = field.slider_from * numeric::exp(position * span);
  // Three digits: what a hand can mean.
  const double unit = numeric::pow(10, std::floor(numeric::log(exact) / numeric::log(10)) - 2);
  return std::round(unit >= 1 ? std::round(exact / unit) * unit : exact);
}

void draw_number(Column& column, const Field& field) {
  const Ui& ui = column.ui;
  const std::string path = full_path(field, 0);
  const Json& value = value_of(column, field);
  const Box box{column.right() - field_width, column.y, field_width, control_height};
  draw_label(column, field, column.y + control_height / 2, column.width - field_width - space_2);
  number_field(ui, {joined("number:", path), path, field.label, number_text(field, value)}, box,
               shown_unit(field), empty_word(field));
  column.y += control_height + row_gap;
  if (field.slider_to <= 0) return;
  const double number = value.is_number() ? value.get<double>() : 0;
  float position = slider_position(field, number);
  Widget widget{joined("slider:", path), path, joined(field.label, ", slider"), number_text(field, value)};
  const bool dragged =
      slider(ui, std::move(widget), {column.x, column.y - row_gap + 2, column.width, 20}, &position);
  const double wanted = slider_value(field, position);
  if (dragged && wanted != number) ui.set(path, wanted);
  column.y += 16 + row_gap;
}

// How many input tokens there are for each output token, as a bar in two colours.
void draw_ratio(Column& column) {
  const Ui& ui = column.ui;
  const Workload& work = column.shown.request.workload;
  const double all = work.input_tokens + work.output_tokens;
  if (!(all > 0)) return;
  const Theme& theme = ui.theme();
  const float input = column.width * static_cast<float>(work.input_tokens / all);
  const float y = ui.snap(column.y + 3);
  ui.fill({column.x, y, column.width, 8}, theme.series[0], 4);
  if (input > 4) {
    ui.draw->AddRectFilled(
        {column.x, y}, {column.x + input, y + 8}, theme.series[5], 4,
        work.output_tokens > 0 ? ImDrawFlags_RoundCornersLeft : ImDrawFlags_RoundCornersAll);
    if (work.output_tokens > 0) ui.vertical(column.x + input, y, y + 8, theme.panel);
  }
  const double ratio = work.output_tokens > 0 ? work.input_tokens / work.output_tokens : 0;
  const std::string said =
      work.output_tokens <= 0  ? "input tokens only"
      : work.input_tokens <= 0 ? "output tokens only"
      : ratio >= 1 ? app::short_count(std::round(ratio * 10) / 10) + " input tokens for each output token"
                   : app::short_count(std::round(10 / ratio) / 10) + " output tokens for each input token";
  draw_text(ui, column.x, y + 20, said, {text_small, Weight::regular, theme.mute});
  column.y += 36;
}

// Of inputs that the classes of lengths stand in for.
bool is_length(const Field& field) {
  return field.path == "input_tokens" || field.path == "output_tokens" || field.path == "audio_seconds";
}

// Classes of lengths have no control: how many there are, what they are, and a way back to one length.
void draw_lengths(Column& column) {
  const Ui& ui = column.ui;
  const std::vector<LengthClass>& lengths = column.shown.request.workload.lengths;
  const float middle = column.y + control_height / 2;
  const std::string said = app::lengths_text(lengths);
  draw_text(ui, column.x, middle, said, label_style(ui));
  const Box area{column.x, middle - 10, text_width(ui, said, label_style(ui)), 20};
  if (hover_area(ui, "help:lengths", area)) tooltip(ui, app::lengths_details(lengths));
  const Widget one{"button:one-length", "", "Use one"};
  const float width = text_width(ui, one.label, {text_small, Weight::regular, 0});
  if (link(ui, one, column.right() - width, middle))
    ui.set("workloads.0.lengths", std::vector<std::string>{});
  column.y += control_height + row_gap;
}

std::vector<const Choice*> built_choices(const Field& field) {
  std::vector<const Choice*> choices;
  for (const Choice& choice : *field.choices)
    if (choice.built) choices.push_back(&choice);
  return choices;
}

void draw_choice(Column& column, const Field& field) {
  const Ui& ui = column.ui;
  const std::string path = full_path(field, 0);
  const std::string value =
      value_of(column, field).is_string() ? value_of(column, field).get<std::string>() : "";
  std::vector<MenuEntry> entries;
  int chosen = -1;
  std::string text;
  float widest = 0;
  const std::vector<const Choice*> choices = built_choices(field);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    entries.push_back({std::string(choices[i]->label)});
    widest = std::max(widest, text_width(ui, choices[i]->label, {text_body, Weight::regular, 0}));
    if (choices[i]->value != value) continue;
    chosen = static_cast<int>(i);
    text = choices[i]->label;
  }
  const float label = text_width(ui, field.label, label_style(ui)) + space_3;
  const float width = std::min(widest + 40, column.width - label);
  const Box box{column.right() - width, column.y, width, control_height};
  draw_label(column, field, column.y + control_height / 2, label);
  const int picked =
      combo(ui, {joined("combo:", path), path, field.label, value}, box, text, entries, chosen);
  if (picked >= 0) ui.set(path, std::string(choices[static_cast<std::size_t>(picked)]->value));
  column.y += control_height + row_gap;
}

void draw_set(Column& column, const Field& field) {
  const Ui& ui = column.ui;
  const std::string path = full_path(field, 0);
  const Json& value = value_of(column, field);
  draw_label(column, field, column.y + 10, column.width);
  column.y += 24;
  float x = column.x;
  for (const Choice* choice : built_choices(field)) {
    const float width = chip_width(ui, choice->label);
    if (x > column.x && x + width > column.right()) {
      x = column.x;
      column.y += 32;
    }
    const bool on = std::find(value.begin(), value.end(), choice->value) != value.end();
    const std::string name = joined(path, "=", choice->value);
    if (chip(ui, {joined("chip:", name), name, choice->label}, x, column.y, on)) {
      std::vector<std::string> next;
      for (const Choice& each : *field.choices) {
        const bool had = std::find(value.begin(), value.end(), each.value) != value.end();
        if (each.value == choice->value ? !on : had) next.emplace_back(each.value);
      }
      ui.set(path, next);
    }
    x += width + 6;
  }
  column.y += 26 + row_gap + 3;
}

void draw_flag(Column& column, const Field& field) {
  const Ui& ui = column.ui;
  const std::string path = full_path(field, 0);
  const bool on = value_of(column, field) == true;
  if (check(ui, {joined("check:", path), path, field.label}, {column.x, column.y, column.width, 28}, on))
    ui.set(path, !on);
  column.y += 28 + row_gap;
}

// A list of acceptable models: a choice for each, and one more to add another.
void draw_models(Column& column, const Field& field) {
  const Ui& ui = column.ui;
  const std::string path = full_path(field, 0);
  const std::vector<std::string>& chosen = column.shown.request.workload.models;
  std::vector<const Model*> all;
  for (const Model* model : priced_models(column.shown.catalog, column.shown.request.workload.modality))
    all.push_back(model);
  const std::string adding = joined("adding:", path);
  const std::size_t rows = chosen.size() + (ui.is_open(adding) ? 1 : 0);

  draw_label(column, field, column.y + 13, column.width);
  if (rows == chosen.size() && chosen.size() < all.size()) {
    const Widget add{joined("button:", path) + ".add", "", "+ or another"};
    const float width = text_width(ui, add.label, {text_small, Weight::regular, 0});
    if (link(ui, add, column.right() - width, column.y + 13)) ui.toggle(adding);
  }
  column.y += 28;
  for (std::size_t row = 0; row < rows; ++row) {
    const bool extra = row == chosen.size();
    std::vector<MenuEntry> entries;
    std::vector<std::string> ids;
    if (row > 0) entries.push_back({"Not this one"}), ids.emplace_back();
    int at = -1;
    for (const Model* model : all) {
      const bool mine = !extra && model->id == chosen[row];
      if (!mine && std::find(chosen.begin(), chosen.end(), model->id) != chosen.end()) continue;
      if (mine) at = static_cast<int>(entries.size());
      entries.push_back({model->label});
      ids.push_back(model->id);
    }
    const Model* current = extra ? nullptr : find_model(column.shown.catalog, chosen[row]);
    const std::string number = std::to_string(row);
    const int picked = combo(ui,
                             {joined("combo:", path) + "." + number, row == 0 ? path : path + "." + number,
                              std::string(field.label), extra ? "" : chosen[row]},
                             {column.x, column.y, column.width, control_height},
                             current ? current->label : "Choose a model…", entries, at);
    column.y += control_height + row_gap;
    if (picked < 0) continue;
    if (extra) ui.toggle(adding);
    std::vector<std::string> next = chosen;
    const std::string& id = ids[static_cast<std::size_t>(picked)];
    if (!id.empty() && extra) next.push_back(id);
    if (!id.empty() && !extra) next[row] = id;
    if (id.empty() && !extra) next.erase(next.begin() + static_cast<std::ptrdiff_t>(row));
    if (next != chosen) ui.set(path, next);
  }
}

void draw_field(Column& column, const Field& field) {
  switch (field.kind) {
    case FieldKind::number:
    case FieldKind::share:
    case FieldKind::date:
      draw_number(column, field);
      break;
    case FieldKind::weights:
      draw_weights(column, field);
      break;
    case FieldKind::choice:
      draw_choice(column, field);
      break;
    case FieldKind::set:
      draw_set(column, field);
      break;
    case FieldKind::flag:
      draw_flag(column, field);
      break;
    case FieldKind::models:
      draw_models(column, field);
      break;
    case FieldKind::offer:
    case FieldKind::patterns:
    case FieldKind::lengths:
    case FieldKind::overrides:
    case FieldKind::later:
      break;
  }
}

// Opens by a press, and by itself where one of its inputs is not at its default: what changes the answer is
// always seen.
bool draw_fold(Column& column, const Group& group, const std::vector<const Field*>& inputs) {
  const Ui& ui = column.ui;
  const std::string id = joined("fold:", group.id);
  const bool changed = std::any_of(inputs.begin(), inputs.end(), [&](const Field* field) {
    return value_of(column, *field) != default_value(*field);
  });
  if (changed && !ui.is_open(id)) ui.toggle(id);
  const Widget widget{id, "", group.heading, ui.is_open(id) ? "true" : "false", !changed};
  // Its arrow stands under the labels.
  const Box box{column.x - 6, column.y, column.width + 6, 28};
  if (fold(ui, widget, box, ui.is_open(id))) ui.toggle(id);
  column.y += 28 + row_gap;
  return ui.is_open(id);
}

void draw_group(Column& column, const Group& group) {
  std::vector<const Field*> inputs;
  for (const Field& field : fields())
    if (field.group == group.id &&
        counts_for(field, column.shown.request.workload.modality, column.shown.request.workload.load.shape))
      inputs.push_back(&field);
  if (group.id == folded_group) {
    if (!draw_fold(column, group, inputs)) return;
  } else if (!group.heading.empty()) {
    column.y = heading(column.ui, column.x, column.y, group.heading) + 2;
  }
  bool told = column.shown.request.workload.lengths.empty();
  for (const Field* field : inputs) {
    if (!column.shown.request.workload.lengths.empty() && is_length(*field)) {
      if (!std::exchange(told, true)) draw_lengths(column);
      continue;
    }
    draw_field(column, *field);
    if (field->path == "output_tokens") draw_ratio(column);
  }
}

}  // namespace

float draw_workload(const Ui& ui, const app::Shown& shown, Box place, int columns) {
  Card card(ui, place.x, place.y, place.width, place.height);
  const float width =
      (card.width() - column_gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  Column column{ui, shown, card.left(), card.top() - 2, width};
  float bottom = column.y;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (columns > 1 && i == 1) {
      column.x += width + column_gap;
      column.y = card.top() - 2;
    }
    draw_group(column, groups[i]);
    bottom = std::max(bottom, column.y);
    column.y += space_3;
  }
  return card.close(bottom - row_gap);
}

}  // namespace picker::ui
