#include "card.h"

#include "../text.h"

#include <algorithm>

namespace picker::ui {

Card::Card(const Ui& ui, float x, float y, float width, float height_least)
    : ui_(ui), outer_{x, y, width, height_least} {
  layers_.Split(ui.draw, 2);
  layers_.SetCurrentChannel(ui.draw, 1);
}

float Card::close(float content_bottom) {
  outer_.height = std::max(outer_.height, content_bottom + card_padding - outer_.y);
  layers_.SetCurrentChannel(ui_.draw, 0);
  ui_.fill(outer_, ui_.theme().panel, card_radius);
  ui_.stroke(outer_, ui_.theme().line, card_radius);
  layers_.Merge(ui_.draw);
  return outer_.bottom();
}

float heading(const Ui& ui, float x, float top, std::string_view text) {
  draw_text(ui, x, top + line_height / 2, text, {text_small, Weight::semibold, ui.theme().soft, 0.1F});
  return top + line_height;
}

}  // namespace picker::ui
