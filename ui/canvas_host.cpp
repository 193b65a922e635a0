// The face in a <canvas>: its WebGL context, its input, its frames. Frames are drawn only when something asks
// for one: there is no loop.

#include "host.h"
#include "host_page.h"

#include "../wasm/contract/json_text.h"

#include "backends/imgui_impl_opengl3.h"
#include "imgui.h"
#include "imgui_internal.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <memory>
#include <utility>

namespace picker::ui {
namespace {

constexpr int frames_to_settle = 2;      // one takes the input, one shows what follows from it
constexpr int frames_at_once = 6;        // a click is taken in whole: its queue holds few events
constexpr int layouts_of_a_frame = 3;    // a new height may bring another
constexpr float longest_seconds = 0.1F;  // after a pause nothing jumps
constexpr float shortest_seconds = 0.001F;

std::string failed(std::string code, std::string message) {
  return write_json(error_json({std::move(code), "", std::move(message)}));
}

std::string done() {
  JsonText out;
  return out.open_object().set("ok", true).close_object().take();
}

bool is_opentype(const std::vector<unsigned char>& file) {
  if (file.size() < 4) return false;
  const std::string start(file.begin(), file.begin() + 4);
  return start == "OTTO" || start == std::string("\0\1\0\0", 4);
}

const char* cursor_name(ImGuiMouseCursor cursor) {
  switch (cursor) {
    case ImGuiMouseCursor_TextInput:
      return "text";
    case ImGuiMouseCursor_ResizeEW:
      return "ew-resize";
    case ImGuiMouseCursor_ResizeNS:
      return "ns-resize";
    case ImGuiMouseCursor_ResizeAll:
      return "move";
    case ImGuiMouseCursor_Hand:
      return "pointer";
    case ImGuiMouseCursor_NotAllowed:
      return "not-allowed";
    default:
      return "default";
  }
}

const char* call_name(PageCall call) {
  switch (call) {
    case PageCall::edit:
      return "edit";
    case PageCall::copy_link:
      return "copy-link";
    case PageCall::switch_theme:
      return "switch-theme";
    case PageCall::show_table:
      return "show-table";
    case PageCall::open_address:
      return "open-address";
    case PageCall::download_csv:
      return "download-csv";
  }
  return "";
}

ImGuiMouseSource mouse_source(page::Source source) {
  switch (source) {
    case page::Source::mouse:
      return ImGuiMouseSource_Mouse;
    case page::Source::touch:
      return ImGuiMouseSource_TouchScreen;
    case page::Source::pen:
      return ImGuiMouseSource_Pen;
  }
  return ImGuiMouseSource_Mouse;
}

// 0 where the browser gives no WebGL2.
EMSCRIPTEN_WEBGL_CONTEXT_HANDLE create_context(const std::string& selector) {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.alpha = attributes.antialias = attributes.depth = attributes.stencil = EM_FALSE;
  attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
  attributes.majorVersion = 2;
  attributes.enableExtensionsByDefault = EM_FALSE;
  return std::max<EMSCRIPTEN_WEBGL_CONTEXT_HANDLE>(
      0, emscripten_webgl_create_context(selector.c_str(), &attributes));
}

class Host final : public page::Listener {
 public:
  Host(app::App& app, FontFiles fonts, HostEvents events, EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context)
      : app_(app), events_(events), context_(context), face_(app, std::move(fonts)), hidden_(page::hidden()) {
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    context_restored();
    page::listen(this);
  }
  ~Host() {
    page::listen(nullptr);
    if (pending_) emscripten_cancel_animation_frame(pending_);
    if (drawable_) ImGui_ImplOpenGL3_Shutdown();
    page::close();
    emscripten_webgl_destroy_context(context_);
  }
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  const Face& face() const { return face_; }
  int frames() const { return frames_; }
  bool is_idle() const { return due_ == 0 || hidden_ || !drawable_; }

  void wake() {
    due_ = std::max(due_, frames_to_settle);
    request_frame();
  }

  void show_focus(std::string_view field) {
    face_.show_focus(field);
    wake();
  }

  void pointer(page::Pointer event, page::Source source, float x, float y) override {
    using page::Pointer;
    if (!drawable_) return;
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(mouse_source(source));
    if (event == Pointer::cancel) {
      // Neither a click where it was nor a drag to where it went.
      io.ClearEventsQueue();
      io.ClearInputMouse();
    } else if (event == Pointer::leave) {
      io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    } else {
      io.AddMousePosEvent(x, y);
      if (event != Pointer::move) io.AddMouseButtonEvent(0, event == Pointer::down);
      // A finger that is gone hovers over nothing.
      if (event == Pointer::up && source == page::Source::touch) io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    }
    wake();
    if (event == Pointer::up) draw_within_gesture();
  }

  void wheel(float steps) override {
    ImGui::GetIO().AddMouseWheelEvent(0, steps);
    wake();
  }

  void resized(bool draw_now) override {
    const bool same =
        page::width_pixels() == width_pixels_ && page::device_ratio() == ratio_ && room() == room_;
    if (same && frames_ > 0) return;
    wake();
    if (draw_now && drawable_ && !hidden_) draw();
  }

  void looks_changed() override {
    looks_known_ = false;
    wake();
  }

  void shown(bool visible) override {
    hidden_ = !visible;
    if (visible) return wake();
    if (pending_) emscripten_cancel_animation_frame(std::exchange(pending_, 0));
    events_.idle();
  }

  void context_lost() override {
    if (!drawable_) return;
    drawable_ = false;
    ImGui_ImplOpenGL3_Shutdown();
    events_.idle();
  }

  void context_restored() override {
    if (drawable_) return;
    emscripten_webgl_make_context_current(context_);
    drawable_ = ImGui_ImplOpenGL3_Init("#version 300 es");
    GLint texture = 0;
    GLint viewport[2] = {0, 0};
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &texture);
    glGetIntegerv(GL_MAX_VIEWPORT_DIMS, viewport);
    most_pixels_ = std::max(1, std::min({texture, viewport[0], viewport[1]}));
    wake();
  }

 private:
  static double room() { return std::floor(page::room()); }

  void request_frame() {
    if (pending_ || hidden_ || !drawable_) return;
    pending_ = emscripten_request_animation_frame(
        [](double, void* host) -> EM_BOOL {
          static_cast<Host*>(host)->animation_frame();
          return EM_FALSE;
        },
        this);
  }

  void animation_frame() {
    pending_ = 0;
    if (drawable_) draw();
  }

  // What the click asks for, such as the clipboard, is allowed only while its event lasts.
  void draw_within_gesture() {
    for (int i = 0; i < frames_at_once; ++i) {
      const bool more = ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
      if (!more || !drawable_ || !draw()) return;
    }
  }

  FrameInput next_input() {
    if (!looks_known_) {
      looks_known_ = true;
      background_ = page::background_rgb();
      high_contrast_ = page::high_contrast();
    }
    const int red = background_ >> 16 & 255, green = background_ >> 8 & 255, blue = background_ & 255;
    const double now = emscripten_get_now();
    FrameInput input;
    input.seconds =
        std::clamp(static_cast<float>((now - last_ms_) / 1000), shortest_seconds, longest_seconds);
    last_ms_ = now;
    input.dark = 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
    input.high_contrast = high_contrast_;
    return input;
  }

  // False where the page stopped this host in answer to a request.
  bool draw() {
    const int before = app_.revision();
    ImGui_ImplOpenGL3_NewFrame();
    FrameInput input = next_input();
    ratio_ = page::device_ratio();
    width_pixels_ = page::width_pixels();
    room_ = room();
    input.width_css_px = static_cast<float>(width_pixels_ / ratio_);
    input.height_css_px = static_cast<float>(room_);
    double height = height_css_px_;
    for (int i = 0; i < layouts_of_a_frame; ++i) {
      input.device_pixel_ratio = static_cast<float>(scale_for(height));
      face_.frame(input);
      input.seconds = shortest_seconds;
      const double wanted = std::ceil(face_.content_height_css_px());
      if (wanted == height) break;
      height = wanted;
    }
    show(height);
    ++frames_;

    due_ = std::max(due_ - 1, 0);
    const bool queued = ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
    if (queued || face_.wants_frame()) due_ = std::max(due_, 1);
    if (due_ > 0) request_frame();
    if (app_.revision() != before) events_.changed();
    if (due_ == 0) events_.idle();
    return answer_requests();
  }

  // The device's ratio, or less where the drawing buffer could not hold the canvas.
  double scale_for(double height_css_px) const {
    const double most = most_pixels_;
    return std::min(
        {ratio_, most * ratio_ / std::max(1.0, width_pixels_), most / std::max(1.0, height_css_px)});
  }

  void show(double height_css_px) {
    height_css_px_ = height_css_px;
    const double scale = scale_for(height_css_px);
    const double width = std::max(1.0, std::round(width_pixels_ * scale / ratio_));
    const double height = std::max(1.0, std::round(height_css_px * scale));
    page::resize_canvas(width, height, height_css_px);

    ImDrawData* draw_data = ImGui::GetDrawData();
    glViewport(0, 0, static_cast<int>(width), static_cast<int>(height));
    glDisable(GL_SCISSOR_TEST);
    glClearColor(static_cast<float>(background_ >> 16 & 255) / 255,
                 static_cast<float>(background_ >> 8 & 255) / 255,
                 static_cast<float>(background_ & 255) / 255, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    if (draw_data) {
      // The backend truncates the product of both to whole pixels: a sliver keeps it from losing one.
      const float ratio = static_cast<float>(scale), sliver = 0.002F;
      draw_data->FramebufferScale = ImVec2(ratio, ratio);
      draw_data->DisplaySize =
          ImVec2((static_cast<float>(width) + sliver) / ratio, (static_cast<float>(height) + sliver) / ratio);
      ImGui_ImplOpenGL3_RenderDrawData(draw_data);
    }
    if (face_.wants_wheel() != takes_wheel_) page::take_wheel(takes_wheel_ = !takes_wheel_);
    const ImGuiMouseCursor cursor = ImGui::GetMouseCursor();
    if (cursor != cursor_) page::set_cursor(cursor_name(cursor));
    cursor_ = cursor;
  }

  bool answer_requests();

  app::App& app_;
  HostEvents events_;
  EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context_;
  Face face_;
  bool hidden_;
  bool drawable_ = false;  // a context is there
  int due_ = 0;
  long pending_ = 0;
  int frames_ = 0;
  double last_ms_ = 0;
  double ratio_ = 1;
  double width_pixels_ = 0;
  double room_ = 0;
  double height_css_px_ = 0;
  int most_pixels_ = 4096;
  bool looks_known_ = false;
  int background_ = 0xffffff;
  bool high_contrast_ = false;
  bool takes_wheel_ = false;
  ImGuiMouseCursor cursor_ = ImGuiMouseCursor_None;
};

std::unique_ptr<Host>& host() {
  static std::unique_ptr<Host> instance;
  return instance;
}

bool Host::answer_requests() {
  for (const PageRequest& request : face_.take_requests()) {
    page::request(call_name(request.call), request.text, request.box);
    if (ui::host().get() != this) return false;
  }
  return true;
}

}  // namespace

std::string start_canvas(app::App& app, std::string_view selector, FontFiles fonts, HostEvents events) {
  if (app.revision() == 0) return failed("not-started", "Load a catalogue and start first.");
  if (!is_opentype(fonts.regular) || !is_opentype(fonts.semibold))
    return failed("no-font", "The canvas needs two OpenType fonts: regular and semibold.");
  host().reset();
  const std::string chosen(selector);
  if (!page::open(chosen)) return failed("no-canvas", "There is no <canvas> at this selector.");
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = create_context(chosen);
  if (context == 0) {
    page::close();
    return failed("no-webgl", "This browser gives the canvas no WebGL 2.");
  }
  host() = std::make_unique<Host>(app, std::move(fonts), events, context);
  return done();
}

std::string stop_canvas() {
  host().reset();
  return done();
}

std::string widgets() { return host() ? host()->face().widgets_json() : "[]"; }
int frame_count() { return host() ? host()->frames() : 0; }
bool is_idle() { return !host() || host()->is_idle(); }
void app_changed() {
  if (host()) host()->wake();
}
void show_focus(std::string_view field) {
  if (host()) host()->show_focus(field);
}

}  // namespace picker::ui
