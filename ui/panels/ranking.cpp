// The ranking: a row for each platform's best offer with a bar, its other offers folded, the evidence of each
// behind its row; under it the refused.

#include "panels.h"

#include "../app/words.h"
#include "../widgets/card.h"
#include "../widgets/combo.h"
#include "../widgets/controls.h"

#include "../../wasm/contract/fields.h"
#include "../../wasm/contract/sentences.h"
#include "../../wasm/engine/numbers/numeric.h"
#include "../../wasm/engine/numbers/numeric_text.h"

#include <algorithm>
#include <optional>

namespace picker::ui {
namespace {

constexpr std::string_view unit_path = "view.unit";
constexpr float number_width_least = 68;
constexpr float second_width_least = 62;
constexpr float number_gap = 12;
constexpr float others_width = 44;
constexpr float first_token_width = 74;
constexpr float speed_width = 56;
constexpr float speeds_from = 440;  // of the card's inside: narrower ones tell speeds behind a row alone
constexpr float second_from = 520;
constexpr float bar_width_least = 36;
constexpr float bar_height = 8;

struct Unit {
  std::string_view id;
  std::string_view head;
};
constexpr Unit unit_heads[] = {{"usd_per_day", "$/day"},
                               {"usd_per_month", "$/month"},
                               {"usd_per_million_output_tokens", "$/M out"},
                               {"usd_per_million_tokens", "$/M tokens"},
                               {"usd_per_thousand_requests", "$/1k req"}};

std::string_view head_of(std::string_view unit) {
  for (const Unit& each : unit_heads)
    if (each.id == unit) return each.head;
  return unit;
}

std::optional<double> amount(const Quote& quote, std::string_view unit) {
  if (unit == "usd_per_month") return quote.usd_per_day * days_per_month;
  if (unit == "usd_per_million_output_tokens") return quote.usd_per_million_output_tokens;
  if (unit == "usd_per_million_tokens") return quote.usd_per_million_tokens;
  if (unit == "usd_per_thousand_requests") return quote.usd_per_thousand_requests;
  return quote.usd_per_day;
}

std::string cell(std::optional<double> value) { return value ? app::usd_cell(*value) : "—"; }

// The unit beside the chosen one: what is usual, or where these offers have none of it, what each work has.
std::string_view second_unit(const Comparison& comparison, std::string_view unit) {
  constexpr std::string_view usual = "usd_per_million_output_tokens";
  constexpr std::string_view always = "usd_per_thousand_requests";
  if (unit == usual) return "usd_per_day";
  for (const AdmittedOffer& offer : comparison.admitted)
    if (amount(offer.quote, usual)) return usual;
  return unit == always ? "usd_per_day" : always;
}

struct PlatformOffers {
  const Platform* platform;
  std::vector<const AdmittedOffer*> offers;  // cheapest first
};

std::vector<PlatformOffers> by_platform(const Comparison& comparison) {
  std::vector<PlatformOffers> groups;
  for (const AdmittedOffer& offer : comparison.admitted) {
    const Platform* platform = offer.priced.offer.platform;
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const PlatformOffers& each) { return each.platform == platform; });
    if (group == groups.end()) group = groups.insert(groups.end(), {platform, {}});
    group->offers.push_back(&offer);
  }
  return groups;
}

std::string others_id(const Platform& platform) { return joined("others:", platform.id); }
std::string row_id(const AdmittedOffer& offer) { return joined("row:", offer.priced.offer.id); }

// Lengths on a log scale, from below the cheapest to the dearest that is shown.
class Bars {
 public:
  void include(std::optional<double> value) {
    if (!value || !(*value > 0)) return;
    low_ = low_ > 0 ? std::min(low_, *value) : *value;
    high_ = std::max(high_, *value);
  }
  float share(std::optional<double> value) const {
    if (!value || !(*value > 0)) return 0;
    const double from = numeric::log(low_ / 1.7);
    const double span = numeric::log(high_) - from;
    return static_cast<float>(std::clamp((numeric::log(*value) - from) / span, 0.02, 1.0));
  }

 private:
  double low_ = 0;
  double high_ = 0;
};

struct Columns {
  Box inside;
  bool speeds;
  float number_width = number_width_least;
  float second_width = second_width_least;

  // Beside speeds there is room for a second price on wide cards alone.
  bool second() const { return !speeds || inside.width >= second_from; }
  float name_width() const { return std::max(190.0F, inside.width * (speeds ? 0.375F : 0.43F)); }
  float bar_left() const { return inside.x + name_width(); }
  float others_right() const { return inside.right() - 4; }
  float speed_right() const { return inside.right() - others_width; }
  float first_token_right() const { return speed_right() - speed_width; }
  float second_right() const { return speeds ? first_token_right() - first_token_width : speed_right(); }
  float number_right() const { return second_right() - (second() ? second_width : 0); }
  float bar_width() const {
    const float room = number_right() - number_width - bar_left();
    return room < bar_width_least ? 0 : room;
  }
  // Without bars the names have their room.
  float names_right() const { return (bar_width() > 0 ? bar_left() : number_right() - number_width) - 6; }
};

// To the first token that a reader sees.
const std::optional<Range>& first_seen(const QuotedSpeed& speed) {
  return speed.answer_p95_s ? speed.answer_p95_s : speed.ttft_p95_s;
}

bool waits_for_reasoning(const AdmittedOffer& offer) {
  const QuotedSpeed& speed = offer.quote.speed;
  return speed.answer_p95_s && speed.ttft_p95_s && speed.answer_p95_s->typical > speed.ttft_p95_s->typical;
}

bool has_speed(const AdmittedOffer& offer) {
  return first_seen(offer.quote.speed) || offer.quote.speed.tokens_per_s_per_request;
}

class Ranking {
 public:
  Ranking(const Ui& ui, const app::Shown& shown, Box inside)
      : ui_(ui),
        shown_(shown),
        unit_(shown.state.view["unit"].get<std::string>()),
        second_unit_(second_unit(shown.comparison, unit_)),
        columns_{inside, inside.width >= speeds_from && any(has_speed)},
        y_(inside.y) {}

  float draw() {
    const std::vector<PlatformOffers> groups = by_platform(shown_.comparison);
    if (groups.empty()) {
      const TextStyle style{text_body, Weight::regular, ui_.theme().soft};
      return y_ + draw_paragraph(ui_, columns_.inside.x, y_, columns_.inside.width, line_height,
                                 {{"No offer has a price for this workload. The reasons are below.", style}});
    }
    for (const PlatformOffers& group : groups)
      for (std::size_t i = 0; i < (ui_.is_open(others_id(*group.platform)) ? group.offers.size() : 1); ++i)
        make_room(group.offers[i]->quote);
    draw_head();
    for (const PlatformOffers& group : groups) {
      draw_row(*group.offers.front(), group.offers.size() - 1, true);
      if (!ui_.is_open(others_id(*group.platform))) continue;
      for (std::size_t i = 1; i < group.offers.size(); ++i) draw_row(*group.offers[i], 0, false);
    }
    return y_;
  }

 private:
  TextStyle quiet() const { return {text_small, Weight::regular, ui_.theme().mute}; }

  template <typename Test>
  bool any(Test test) const {
    const std::vector<AdmittedOffer>& offers = shown_.comparison.admitted;
    return std::any_of(offers.begin(), offers.end(), test);
  }

  // For the bar and the numbers of a row that will be drawn.
  void make_room(const Quote& quote) {
    const std::optional<double> value = amount(quote, unit_);
    bars_.include(value);
    const auto widen = [&](float& width, const std::string& text, Weight weight) {
      width = std::max(width, text_width(ui_, text, {text_body, weight, 0}) + number_gap);
    };
    widen(columns_.number_width, cell(value), Weight::semibold);
    widen(columns_.second_width, cell(amount(quote, second_unit_)), Weight::regular);
  }

  void draw_head() {
    const float above = y_ + 9;
    const float middle = columns_.speeds ? y_ + 24 : y_ + 11;
    draw_text(ui_, columns_.inside.x + 6, middle,
              columns_.bar_width() > 0 ? "Offer · bars on a log scale" : "Offer", quiet());
    draw_text(ui_, columns_.number_right(), middle, head_of(unit_), quiet(), Align::right);
    if (columns_.second())
      draw_text(ui_, columns_.second_right(), middle, head_of(second_unit_), quiet(), Align::right);
    if (columns_.speeds) {
      const bool after = any(waits_for_reasoning);
      const float first = columns_.first_token_right();
      draw_text(ui_, first, above, after ? "First answer" : "First token", quiet(), Align::right);
      draw_text(ui_, first, middle, after ? "token, p95" : "p95", quiet(), Align::right);
      draw_text(ui_, columns_.speed_right(), above, "Speed", quiet(), Align::right);
      draw_text(ui_, columns_.speed_right(), middle, "tokens/s", quiet(), Align::right);
      const Box area{first - first_token_width, y_, first_token_width + speed_width, 34};
      if (hover_area(ui_, "help:speeds", area))
        tooltip(ui_,
                after ? "Time to the first token of the answer, after the hidden reasoning, that 95 of 100 "
                        "requests keep; then the speed of one answer. ~ is modelled, the rest was read."
                      : "Time to the first token that 95 of 100 requests keep; then the speed of one "
                        "answer. ~ is modelled, the rest was read.");
    }
    y_ += columns_.speeds ? 36 : 24;
    ui_.horizontal(columns_.inside.x, columns_.inside.right(), y_ - 1, ui_.theme().line);
  }

  void draw_row(const AdmittedOffer& admitted, std::size_t others, bool best) {
    const Theme& theme = ui_.theme();
    const Offer& offer = admitted.priced.offer;
    const bool pick = shown_.decision.primary == &admitted;
    const bool open = ui_.is_open(row_id(admitted));
    const float middle = y_ + row_height / 2;
    const Box row{columns_.inside.x, y_, columns_.inside.width, row_height};
    const std::optional<double> value = amount(admitted.quote, unit_);
    const Touch touch = target(ui_, {row_id(admitted), "", offer.label, cell(value)},
                               {row.x, row.y, row.width - others_width + 4, row.height});
    if (pick || touch.hovered)
      ui_.fill({row.x, row.y + 1, row.width, row.height - 1}, pick ? theme.tint : theme.background, 6);
    ui_.horizontal(row.x, row.right(), row.bottom(), with_alpha(theme.line, 0.6F));
    if (touch.clicked) ui_.toggle(row_id(admitted));

    float x = row.x + 6;
    draw_icon(ui_, open ? Icon::chevron_down : Icon::chevron_right, x + 4, middle, theme.mute);
    x += 14;
    const float room = columns_.names_right();
    if (best)
      x += draw_text(ui_, x, middle, offer.platform->name,
                     {text_body, pick ? Weight::semibold : Weight::regular, theme.ink}) +
           6;
    else
      x += 12;
    std::string how(app::how(offer));
    if (shown_.request.workload.models.size() > 1) how += " · " + offer.model->label;
    const std::string_view mark = offer_mark(admitted);
    const float tag_room = mark.empty() ? 0.0F : mark == "by rule" ? 56.0F : 40.0F;
    draw_text_cut(ui_, x, middle, room - x - tag_room, how, {text_body, Weight::regular, theme.mute});
    if (!mark.empty()) tag(ui_, room - tag_room + 2, middle, mark, mark == "risk" ? theme.warn : theme.mute);

    const Box bar{columns_.bar_left(), ui_.snap(middle - bar_height / 2),
                  columns_.bar_width() * bars_.share(value), bar_height};
    if (bar.width > 0) ui_.fill(bar, pick ? theme.accent : theme.bar, 2);
    draw_text(ui_, columns_.number_right(), middle, cell(value), {text_body, Weight::semibold, theme.ink},
              Align::right);
    if (columns_.second())
      draw_text(ui_, columns_.second_right(), middle, cell(amount(admitted.quote, second_unit_)),
                {text_body, Weight::regular, theme.soft}, Align::right);
    if (columns_.speeds) draw_speeds(admitted.quote.speed, middle);
    if (others > 0) draw_others(*offer.platform, others, row);
    if (touch.hovered && !touch.held && !open)
      tooltip(ui_, columns_.speeds && ImGui::GetIO().MousePos.x > columns_.second_right()
                       ? speeds_of(admitted)
                       : parts_of(admitted));
    y_ += row_height;
    if (open) y_ = draw_evidence(ui_, shown_, admitted, {row.x + 8, y_ + 4, row.width - 16, 0}) + 8;
  }

  // What was worked out, not read, is marked.
  void draw_speeds(const QuotedSpeed& speed, float middle) {
    const bool read = speed.provenance &&
                      (speed.provenance->kind == Kind::measured ||
                       speed.provenance->kind == Kind::published || speed.provenance->kind == Kind::yours);
    const TextStyle style{text_body, Weight::regular, read ? ui_.theme().ink : ui_.theme().soft};
    const std::string mark = read ? "" : "~";
    const auto& first = first_seen(speed);
    const auto& stream = speed.tokens_per_s_per_request;
    draw_text(ui_, columns_.first_token_right(), middle, first ? mark + seconds_text(first->typical) : "—",
              style, Align::right);
    draw_text(ui_, columns_.speed_right(), middle, stream ? mark + rate_text(stream->typical) : "—", style,
              Align::right);
  }

  static std::string speeds_of(const AdmittedOffer& admitted) {
    const QuotedSpeed& speed = admitted.quote.speed;
    const std::string said = speed_sentence(speed);
    if (said.empty()) return admitted.priced.offer.label + ": no speed was found.";
    return admitted.priced.offer.label + ": " + said + " " + app::kind_and_date(speed.provenance);
  }

  void draw_others(const Platform& platform, std::size_t others, Box row) {
    const std::string count = std::to_string(others);
    const bool open = ui_.is_open(others_id(platform));
    const Box box{row.right() - others_width + 6, row.y + 3, others_width - 6, row.height - 6};
    const Touch touch = target(ui_, {others_id(platform), "", count + " more of " + platform.name}, box);
    if (touch.hovered || open) ui_.fill(box, ui_.theme().tint, 4);
    draw_text(ui_, columns_.others_right(), row.y + row.height / 2, (open ? "−" : "+") + count,
              {text_body, Weight::regular, open ? ui_.theme().accent : ui_.theme().mute}, Align::right);
    if (touch.clicked) ui_.toggle(others_id(platform));
  }

  static std::string parts_of(const AdmittedOffer& admitted) {
    std::string said;
    for (const Part& part : admitted.quote.parts)
      said += (said.empty() ? "" : ", ") + app::spaced(part.what) + " " + app::money(part.usd_per_day);
    return admitted.priced.offer.label + ", a day: " + said + ". Press to show sources.";
  }

  const Ui& ui_;
  const app::Shown& shown_;
  std::string unit_;
  std::string_view second_unit_;
  Columns columns_;
  Bars bars_;
  float y_;
};

void draw_unit_choice(const Ui& ui, const app::Shown& shown, float right, float center_y) {
  int workload = 0;
  const Field* field = find_field(unit_path, &workload);
  const std::string value = shown.state.view["unit"].get<std::string>();
  std::vector<MenuEntry> entries;
  int chosen = -1;
  for (std::size_t i = 0; i < field->choices->size(); ++i) {
    const Choice& choice = (*field->choices)[i];
    entries.push_back({std::string(choice.label)});
    if (choice.value == value) chosen = static_cast<int>(i);
  }
  const float width = 116;
  const std::string path(unit_path);
  const int picked =
      combo(ui, {joined("combo:", path), path, field->label, value},
            {right - width, center_y - 14, width, 28}, std::string(head_of(value)), entries, chosen);
  if (picked >= 0) ui.set(path, std::string((*field->choices)[static_cast<std::size_t>(picked)].value));
}

}  // namespace

float draw_ranking(const Ui& ui, const app::Shown& shown, Box inside) {
  return Ranking(ui, shown, inside).draw();
}

float draw_offers(const Ui& ui, const app::Shown& shown, Box place) {
  Card card(ui, place.x, place.y, place.width, place.height);
  heading(ui, card.left(), card.top(), "All offers for this workload");
  draw_unit_choice(ui, shown, card.right(), card.top() + line_height / 2);
  float y = draw_ranking(ui, shown, {card.left(), card.top() + 26, card.width(), 0});
  if (!shown.comparison.rejected.empty()) {
    y = heading(ui, card.left(), y + space_4, "Excluded") + 2;
    y = draw_refused(ui, shown, {card.left(), y, card.width(), 0});
  }
  return card.close(y);
}

}  // namespace picker::ui
