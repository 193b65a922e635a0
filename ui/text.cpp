#include "text.h"

#include "imgui_internal.h"

#include <algorithm>
#include <cmath>

namespace picker::ui {
namespace {

constexpr float ascent = 0.8636F;  // of the size: where the subset fonts put the baseline
constexpr std::string_view ellipsis = "…";

ImFontBaked* baked(const Ui& ui, const TextStyle& style) {
  ImFont* font = style.weight == Weight::semibold ? ui.semibold : ui.regular;
  return font->GetFontBaked(style.size, ui.device_pixel_ratio);
}

// Calls `each` with every glyph, loading what is missing: loading may grow the atlas, so never between
// reserving and writing vertices.
template <class Each>
void for_each_glyph(ImFontBaked* font, std::string_view text, Each each) {
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    unsigned int code = 0;
    at += ImTextCharFromUtf8(&code, at, end);
    each(*font->FindGlyph(static_cast<ImWchar>(code)));
  }
}

struct Word {
  std::size_t span;
  std::string_view text;  // with its trailing blank
  float width;            // without it
  float advance;          // with it
  bool cut;               // in the middle of what is too long for a line
};

// As much of a word as `width` holds, up to a mark that it may be cut after where it has one.
std::size_t fitting(const Ui& ui, std::string_view word, float width, const TextStyle& style) {
  std::size_t at = 0;
  std::size_t mark = 0;
  float used = 0;
  while (at < word.size()) {
    unsigned int code = 0;
    const int bytes = ImTextCharFromUtf8(&code, word.data() + at, word.data() + word.size());
    used += baked(ui, style)->GetCharAdvance(static_cast<ImWchar>(code)) + style.tracking;
    if (used > width && at > 0) break;
    at += static_cast<std::size_t>(bytes);
    if (code == '/' || code == '-' || code == '.' || code == '_') mark = at;
  }
  return mark > 0 ? mark : at;
}

std::vector<Word> split_words(const Ui& ui, const std::vector<Span>& spans, float width) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const std::string_view text = spans[i].text;
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t blank = text.find(' ', from);
      const std::size_t to = blank == std::string_view::npos ? text.size() : blank + 1;
      const std::string_view whole = text.substr(from, to - from);
      const std::string_view bare =
          blank == std::string_view::npos ? whole : whole.substr(0, whole.size() - 1);
      const float needed = text_width(ui, bare, spans[i].style);
      if (needed > width) {
        const std::size_t kept = fitting(ui, bare, width, spans[i].style);
        if (kept < bare.size()) {
          const std::string_view part = bare.substr(0, kept);
          const float used = text_width(ui, part, spans[i].style);
          words.push_back({i, part, used, used, true});
          from += kept;
          continue;
        }
      }
      const float blank_width = blank == std::string_view::npos ? 0 : text_width(ui, " ", spans[i].style);
      words.push_back({i, whole, needed, needed + blank_width, false});
      from = to;
    }
  }
  return words;
}

// Words of one line sit together when no blank parts them: "$3.66" and "." of two styles stay unbroken.
std::size_t unbreakable_end(const std::vector<Word>& words, std::size_t from) {
  std::size_t at = from;
  while (at + 1 < words.size() && !words[at].cut && words[at].text.back() != ' ' &&
         words[at + 1].text.front() != ' ')
    ++at;
  return at + 1;
}

}  // namespace

float text_width(const Ui& ui, std::string_view text, const TextStyle& style) {
  float width = 0;
  for_each_glyph(baked(ui, style), text,
                 [&](const ImFontGlyph& glyph) { width += glyph.AdvanceX + style.tracking; });
  return width;
}

float draw_text(const Ui& ui, float x, float center_y, std::string_view text, const TextStyle& style,
                Align align) {
  ImFontBaked* font = baked(ui, style);
  float width = 0;
  int visible = 0;
  for_each_glyph(font, text, [&](const ImFontGlyph& glyph) {
    width += glyph.AdvanceX + style.tracking;
    visible += static_cast<int>(glyph.Visible);
  });
  if (align != Align::left) x -= align == Align::right ? width : width / 2;
  const float left = ui.snap(x);
  const float baseline = ui.snap(center_y - style.size / 2 + ascent * style.size);
  const float top = baseline - font->Ascent;
  if (visible > 0) {
    ui.draw->PrimReserve(6 * visible, 4 * visible);
    float pen = left;
    for_each_glyph(font, text, [&](const ImFontGlyph& glyph) {
      if (glyph.Visible)
        ui.draw->PrimRectUV({pen + glyph.X0, top + glyph.Y0}, {pen + glyph.X1, top + glyph.Y1},
                            {glyph.U0, glyph.V0}, {glyph.U1, glyph.V1}, style.color);
      pen += glyph.AdvanceX + style.tracking;
    });
  }
  if (ui.marks && visible > 0) {
    const ImVec2 from = ui.draw->GetClipRectMin();
    const ImVec2 to = ui.draw->GetClipRectMax();
    ui.marks->push_back({std::string(text),
                         {left, center_y - style.size / 2, width, style.size},
                         {from.x, from.y, to.x - from.x, to.y - from.y},
                         style.size,
                         style.color});
  }
  return width;
}

float draw_text_cut(const Ui& ui, float x, float center_y, float width, std::string_view text,
                    const TextStyle& style) {
  if (text_width(ui, text, style) <= width) return draw_text(ui, x, center_y, text, style);
  const float room = width - text_width(ui, ellipsis, style);
  std::size_t kept = 0;
  float used = 0;
  while (kept < text.size()) {
    unsigned int code = 0;
    const int bytes = ImTextCharFromUtf8(&code, text.data() + kept, text.data() + text.size());
    used += baked(ui, style)->GetCharAdvance(static_cast<ImWchar>(code)) + style.tracking;
    if (used > room) break;
    kept += static_cast<std::size_t>(bytes);
  }
  while (kept > 0 && text[kept - 1] == ' ') --kept;
  return draw_text(ui, x, center_y, std::string(text.substr(0, kept)) + std::string(ellipsis), style);
}

float draw_paragraph(const Ui& ui, float x, float top, float width, float line,
                     const std::vector<Span>& spans, bool draw) {
  const std::vector<Word> words = split_words(ui, spans, width);
  float pen = 0;
  float center = top + line / 2;
  std::size_t at = 0;
  // Words of one style on one line are drawn together.
  std::string run;
  float run_x = x;
  std::size_t run_span = 0;
  const auto flush = [&] {
    while (!run.empty() && run.back() == ' ') run.pop_back();
    if (draw && !run.empty()) draw_text(ui, run_x, center, run, spans[run_span].style);
    run.clear();
  };
  while (at < words.size()) {
    const std::size_t end = unbreakable_end(words, at);
    float needed = 0;
    for (std::size_t i = at; i < end; ++i) needed += i + 1 == end ? words[i].width : words[i].advance;
    if (pen > 0 && pen + needed > width) {
      flush();
      pen = 0;
      center += line;
    }
    for (; at < end; ++at) {
      if (run.empty() || words[at].span != run_span) {
        flush();
        run_span = words[at].span;
        run_x = x + pen;
      }
      run += words[at].text;
      pen += words[at].advance;
    }
  }
  flush();
  return words.empty() ? 0 : center + line / 2 - top;
}

}  // namespace picker::ui
