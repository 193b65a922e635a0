// What was refused and why: platforms without any admitted offer, then single offers of the others, folded.
// Each row tells what would let it in.

#include "panels.h"

#include "../app/words.h"
#include "../widgets/controls.h"

#include "../../wasm/contract/fields.h"
#include "../../wasm/engine/numbers/numeric_text.h"

#include <algorithm>

namespace picker::ui {
namespace {

constexpr float name_width = 150;

// All offers of one platform that the same rule refuses.
struct Refusal {
  std::string platform;  // id
  std::string name;
  std::string code;
  std::vector<std::string> offers;  // how
  std::vector<std::string> reasons;
  std::vector<Relaxation> relax;
};

std::string how_of(const std::string& offer) { return app::spaced(offer.substr(offer.rfind('/') + 1)); }

std::vector<Refusal> grouped(const app::Shown& shown) {
  std::vector<Refusal> rows;
  for (const RejectedOffer& each : shown.comparison.rejected) {
    auto row = std::find_if(rows.begin(), rows.end(), [&](const Refusal& other) {
      return other.platform == each.platform && other.code == each.code;
    });
    if (row == rows.end()) {
      const Platform* platform = find_platform(shown.catalog, each.platform);
      row = rows.insert(rows.end(),
                        {each.platform, platform ? platform->name : each.platform, each.code, {}, {}, {}});
    }
    if (!each.offer.empty())
      row->offers.emplace_back(each.priced ? std::string(app::how(each.priced->priced.offer))
                                           : how_of(each.offer));
    std::string reason = each.reason;
    if (each.priced) {
      const std::string& label = each.priced->priced.offer.label;
      if (reason.compare(0, label.size(), label) == 0) reason = "It" + reason.substr(label.size());
    }
    if (std::find(row->reasons.begin(), row->reasons.end(), reason) == row->reasons.end())
      row->reasons.push_back(reason);
    for (const Relaxation& relax : each.relax)
      if (std::none_of(row->relax.begin(), row->relax.end(),
                       [&](const Relaxation& other) { return other.sentence == relax.sentence; }))
        row->relax.push_back(relax);
  }
  return rows;
}

class RefusedRows {
 public:
  RefusedRows(const Ui& ui, Box inside) : ui_(ui), inside_(inside), y_(inside.y) {}

  void draw(const Refusal& row) {
    const Theme& theme = ui_.theme();
    const std::string id = "refused:" + row.platform + ":" + row.code;
    const bool open = ui_.is_open(id);
    const TextStyle soft{text_body, Weight::regular, theme.soft};
    const std::string more =
        row.reasons.size() > 1 ? " (+" + std::to_string(row.reasons.size() - 1) + " similar)" : "";
    const std::string code = app::spaced(row.code);
    const float tag_width = text_width(ui_, code, {text_small, Weight::regular, 0}) + 12;
    const float text_x = inside_.x + name_width;
    const float room = inside_.width - name_width - tag_width - 10;
    const std::vector<Span> reason = {{row.reasons.front() + more, soft}};
    const float height = draw_paragraph(ui_, text_x, y_, room, line_height, reason, false) + 8;
    const Touch touch =
        target(ui_, {id, "", "Why not " + row.name + "?", code}, {inside_.x, y_, inside_.width, height});
    if (touch.hovered) ui_.fill({inside_.x, y_, inside_.width, height}, theme.background, 4);
    if (touch.clicked) ui_.toggle(id);
    const float middle = y_ + 4 + line_height / 2;
    draw_icon(ui_, open ? Icon::chevron_down : Icon::chevron_right, inside_.x + 10, middle, theme.mute);
    const float used = draw_text_cut(ui_, inside_.x + 20, middle, name_width - 28, row.name,
                                     {text_body, Weight::semibold, theme.ink});
    const std::string which = row.offers.size() == 1  ? row.offers.front()
                              : row.offers.size() > 1 ? std::to_string(row.offers.size()) + " offers"
                                                      : "";
    if (name_width - 34 - used > 24)
      draw_text_cut(ui_, inside_.x + 26 + used, middle, name_width - 34 - used, which,
                    {text_small, Weight::regular, theme.mute});
    draw_paragraph(ui_, text_x, y_ + 4, room, line_height, reason);
    tag(ui_, inside_.right() - tag_width, middle, code, theme.warn);
    y_ += height;
    if (open) draw_why(row);
  }

  // A row that opens or closes the ones after it.
  bool draw_fold(const std::string& id, const std::string& label) {
    const bool open = ui_.is_open(id);
    if (fold(ui_, {id, "", label}, {inside_.x, y_, inside_.width, 28}, open)) ui_.toggle(id);
    y_ += 28;
    return open;
  }

  float y() const { return y_; }

 private:
  void draw_why(const Refusal& row) {
    const Theme& theme = ui_.theme();
    const float x = inside_.x + 20;
    const float width = inside_.width - 20;
    const auto say = [&](const std::string& text, ImU32 color) {
      y_ += draw_paragraph(ui_, x, y_, width, line_height_small,
                           {{text, {text_small, Weight::regular, color}}});
    };
    y_ += 2;
    for (std::size_t i = 1; i < row.reasons.size(); ++i) say(row.reasons[i], theme.soft);
    if (row.relax.empty()) say("No single change would make it eligible.", theme.soft);
    for (const Relaxation& relax : row.relax) {
      say(relax.sentence.empty() ? app::spaced(relax.code) : relax.sentence, theme.soft);
      if (relax.path.empty() || std::holds_alternative<std::monostate>(relax.to)) continue;
      const std::string id = "relax:" + row.platform + ":" + row.code + ":" + relax.path;
      if (link(ui_, {id, "", "Change it"}, x, y_ + 10)) ui_.set(relax.path, relax.to);
      y_ += 24;
    }
    if (row.offers.size() > 1) {
      std::string all;
      for (const std::string& offer : row.offers) all += (all.empty() ? "" : " · ") + offer;
      say(all, theme.mute);
    }
    y_ += 8;
  }

  const Ui& ui_;
  Box inside_;
  float y_;
};

}  // namespace

float draw_refused(const Ui& ui, const app::Shown& shown, Box inside) {
  const auto is_admitted = [&](const std::string& platform) {
    return std::any_of(
        shown.comparison.admitted.begin(), shown.comparison.admitted.end(),
        [&](const AdmittedOffer& offer) { return offer.priced.offer.platform->id == platform; });
  };
  const std::vector<Refusal> rows = grouped(shown);
  // A platform without any price is named for what it does not sell, and once for the reason that stops most
  // of its offers.
  const auto is_told = [&](const Refusal& row) {
    if (is_admitted(row.platform)) return false;
    if (row.offers.empty()) return true;
    return std::none_of(rows.begin(), rows.end(), [&](const Refusal& other) {
      return other.platform == row.platform && (other.offers.size() > row.offers.size() ||
                                                (other.offers.size() == row.offers.size() && &other > &row));
    });
  };
  RefusedRows drawn(ui, inside);
  std::size_t folded = 0;
  for (const Refusal& row : rows) {
    if (is_told(row))
      drawn.draw(row);
    else
      folded += std::max<std::size_t>(1, row.offers.size());
  }
  if (folded > 0 && drawn.draw_fold("refused:more", "Also excluded: " + std::to_string(folded) + " single " +
                                                        (folded == 1 ? "offer" : "offers")))
    for (const Refusal& row : rows)
      if (!is_told(row)) drawn.draw(row);
  return drawn.y();
}

}  // namespace picker::ui
