// "Where it flips": the cost of the offers over volume or utilization, who wins along the axis, the
// crossings, and the workload as a line that is dragged.

#include "panels.h"

#include "../app/exercise.h"
#include "../app/flips.h"
#include "../app/verdict.h"
#include "../app/words.h"
#include "../plots/plot.h"
#include "../widgets/target.h"

#include "../../wasm/engine/numbers/numeric.h"
#include "../../wasm/engine/numbers/numeric_text.h"
#include "../../wasm/engine/numbers/order.h"

#include <algorithm>
#include <cmath>

namespace picker::ui {
namespace {

constexpr std::string_view guess_path = "view.guess";
constexpr std::string_view requests_path = "workloads.0.requests_per_day";
constexpr float plot_height_least = 300;
constexpr float plot_height_most = 640;
constexpr float left_room = 48;
constexpr float top_room = 24;
constexpr float below_room = 46;
constexpr float ribbon_height = 9;
constexpr float grab_width = 28;
constexpr std::size_t crossings_labelled = 3;

class FlipsPlot {
 public:
  FlipsPlot(const Ui& ui, const app::Shown& shown, const app::Flips& plot, Box box)
      : ui_(ui),
        shown_(shown),
        plot_(plot),
        exercise_(app::exercise(shown)),
        guessing_(exercise_ && !exercise_->revealed),
        area_{box,
              {plot.x_from, plot.x_to, box.x, box.right(), !plot.utilization},
              {plot.usd_from, plot.usd_to, box.bottom(), box.y, !plot.utilization}} {
    choose_colors();
  }

  void draw() {
    // The mouse first: what is dragged is shown where it is.
    const Touch you = touch_you();
    draw_axes(ui_, area_, words(), ribbon_height + 1);
    if (guessing_) {
      Labels labels(area_.box);
      draw_claim(labels);
      draw_you(you);
      return;
    }
    draw_ribbon();
    draw_lines();
    draw_marks();
    draw_you(you);
    if (!you.held) draw_crosshair();
  }

 private:
  AxisWords words() const {
    const bool utilization = plot_.utilization;
    const std::string of = !utilization                    ? "requests a day"
                           : shown_.catalog.id == "lesson" ? "share of a saturated day"
                                                           : "utilization of " + label_of(shown_.curve->of);
    return {[utilization](double value) { return app::axis_text(utilization, value); },
            [](double value) { return "$" + app::short_count(value); }, of, "$ a day"};
  }

  std::string label_of(const std::string& offer) const {
    const PricedOffer* priced = app::find_priced(shown_.comparison, offer);
    return priced ? priced->offer.label : offer;
  }

  // Colours stay with an offer for as long as it is drawn.
  void choose_colors() {
    std::vector<std::string>& series = ui_.memory->series;
    series.resize(series_count);
    for (std::string& held : series)
      if (std::none_of(plot_.lines.begin(), plot_.lines.end(),
                       [&](const app::FlipsLine& line) { return line.priced->offer.id == held; }))
        held.clear();
    for (const app::FlipsLine& line : plot_.lines) {
      if (std::find(series.begin(), series.end(), line.priced->offer.id) != series.end()) continue;
      const auto free = std::find(series.begin(), series.end(), std::string());
      if (free != series.end()) *free = line.priced->offer.id;
    }
  }

  ImU32 color_of(const Offer& offer) const {
    const std::vector<std::string>& series = ui_.memory->series;
    const auto found = std::find(series.begin(), series.end(), offer.id);
    if (found == series.end()) return ui_.theme().mute;
    return ui_.theme().series[static_cast<std::size_t>(found - series.begin())];
  }

  std::optional<double> cost(const app::FlipsLine& line, double x) const {
    return app::flips_cost(shown_, plot_, *line.priced, x);
  }

  bool shows(double usd) const { return usd > 0 && area_.y.holds(usd); }

  void draw_ribbon() {
    const Theme& theme = ui_.theme();
    const float top = area_.box.bottom() + 1;
    for (const app::WinnerRun& run : plot_.runs) {
      const float from = area_.x.to_pixel(std::max(run.from, plot_.x_from));
      const float to = area_.x.to_pixel(std::min(run.to, plot_.x_to));
      if (!(to > from)) continue;
      const Box box{from, top, to - from, ribbon_height};
      ui_.fill(box, run.winner ? color_of(*run.winner) : theme.line);
      if (run.unreachable) draw_hatch(ui_, box, theme.panel);
    }
  }

  void draw_lines() {
    std::vector<EndLabel> labels;
    for (std::size_t i = plot_.lines.size(); i-- > 0;) {
      const app::FlipsLine& line = plot_.lines[i];
      const Line traced = trace(ui_, area_, [&](double x) { return cost(line, x); });
      draw_line(ui_, area_, traced, color_of(line.priced->offer), line.strong ? 2.2F : 1.5F);
    }
    for (const app::FlipsLine& line : plot_.lines) {
      const std::optional<double> end = cost(line, plot_.x_to);
      const float y =
          end && (*end > 0 || !area_.y.logarithmic()) ? area_.y.to_pixel(*end) : area_.box.bottom();
      labels.push_back({line.name, y, color_of(line.priced->offer), line.strong});
    }
    draw_end_labels(ui_, area_, labels);
  }

  void draw_claim(Labels& labels) const {
    if (!plot_.claim || !area_.x.holds(*plot_.claim)) return;
    const float x = area_.x.to_pixel(*plot_.claim);
    draw_dashes(ui_, x, area_.box.y, area_.box.bottom(), ui_.theme().warn);
    labels.place(ui_, x, area_.box.y + 2,
                 "the rule of thumb, " + app::axis_text(plot_.utilization, *plot_.claim),
                 {text_small, Weight::regular, ui_.theme().mute});
  }

  // Where the reader guessed, once the answer stands beside it.
  void draw_guess(Labels& labels) const {
    if (!exercise_ || !exercise_->predict || !plot_.utilization) return;
    const float x = area_.x.to_pixel(exercise_->guess);
    draw_dashes(ui_, x, area_.box.y, area_.box.bottom(), ui_.theme().accent);
    labels.place(ui_, x, area_.box.y + 22, "your guess, " + app::axis_text(true, exercise_->guess),
                 {text_small, Weight::regular, ui_.theme().accent});
  }

  void draw_marks() {
    const Theme& theme = ui_.theme();
    const TextStyle bold{text_small, Weight::semibold, theme.ink};
    Labels labels(area_.box);
    draw_claim(labels);
    draw_guess(labels);
    std::vector<const app::FlipsMark*> marks;
    for (const app::FlipsMark& mark : plot_.marks)
      if (area_.x.holds(mark.x) && shows(mark.usd_per_day)) marks.push_back(&mark);
    for (const app::FlipsMark* mark : marks) {
      const float x = area_.x.to_pixel(mark->x);
      const float y = area_.y.to_pixel(mark->usd_per_day);
      labels.reserve({x - 6, y - 6, 12, 12});
    }
    const float you = area_.x.to_pixel(std::clamp(plot_.you, plot_.x_from, plot_.x_to));
    labels.reserve({you - 8, area_.box.bottom() - 34, 50, 34});
    const bool crowded = marks.size() > crossings_labelled;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const float x = area_.x.to_pixel(marks[i]->x);
      const float y = area_.y.to_pixel(marks[i]->usd_per_day);
      if (!crowded || i == 0 || i + 1 == marks.size())
        labels.place(ui_, x, y, app::axis_text(plot_.utilization, marks[i]->x), bold);
      draw_crossing(ui_, x, y, crowded ? 3.8F : 5.0F, marks[i]->reachable ? theme.ink : theme.mute,
                    theme.panel);
    }
  }

  // Where the line that is dragged stands: the workload, or the guess.
  double line_at() const {
    return std::clamp(guessing_ ? exercise_->guess : plot_.you, plot_.x_from, plot_.x_to);
  }

  // Where the mouse holds the line, in requests a day, to three digits.
  double requests_at(float pixel) const {
    const double x = std::clamp(area_.x.to_value(pixel), plot_.x_from, plot_.x_to);
    const double exact = plot_.utilization ? std::round(x * 1000) / 1000 * plot_.requests_per_unit : x;
    if (!(exact > 0)) return 0;
    const int digits = plot_.utilization ? 6 : 3;
    const double unit = numeric::pow(10, std::floor(numeric::log(exact) / numeric::log(10)) - digits + 1);
    return unit >= 1 ? std::round(exact / unit) * unit : std::round(exact * 100) / 100;
  }

  Touch touch_you() {
    const float at = area_.x.to_pixel(line_at());
    const double yours = guessing_ ? exercise_->guess : shown_.request.workload.requests_per_day;
    const std::string path(guessing_ ? guess_path : requests_path);
    const Widget line{"line:plot.workload", "plot.workload", guessing_ ? "Your guess" : "Your requests a day",
                      text::plain(yours)};
    const Touch touch =
        target(ui_, line, {at - grab_width / 2, area_.box.y, grab_width, area_.box.height}, false);
    if (touch.hovered || touch.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    ui_.memory->plot_held = touch.held;
    if (touch.held && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1)) {
      const float mouse = ImGui::GetIO().MousePos.x;
      const double share = std::clamp(area_.x.to_value(mouse), plot_.x_from, plot_.x_to);
      const double wanted = guessing_ ? std::round(share * 100) / 100 : requests_at(mouse);
      if (wanted != yours) ui_.set(path, wanted);
    }
    return touch;
  }

  void draw_you(const Touch& touch) {
    const Theme& theme = ui_.theme();
    const float at = area_.x.to_pixel(line_at());
    draw_dashes(ui_, at, area_.box.y, area_.box.bottom(), theme.ink);
    for (const app::FlipsLine& line : plot_.lines) {
      if (guessing_) break;
      const std::optional<double> usd = cost(line, std::clamp(plot_.you, plot_.x_from, plot_.x_to));
      if (line.strong && usd && shows(*usd))
        draw_dot(ui_, at, area_.y.to_pixel(*usd), 3.5F, color_of(line.priced->offer));
    }
    const Box grip{at - 6, area_.box.bottom() - 26, 12, 20};
    ui_.fill(grip, touch.hovered || touch.held ? theme.accent : theme.ink, 4);
    for (const float offset : {-2.0F, 2.0F})
      ui_.vertical(at + offset, grip.y + 6, grip.bottom() - 6, theme.panel);
    const TextStyle bold{text_small, Weight::semibold, theme.ink};
    const std::string said = guessing_ ? "your guess, " + app::axis_text(true, line_at()) : "you";
    const bool left = at + 16 + text_width(ui_, said, bold) > area_.box.right();
    draw_text(ui_, left ? at - 12 : at + 12, grip.y + 10, said, bold, left ? Align::right : Align::left);
  }

  void draw_crosshair() {
    const Theme& theme = ui_.theme();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const Box reach{area_.box.x, area_.box.y, area_.box.width, area_.box.height + ribbon_height + 1};
    if (!hover_area(ui_, "hover:flips", reach) && !reach.contains(mouse.x, mouse.y)) return;
    if (!ImGui::IsWindowHovered()) return;
    const double x = area_.x.to_value(mouse.x);
    ui_.vertical(mouse.x, area_.box.y, reach.bottom(), theme.mute);
    struct Row {
      double usd;
      ReadoutRow row;
    };
    std::vector<Row> rows;
    for (const app::FlipsLine& line : plot_.lines) {
      const std::optional<double> usd = cost(line, x);
      const ImU32 color = color_of(line.priced->offer);
      rows.push_back({usd.value_or(HUGE_VAL), {line.name, usd ? app::money(*usd) : "excluded", color}});
      if (usd && shows(*usd)) draw_dot(ui_, mouse.x, area_.y.to_pixel(*usd), 3, color);
    }
    sort_by(rows, [](const Row& one, const Row& other) { return one.usd < other.usd; });
    std::vector<ReadoutRow> drawn;
    for (Row& row : rows) drawn.push_back(std::move(row.row));
    const app::WinnerRun* run = app::run_at(plot_, x);
    const std::string foot = !run || !run->winner
                                 ? "No offer is admitted here"
                                 : (plot_.utilization ? "Cheaper: " : "Cheapest: ") + run->winner->label +
                                       (run->unreachable ? ", out of reach" : "");
    draw_readout(ui_, area_, mouse.x,
                 app::axis_text(plot_.utilization, x) + (plot_.utilization ? "" : "\u00a0requests a day"),
                 drawn, foot);
  }

  const Ui& ui_;
  const app::Shown& shown_;
  const app::Flips& plot_;
  std::optional<app::Exercise> exercise_;
  bool guessing_;  // the marker is the reader's guess, and nothing gives it away
  PlotArea area_;
};

std::optional<app::AxisSpan> span_before(const Ui& ui, const std::string& subject) {
  const Memory& memory = *ui.memory;
  if (memory.plot_subject != subject) return std::nullopt;
  return app::AxisSpan{memory.plot_from, memory.plot_to};
}

}  // namespace

float draw_flips(const Ui& ui, const app::Shown& shown, Box inside) {
  const std::string subject = shown.catalog.id + " " + shown.state.view["plot_axis"].get<std::string>();
  const std::optional<app::AxisSpan> before = span_before(ui, subject);
  const app::Flips plot = app::flips(shown, before, before && ui.memory->plot_held);
  const TextStyle soft{text_body, Weight::regular, ui.theme().soft};
  if (plot.lines.empty()) {
    const std::string why = shown.curve ? "There is no curve for this workload: no offer has a price."
                                        : shown.curve.error().message;
    return inside.y + draw_paragraph(ui, inside.x, inside.y + 8, inside.width, line_height, {{why, soft}}) +
           8;
  }
  ui.memory->plot_subject = subject;
  ui.memory->plot_from = plot.x_from;
  ui.memory->plot_to = plot.x_to;
  float names = 0;
  for (const app::FlipsLine& line : plot.lines)
    names = std::max(names, text_width(ui, line.name, {text_small, Weight::semibold, 0}));
  const float height = std::clamp(inside.height, plot_height_least, plot_height_most);
  const Box box{inside.x + left_room, inside.y + top_room,
                inside.width - left_room - std::min(names + 22, inside.width * 0.36F),
                height - top_room - below_room};
  FlipsPlot(ui, shown, plot, box).draw();
  return inside.y + height;
}

}  // namespace picker::ui
