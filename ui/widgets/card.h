// A card: content on a panel with a border. The panel is drawn behind the content once its height is known.
#pragma once

#include "../ui.h"

#include "imgui.h"

namespace picker::ui {

class Card {
 public:
  // The card's outer place; its height is at least `height_least`.
  Card(const Ui& ui, float x, float y, float width, float height_least = 0);

  // Where content may be drawn.
  float left() const { return outer_.x + card_padding; }
  float right() const { return outer_.right() - card_padding; }
  float top() const { return outer_.y + card_padding; }
  float width() const { return outer_.width - 2 * card_padding; }

  // Ends the card under content that reaches down to `content_bottom`; gives the card's own bottom.
  float close(float content_bottom);

 private:
  const Ui& ui_;
  Box outer_;
  ImDrawListSplitter layers_;
};

// The small bold heading of a card or a group. Gives the y below it.
float heading(const Ui& ui, float x, float top, std::string_view text);

}  // namespace picker::ui
