// Prints what a frame costs our own CPU while an input is dragged: the recomputing, the drawing into ImGui's
// draw data, and beside them the raster, which a browser leaves to its GPU. Figures of one machine: compare
// their ratios.
//
// usage: picker_bench_drag [LINK]
//   LINK: the state, as "#v=1&preset=chat&shape=diurnal"; without it the preset chat

#include "ui/face_support.h"

#include "imgui.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace picker::testing {
namespace {

constexpr int frames = 200;

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

void print(const char* what, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) { return times[static_cast<std::size_t>(share * (frames - 1))]; };
  std::printf("%-44s median %6.2f ms, 90 %% %6.2f ms, most %6.2f ms\n", what, at(0.5), at(0.9), at(1));
}

// `still` frames change nothing: what remains is the drawing.
std::vector<double> drag(FaceDriver& driver, const std::string& id, bool still) {
  const ui::Box box = driver.widget(id).box;
  const float y = box.y + box.height / 2;
  driver.move_to(box.x + box.width / 2, y);
  driver.frame();
  driver.press();
  std::vector<double> times;
  for (int i = 0; i < frames; ++i) {
    const float step = still ? 0 : 80 * static_cast<float>(i) / frames;
    ImGui::GetIO().AddMousePosEvent(box.x + box.width / 2 + step, y);
    const Clock::time_point from = Clock::now();
    driver.frame();
    times.push_back(milliseconds(from, Clock::now()));
  }
  driver.release();
  return times;
}

void run(const char* link) {
  FaceDriver driver(link, {});
  print("a frame while a slider is dragged", drag(driver, "slider:workloads.0.requests_per_day", false));
  print("a frame while the workload line is dragged", drag(driver, "line:plot.workload", false));
  print("a frame that changes nothing", drag(driver, "slider:workloads.0.output_tokens", true));
  std::vector<double> rasters;
  for (int i = 0; i < frames; ++i) {
    const Clock::time_point from = Clock::now();
    const ui::Picture picture = driver.picture();
    rasters.push_back(milliseconds(from, Clock::now()));
  }
  print("the raster of 1440 x 900", rasters);
}

}  // namespace
}  // namespace picker::testing

int main(int count, char** words) {
  picker::testing::run(count > 1 ? words[1] : "#v=1&preset=chat");
  return 0;
}
