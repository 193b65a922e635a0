#include "face_support.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace picker::testing {
namespace {

constexpr int frames_most = 12;

std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<unsigned char> font(const std::string& weight) {
  const std::string bytes = read_file(std::string(PICKER_FONTS) + "/Inter-" + weight + ".otf");
  return {bytes.begin(), bytes.end()};
}

}  // namespace

FaceDriver::FaceDriver(const std::string& fragment, FaceSize size, const std::string& rates) : size_(size) {
  const std::string frozen = std::string(PICKER_SOURCE_DIR) + "/tests/vectors/frozen_rates.json";
  app_.load_catalog(read_file(rates.empty() ? frozen : rates));
  app_.start(write_json({{"link", fragment}}));
  face_ = std::make_unique<ui::Face>(app_, ui::FontFiles{font("Regular"), font("SemiBold")});
  settle();
}

void FaceDriver::frame() {
  face_->frame({.width_css_px = size_.width,
                .height_css_px = size_.height,
                .device_pixel_ratio = size_.device_pixel_ratio,
                .dark = size_.dark});
  ui::update_textures(*ImGui::GetDrawData());
}

void FaceDriver::settle() {
  frame();
  for (int i = 0; i < frames_most && face_->wants_frame(); ++i) frame();
}

bool FaceDriver::has_widget(const std::string& id) {
  for (const ui::Widget& each : face_->widgets())
    if (each.id == id) return true;
  return false;
}

std::string FaceDriver::first_widget(const std::string& beginning) {
  for (const ui::Widget& each : face_->widgets())
    if (each.id.rfind(beginning, 0) == 0) return each.id;
  return "";
}

bool FaceDriver::says(const std::string& words) {
  for (const ui::TextMark& text : face_->texts())
    if (text.text.find(words) != std::string::npos) return true;
  return false;
}

const ui::Widget& FaceDriver::widget(const std::string& id) {
  static const ui::Widget none;
  for (const ui::Widget& each : face_->widgets())
    if (each.id == id) return each;
  ADD_FAILURE() << "no widget " << id;
  return none;
}

void FaceDriver::move_to(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
  frame();
}

void FaceDriver::press() {
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  frame();
}

void FaceDriver::release() {
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  settle();
}

void FaceDriver::click(const std::string& id) {
  const ui::Box box = widget(id).box;
  move_to(box.x + box.width / 2, box.y + box.height / 2);
  frame();
  press();
  release();
}

Json FaceDriver::state() { return Json::parse(app_.state(), nullptr, false); }

ui::Picture FaceDriver::picture() {
  return ui::rasterize(*ImGui::GetDrawData(), ui::theme(size_.dark, false).background);
}

}  // namespace picker::testing
