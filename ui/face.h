// The face: the picker drawn with Dear ImGui, one frame at a time, from the application's state and results.
// Owns the ImGui context; takes input through ImGui's own events; sends commands to the application. Never
// touches a browser or a GPU: whoever calls frame() draws ImGui::GetDrawData() and answers the requests.
#pragma once

#include "box.h"
#include "page_request.h"

#include "app/app.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace picker::ui {

// OpenType files, kept for as long as the face lives.
struct FontFiles {
  std::vector<unsigned char> regular;
  std::vector<unsigned char> semibold;
};

struct FrameInput {
  float width_css_px = 0;
  float height_css_px = 0;  // the least that is drawn; the content may need more
  float device_pixel_ratio = 1;
  bool dark = false;
  bool high_contrast = false;
  float seconds = 1.0F / 60;  // since the last frame
};

struct Widget;
struct TextMark;

class Face {
 public:
  // The application must have started and outlive the face.
  Face(app::App& app, FontFiles fonts);
  ~Face();
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  // Builds ImGui's draw data of this moment: input taken, commands applied and their results shown.
  void frame(const FrameInput& input);

  // What the last frame needed, at least its height_css_px.
  float content_height_css_px() const;

  // True where another frame follows without input: the layout still settles.
  bool wants_frame() const;

  // True while a menu is open that scrolls; else the wheel is the page's.
  bool wants_wheel() const;

  // What frames asked of the page since the last call.
  std::vector<PageRequest> take_requests();

  // [{id, field, label, rect_css_px: [x, y, width, height], enabled, value}] of the last frame, as JSON text.
  // `field` is a path of the field table, null where the widget changes no input.
  std::string widgets_json() const;

  // The same as values, and every line of text that the last frame drew.
  const std::vector<Widget>& widgets() const;
  const std::vector<TextMark>& texts() const;

  // The page's input that has the keyboard; a ring is drawn around its widget. Empty: none.
  void show_focus(std::string_view field);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace picker::ui
