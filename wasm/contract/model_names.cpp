#include "model_names.h"

#include <algorithm>
#include <cstddef>
#include <string>

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

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool drop_prefix(std::string& name, std::string_view prefix) {
  if (name.compare(0, prefix.size(), prefix) != 0) return false;
  name.erase(0, prefix.size());
  return true;
}

bool drop_suffix(std::string& name, std::string_view suffix) {
  if (name.size() <= suffix.size() || name.compare(name.size() - suffix.size(), suffix.size(), suffix) != 0)
    return false;
  name.erase(name.size() - suffix.size());
  return true;
}

// "…-2025-08-07".
void drop_date(std::string& name) {
  constexpr std::string_view form = "-dddd-dd-dd";
  if (name.size() <= form.size()) return;
  const std::size_t from = name.size() - form.size();
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == 'd' ? !is_digit(name[from + i]) : name[from + i] != form[i]) return;
  name.erase(from);
}

// "…-v1:0" and "…-1:0" of Bedrock, "…:free" and ":batch" of OpenRouter.
void drop_revision(std::string& name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string::npos) return;
  const bool revision = colon + 1 < name.size() && is_digit(name[colon + 1]);
  name.erase(colon);
  if (!revision) return;
  std::size_t end = name.size();
  while (end > 0 && is_digit(name[end - 1])) --end;
  if (end > 0 && name[end - 1] == 'v') --end;
  if (end > 0 && end < name.size() && name[end - 1] == '-') name.erase(end - 1);
}

// What is left of a vendor's spelling without whose it is, where it runs, how it is built and when it was
// released: "us.meta.llama3-3-70b-instruct-v1:0" and "eu.meta.llama3-3-70b-instruct" are one name, and so are
// "accounts/fireworks/models/llama-v3p3-70b-instruct" and "llama-3.3-70b".
std::string bare_name(std::string_view spelled) {
  constexpr std::string_view regions[] = {"us.", "eu.", "apac.", "jp.", "au.", "global."};
  constexpr std::string_view builds[] = {"-instruct", "-it",   "-fp8",  "-nvfp4",
                                         "-turbo",    "-tput", "-maas", "-tee"};
  std::string name(spelled.substr(spelled.rfind('/') + 1));
  for (char& letter : name) letter = lower(letter);
  for (const std::string_view region : regions)
    if (drop_prefix(name, region)) break;
  drop_revision(name);
  drop_date(name);
  for (bool dropped = true; dropped;) {
    dropped = false;
    for (const std::string_view build : builds) dropped = drop_suffix(name, build) || dropped;
  }
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    if (name[i] == 'p' && is_digit(name[i - 1]) && is_digit(name[i + 1])) name[i] = '.';
    if (name[i] == 'v' && name[i - 1] == '-' && is_digit(name[i + 1])) name.erase(i, 1);
  }
  return name;
}

// The one model that a bare name can mean; null where it is none or several.
const Model* model_of_bare_name(const Catalog& catalog, const std::string& bare) {
  const Model* found = nullptr;
  for (const Model& model : catalog.models) {
    bool means = bare_name(model.id) == bare;
    for (const std::string& alias : model.aliases) means = means || bare_name(alias) == bare;
    if (means && found) return nullptr;
    if (means) found = &model;
  }
  return found;
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
  return model_of_bare_name(catalog, bare_name(name));
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
