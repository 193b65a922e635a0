// The choice of one of the offers that a view speaks of, in the order of their platforms.

#include "panels.h"

#include "../widgets/combo.h"

#include "../../wasm/engine/numbers/order.h"

namespace picker::ui {
namespace {

struct OfferMenu {
  std::vector<MenuEntry> entries;
  std::vector<std::string> ids;  // empty for "Auto" and headings
  int chosen = 0;
};

OfferMenu offer_menu(const app::Shown& shown, const std::string& value, const std::string& automatic) {
  OfferMenu menu;
  menu.entries.push_back({automatic.empty() ? "Auto" : "Auto: " + automatic});
  menu.ids.emplace_back();
  std::vector<const AdmittedOffer*> offers;
  for (const AdmittedOffer& offer : shown.comparison.admitted) offers.push_back(&offer);
  sort_by(offers, [](const AdmittedOffer* one, const AdmittedOffer* other) {
    return one->priced.offer.platform->name < other->priced.offer.platform->name;
  });
  const Platform* platform = nullptr;
  for (const AdmittedOffer* admitted : offers) {
    const Offer& offer = admitted->priced.offer;
    if (offer.platform != platform)
      menu.entries.push_back({offer.platform->name, true}), menu.ids.emplace_back();
    platform = offer.platform;
    if (offer.id == value) menu.chosen = static_cast<int>(menu.entries.size());
    const bool many = shown.request.workload.models.size() > 1;
    menu.entries.push_back({offer.label + (many ? ", " + offer.model->label : "")});
    menu.ids.push_back(offer.id);
  }
  return menu;
}

}  // namespace

void draw_offer_choice(const Ui& ui, const app::Shown& shown, const std::string& key,
                       const std::string& label, const PricedOffer* used, Box box) {
  const Json& held = shown.state.view[key];
  const std::string value = held.is_string() ? held.get<std::string>() : "";
  const std::string automatic = value.empty() && used ? used->offer.label : "";
  const OfferMenu menu = offer_menu(shown, value, automatic);
  draw_text(ui, box.x, box.y - 10, label, {text_small, Weight::regular, ui.theme().mute});
  const std::string path = "view." + key;
  const std::string text = menu.chosen > 0 ? menu.entries[static_cast<std::size_t>(menu.chosen)].label
                           : value.empty() ? menu.entries.front().label
                                           : value;
  const int picked =
      combo(ui, {joined("combo:", path), path, label, value}, box, text, menu.entries, menu.chosen);
  if (picked < 0) return;
  const std::string& id = menu.ids[static_cast<std::size_t>(picked)];
  ui.set(path, id.empty() ? InputValue() : InputValue(id));
}

}  // namespace picker::ui
