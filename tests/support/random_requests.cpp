#include "support/random_requests.h"

#include "contract/model_names.h"
#include "contract/request.h"
#include "engine/numbers/numeric.h"
#include "engine/pricing/rules/overrides.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace picker::testing {

double Draws::uniform() {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  z ^= z >> 31;
  return static_cast<double>(z >> 11) * (1.0 / 9007199254740992.0);
}

double Draws::between_log(double from, double to) {
  return from * numeric::exp(uniform() * numeric::log(to / from));
}

std::size_t Draws::below(std::size_t n) {
  return static_cast<std::size_t>(uniform() * static_cast<double>(n));
}

bool Draws::chance(double probability) { return uniform() < probability; }

namespace {

Json random_load(Draws& draws) {
  // Simulated loads take a thousand times as long as the others.
  const char* const shapes[] = {"diurnal", "office", "custom"};
  const char* const shape = draws.chance(0.1)   ? shapes[draws.below(3)]
                            : draws.chance(0.5) ? "flat"
                                                : "packed";
  Json load = {{"shape", shape}};
  if (draws.chance(0.5)) load["amplitude"] = draws.uniform();
  if (draws.chance(0.5)) load["peak_hour"] = 24 * draws.uniform();
  if (draws.chance(0.5)) load["from_hour"] = 24 * draws.uniform();
  if (draws.chance(0.5)) load["days_per_week"] = 1 + draws.below(7);
  if (draws.chance(0.5)) load["night_share"] = draws.uniform();
  if (draws.chance(0.3)) load["burst_cv"] = draws.between_log(0.1, 20);
  if (shape == std::string_view("custom")) {
    load["hourly"] = Json::array();
    const std::size_t hours = draws.chance(0.5) ? 24 : 168;
    for (std::size_t hour = 0; hour < hours; ++hour) load["hourly"].push_back(draws.between_log(0.01, 10));
  }
  return load;
}

Json random_overrides(Draws& draws) {
  Json list = Json::array();
  if (!draws.chance(0.2)) return list;
  const char* const fields[] = {"price", "usd_per_gpu_hour", "usd_per_million_output_tokens", "tokens_per_s",
                                "cold_start_s"};
  const char* const matches[] = {"*", "fireworks/*", "modal/*/*", "*/*/serverless"};
  const char* const kinds[] = {"multiply", "set"};
  list.push_back({{"match", matches[draws.below(4)]},
                  {"field", fields[draws.below(5)]},
                  {kinds[draws.below(2)], draws.between_log(0.1, 10)}});
  return list;
}

}  // namespace

Json random_request(Draws& draws) {
  const bool lesson = draws.chance(0.25);
  Json workload;
  workload["requests_per_day"] = draws.chance(0.05) ? 0.0 : draws.between_log(1, 1e9);
  const std::size_t kind = lesson ? 0 : draws.below(8);  // text more often than the others
  if (kind == 5) {
    workload["modality"] = "image";
    workload["model"] = draws.chance(0.5) ? "flux-schnell" : "sdxl";
    workload["images_per_request"] = 1 + draws.below(4);
    workload["steps"] = 1 + draws.below(50);
    workload["megapixels"] = draws.between_log(0.1, 8);
  } else if (kind == 6) {
    workload["modality"] = "speech-to-text";
    workload["model"] = Json::array({"whisper-large-v3", "whisper-large-v3-turbo"});
    workload["audio_seconds"] = draws.between_log(1, 1e4);
  } else if (kind == 7) {
    workload["modality"] = "embedding";
    workload["model"] = "text-embedding-3-small";
    workload["input_tokens"] = draws.between_log(1, 1e5);
  } else {
    const char* const models[] = {"llama-3.3-70b", "llama-3.3-70b", "gpt-oss-120b", "gpt-6-sol", "kimi-k3"};
    workload["model"] = lesson ? "llama-70b" : models[kind];
    workload["input_tokens"] = draws.chance(0.1) ? 0.0 : draws.between_log(1, 1e6);
    workload["output_tokens"] = draws.between_log(1, 1e5);
    if (draws.chance(0.3)) workload["cached_input_share"] = draws.uniform() / 2;
    if (draws.chance(0.2)) workload["cache_write_share"] = draws.uniform() / 2;
  }
  if (draws.chance(0.3)) workload["batch_share"] = draws.uniform();
  workload["load"] = random_load(draws);
  if (kind < 5 && !lesson && draws.chance(0.2))
    workload["sla"] = {{"ttft_p95_ms", draws.between_log(50, 1e5)}};
  if (kind < 5 && !lesson && draws.chance(0.2))
    workload["sla"]["min_tokens_per_s"] = draws.between_log(1, 300);
  Json requirements = Json::object();
  const char* const compliance[] = {"soc2-type-2", "hipaa-baa", "gdpr", "iso-27001"};
  if (draws.chance(0.3)) requirements["compliance"] = Json::array({compliance[draws.below(4)]});
  if (draws.chance(0.2)) requirements["dedicated"] = true;
  const char* const operations[] = {"api", "deployment", "gpu"};
  requirements["operations"] = operations[draws.below(3)];
  if (draws.chance(0.2)) requirements["budget_usd_per_month"] = draws.between_log(10, 1e6);
  const char* const precisions[] = {"fp8", "bf16", "fp4", "int4"};
  if (draws.chance(0.2)) requirements["precision"] = Json::array({precisions[draws.below(4)]});
  const char* const regions[] = {"us", "eu"};
  if (draws.chance(0.1)) requirements["regions"] = Json::array({regions[draws.below(2)]});
  const char* const days[] = {"2025-12-31", "2026-05-15", "2026-08-15", "2026-10-15"};
  const Json as_of = draws.chance(0.15) ? Json(days[draws.below(4)]) : Json();
  return {{"as_of", as_of},
          {"catalog", lesson ? "lesson" : "market"},
          {"workloads", Json::array({workload})},
          {"overrides", random_overrides(draws)},
          {"requirements", requirements}};
}

namespace {

// What the contract itself works on; Json is the tests' own.
using Value = picker::Json;

// Letters and runs of letters that mean something in a link, in JSON or on the way.
std::string odd_text(Draws& draws, std::string_view without = "") {
  static const std::vector<std::string> parts = {",",
                                                 "\\",
                                                 "%",
                                                 "&",
                                                 "=",
                                                 "#",
                                                 "+",
                                                 " ",
                                                 "\"",
                                                 "'",
                                                 "[",
                                                 "]",
                                                 "*",
                                                 "/",
                                                 ":",
                                                 ";",
                                                 "?",
                                                 "%2C",
                                                 "%25",
                                                 "&amp;",
                                                 "null",
                                                 "1",
                                                 "\\,",
                                                 ",,",
                                                 "\t",
                                                 "\n",
                                                 "<b",
                                                 "{}",
                                                 "x",
                                                 "modal",
                                                 "é",
                                                 "漢",
                                                 "\xF0\x9F\x98\x80",
                                                 "\xEF\xBF\xBD",
                                                 "\x7F",
                                                 "\x01",
                                                 std::string(1, '\0')};
  std::string text;
  for (std::size_t i = draws.below(8) + 1; i > 0; --i) {
    const std::string& part = parts[draws.below(parts.size())];
    if (part.find_first_of(without) == std::string::npos) text += part;
  }
  return text.empty() ? "x" : text;
}

double random_number(double from, double to, Draws& draws) {
  switch (draws.below(6)) {
    case 0:
      return from;
    case 1:
      return to;
    case 2:
      return std::min(to, std::max(from, draws.between_log(1e-9, 1)));
    case 3:
      if (from > 0) return from;
      return draws.chance(0.03) ? 5e-324 : 1e-12;  // the least that there is takes long to read
    case 4:
      return std::min(to, from + static_cast<double>(draws.below(100)));
    default:
      return from + (to - from) * draws.uniform();
  }
}

Value some_of(const std::vector<std::string>& words, std::size_t most, Draws& draws) {
  std::vector<std::string> left = words;
  Value list = Value::array();
  for (std::size_t i = std::min(most, draws.below(left.size()) + 1); i > 0; --i) {
    const std::size_t chosen = draws.below(left.size());
    list.push_back(left[chosen]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(chosen));
  }
  return list;
}

std::vector<std::string> built_words(const Field& field) {
  std::vector<std::string> words;
  for (const Choice& choice : *field.choices)
    if (choice.built) words.emplace_back(choice.value);
  return words;
}

Value random_patterns(Draws& draws) {
  Value list = Value::array();
  for (std::size_t i = draws.below(draws.chance(0.05) ? 65 : 6); i > 0; --i) {
    const std::string text = odd_text(draws);
    if (std::find(list.begin(), list.end(), Value(text)) == list.end()) list.push_back(text);
  }
  return list;
}

Value random_changes(Draws& draws) {
  Value list = Value::array();
  for (std::size_t i = draws.below(draws.chance(0.05) ? 65 : 4); i > 0; --i) {
    Value change = Value::object();
    change["match"] = odd_text(draws, ",:");
    change["field"] = override_field_words[draws.below(override_field_words.size())];
    const std::string_view kind = override_kind_words[draws.below(override_kind_words.size())];
    const double least = kind == "add" ? -1e12 : 0;
    change[kind] = random_number(least, 1e12, draws);
    list.push_back(change);
  }
  return list;
}

Value random_hours(Draws& draws) {
  Value hours = Value::array();
  const std::size_t count = draws.chance(0.5) ? 24 : 168;
  for (std::size_t hour = 0; hour < count; ++hour)
    hours.push_back(hour == 0 ? 1 : draws.chance(0.3) ? 0 : draws.between_log(1e-12, 1e6));
  return hours;
}

// One to eight classes of equal shares; some leave amounts out.
Value random_lengths(Draws& draws) {
  Value lengths = Value::array();
  const int classes = 1 << draws.below(4);
  for (int i = 0; i < classes; ++i) {
    Value length = Value::object();
    length["share"] = 1.0 / classes;
    length["input_tokens"] = draws.between_log(1e-3, 1e7);
    if (draws.chance(0.7)) length["output_tokens"] = random_number(0, 1e7, draws);
    if (draws.chance(0.7)) length["audio_seconds"] = draws.between_log(1e-3, 1e6);
    lengths.push_back(length);
  }
  lengths[0]["audio_seconds"] = 30;
  return lengths;
}

Value random_value(const Field& field, const Catalog& catalog, Modality modality, Draws& draws) {
  switch (field.kind) {
    case FieldKind::number:
    case FieldKind::share:
      return random_number(field.min, field.max, draws);
    case FieldKind::choice:
      return some_of(built_words(field), 1, draws)[0];
    case FieldKind::set:
      return some_of(built_words(field), field.choices->size(), draws);
    case FieldKind::flag:
      return draws.chance(0.5);
    case FieldKind::models: {
      std::vector<std::string> ids;
      for (const Model* model : priced_models(catalog, modality)) ids.push_back(model->id);
      return some_of(ids, draws.chance(0.05) ? 64 : 3, draws);
    }
    case FieldKind::offer:
      return draws.chance(0.1) ? "" : odd_text(draws);
    case FieldKind::patterns:
      return random_patterns(draws);
    case FieldKind::date:
      return draws.chance(0.5) ? "2026-05-15" : "2024-02-29";
    case FieldKind::weights:
      return random_hours(draws);
    case FieldKind::lengths:
      return random_lengths(draws);
    case FieldKind::overrides:
      return random_changes(draws);
    case FieldKind::later:
      break;
  }
  return default_value(field);
}

double number_in(const Value& workload, std::string_view path) {
  const Value* value = value_at(workload, path);
  return value && value->is_number() ? value->get<double>() : 0;
}

// What inputs of one workload must be together.
void settle_workload(Value& workload, Modality modality, Draws& draws) {
  const bool tokens = modality == Modality::text || modality == Modality::embedding;
  const double output = modality == Modality::text ? number_in(workload, "output_tokens") : 0;
  if (tokens && number_in(workload, "input_tokens") + output == 0)
    workload["input_tokens"] = draws.chance(0.5) ? 1e-9 : 700;
  for (const char* const path : {"images_per_request", "audio_seconds"})
    if (const Value* value = value_at(workload, path); value && value->get<double>() == 0)
      workload[path] = 0.25;
  if (number_in(workload, "cached_input_share") + number_in(workload, "cache_write_share") > 1)
    workload["cached_input_share"] = 0;
  const bool wide = number_in(workload, "image_width_px") > 0;
  if (wide != (number_in(workload, "image_height_px") > 0))
    workload[wide ? "image_height_px" : "image_width_px"] = 640;
  const Value* shape = value_at(workload, "load.shape");
  if (shape && *shape == "custom") set_value_at(workload, "load.hourly", random_hours(draws));
}

}  // namespace

RandomState random_state(Draws& draws, const Rates& rates) {
  constexpr Modality kinds[] = {Modality::text, Modality::image, Modality::speech_to_text,
                                Modality::embedding};
  const bool lesson = draws.chance(0.2);
  const Catalog& catalog = lesson ? rates.lesson : rates.market;
  const Modality modality = lesson ? Modality::text : kinds[draws.below(4)];
  RandomState state{Value::object(), Value::object()};
  Value workload = Value::object();
  const double odd = draws.uniform();  // from nearly all defaults to nearly none
  for (const Field& field : fields()) {
    Value value = field.path == "catalog"    ? Value(catalog.id)
                  : field.path == "modality" ? Value(word(modality))
                                             : random_value(field, catalog, modality, draws);
    const bool required = field.fallback.empty() || field.path == "modality";
    if (!required && !draws.chance(odd)) {
      if (draws.chance(0.7)) continue;  // left out
      value = default_value(field);
    }
    set_value_at(field.scope == FieldScope::view       ? state.view
                 : field.scope == FieldScope::workload ? workload
                                                       : state.request,
                 field.path, std::move(value));
  }
  settle_workload(workload, modality, draws);
  state.request["workloads"] = Value::array({workload});
  return state;
}

}  // namespace picker::testing
