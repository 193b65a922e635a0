#include "modifiers.h"

#include "../../numbers/lists.h"

namespace picker {
namespace {

bool holds(const Modifier& modifier, Rule rule, std::string_view model, bool dedicated) {
  if (modifier.rule != rule || (rule == Rule::percent_fee && !modifier.by_default)) return false;
  if (modifier.applies_to != Scope::all && (modifier.applies_to == Scope::dedicated) != dedicated)
    return false;
  return contains_or_all(modifier.models, model);
}

}  // namespace

const Modifier* find_modifier(const Platform& platform, Rule rule, std::string_view model, bool dedicated) {
  for (const Modifier& modifier : platform.modifiers)
    if (holds(modifier, rule, model, dedicated)) return &modifier;
  return nullptr;
}

std::vector<const Modifier*> tier_rules(const Platform& platform, std::string_view model, bool dedicated) {
  std::vector<const Modifier*> found;
  for (const Modifier& modifier : platform.modifiers)
    if (holds(modifier, Rule::tier, model, dedicated)) found.push_back(&modifier);
  return found;
}

}  // namespace picker
