// The face as a test drives it: frames at a given size, the mouse at widgets found by id, no GPU.
#pragma once

#include "app/app.h"
#include "face.h"
#include "raster/raster.h"
#include "theme.h"
#include "ui.h"

#include "support/json.h"

#include "imgui.h"

#include <memory>
#include <string>
#include <vector>

namespace picker::testing {

struct FaceSize {
  float width = 1440;
  float height = 900;
  float device_pixel_ratio = 1;
  bool dark = false;
};

class FaceDriver {
 public:
  // Starts with the link and the rates of that file, the frozen ones where none is named.
  FaceDriver(const std::string& fragment, FaceSize size, const std::string& rates = {});

  app::App& app() { return app_; }
  ui::Face& face() { return *face_; }
  const FaceSize& size() const { return size_; }

  // Frames until nothing settles any more.
  void settle();
  void frame();

  // The widget with this id; a failure of the test where there is none.
  const ui::Widget& widget(const std::string& id);
  bool has_widget(const std::string& id);
  // The first widget whose id begins so, empty where there is none.
  std::string first_widget(const std::string& beginning);
  // True where a drawn line holds these words.
  bool says(const std::string& words);

  void move_to(float x, float y);
  void press();
  void release();
  void click(const std::string& id);

  // {"request", "view", …} of the application.
  Json state();
  ui::Picture picture();

 private:
  app::App app_;
  FaceSize size_;
  std::unique_ptr<ui::Face> face_;
};

}  // namespace picker::testing
