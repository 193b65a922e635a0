#include "model_names.h"

#include <algorithm>
#include <cstddef>

namespace picker {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char left, char right) { return lower(left) == lower(right); });
}

// What it takes to make `known` of `name`. A letter that is missing costs least: names are cut short more
// often than misspelt.
std::size_t distance(std::string_view name, std::string_view known) {
  constexpr std::size_t missing = 1;
  constexpr std::size_t wrong = 3;
  std::vector<std::size_t> row(known.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = missing * j;
  for (const char letter : name) {
    std::size_t before = row[0];
    row[0] += wrong;
    for (std::size_t j = 0; j < known.size(); ++j) {
      const std::size_t kept = before + (lower(letter) == lower(known[j]) ? 0 : wrong);
      before = row[j + 1];
      row[j + 1] = std::min({kept, before + wrong, row[j] + missing});
    }
  }
  return row.back();
}

// A name may have its vendor before a slash.
std::size_t distance(std::string_view name, const Model& model) {
  const std::string_view alone = name.substr(name.rfind('/') + 1);  // all of it where there is none
  std::size_t least = std::min(distance(name, model.id), distance(alone, model.id));
  for (const std::string& alias : model.aliases) least = std::min(least, distance(name, alias));
  return least;
}

}  // namespace

const Catalog* find_catalog(const Rates& rates, std::string_view id) {
  if (id == "market") return &rates.market;
  if (id == "lesson") return &rates.lesson;
  return nullptr;
}

const Model* model_of_name(const Catalog& catalog, std::string_view name) {
  if (const Model* model = find_model(catalog, name)) return model;
  for (const Model& model : catalog.models) {
    if (is_same_name(model.id, name)) return &model;
    for (const std::string& alias : model.aliases)
      if (is_same_name(alias, name)) return &model;
  }
  return nullptr;
}

std::vector<const Model*> priced_models(const Catalog& catalog) {
  std::vector<const Model*> models;
  for (const Model& model : catalog.models)
    if (is_priced(catalog, model.id)) models.push_back(&model);
  return models;
}

std::vector<const Model*> priced_models(const Catalog& catalog, Modality modality) {
  std::vector<const Model*> models = priced_models(catalog);
  const auto other = [&](const Model* model) { return model->modality != modality; };
  models.erase(std::remove_if(models.begin(), models.end(), other), models.end());
  return models;
}

std::string nearest_models(const Catalog& catalog, std::string_view name) {
  constexpr std::size_t named = 3;
  constexpr std::size_t letters_most = 60;
  std::vector<const Model*> models = priced_models(catalog);
  const bool all = models.size() <= named;
  std::string text = all ? "It prices " : "The nearest are ";
  std::vector<std::size_t> distances;
  distances.reserve(models.size());
  for (const Model* model : models) distances.push_back(distance(name.substr(0, letters_most), *model));
  for (std::size_t left = std::min(named, models.size()); left > 0; --left) {
    const auto nearest = std::min_element(distances.begin(), distances.end());
    const auto model = models.begin() + (nearest - distances.begin());
    text += (*model)->id + (left == 1 ? "" : left == 2 ? " and " : ", ");
    distances.erase(nearest);
    models.erase(model);
  }
  return text + ".";
}

}  // namespace picker
