// Links as a round trip: what a session writes it reads back the same.

#include "support/call_vectors.h"

#include "contract/link.h"

#include <gtest/gtest.h>

#include <set>

namespace picker::testing {
namespace {

using picker::Json;

TEST(Link, EveryPresetSurvivesTheRoundTrip) {
  const Session session = loaded_session();
  const Rates& rates = *session.rates();
  ASSERT_GE(rates.presets.size(), 4u);
  for (const Preset& preset : rates.presets) {
    SCOPED_TRACE(preset.id);
    const Json request = *resolve_request(preset.request, rates, {});
    const Json view = *resolve_view(preset.view, rates);
    const LinkState read = read_link(write_link(request, view, rates), rates);
    EXPECT_EQ(read.request, request);
    EXPECT_EQ(read.view, view);
    EXPECT_TRUE(read.notes.empty());
  }
}

TEST(Link, EveryFieldWithAKeySurvivesAwayFromItsDefault) {
  const Session session = loaded_session();
  const Rates& rates = *session.rates();
  Json request = *resolve_request(rates.presets.front().request, rates, {});
  Json view = *resolve_view(Json(), rates);
  int changed = 0;
  for (const Field& field : fields()) {
    if (field.link_key.empty() || field.path == "catalog" || field.path == "model") continue;
    if (!counts_for(field, Modality::text) || field.path == "modality") continue;
    Json value;
    switch (field.kind) {
      case FieldKind::number:
        value = field.max > 1234.5 ? 1234.5 : (field.min + field.max) / 2 + 0.25;
        break;
      case FieldKind::share:
        value = 0.375;
        break;
      case FieldKind::flag:
        value = true;
        break;
      case FieldKind::set:
        value = Json::array({field.choices->front().value, field.choices->back().value});
        break;
      case FieldKind::patterns:
        value = Json::array({"*/llama-3.3-70b/serverless", "a b&c=d%#/*/\xC3\xA9"});
        break;
      case FieldKind::date:
        value = "2026-05-15";
        break;
      case FieldKind::offer:
        value = "together/llama-3.3-70b/2xh100-fp8";
        break;
      case FieldKind::weights:
        value = Json::array();
        for (int hour = 0; hour < 24; ++hour) value.push_back(hour == 7 ? 12 : 0.5);
        break;
      case FieldKind::overrides:
        value = *parse_json(
            R"([{"match":"fireworks/*/serverless","field":"usd_per_million_input_tokens","set":0.9},
                {"match":"*","field":"price","multiply":1.25},
                {"match":"modal/*/*","field":"usd_per_gpu_hour","add":-0.5}])",
            request_limits);
        break;
      case FieldKind::choice:
        for (const Choice& choice : *field.choices)
          if (choice.built && Json(choice.value) != default_value(field)) value = choice.value;
        if (value.is_null()) continue;  // one choice only
        break;
      case FieldKind::lengths:
      case FieldKind::models:
      case FieldKind::later:
        continue;
    }
    set_value_at(field.scope == FieldScope::view ? view : request,
                 field.scope == FieldScope::view ? std::string(field.path) : full_path(field, 0), value);
    ++changed;
  }
  EXPECT_GE(changed, 14);
  request = *resolve_request(request, rates, {});
  const LinkState read = read_link(write_link(request, view, rates), rates);
  EXPECT_EQ(read.request, request);
  EXPECT_EQ(read.view, view);
  EXPECT_TRUE(read.notes.empty()) << read.notes.front().message;
}

TEST(Fields, IdsAndKeysAreUniqueAndDefaultsAreSound) {
  const Session session = loaded_session();
  std::set<std::string> paths;
  std::set<std::string> keys = {"v", "preset", "rates"};
  for (const Field& field : fields()) {
    EXPECT_TRUE(paths.insert(full_path(field, 0)).second) << field.path;
    if (!field.link_key.empty()) {
      EXPECT_TRUE(keys.insert(std::string(field.link_key)).second) << field.link_key;
    }
    if (field.fallback.empty()) continue;
    const Result<Json> checked = checked_value(field, default_value(field), std::string(field.path),
                                               *session.rates(), "market", Modality::text);
    EXPECT_TRUE(checked) << field.path;
  }
}

}  // namespace
}  // namespace picker::testing
