// What every widget, panel and plot draws with during one frame: the draw list, the theme, the fonts, and
// where commands, requests and the table of widgets are collected. Made anew each frame; keeps nothing
// itself.
#pragma once

#include "box.h"
#include "page_request.h"
#include "theme.h"

#include "../wasm/engine/decision/gates.h"

#include <string>
#include <string_view>
#include <vector>

struct ImFont;

namespace picker::ui {

// One row of the widget table. `field` is the path of the field table that the widget sets, empty for none.
// Its members are made, copied and dropped in ui.cpp: done at every use they were a fortieth of the module.
struct Widget {
  Widget();
  Widget(std::string_view id, std::string_view field, std::string_view label, std::string_view value = {},
         bool enabled = true);
  Widget(const Widget&);
  Widget(Widget&&) noexcept;
  Widget& operator=(const Widget&);
  Widget& operator=(Widget&&) noexcept;
  ~Widget();

  std::string id;
  std::string field;
  std::string label;
  std::string value;
  bool enabled = true;
  Box box = {};
  unsigned item = 0;  // ImGui's id
};

// A line of text as it was drawn, for the layout test.
struct TextMark {
  std::string text;
  Box box;
  Box clip;
  float size = 0;
  ImU32 color = 0;
};

// What the face itself remembers between frames; everything else is the application's.
struct Memory {
  std::vector<std::string> open;    // rows that show more, by widget id
  std::vector<std::string> series;  // offers by the colour they were last drawn in; empty: the colour is free
  std::string plot_subject;  // the catalogue and axis plotted last, and the stretch of it that was shown
  double plot_from = 0, plot_to = 0;
  bool plot_held = false;  // its workload line is being dragged
  bool day_held = false;   // an hour of the day's plot is being dragged
  double day_top = 1;      // the end of that plot's axis, still meanwhile
  float below_plot = 0;    // height of the card under it, from which its own follows
  float footer = 0;        // height of what is below the cards
};

// "combo:" and a path, out of line for the same reason.
std::string joined(std::string_view a, std::string_view b, std::string_view c = {}, std::string_view d = {});

struct Ui {
  ImDrawList* draw = nullptr;
  const Theme* colors = nullptr;
  ImFont* regular = nullptr;
  ImFont* semibold = nullptr;
  float device_pixel_ratio = 1;
  Memory* memory = nullptr;
  std::string_view focus;  // id or field of the widget that has the keyboard
  std::vector<Widget>* widgets = nullptr;
  std::vector<std::string>* commands = nullptr;  // as the contract's JSON text
  std::vector<PageRequest>* requests = nullptr;
  std::vector<TextMark>* marks = nullptr;  // null: nobody asks
  std::vector<Box>* rings = nullptr;       // drawn last

  const Theme& theme() const { return *colors; }
  void set(const std::string& path, const InputValue& value) const;
  void set_numbers(const std::string& path, const std::vector<double>& values) const;
  void choose_preset(const std::string& id) const;
  // "undo" or "redo".
  void command(std::string_view id) const;
  void ask(PageCall call, std::string text = {}, Box box = {}) const;
  bool is_open(std::string_view id) const;
  void toggle(std::string_view id) const;

  // The nearest position between device pixels, so that hairlines stay hairlines.
  float snap(float css_px) const;

  void fill(Box box, ImU32 color, float radius = 0) const;
  void stroke(Box box, ImU32 color, float radius = 0, float width = 1) const;
  void horizontal(float x1, float x2, float y, ImU32 color) const;
  void vertical(float x, float y1, float y2, ImU32 color, float width = 1) const;
};

}  // namespace picker::ui
