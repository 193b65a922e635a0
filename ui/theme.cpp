#include "theme.h"

namespace picker::ui {
namespace {

constexpr ImU32 rgb(unsigned hex) { return 0xFF000000U | (hex & 0xFFU) << 16 | (hex & 0xFF00U) | hex >> 16; }

constexpr Theme light_theme = {
    .dark = false,
    .background = rgb(0xf6f7f9),
    .panel = rgb(0xffffff),
    .field = rgb(0xffffff),
    .ink = rgb(0x16191f),
    .soft = rgb(0x4d5563),
    .mute = rgb(0x636b79),
    .line = rgb(0xe3e6eb),
    .edge = rgb(0xcdd2da),
    .grid = rgb(0xeceef2),
    .accent = rgb(0x2f5bea),
    .on_accent = rgb(0xffffff),
    .tint = rgb(0xeaf0ff),
    .bar = rgb(0xa8d4f2),
    .warn = rgb(0x9a4f06),
    .bad = rgb(0xb3261e),
    .reach = rgb(0xb9bfc9),
    .series = {rgb(0x0072b2), rgb(0xd55e00), rgb(0x009e73), rgb(0xcc79a7), rgb(0xc98a00), rgb(0x3a9bd6)},
};

constexpr Theme dark_theme = {
    .dark = true,
    .background = rgb(0x0e1116),
    .panel = rgb(0x161a21),
    .field = rgb(0x12161c),
    .ink = rgb(0xe8eaee),
    .soft = rgb(0xb4bbc6),
    .mute = rgb(0x929ba9),
    .line = rgb(0x262c36),
    .edge = rgb(0x3a4250),
    .grid = rgb(0x222832),
    .accent = rgb(0x86a3ff),
    .on_accent = rgb(0x0e1116),
    .tint = rgb(0x1b2540),
    .bar = rgb(0x34698c),
    .warn = rgb(0xe8ac5c),
    .bad = rgb(0xff9a8f),
    .reach = rgb(0x555e6c),
    .series = {rgb(0x4aa8e0), rgb(0xee7d2b), rgb(0x2fbf93), rgb(0xd98fb8), rgb(0xe69f00), rgb(0x7cc6f2)},
};

// Quiet text becomes strong, hairlines become lines.
constexpr Theme strengthened(Theme theme) {
  theme.soft = theme.mute = theme.ink;
  theme.line = theme.edge = theme.dark ? rgb(0x929ba9) : rgb(0x636b79);
  return theme;
}

constexpr Theme light_contrast_theme = strengthened(light_theme);
constexpr Theme dark_contrast_theme = strengthened(dark_theme);

}  // namespace

const Theme& theme(bool dark, bool high_contrast) {
  if (high_contrast) return dark ? dark_contrast_theme : light_contrast_theme;
  return dark ? dark_theme : light_theme;
}

ImU32 with_alpha(ImU32 color, float alpha) {
  return (color & 0x00FFFFFFU) | static_cast<ImU32>(alpha * 255 + 0.5F) << 24;
}

}  // namespace picker::ui
