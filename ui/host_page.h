// The page around the canvas, as canvas_host.cpp needs it. Implemented by host_web.cpp.
#pragma once

#include "box.h"

#include <string>

namespace picker::ui::page {

enum class Pointer { move, down, up, leave, cancel };
enum class Source { mouse, touch, pen };

// What the page tells. Coordinates are CSS pixels from the canvas's top left.
class Listener {
 public:
  virtual void pointer(Pointer event, Source source, float x, float y) = 0;
  virtual void wheel(float steps) = 0;
  // The canvas's width, the window or the device's ratio; before the page is painted, which then shows what
  // is drawn now.
  virtual void resized(bool draw_now) = 0;
  virtual void looks_changed() = 0;
  virtual void shown(bool visible) = 0;
  virtual void context_lost() = 0;
  virtual void context_restored() = 0;

 protected:
  ~Listener() = default;
};

// One page at a time. False where the selector names no canvas.
bool open(const std::string& selector);
void close();
// Null: nobody hears.
void listen(Listener* listener);

// In device pixels, so that no text lies between two.
double width_pixels();
// The part of the window below the canvas's top while the page is scrolled to its start, in CSS pixels.
double room();
double device_ratio();
int background_rgb();
bool high_contrast();
bool hidden();

void resize_canvas(double width, double height, double height_css_px);
void take_wheel(bool wanted);
void set_cursor(const char* name);
// Dispatches "picker-request".
void request(const char* call, const std::string& text, const Box& box);

}  // namespace picker::ui::page
