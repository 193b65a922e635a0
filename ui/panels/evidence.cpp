// What stands behind one offer's bill: its parts, the formulas, and each number with its kind, source and
// date.

#include "panels.h"

#include "../app/words.h"
#include "../widgets/controls.h"

#include "../../wasm/engine/numeric_text.h"

#include <algorithm>

namespace picker::ui {
namespace {

constexpr float indent = 12;

struct Source {
  std::string words;
  std::string address;  // https only, empty for none
};

// "Pricing page (https://…)" in its two parts.
Source read_source(const std::string& text) {
  const std::size_t from = text.find("https://");
  if (from == std::string::npos) return {text, ""};
  const std::size_t to = text.find_first_of(" )", from);
  Source source{"", text.substr(from, to == std::string::npos ? to : to - from)};
  source.words = text.substr(0, from);
  while (!source.words.empty() && (source.words.back() == ' ' || source.words.back() == '('))
    source.words.pop_back();
  if (source.words.empty()) source.words = source.address.substr(8, source.address.find('/', 8) - 8);
  return source;
}

class Lines {
 public:
  Lines(const Ui& ui, Box inside)
      : ui_(ui), x_(inside.x + indent), width_(inside.width - indent), y_(inside.y) {}

  void say(const std::vector<Span>& spans) {
    y_ += draw_paragraph(ui_, x_, y_, width_, line_height_small, spans);
  }
  void say(const std::string& text, ImU32 color) { say({{text, {text_small, Weight::regular, color}}}); }
  void gap(float height) { y_ += height; }

  // A number, then where it comes from.
  void evidence(const AdmittedOffer& offer, std::size_t index) {
    const Theme& theme = ui_.theme();
    const Evidence& item = offer.priced.evidence[index];
    say({{app::spaced(item.what) + " ", {text_small, Weight::regular, theme.soft}},
         {text::plain(item.value) + " " + item.unit, {text_small, Weight::semibold, theme.ink}}});
    const Source source = read_source(item.provenance.source);
    const std::string kind = std::string(word(item.provenance.kind)) + " · ";
    const std::string when = " · " + app::date(item.provenance.as_of);
    const TextStyle quiet{text_small, Weight::regular, theme.mute};
    if (source.address.empty()) {
      say(kind + source.words + when, theme.mute);
    } else {
      const float row = 24;
      float x = x_ + draw_text(ui_, x_, y_ + row / 2 - 3, kind, quiet);
      float width = 0;
      const std::string id = "source:" + offer.priced.offer.id + ":" + std::to_string(index);
      if (link(ui_, {id, "", source.words, source.address}, x, y_ + row / 2 - 3, &width))
        ui_.ask(PageCall::open_address, source.address);
      draw_text(ui_, x + width, y_ + row / 2 - 3, when, quiet);
      y_ += row - 4;
    }
  }

  float y() const { return y_; }

 private:
  const Ui& ui_;
  float x_;
  float width_;
  float y_;
};

std::string formula(const Explanation& explanation) {
  std::string said = explanation.formula + ": ";
  for (std::size_t i = 0; i < explanation.values.size(); ++i)
    said += (i ? ", " : "") + explanation.values[i].name + " " + text::plain(explanation.values[i].value);
  return said + ". Gives " + text::plain(explanation.result) + ".";
}

}  // namespace

float draw_evidence(const Ui& ui, const app::Shown&, const AdmittedOffer& admitted, Box inside) {
  const Theme& theme = ui.theme();
  Lines lines(ui, inside);
  for (const Risk& risk : admitted.risks) lines.say("Risk: " + risk.sentence, theme.warn);
  for (const Warning& warning : admitted.priced.warnings)
    lines.say(warning.code == "price-note" ? "About the price: " + warning.message : warning.message,
              warning.code == "price-note" ? theme.soft : theme.warn);
  if (const auto& fallback = admitted.priced.offer.fallback)
    lines.say("No price listed for this model: " + fallback->rule + ".", theme.soft);
  std::vector<Span> parts;
  for (const Part& part : admitted.quote.parts) {
    parts.push_back({app::spaced(part.what) + " ", {text_small, Weight::regular, theme.mute}});
    parts.push_back({app::money(part.usd_per_day) + " a day   ", {text_small, Weight::semibold, theme.ink}});
  }
  lines.say(parts);
  lines.gap(4);
  for (const Explanation& explanation : admitted.quote.explain) lines.say(formula(explanation), theme.mute);
  lines.gap(4);
  for (std::size_t i = 0; i < admitted.priced.evidence.size(); ++i) lines.evidence(admitted, i);
  ui.fill({inside.x, inside.y, 2, lines.y() - inside.y}, theme.accent);
  return lines.y();
}

}  // namespace picker::ui
