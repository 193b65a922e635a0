// What stands behind one offer's bill: its parts, the formulas, and each number with its kind, source and
// date.

#include "panels.h"

#include "../app/words.h"
#include "../widgets/controls.h"

#include "../../wasm/contract/sentences.h"
#include "../../wasm/engine/numbers/numeric_text.h"

#include <algorithm>

namespace picker::ui {
namespace {

constexpr float indent = 12;

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
    y_ = draw_source(ui_, offer.priced.offer.id + ":" + std::to_string(index), item.provenance.source,
                     {{std::string(word(item.provenance.kind)) + " · " + app::date(item.provenance.as_of),
                       {text_small, Weight::regular, theme.mute}}},
                     {x_, y_, width_, 0});
  }

  // How fast it answers, then where that comes from.
  void speed(const AdmittedOffer& offer) {
    const QuotedSpeed& speed = offer.quote.speed;
    const std::string said = speed_sentence(speed);
    if (said.empty()) return;
    say(said, ui_.theme().soft);
    if (speed.provenance)
      y_ = draw_source(
          ui_, offer.priced.offer.id + ":speed", speed.provenance->source,
          {{std::string(word(speed.provenance->kind)) + " · " + app::date(speed.provenance->as_of),
            {text_small, Weight::regular, ui_.theme().mute}}},
          {x_, y_, width_, 0});
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

// What the offer runs, where that is known.
std::string facts_of(const Quote& quote) {
  std::string facts;
  const auto add = [&](const std::string& fact) { facts += (facts.empty() ? "" : " · ") + fact; };
  if (quote.replicas_peak && *quote.replicas_peak > 0)
    add(text::plain(*quote.replicas_peak) + (*quote.replicas_peak == 1 ? " replica" : " replicas"));
  if (quote.billed_gpu_hours_per_day > 0)
    add(app::short_count(quote.billed_gpu_hours_per_day) + " GPU-hours billed a day");
  if (quote.utilization) add(app::short_percent(*quote.utilization) + " of its capacity used");
  if (quote.cold_starts_per_day > 0)
    add(app::short_count(quote.cold_starts_per_day) + " cold starts a day, " +
        app::short_percent(quote.cold_share.value_or(0)) + " of requests wait");
  return facts;
}

}  // namespace

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

float draw_source(const Ui& ui, const std::string& id, const std::string& text, std::vector<Span> about,
                  Box inside) {
  const Source source = read_source(text);
  const TextStyle quiet{text_small, Weight::regular, ui.theme().mute};
  about.push_back({" · ", quiet});
  if (source.address.empty()) {
    about.push_back({source.words, quiet});
    return inside.y + draw_paragraph(ui, inside.x, inside.y, inside.width, line_height_small, about) + 3;
  }
  float x = inside.x;
  float y = inside.y + 2;
  for (const Span& span : about) x += draw_text(ui, x, y + line_height_small / 2, span.text, span.style);
  // What does not fit beside them stands below.
  if (x + text_width(ui, source.words, quiet) > inside.right()) {
    x = inside.x;
    y += line_height_small;
  }
  float height = 0;
  if (link_lines(ui, {joined("source:", id), "", source.words, source.address}, x, y, inside.right() - x,
                 &height))
    ui.ask(PageCall::open_address, source.address);
  return y + height + 4;
}

float draw_evidence(const Ui& ui, const app::Shown&, const AdmittedOffer& admitted, Box inside) {
  const Theme& theme = ui.theme();
  Lines lines(ui, inside);
  for (const Risk& risk : admitted.risks) lines.say(risk_text(risk), risk.open ? theme.warn : theme.soft);
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
  const std::string facts = facts_of(admitted.quote);
  if (!facts.empty()) lines.say(facts, theme.soft);
  lines.speed(admitted);
  lines.gap(4);
  for (const Explanation& explanation : admitted.quote.explain) lines.say(formula(explanation), theme.mute);
  lines.gap(4);
  for (std::size_t i = 0; i < admitted.priced.evidence.size(); ++i) lines.evidence(admitted, i);
  ui.fill({inside.x, inside.y, 2, lines.y() - inside.y}, theme.accent);
  return lines.y();
}

}  // namespace picker::ui
