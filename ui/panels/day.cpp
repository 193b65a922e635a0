// "A day of load": the requests of each hour of a day or a week on one offer's replicas: what is asked, what
// is billed for it, what of that idles, and when replicas start. An hour's demand is dragged.

#include "../app/hours.h"
#include "panels.h"

#include "../app/day.h"
#include "../app/words.h"
#include "../plots/plot.h"
#include "../widgets/target.h"

#include <algorithm>
#include <cmath>

namespace picker::ui {
namespace {

constexpr float menu_width_most = 340;
constexpr float plot_height_least = 260;
constexpr float plot_height_most = 480;
constexpr float left_room = 48;
constexpr float top_room = 24;
constexpr float below_room = 50;
constexpr float starts_height = 12;  // of the strip for cold starts under the axis
constexpr float tick_room = 46;
constexpr double headroom = 1.08;
constexpr double peaks_shown =
    4;  // capacity far above the peak leaves the picture, so that the shape stays seen
constexpr std::string_view hours_path = "workloads.0.load.hourly";

class DayPlot {
 public:
  DayPlot(const Ui& ui, const LoadDay& day, Box box)
      : ui_(ui),
        day_(day),
        hours_(day.hours),
        count_(day.hours.size()),
        per_replica_(1 / day.priced->service->work_s_per_request),
        batch_(day.priced->service->batch_share > 0),
        area_{box,
              {0, static_cast<double>(count_), box.x, box.right(), false},
              {0, top(), box.bottom(), box.y, false}} {}

  void draw() {
    const Touch touch = touch_hours();
    draw_axes(ui_, area_, words(), starts_height);
    draw_day_names();
    draw_idle();
    draw_used();
    draw_lines();
    draw_starts();
    draw_names();
    if (touch.hovered || touch.held) draw_crosshair(touch.held);
  }

 private:
  double billed(std::size_t hour) const { return hours_[hour].replicas * per_replica_; }

  double peak() const {
    double most = 0;
    for (const LoadHour& hour : hours_) most = std::max(most, served(hour));
    return most;
  }

  // What does not wait, and what does on top of it.
  static double served(const LoadHour& hour) {
    return hour.demand_requests_per_s + hour.batch_requests_per_s;
  }
  static double demand(const LoadHour& hour) { return hour.demand_requests_per_s; }

  double most_capacity() const {
    double most = 0;
    for (std::size_t i = 0; i < count_; ++i)
      most = std::max({most, billed(i), hours_[i].capacity_requests_per_s});
    return most;
  }

  // Where nothing is asked the capacity alone sets the axis.
  double top() const {
    if (ui_.memory->day_held) return ui_.memory->day_top;
    const double asked = peak();
    const double capacity = most_capacity();
    const double most = asked > 0 ? std::max(asked, std::min(capacity, peaks_shown * asked)) : capacity;
    return ui_.memory->day_top = most > 0 ? most * headroom : 1;
  }

  AxisWords words() const {
    AxisWords words{nullptr, [](double value) { return app::short_count(value); },
                    count_ > 24 ? "day of the week" : "time of day", "requests a second"};
    int step = 24;
    if (count_ <= 24) {
      const float hour = area_.box.width / 24;
      step = hour * 3 >= tick_room ? 3 : hour * 4 >= tick_room ? 4 : 6;
      words.x_tick = [](double value) { return app::hour_name(static_cast<std::size_t>(value), 24); };
    }
    for (std::size_t hour = 0; hour <= count_; hour += static_cast<std::size_t>(step))
      words.x_ticks.push_back(static_cast<double>(hour));
    return words;
  }

  float x_of(double hour) const { return area_.x.to_pixel(hour); }
  float y_of(double rate) const {
    return std::clamp(area_.y.to_pixel(rate), area_.box.y, area_.box.bottom());
  }

  // Of a week: each in the middle of its day.
  void draw_day_names() const {
    if (count_ <= 24) return;
    for (std::size_t day = 0; day * 24 < count_; ++day)
      draw_text(ui_, x_of(static_cast<double>(day) * 24 + 12), area_.box.bottom() + starts_height + 13,
                app::hour_name(day * 24, count_).substr(0, 3),
                {text_small, Weight::regular, ui_.theme().mute}, Align::center);
  }

  // All that is billed, in one pattern from hour to hour; what is used is drawn over it.
  void draw_idle() const {
    constexpr float step = 7;
    const float bottom = area_.box.bottom();
    const ImU32 wash = with_alpha(ui_.theme().reach, 0.16F);
    const ImU32 ink = with_alpha(ui_.theme().reach, 0.7F);
    for (std::size_t i = 0; i < count_; ++i) {
      const float left = x_of(static_cast<double>(i));
      const float right = x_of(static_cast<double>(i) + 1);
      const float height = bottom - y_of(billed(i));
      if (!(height > 0)) continue;
      ui_.fill({left, bottom - height, right - left, height}, wash);
      for (float at = std::floor((left - height) / step) * step; at < right; at += step) {
        const float from = std::max(left, at);
        const float to = std::min(right, at + height);
        if (to > from) ui_.draw->AddLine({from, bottom - (from - at)}, {to, bottom - (to - at)}, ink, 1);
      }
    }
  }

  // Hours are drawn at their middle; the period begins where it ends.
  double demand_at(double hour) const { return rate_at(hour, demand); }
  double served_at(double hour) const { return rate_at(hour, served); }

  double rate_at(double hour, double (*rate)(const LoadHour&)) const {
    const auto count = static_cast<double>(count_);
    const double place = hour - 0.5 < 0 ? hour - 0.5 + count : hour - 0.5;
    const auto before = static_cast<std::size_t>(place) % count_;
    const double share = place - std::floor(place);
    return rate(hours_[before]) * (1 - share) + rate(hours_[(before + 1) % count_]) * share;
  }

  // Demand, and what may wait as a second band over it.
  void draw_used() const {
    if (batch_) {
      draw_filled(&DayPlot::served_at, ui_.theme().panel);  // nothing of it idles: no pattern shows through
      draw_filled(&DayPlot::served_at, with_alpha(ui_.theme().series[2], 0.45F));
    }
    draw_filled(&DayPlot::demand_at, ui_.theme().bar);
  }

  void draw_filled(double (DayPlot::*top_at)(double) const, ImU32 color) const {
    const ImDrawListFlags flags = ui_.draw->Flags;
    ui_.draw->Flags &= ~ImDrawListFlags_AntiAliasedFill;
    const float bottom = area_.box.bottom();
    for (std::size_t half = 0; half < 2 * count_; ++half) {
      const double from = static_cast<double>(half) / 2;
      const float cap = y_of(billed(half / 2));
      const float y1 = std::max(cap, y_of((this->*top_at)(from)));
      const float y2 = std::max(cap, y_of((this->*top_at)(from + 0.5)));
      ui_.draw->AddQuadFilled({x_of(from), y1}, {x_of(from + 0.5), y2}, {x_of(from + 0.5), bottom},
                              {x_of(from), bottom}, color);
    }
    ui_.draw->Flags = flags;
  }

  void draw_lines() const {
    Line capacity(1);
    for (std::size_t i = 0; i < count_; ++i) {
      const float y = area_.y.to_pixel(hours_[i].capacity_requests_per_s);
      const bool steps = i == 0 || hours_[i].capacity_requests_per_s != hours_[i - 1].capacity_requests_per_s;
      if (steps && i > 0) capacity[0].push_back({x_of(static_cast<double>(i)), capacity[0].back().y});
      if (steps) capacity[0].push_back({x_of(static_cast<double>(i)), y});
      if (i + 1 == count_) capacity[0].push_back({area_.box.right(), y});
    }
    Line demand(1);
    for (std::size_t half = 0; half <= 2 * count_; ++half) {
      const double hour = static_cast<double>(half) / 2;
      demand[0].push_back({x_of(hour), area_.y.to_pixel(demand_at(hour))});
    }
    const bool week = count_ > 24;  // steps close to each other
    draw_line(ui_, area_, capacity, ui_.theme().series[1], week ? 1.3F : 1.7F);
    draw_line(ui_, area_, demand, ui_.theme().series[0], week ? 1.7F : 2.2F);
  }

  // A bar under each hour in which replicas start, longer for more of them.
  void draw_starts() const {
    double most = 0;
    for (const LoadHour& hour : hours_) most = std::max(most, hour.cold_starts);
    const float wide = std::clamp(area_.box.width / static_cast<float>(count_) - 2, 1.0F, 6.0F);
    for (std::size_t i = 0; most > 0 && i < count_; ++i) {
      if (!(hours_[i].cold_starts > 0)) continue;
      const auto long_as = static_cast<float>(std::sqrt(hours_[i].cold_starts / most));
      ui_.fill({x_of(static_cast<double>(i) + 0.5) - wide / 2, area_.box.bottom() + 1, wide,
                2 + (starts_height - 4) * long_as},
               ui_.theme().warn);
    }
  }

  void draw_names() const {
    const Theme& theme = ui_.theme();
    const TextStyle quiet{text_small, Weight::regular, theme.mute};
    const double end = demand_at(static_cast<double>(count_));
    const double capacity = hours_[count_ - 1].capacity_requests_per_s;
    std::vector<EndLabel> labels = {{"capacity", area_.y.to_pixel(capacity), theme.series[1], false},
                                    {"demand", area_.y.to_pixel(end), theme.series[0], true}};
    if (batch_)
      labels.push_back(
          {"batch", area_.y.to_pixel(served_at(static_cast<double>(count_))), theme.series[2], false});
    draw_end_labels(ui_, area_, labels);
    if (day_.day.cold_starts > 0) {
      const float y = area_.box.bottom() + starts_height + 31;
      const float width = draw_text(ui_, area_.box.right(), y, "cold starts", quiet, Align::right);
      ui_.fill({area_.box.right() - width - 10, y - 5, 4, 10}, theme.warn);
    }
    const double most = most_capacity();
    if (most > area_.y.to())
      draw_text(ui_, area_.box.right(), area_.box.y - 13, "capacity up to " + app::short_count(most) + " ↑",
                quiet, Align::right);
    draw_idle_name();
  }

  // Where there is most room for it.
  void draw_idle_name() const {
    const TextStyle style{text_small, Weight::regular, ui_.theme().soft};
    const std::string name = "billed, idle";
    const float wide = text_width(ui_, name, style) + 12;
    const auto over =
        static_cast<std::size_t>(std::ceil(wide / (area_.box.width / static_cast<float>(count_))));
    float best_low = 0;
    float best_high = 0;
    std::size_t at = 0;
    for (std::size_t i = 1; i + over + 1 <= count_; ++i) {
      float low = area_.box.bottom();  // of the idle part, over all hours beside the name
      float high = area_.box.y;
      for (std::size_t hour = i; hour < i + over; ++hour) {
        low = std::min(low, y_of(served(hours_[hour])));
        high = std::max(high, y_of(billed(hour)));
      }
      if (low - high <= best_low - best_high + 0.5F) continue;
      best_low = low;
      best_high = high;
      at = i;
    }
    if (best_low - best_high < 3 * style.size) return;
    const float y = (best_low + best_high) / 2;
    const float x = (x_of(static_cast<double>(at)) + x_of(static_cast<double>(at + over))) / 2;
    ui_.fill({x - wide / 2, y - 10, wide, 20}, ui_.theme().panel, 4);
    draw_text(ui_, x, y, name, style, Align::center);
  }

  std::size_t hour_at(float pixel) const {
    const double hour = std::floor(area_.x.to_value(pixel));
    return static_cast<std::size_t>(std::clamp(hour, 0.0, static_cast<double>(count_ - 1)));
  }

  // From where the mouse was to where it is, so that no hour between them is left out.
  std::vector<double> dragged(ImVec2 from, ImVec2 to) const {
    const double mean = day_.requests_per_day / 86400.0;
    std::vector<double> weights = app::hour_weights(day_.priced->load->load);
    const std::size_t first = hour_at(from.x);
    const std::size_t last = hour_at(to.x);
    for (std::size_t i = std::min(first, last); i <= std::max(first, last); ++i) {
      const float middle = x_of(static_cast<double>(i) + 0.5);
      const float share = i == last || std::fabs(to.x - from.x) < 1
                              ? 1.0F
                              : std::clamp((middle - from.x) / (to.x - from.x), 0.0F, 1.0F);
      const float y = std::clamp(from.y + share * (to.y - from.y), area_.box.y, area_.box.bottom());
      weights = app::with_hour(std::move(weights), i, area_.y.to_value(y) / mean);
    }
    return weights;
  }

  Touch touch_hours() {
    const Touch touch =
        target(ui_, {"plot:day", "plot.hours", "Requests of each hour", app::hour_name(0, count_)}, area_.box,
               false);
    ui_.memory->day_held = touch.held;
    if (touch.hovered || touch.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
    if (!touch.held || !ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1) || !(day_.requests_per_day > 0))
      return touch;
    const ImGuiIO& io = ImGui::GetIO();
    const std::vector<double> wanted =
        dragged({io.MousePos.x - io.MouseDelta.x, io.MousePos.y - io.MouseDelta.y}, io.MousePos);
    const Load& load = day_.priced->load->load;
    if (load.shape != LoadShape::custom || wanted != app::hour_weights(load))
      ui_.set_numbers(std::string(hours_path), wanted);
    return touch;
  }

  void draw_crosshair(bool held) const {
    const Theme& theme = ui_.theme();
    const std::size_t hour = hour_at(ImGui::GetIO().MousePos.x);
    const LoadHour& here = hours_[hour];
    const float x = x_of(static_cast<double>(hour) + 0.5);
    ui_.vertical(x, area_.box.y, area_.box.bottom() + starts_height, theme.mute);
    draw_dot(ui_, x, y_of(here.demand_requests_per_s), 3.5F, theme.series[0]);
    const double billed_rate = billed(hour);
    const double used = billed_rate > 0 ? std::min(1.0, served(here) / billed_rate) : 0;
    const auto rate = [](double value) { return app::short_count(value) + " a second"; };
    std::vector<ReadoutRow> rows = {{"demand", rate(here.demand_requests_per_s), theme.series[0]},
                                    {"capacity", rate(here.capacity_requests_per_s), theme.series[1]},
                                    {"replicas billed", app::short_count(here.replicas), 0},
                                    {"of them used", app::short_percent(used), 0},
                                    {"cold starts", app::short_count(here.cold_starts), 0}};
    if (batch_) rows.insert(rows.begin() + 1, {"batch", rate(here.batch_requests_per_s), theme.series[2]});
    draw_readout(ui_, area_, x, app::hour_name(hour, count_) + " – " + clock_after(hour), rows,
                 held ? "The other hours keep their proportions" : "Drag to change this hour");
  }

  std::string clock_after(std::size_t hour) const { return app::hour_name(hour % 24 + 1, 24); }

  const Ui& ui_;
  const LoadDay& day_;
  const std::vector<LoadHour>& hours_;
  std::size_t count_;
  double per_replica_;
  bool batch_;  // some of the requests may wait
  PlotArea area_;
};

}  // namespace

float draw_day(const Ui& ui, const app::Shown& shown, Box inside) {
  const LoadDay* day = *shown.day ? &**shown.day : nullptr;
  const TextStyle soft{text_body, Weight::regular, ui.theme().soft};
  float y = inside.y + 16;
  draw_offer_choice(ui, shown, "b", "The day on", day ? day->priced : nullptr,
                    {inside.x, y, std::min(inside.width, menu_width_most), control_height});
  y += control_height + 10;
  if (!day)
    return y +
           draw_paragraph(ui, inside.x, y, inside.width, line_height, {{shown.day->error().message, soft}}) +
           space_2;
  y += draw_paragraph(ui, inside.x, y, inside.width, line_height,
                      {{day->priced->offer.label + ": ", {text_body, Weight::semibold, ui.theme().ink}},
                       {app::day_facts(*day), {text_body, Weight::regular, ui.theme().ink}}}) +
       space_3;
  const float names = text_width(ui, "capacity", {text_small, Weight::semibold, 0}) + 22;
  const float height = std::clamp(inside.bottom() - y, plot_height_least, plot_height_most);
  const Box box{inside.x + left_room, y + top_room, inside.width - left_room - names,
                height - top_room - below_room};
  DayPlot(ui, *day, box).draw();
  return y + height;
}

}  // namespace picker::ui
