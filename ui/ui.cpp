#include "ui.h"

#include <cmath>
#include <utility>

namespace picker::ui {

void Ui::set(std::string path, Json value) const {
  command("set", {{"path", std::move(path)}, {"value", std::move(value)}});
}

void Ui::command(std::string id, Json args) const { commands->push_back({std::move(id), std::move(args)}); }

void Ui::ask(PageCall call, std::string text, Box box) const {
  requests->push_back({call, std::move(text), box});
}

void Ui::toggle(const std::string& id) const {
  if (memory->open.erase(id) == 0) memory->open.insert(id);
}

float Ui::snap(float css_px) const {
  return std::floor(css_px * device_pixel_ratio + 0.5F) / device_pixel_ratio;
}

void Ui::fill(Box box, ImU32 color, float radius) const {
  draw->AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, color, radius);
}

void Ui::stroke(Box box, ImU32 color, float radius, float width) const {
  draw->AddRect({box.x, box.y}, {box.right(), box.bottom()}, color, radius, 0, width);
}

void Ui::horizontal(float x1, float x2, float y, ImU32 color) const {
  const float width = 1 / device_pixel_ratio * std::floor(device_pixel_ratio);
  const float top = snap(y);
  draw->AddRectFilled({x1, top}, {x2, top + width}, color);
}

void Ui::vertical(float x, float y1, float y2, ImU32 color, float width) const {
  const float pixels = std::fmax(1.0F, std::floor(width * device_pixel_ratio + 0.5F)) / device_pixel_ratio;
  const float left = snap(x - pixels / 2);
  draw->AddRectFilled({left, y1}, {left + pixels, y2}, color);
}

}  // namespace picker::ui
