// A rectangle in CSS pixels, origin at the canvas's top left.
#pragma once

namespace picker::ui {

struct Box {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
  bool contains(float px, float py) const { return px >= x && px < right() && py >= y && py < bottom(); }
};

}  // namespace picker::ui
