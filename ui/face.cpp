#include "face.h"

#include "panels/panels.h"
#include "ui.h"
#include "widget_table.h"
#include "widgets/combo.h"

#include "imgui.h"
#include "imgui_internal.h"

#include <algorithm>
#include <cmath>
#include <utility>

static_assert(IMGUI_VERSION_NUM >= 19200 && IMGUI_VERSION_NUM < 20000,
              "Dear ImGui 1.92 or a later 1.x is needed: remove build/imgui and configure again, or set "
              "PICKER_IMGUI_SOURCE to such sources");

namespace picker::ui {
namespace {

constexpr float three_columns_from = 1280;
constexpr float two_columns_from = 900;
constexpr float page_margin = 12;
constexpr float page_width_most = 1680;
constexpr float form_width = 312;
constexpr float plots_width_least = 444;  // all tabs beside one another, with room to tell them apart
constexpr float plot_height_most = 700;
constexpr float ring_width = 2;
constexpr int passes_most = 4;
constexpr int frames_to_settle = 2;
constexpr float seconds_most = 0.1F;

ImFont* add_font(const std::vector<unsigned char>& file) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<unsigned char*>(file.data()),
                                                    static_cast<int>(file.size()), text_body, &config);
}

void set_style(const Theme& theme) {
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.PopupRounding = control_radius;
  style.PopupBorderSize = 1;
  style.ScrollbarSize = 10;
  style.ScrollbarRounding = 5;
  style.CircleTessellationMaxError = 0.1F;
  const auto color = [](ImU32 packed) { return ImGui::ColorConvertU32ToFloat4(packed); };
  style.Colors[ImGuiCol_WindowBg] = color(theme.background);
  style.Colors[ImGuiCol_PopupBg] = color(theme.panel);
  style.Colors[ImGuiCol_Border] = color(theme.edge);
  style.Colors[ImGuiCol_ScrollbarBg] = color(theme.panel);
  style.Colors[ImGuiCol_ScrollbarGrab] = color(theme.edge);
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = color(theme.mute);
  style.Colors[ImGuiCol_ScrollbarGrabActive] = color(theme.mute);
}

// Cards in three columns, two or one; the last card of each column reaches down to the bottom of the page.
class Layout {
 public:
  Layout(const Ui& ui, const app::Shown& shown, float width, float height)
      : ui_(ui), shown_(shown), width_(width), height_(height) {
    const float used = std::min(width, page_width_most);
    left_ = std::floor((width - used) / 2) + page_margin;
    inner_ = used - 2 * page_margin;
  }

  // The y of the bottom of everything.
  float draw() {
    top_ = draw_header(ui_, shown_, {0, 0, width_, 0}) + page_margin;
    // A table takes the room of two columns.
    const float bottom = width_ >= three_columns_from && !shown_.table ? three_columns()
                         : width_ >= two_columns_from                  ? two_columns()
                                                                       : one_column();
    const float end = std::ceil(draw_footer(ui_, shown_, {left_ + 4, bottom + 6, inner_ - 8, 0}) + 8);
    ui_.memory->footer = end - bottom;
    return end;
  }

 private:
  float rest(float y) const { return std::max(0.0F, height_ - ui_.memory->footer - y); }

  float three_columns() {
    const float wide = inner_ - form_width - 2 * page_margin;
    const float middle = std::floor(std::min(wide * 0.535F, wide - plots_width_least));
    const float x2 = left_ + form_width + page_margin;
    const float x3 = x2 + middle + page_margin;
    const float right = left_ + inner_ - x3;
    const float form = draw_workload(ui_, shown_, {left_, top_, form_width, rest(top_)}, 1);
    const float answer = draw_verdict(ui_, shown_, {x2, top_, middle, 0}) + page_margin;
    const float offers = draw_offers(ui_, shown_, {x2, answer, middle, rest(answer)});
    const bool alone = shown_.day != nullptr;
    const float below = alone ? 0 : ui_.memory->below_plot + page_margin;
    const float tall = std::clamp(rest(top_) - below, plot_height(right), plot_height_most);
    const float plot_bottom = draw_plot_tabs(ui_, shown_, {x3, top_, right, tall});
    if (alone) return std::max({form, offers, plot_bottom});
    const float plot = plot_bottom + page_margin;
    const float crossings = draw_break_even(ui_, shown_, {x3, plot, right, 0});
    ui_.memory->below_plot = crossings - plot;
    return std::max({form, offers, crossings});
  }

  float two_columns() {
    const float x2 = left_ + form_width + page_margin;
    const float wide = left_ + inner_ - x2;
    const float form = draw_workload(ui_, shown_, {left_, top_, form_width, 0}, 1);
    const float answer = draw_verdict(ui_, shown_, {x2, top_, wide, 0}) + page_margin;
    return std::max(form, views_and_offers({x2, answer, wide, 0}));
  }

  float one_column() {
    float y = draw_verdict(ui_, shown_, {left_, top_, inner_, 0}) + page_margin;
    y = draw_workload(ui_, shown_, {left_, y, inner_, 0}, 2) + page_margin;
    return views_and_offers({left_, y, inner_, 0});
  }

  // The plot or table, the ranking and, with the cost curve, the break-even, one below the other.
  float views_and_offers(Box place) {
    const float tall = shown_.table ? 0 : plot_height(place.width);
    float y = draw_plot_tabs(ui_, shown_, {place.x, place.y, place.width, tall}) + page_margin;
    if (shown_.table || shown_.day) return draw_offers(ui_, shown_, {place.x, y, place.width, rest(y)});
    y = draw_offers(ui_, shown_, {place.x, y, place.width, 0}) + page_margin;
    return draw_break_even(ui_, shown_, {place.x, y, place.width, rest(y)});
  }

  static float plot_height(float width) { return std::floor(std::clamp(width * 0.98F, 360.0F, 520.0F)); }

  const Ui& ui_;
  const app::Shown& shown_;
  float width_;
  float height_;
  float left_ = 0;
  float inner_ = 0;
  float top_ = 0;
};

}  // namespace

struct Face::Parts {
  Parts(app::App& shown, FontFiles fonts) : app(shown), files(std::move(fonts)) {}

  app::App& app;
  FontFiles files;
  ImGuiContext* context = nullptr;
  ImFont* regular = nullptr;
  ImFont* semibold = nullptr;
  Memory memory;
  std::string focus;
  std::vector<Widget> widgets;
  std::vector<std::string> commands;
  std::vector<PageRequest> requests;
  std::vector<TextMark> marks;
  float content_height = 0;
  int settling = frames_to_settle;

  void build(const FrameInput& input);
  void draw_page(const FrameInput& input);
  bool run_commands();
};

// One pass of ImGui over the whole face.
void Face::Parts::build(const FrameInput& input) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {input.width_css_px, std::max(input.height_css_px, content_height)};
  io.DisplayFramebufferScale = {input.device_pixel_ratio, input.device_pixel_ratio};
  io.DeltaTime = std::clamp(input.seconds, 1e-4F, seconds_most);
  set_style(theme(input.dark, input.high_contrast));
  widgets.clear();
  marks.clear();
  ImGui::NewFrame();
  draw_page(input);
  ImGui::Render();
}

void Face::Parts::draw_page(const FrameInput& input) {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("face", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  std::vector<Box> rings;
  const Theme& colors = theme(input.dark, input.high_contrast);
  const Ui ui{.draw = ImGui::GetWindowDrawList(),
              .colors = &colors,
              .regular = regular,
              .semibold = semibold,
              .device_pixel_ratio = input.device_pixel_ratio,
              .memory = &memory,
              .focus = focus,
              .widgets = &widgets,
              .commands = &commands,
              .requests = &requests,
              .marks = &marks,
              .rings = &rings};
  const float bottom = Layout(ui, app.shown(), input.width_css_px, input.height_css_px).draw();
  content_height = std::max(input.height_css_px, std::ceil(bottom));
  for (const Box& ring : rings)
    ui.stroke(
        {ring.x - ring_width, ring.y - ring_width, ring.width + 2 * ring_width, ring.height + 2 * ring_width},
        colors.accent, control_radius + ring_width, ring_width);
  ImGui::End();
}

// True where one of them changed the state.
bool Face::Parts::run_commands() {
  const int before = app.revision();
  for (const std::string& command : std::exchange(commands, {})) app.command(command);
  return app.revision() != before;
}

Face::Face(app::App& app, FontFiles fonts) : parts_(std::make_unique<Parts>(app, std::move(fonts))) {
  parts_->context = ImGui::CreateContext();
  ImGui::SetCurrentContext(parts_->context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  io.ConfigFlags |= ImGuiConfigFlags_NoKeyboard;
  parts_->context->TestEngineHookItems = true;
  parts_->regular = add_font(parts_->files.regular);
  parts_->semibold = add_font(parts_->files.semibold);
}

Face::~Face() { ImGui::DestroyContext(parts_->context); }

void Face::frame(const FrameInput& input) {
  if (parts_->context->InputEventsQueue.Size > 0) parts_->settling = frames_to_settle;
  for (int pass = 0; pass < passes_most; ++pass) {
    const float height = parts_->content_height;
    const float below_plot = parts_->memory.below_plot;
    const float footer = parts_->memory.footer;
    const std::vector<std::string> open = parts_->memory.open;
    parts_->build(input);
    const bool changed = parts_->run_commands();
    if (!changed && parts_->content_height == height && parts_->memory.below_plot == below_plot &&
        parts_->memory.footer == footer && parts_->memory.open == open)
      break;
  }
  parts_->settling = std::max(0, parts_->settling - 1);
}

float Face::content_height_css_px() const { return parts_->content_height; }

bool Face::wants_frame() const { return parts_->settling > 0; }

bool Face::wants_wheel() const { return menu_scrolls(); }

std::vector<PageRequest> Face::take_requests() { return std::exchange(parts_->requests, {}); }

std::string Face::widgets_json() const { return picker::ui::widgets_json(parts_->widgets); }

const std::vector<Widget>& Face::widgets() const { return parts_->widgets; }

const std::vector<TextMark>& Face::texts() const { return parts_->marks; }

void Face::show_focus(std::string_view field) { parts_->focus = field; }

}  // namespace picker::ui
