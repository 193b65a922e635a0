// The plotting layer: axes, grid, lines with real steps, bands, ribbons, marks, labels that avoid each other,
// and a crosshair. Draws what it is given in pixels and values; knows nothing of prices.
#pragma once

#include "scale.h"

#include "../text.h"

#include "imgui.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace picker::ui {

struct PlotArea {
  Box box;  // inside the axes
  Scale x;
  Scale y;
};

using TickText = std::function<std::string(double)>;

// Grid lines with their values left of and below the area; titles stand above the y axis and below the x
// axis. `below` is the room that something under the axis takes, such as a ribbon.
struct AxisWords {
  TickText x_tick;
  TickText y_tick;
  std::string x_title;
  std::string y_title;
  std::vector<double> x_ticks = {};  // empty: the scale's own
};
void draw_axes(const Ui& ui, const PlotArea& area, const AxisWords& words, float below);

// The line of a function of x, sampled at each device pixel, broken where it is empty or off a logarithmic
// scale. A jump between two neighbours is drawn as an upright step.
using Line = std::vector<std::vector<ImVec2>>;
Line trace(const Ui& ui, const PlotArea& area, const std::function<std::optional<double>(double)>& value);
void draw_line(const Ui& ui, const PlotArea& area, const Line& line, ImU32 color, float width);

// The room between two traces of the same area.
void draw_band(const Ui& ui, const PlotArea& area, const Line& low, const Line& high, ImU32 color);

void draw_dashes(const Ui& ui, float x, float y1, float y2, ImU32 color);
void draw_hatch(const Ui& ui, Box box, ImU32 color);
// A filled dot with a ring in the panel's colour around it.
void draw_dot(const Ui& ui, float x, float y, float radius, ImU32 color);
// A circle around a place where lines meet.
void draw_crossing(const Ui& ui, float x, float y, float radius, ImU32 ring, ImU32 inside);

// Places short texts beside points so that they cover neither each other nor what was reserved.
class Labels {
 public:
  explicit Labels(Box inside) : inside_(inside) {}
  void reserve(Box taken) { taken_.push_back(taken); }
  // Draws the text at the first free place around the point; false where there is none.
  bool place(const Ui& ui, float x, float y, const std::string& text, const TextStyle& style);

 private:
  bool is_free(Box box) const;

  Box inside_;
  std::vector<Box> taken_;
};

// Names right of the area at the ends of their lines, moved apart, each with a leader in the line's colour.
struct EndLabel {
  std::string text;
  float y;
  ImU32 color;
  bool strong;
};
void draw_end_labels(const Ui& ui, const PlotArea& area, const std::vector<EndLabel>& labels);

struct ReadoutRow {
  std::string name;
  std::string value;
  ImU32 color;
};
// A note beside the crosshair: a heading, a row for each line, a last word.
void draw_readout(const Ui& ui, const PlotArea& area, float x, const std::string& head,
                  const std::vector<ReadoutRow>& rows, const std::string& foot);

}  // namespace picker::ui
