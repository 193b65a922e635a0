// The panels of the face, a file each. A panel draws one part of what is shown into a place of a given width,
// says where it ends, and sends commands; it holds nothing and includes no other panel.
#pragma once

#include "../app/exercise.h"
#include "../app/shown.h"
#include "../text.h"
#include "../ui.h"

#include "../../wasm/engine/on_need.h"

namespace picker::ui {

// `place.height` is the least height. Each gives the y of its bottom.
float draw_header(const Ui& ui, const app::Shown& shown, Box place);
// `columns` is in how many columns the groups of inputs stand.
float draw_workload(const Ui& ui, const app::Shown& shown, Box place, int columns);
float draw_verdict(const Ui& ui, const app::Shown& shown, Box place);
// The ranking with the refused under it.
float draw_offers(const Ui& ui, const app::Shown& shown, Box place);
float draw_plot_tabs(const Ui& ui, const app::Shown& shown, Box place);
float draw_break_even(const Ui& ui, const app::Shown& shown, Box place);
float draw_footer(const Ui& ui, const app::Shown& shown, Box place);

// Parts of cards, drawn inside them: top is where they begin.
float draw_ranking(const Ui& ui, const app::Shown& shown, Box inside);
float draw_refused(const Ui& ui, const app::Shown& shown, Box inside);
PICKER_ON_NEED float draw_evidence(const Ui& ui, const app::Shown& shown, const AdmittedOffer& offer,
                                   Box inside);
// "Pricing page (https://…)" in its two parts.
struct Source {
  std::string words;
  std::string address;  // https only, empty for none
};
Source read_source(const std::string& text);
// A line: what there is to say about a source, then the source, a link where it has an address.
float draw_source(const Ui& ui, const std::string& id, const std::string& text, std::vector<Span> about,
                  Box inside);
// The table of the tab that is open.
PICKER_ON_NEED float draw_table(const Ui& ui, const app::Shown& shown, Box inside);
// "Where it flips": cost over volume.
float draw_flips(const Ui& ui, const app::Shown& shown, Box inside);
// "A day of load": the demand of each hour and what is billed for it.
PICKER_ON_NEED float draw_day(const Ui& ui, const app::Shown& shown, Box inside);
// A menu of offers that sets view.`key`, "a" or "b"; `used` is what stands there while nothing is chosen. The
// label is above the box.
void draw_offer_choice(const Ui& ui, const app::Shown& shown, const std::string& key,
                       const std::string& label, const PricedOffer* used, Box box);

// At (left, y), inside another card. Gives the y below it.
PICKER_ON_NEED float draw_exercise(const Ui& ui, const app::Exercise& exercise, float left, float y,
                                   float width);

}  // namespace picker::ui
