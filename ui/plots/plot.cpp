#include "plot.h"

#include "imgui_internal.h"

#include <algorithm>
#include <cmath>

namespace picker::ui {
namespace {

constexpr float tick_gap_x = 56;
constexpr float tick_gap_y = 40;
constexpr float straight = 0.04F;  // how far a point may lie off the line between its neighbours

TextStyle small(ImU32 color, Weight weight = Weight::regular) { return {text_small, weight, color}; }

// Leaves points out that lie on the line between their neighbours: fewer vertices, the same picture.
std::vector<ImVec2> simplified(const std::vector<ImVec2>& points) {
  if (points.size() < 3) return points;
  std::vector<ImVec2> kept = {points.front()};
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const ImVec2 a = kept.back();
    const ImVec2 b = points[i];
    const ImVec2 c = points[i + 1];
    const float area = (c.x - a.x) * (b.y - a.y) - (b.x - a.x) * (c.y - a.y);
    const float length = std::sqrt((c.x - a.x) * (c.x - a.x) + (c.y - a.y) * (c.y - a.y));
    if (std::fabs(area) > straight * length) kept.push_back(b);
  }
  kept.push_back(points.back());
  return kept;
}

// Turns each cell that is much steeper than both its neighbours into an upright step.
std::vector<ImVec2> with_steps(const std::vector<ImVec2>& points) {
  std::vector<ImVec2> stepped;
  const auto rise = [&](std::size_t i) {
    return i + 1 < points.size() ? std::fabs(points[i + 1].y - points[i].y) : 0.0F;
  };
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i > 0) {
      const float here = rise(i - 1);
      const float before = i > 1 ? rise(i - 2) : 0;
      if (here > 1.5F && here > 4 * std::max(before, rise(i))) {
        const float middle = (points[i - 1].x + points[i].x) / 2;
        stepped.push_back({middle, points[i - 1].y});
        stepped.push_back({middle, points[i].y});
      }
    }
    stepped.push_back(points[i]);
  }
  return stepped;
}

}  // namespace

void draw_axes(const Ui& ui, const PlotArea& area, const AxisWords& words, float below) {
  const Theme& theme = ui.theme();
  const Box& box = area.box;
  for (const double value : words.x_ticks.empty() ? area.x.ticks(tick_gap_x) : words.x_ticks) {
    const float x = area.x.to_pixel(value);
    ui.vertical(x, box.y, box.bottom(), theme.grid);
    if (words.x_tick)
      draw_text(ui, x, box.bottom() + below + 13, words.x_tick(value), small(theme.mute), Align::center);
  }
  for (const double value : area.y.ticks(tick_gap_y)) {
    const float y = area.y.to_pixel(value);
    ui.horizontal(box.x, box.right(), y, theme.grid);
    draw_text(ui, box.x - 7, y, words.y_tick(value), small(theme.mute), Align::right);
  }
  draw_text(ui, box.x, box.y - 13, words.y_title, small(theme.mute));
  draw_text(ui, box.x, box.bottom() + below + 31, words.x_title, small(theme.mute));
}

Line trace(const Ui& ui, const PlotArea& area, const std::function<std::optional<double>(double)>& value) {
  Line line;
  std::vector<ImVec2> piece;
  const auto end_piece = [&] {
    if (piece.size() > 1) line.push_back(simplified(with_steps(piece)));
    piece.clear();
  };
  const int samples = static_cast<int>(area.box.width * ui.device_pixel_ratio) + 1;
  for (int i = 0; i < samples; ++i) {
    const float x = area.box.x + area.box.width * static_cast<float>(i) / static_cast<float>(samples - 1);
    const std::optional<double> y = value(std::clamp(area.x.to_value(x), area.x.from(), area.x.to()));
    if (!y || (area.y.logarithmic() && !(*y > 0)))
      end_piece();
    else
      piece.push_back({x, area.y.to_pixel(*y)});
  }
  end_piece();
  return line;
}

void draw_line(const Ui& ui, const PlotArea& area, const Line& line, ImU32 color, float width) {
  const Box& box = area.box;
  ui.draw->PushClipRect({box.x, box.y - 2}, {box.right() + 1, box.bottom()}, true);
  for (const std::vector<ImVec2>& piece : line)
    ui.draw->AddPolyline(piece.data(), static_cast<int>(piece.size()), color, 0, width);
  ui.draw->PopClipRect();
}

void draw_band(const Ui& ui, const PlotArea& area, const Line& low, const Line& high, ImU32 color) {
  // Smoothed edges of neighbouring quads would show as seams.
  const ImDrawListFlags flags = ui.draw->Flags;
  ui.draw->Flags &= ~ImDrawListFlags_AntiAliasedFill;
  ui.draw->PushClipRect({area.box.x, area.box.y}, {area.box.right(), area.box.bottom()}, true);
  for (std::size_t piece = 0; piece < std::min(low.size(), high.size()); ++piece)
    for (std::size_t i = 0; i + 1 < std::min(low[piece].size(), high[piece].size()); ++i)
      ui.draw->AddQuadFilled(low[piece][i], low[piece][i + 1], high[piece][i + 1], high[piece][i], color);
  ui.draw->PopClipRect();
  ui.draw->Flags = flags;
}

void draw_dashes(const Ui& ui, float x, float y1, float y2, ImU32 color) {
  constexpr float dash = 4;
  constexpr float gap = 3;
  for (float y = y1; y < y2; y += dash + gap) ui.vertical(x, y, std::min(y + dash, y2), color, 1.5F);
}

void draw_hatch(const Ui& ui, Box box, ImU32 color) {
  constexpr float step = 6;
  ui.draw->PushClipRect({box.x, box.y}, {box.right(), box.bottom()}, true);
  for (float x = std::floor(box.x / step) * step - box.height; x < box.right(); x += step)
    ui.draw->AddLine({x, box.bottom()}, {x + box.height, box.y}, color, 2);
  ui.draw->PopClipRect();
}

void draw_dot(const Ui& ui, float x, float y, float radius, ImU32 color) {
  ui.draw->AddCircleFilled({x, y}, radius + 1.5F, ui.theme().panel);
  ui.draw->AddCircleFilled({x, y}, radius, color);
}

void draw_crossing(const Ui& ui, float x, float y, float radius, ImU32 ring, ImU32 inside) {
  ui.draw->AddCircleFilled({x, y}, radius + 0.75F, ring);
  ui.draw->AddCircleFilled({x, y}, radius - 0.75F, inside);
}

bool Labels::is_free(Box box) const {
  if (box.x < inside_.x || box.right() > inside_.right() || box.y < inside_.y ||
      box.bottom() > inside_.bottom())
    return false;
  return std::all_of(taken_.begin(), taken_.end(), [&](const Box& other) {
    return box.x > other.right() || other.x > box.right() || box.y > other.bottom() || other.y > box.bottom();
  });
}

bool Labels::place(const Ui& ui, float x, float y, const std::string& text, const TextStyle& style) {
  const float width = text_width(ui, text, style);
  const float near = 9;
  const float line = style.size + 4;
  const ImVec2 spots[] = {{x - width - near, y - near - line / 2}, {x + near, y + near + line / 2 - 2},
                          {x + near, y - near - line / 2},         {x - width / 2, y - near - line},
                          {x - width - near, y + near + line / 2}, {x - width / 2, y + near + line}};
  for (const ImVec2& spot : spots) {
    const Box box{spot.x - 2, spot.y - line / 2, width + 4, line};
    if (!is_free(box)) continue;
    taken_.push_back(box);
    ui.fill(box, with_alpha(ui.theme().panel, 0.85F), 3);
    draw_text(ui, spot.x, spot.y, text, style);
    return true;
  }
  return false;
}

void draw_end_labels(const Ui& ui, const PlotArea& area, const std::vector<EndLabel>& labels) {
  std::vector<float> ends;
  for (const EndLabel& label : labels) ends.push_back(std::clamp(label.y, area.box.y, area.box.bottom()));
  const std::vector<float> places = spread(ends, 17, area.box.y + 2, area.box.bottom() - 6);
  const float x = area.box.right();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const ImVec2 leader[] = {{x + 1, ends[i]}, {x + 11, places[i]}, {x + 16, places[i]}};
    ui.draw->AddPolyline(leader, 3, labels[i].color, 0, labels[i].strong ? 2.0F : 1.5F);
    draw_text(ui, x + 20, places[i], labels[i].text,
              small(ui.theme().ink, labels[i].strong ? Weight::semibold : Weight::regular));
  }
}

void draw_readout(const Ui& ui, const PlotArea& area, float x, const std::string& head,
                  const std::vector<ReadoutRow>& rows, const std::string& foot) {
  const Theme& theme = ui.theme();
  float width = std::max(text_width(ui, head, small(0, Weight::semibold)), text_width(ui, foot, small(0)));
  for (const ReadoutRow& row : rows)
    width = std::max(width, 16 + text_width(ui, row.name, small(0)) + 20 +
                                text_width(ui, row.value, small(0, Weight::semibold)));
  const float line = line_height_small + 1;
  Box box{x + 14, area.box.y + 6, width + 2 * 10, (static_cast<float>(rows.size()) + 2) * line + 16};
  // Costs rise to the right: below the lines on their right, above them on their left.
  if (x > area.box.x + area.box.width / 2)
    box.x = x - 14 - box.width;
  else
    box.y = area.box.bottom() - 34 - box.height;
  Ui above = ui;
  above.draw = ImGui::GetForegroundDrawList();
  above.marks = nullptr;
  above.fill(box, theme.panel, control_radius);
  above.stroke(box, theme.edge, control_radius);
  float y = box.y + 8 + line / 2;
  draw_text(above, box.x + 10, y, head, small(theme.ink, Weight::semibold));
  for (const ReadoutRow& row : rows) {
    y += line;
    above.fill({box.x + 10, y - 2, 10, 4}, row.color, 2);
    draw_text(above, box.x + 26, y, row.name, small(theme.soft));
    draw_text(above, box.right() - 10, y, row.value, small(theme.ink, Weight::semibold), Align::right);
  }
  draw_text(above, box.x + 10, y + line, foot, small(theme.mute));
}

}  // namespace picker::ui
