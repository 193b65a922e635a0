#include "ui.h"

#include "../wasm/contract/json_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace picker::ui {
namespace {

void write_value(JsonText& out, std::monostate) { out.add_null(); }
void write_value(JsonText& out, bool value) { out.add(value); }
void write_value(JsonText& out, double value) { out.add(value); }
void write_value(JsonText& out, const std::string& value) { out.add(value); }
void write_value(JsonText& out, const std::vector<std::string>& values) {
  out.open_array();
  for (const std::string& value : values) out.add(value);
  out.close_array();
}

}  // namespace

Widget::Widget() = default;
Widget::Widget(std::string_view id_, std::string_view field_, std::string_view label_,
               std::string_view value_, bool enabled_)
    : id(id_), field(field_), label(label_), value(value_), enabled(enabled_) {}
Widget::Widget(const Widget&) = default;
Widget::Widget(Widget&&) noexcept = default;
Widget& Widget::operator=(const Widget&) = default;
Widget& Widget::operator=(Widget&&) noexcept = default;
Widget::~Widget() = default;

std::string joined(std::string_view a, std::string_view b, std::string_view c, std::string_view d) {
  std::string all;
  all.reserve(a.size() + b.size() + c.size() + d.size());
  for (const std::string_view part : {a, b, c, d}) all += part;
  return all;
}

void Ui::set(const std::string& path, const InputValue& value) const {
  JsonText out;
  out.open_object().set("id", "set").key("args").open_object().set("path", path).key("value");
  std::visit([&](const auto& held) { write_value(out, held); }, value);
  commands->push_back(out.close_object().close_object().take());
}

void Ui::set_numbers(const std::string& path, const std::vector<double>& values) const {
  JsonText out;
  out.open_object().set("id", "set").key("args").open_object().set("path", path).key("value").open_array();
  for (const double value : values) out.add(value);
  commands->push_back(out.close_array().close_object().close_object().take());
}

void Ui::choose_preset(const std::string& id) const {
  JsonText out;
  out.open_object().set("id", "preset").key("args").open_object().set("id", id);
  commands->push_back(out.close_object().close_object().take());
}

void Ui::command(std::string_view id) const {
  JsonText out;
  commands->push_back(out.open_object().set("id", id).close_object().take());
}

void Ui::ask(PageCall call, std::string text, Box box) const {
  requests->push_back({call, std::move(text), box});
}

bool Ui::is_open(std::string_view id) const {
  return std::find(memory->open.begin(), memory->open.end(), id) != memory->open.end();
}

void Ui::toggle(std::string_view id) const {
  const auto found = std::find(memory->open.begin(), memory->open.end(), id);
  if (found == memory->open.end())
    memory->open.emplace_back(id);
  else
    memory->open.erase(found);
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
