// Text of the face: one line, a line cut to its room, or a paragraph of several styles. Lines are placed by
// their centre: the fonts are subset so that capitals stand in the middle of their size.
#pragma once

#include "ui.h"

#include <string>
#include <string_view>
#include <vector>

namespace picker::ui {

enum class Weight { regular, semibold };
enum class Align { left, center, right };

struct TextStyle {
  float size = text_body;
  Weight weight = Weight::regular;
  ImU32 color = 0;
  float tracking = 0;  // added to every advance, in CSS px
};

struct Span {
  std::string text;
  TextStyle style;
};

float text_width(const Ui& ui, std::string_view text, const TextStyle& style);

// Draws one line around `center_y`; `x` is its left end, middle or right end. Gives its width.
float draw_text(const Ui& ui, float x, float center_y, std::string_view text, const TextStyle& style,
                Align align = Align::left);

// As much of the line as `width` holds, cut with an ellipsis. Gives its width.
float draw_text_cut(const Ui& ui, float x, float center_y, float width, std::string_view text,
                    const TextStyle& style);

// Lines broken at `width` between words, or within a word that is longer than a line. Gives the height; with
// `draw` false only measures.
float draw_paragraph(const Ui& ui, float x, float top, float width, float line,
                     const std::vector<Span>& spans, bool draw = true);

}  // namespace picker::ui
