// Writes the face's picture of one link as a PAM file, drawn without a GPU.
//
// usage: picker_picture rates=FILE fonts=FOLDER out=FILE [width=1440] [height=900] [dpr=1] [theme=light|dark]
//                       [fragment=#v=1&preset=chat]

#include "app/app.h"
#include "contract/json_text.h"
#include "face.h"
#include "raster/raster.h"
#include "theme.h"

#include "imgui.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace picker::ui {
namespace {

constexpr int frames_most = 10;

using Arguments = std::map<std::string, std::string>;

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "picker_picture: %s\n", why.c_str());
  std::exit(1);
}

Arguments read_arguments(int count, char** arguments) {
  Arguments read{{"rates", ""},     {"fonts", ""}, {"out", ""},        {"width", "1440"},
                 {"height", "900"}, {"dpr", "1"},  {"theme", "light"}, {"fragment", "#v=1&preset=chat"}};
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    const std::size_t equals = argument.find('=');
    const auto known = read.find(argument.substr(0, equals));
    if (equals == std::string::npos || known == read.end()) stop("what is \"" + argument + "\"?");
    known->second = argument.substr(equals + 1);
  }
  for (const auto& [name, value] : read)
    if (value.empty() && name != "fragment") stop(name + "= is missing");
  if (read["theme"] != "light" && read["theme"] != "dark") stop("theme= is light or dark");
  return read;
}

float number(const Arguments& arguments, const std::string& name, float least, float most) {
  const float value = std::strtof(arguments.at(name).c_str(), nullptr);
  if (!(value >= least && value <= most)) stop(name + "= is not a number within reason");
  return value;
}

std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) stop("cannot read " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<unsigned char> read_font(const std::string& name) {
  const std::string bytes = read_file(name);
  return {bytes.begin(), bytes.end()};
}

void require_ok(const std::string& answer) {
  if (answer.rfind(R"({"ok":true)", 0) != 0) stop(answer);
}

// As the page does: the layout settles, then the picture is as high as its content.
Picture draw(Face& face, const FrameInput& input, std::uint32_t background) {
  ImGui::GetIO().BackendFlags |=
      ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  for (int i = 0; i < frames_most && (i == 0 || face.wants_frame()); ++i) {
    face.frame(input);
    if (const ImDrawData* data = ImGui::GetDrawData()) update_textures(*data);
  }
  ImDrawData* data = ImGui::GetDrawData();
  if (!data) stop("the face drew nothing");
  data->DisplaySize = ImVec2(input.width_css_px, std::ceil(face.content_height_css_px()));
  data->FramebufferScale = ImVec2(input.device_pixel_ratio, input.device_pixel_ratio);
  return rasterize(*data, background);
}

void write_pam(const Picture& picture, const std::string& name) {
  std::ofstream file(name, std::ios::binary);
  file << "P7\nWIDTH " << picture.width << "\nHEIGHT " << picture.height
       << "\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n";
  file.write(reinterpret_cast<const char*>(picture.rgba.data()),
             static_cast<std::streamsize>(picture.rgba.size()));
  if (!file.flush()) stop("cannot write " + name);
}

void run(const Arguments& arguments) {
  app::App app;
  require_ok(app.load_catalog(read_file(arguments.at("rates"))));
  Json link = Json::object();
  link["link"] = arguments.at("fragment");
  require_ok(app.start(write_json(link)));

  const std::string& fonts = arguments.at("fonts");
  Face face(app, {read_font(fonts + "/Inter-Regular.otf"), read_font(fonts + "/Inter-SemiBold.otf")});
  FrameInput input;
  input.width_css_px = number(arguments, "width", 1, 8192);
  input.height_css_px = number(arguments, "height", 1, 8192);
  input.device_pixel_ratio = number(arguments, "dpr", 0.25F, 8);
  input.dark = arguments.at("theme") == "dark";
  write_pam(draw(face, input, theme(input.dark, false).background), arguments.at("out"));
}

}  // namespace
}  // namespace picker::ui

int main(int count, char** arguments) {
  picker::ui::run(picker::ui::read_arguments(count, arguments));
  return 0;
}
