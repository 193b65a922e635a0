// Links as a round trip: what a session writes it reads back the same.

#include "support/call_vectors.h"
#include "support/random_requests.h"

#include "app/app.h"
#include "contract/link.h"
#include "contract/model_names.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cstdint>
#include <set>
#include <string>

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
        value = *parse_json(R"([{"share":0.25,"input_tokens":20000,"output_tokens":2000},
                                {"share":0.75,"input_tokens":100}])",
                            request_limits);
        break;
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

void expect_round_trip(const Json& request, const Json& view, const Rates& rates) {
  const std::string link = write_link(request, view, rates);
  const LinkState read = read_link(link, rates);
  const std::string start = link.substr(0, 4000);
  EXPECT_EQ(write_json(read.request), write_json(request)) << start;
  EXPECT_EQ(write_json(read.view), write_json(view)) << start;
  EXPECT_EQ(read.notes.size(), 0u) << read.notes.front().path << ": " << read.notes.front().message << "\n"
                                   << start;
}

TEST(Link, EveryRandomStateSurvivesWithoutANote) {
  const Session session = loaded_session();
  const Rates& rates = *session.rates();
  constexpr int states = 3000;
  int unsound = 0;
  int kinds[4] = {};
  for (int i = 0; i < states; ++i) {
    SCOPED_TRACE("state " + std::to_string(i));
    Draws draws(20261128 + static_cast<std::uint64_t>(i));
    const RandomState state = random_state(draws, rates);
    const Result<Json> request = resolve_request(state.request, rates, {});
    const Result<Json> view = resolve_view(state.view, rates);
    if (!request || !view) {
      ++unsound;
      continue;
    }
    ++kinds[static_cast<int>(modality_of(*request))];
    expect_round_trip(*request, *view, rates);
    if (HasFailure()) FAIL() << write_json(state.request) << write_json(state.view);
  }
  EXPECT_LT(unsound, states / 20);
  for (const int kind : kinds) EXPECT_GT(kind, states / 10);
}

// Of every kind of input the longest that is taken.
Json longest_value(const Field& field, const Catalog& catalog) {
  const auto many = [](std::size_t count, const auto& make) {
    Json list = Json::array();
    for (std::size_t i = 0; i < count; ++i) list.push_back(make(i));
    return list;
  };
  // No letter takes more bytes than one of these, whatever an item is written as.
  const auto text = [](std::size_t i, char letter) {
    return std::to_string(100 + i) + std::string(197, letter);
  };
  switch (field.kind) {
    case FieldKind::set: {
      return many(field.choices->size(), [&](std::size_t i) { return Json((*field.choices)[i].value); });
    }
    case FieldKind::models: {
      const std::vector<const Model*> models = priced_models(catalog, Modality::text);
      return many(64, [&](std::size_t i) { return Json(models[i]->id); });
    }
    case FieldKind::offer:
      return text(0, '"');
    case FieldKind::patterns:
      return many(64, [&](std::size_t i) { return Json(text(i, '\\')); });
    case FieldKind::weights:
      return many(168,
                  [](std::size_t i) { return Json(1.2345678901234567e-300 * static_cast<double>(i + 1)); });
    case FieldKind::overrides:
      return many(64, [&](std::size_t i) {
        Json change = Json::object();
        change["match"] = text(i, '\\');
        change["field"] = "usd_per_million_cached_input_tokens";
        change["add"] = -1.2345678901234567e-300;
        return change;
      });
    case FieldKind::lengths:
      return many(8, [](std::size_t i) {
        Json length = Json::object();
        length["share"] = 0.125;
        for (const char* key : {"input_tokens", "output_tokens", "audio_seconds"})
          length[key] = 1.2345678901234567e-300 * static_cast<double>(i + 1);
        return length;
      });
    case FieldKind::share:
      return 0.12345678901234568;
    case FieldKind::number:
      return field.min > 0 ? field.min + 1 / 3.0 : 1.2345678901234567e-300;
    case FieldKind::date:
      return "2026-05-15";
    case FieldKind::choice:
    case FieldKind::flag:
    case FieldKind::later:
      break;
  }
  return default_value(field);
}

TEST(Link, TheLongestIsReadWhole) {
  const Session session = loaded_session();
  const Rates& rates = *session.rates();
  Json request = *resolve_request(rates.presets.front().request, rates, {});
  Json view = *resolve_view(Json(), rates);
  for (const Field& field : fields()) {
    if (field.link_key.empty() || field.path == "catalog") continue;
    const Json value = longest_value(field, rates.market);
    if (field.kind == FieldKind::choice) continue;
    set_value_at(field.scope == FieldScope::view ? view : request,
                 field.scope == FieldScope::view ? std::string(field.path) : full_path(field, 0), value);
  }
  const Result<Json> resolved = resolve_request(request, rates, {});
  ASSERT_TRUE(resolved) << resolved.error().path << resolved.error().message;
  const std::string link = write_link(*resolved, *resolve_view(view, rates), rates);
  EXPECT_GT(link.size(), 100000u);
  EXPECT_LT(link.size(), link_bytes_most);
  expect_round_trip(*resolved, view, rates);

  // As a page hands it over, and the state to the other face.
  app::App app;
  app.session() = session;
  Json args = Json::object();
  args["link"] = link;
  // Names that nothing has are told, one note an input; the rest is read without one.
  const auto told = [&] {
    std::vector<std::string> paths;
    const testing::Json state = testing::Json::parse(app.state());
    for (const testing::Json& problem : state["problems"]) paths.push_back(problem["path"]);
    return paths;
  };
  const std::vector<std::string> unknown = {"view.a", "view.b", "view.sort", "view.filter"};
  ASSERT_NE(app.start(write_json(args)).find("\"ok\":true"), std::string::npos);
  EXPECT_EQ(told(), unknown);
  const std::string state = app.state();
  const std::size_t from = state.find("\"request\"");
  const std::size_t to = state.find(",\"problems\"");
  const std::string again = app.start("{" + state.substr(from, to - from) + "}");
  EXPECT_NE(again.find("\"ok\":true"), std::string::npos) << again.substr(0, 300);
  EXPECT_EQ(again.substr(again.find("\"request\""), to - from), state.substr(from, to - from));
  Json command = Json::object();
  command["id"] = "link";
  command["args"] = args;
  command["args"]["fragment"] = link;
  EXPECT_NE(app.command(write_json(command)).find("\"ok\":true"), std::string::npos);
  EXPECT_EQ(told(), unknown);
}

TEST(Link, TheNearestModelsAreNamedInPlaceOfAll) {
  const Session session = loaded_session();
  const Rates& rates = *session.rates();
  const auto told = [&](const std::string& link) {
    const LinkState read = read_link(link, rates);
    return read.notes.size() == 1 ? read.notes.front().message : std::to_string(read.notes.size()) + " notes";
  };
  const std::string model = told("#v=1&model=llama-3.3-70");
  EXPECT_NE(model.find("llama-3.3-70b"), std::string::npos) << model;
  EXPECT_LT(model.size(), 200u) << model;
  EXPECT_NE(told("#v=1&model=gpt-os-20").find("gpt-oss-20b"), std::string::npos);
  EXPECT_NE(told("#v=1&model=WHISPR-large").find("whisper-large-v3"), std::string::npos);
  EXPECT_NE(told("#v=1&model=Llama4-Mavrick").find("llama-4-maverick"), std::string::npos);
  const std::string lesson = told("#v=1&cat=lesson&model=llama-3.3-70b");
  EXPECT_NE(lesson.find("It prices llama-70b."), std::string::npos) << lesson;
}

TEST(Link, ADayBeforeOrAfterAllPricesGivesTheNearestAndIsTold) {
  const Session session = loaded_session();
  const Rates& rates = *session.rates();
  ASSERT_LT(rates.market.known_from, rates.market.as_of);
  for (const auto& [asked, used] :
       {std::pair<std::string, std::string>{"1999-01-01", rates.market.known_from},
        {"2099-12-31", rates.market.as_of}}) {
    const LinkState read = read_link("#v=1&preset=chat&asof=" + asked, rates);
    EXPECT_EQ(read.request["as_of"], used);
    ASSERT_EQ(read.notes.size(), 1u);
    EXPECT_EQ(read.notes[0].code, "day-not-known");
    EXPECT_EQ(read.notes[0].path, "as_of");
    EXPECT_NE(read.notes[0].message.find(asked), std::string::npos) << read.notes[0].message;
    EXPECT_NE(read.notes[0].message.find(used), std::string::npos) << read.notes[0].message;

    Json request = read.request;
    request["as_of"] = asked;
    const testing::Json answer = testing::Json::parse(session.compare(write_json(request)));
    EXPECT_EQ(answer["request"]["as_of"], used);
    EXPECT_EQ(answer["recommendation"]["warnings"][0]["code"], "day-not-known");
  }
  for (const std::string& known : {rates.market.known_from, rates.market.as_of})
    EXPECT_TRUE(read_link("#v=1&preset=chat&asof=" + known, rates).notes.empty()) << known;
}

// Readable in an address, and as programs escape it.
TEST(Link, AStarStaysAStar) {
  const Session session = loaded_session();
  const Rates& rates = *session.rates();
  const std::string only = "only=*/llama-3.3-70b/serverless";
  const LinkState plain = read_link("#v=1&preset=chat&my=modal/*/*:usd_per_gpu_hour:x0.9&" + only, rates);
  EXPECT_TRUE(plain.notes.empty());
  const std::string written = write_link(plain.request, plain.view, rates);
  EXPECT_NE(written.find("&" + only + "&"), std::string::npos) << written;
  EXPECT_EQ(written.find("%2A"), std::string::npos) << written;
  const LinkState escaped = read_link(
      "#v=1&preset=chat&my=modal/%2A/%2a:usd_per_gpu_hour:x0.9&only=%2A/llama-3.3-70b/serverless", rates);
  EXPECT_TRUE(escaped.notes.empty());
  EXPECT_EQ(write_json(escaped.request), write_json(plain.request));
}

TEST(Link, AModelIsFoundByEverySpellingOfTheCatalogue) {
  const Session session = loaded_session();
  const Rates& rates = *session.rates();
  int spellings = 0;
  for (const Model& model : rates.market.models) {
    if (!is_priced(rates.market, model.id)) continue;
    std::vector<std::string> names = model.aliases;
    names.push_back(model.id);
    for (std::string name : names) {
      for (char& letter : name) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
      // Items of a list are parted by commas; one inside an item has a backslash before it.
      for (std::size_t at = name.find(','); at != std::string::npos; at = name.find(',', at + 2))
        name.insert(at, 1, '\\');
      const LinkState read = read_link("#v=1&model=" + name, rates);
      EXPECT_TRUE(read.notes.empty()) << name << ": " << read.notes.front().message;
      EXPECT_EQ(read.request["workloads"][0]["model"], Json::array({model.id})) << name;
      EXPECT_EQ(modality_of(read.request), model.modality) << name;
      ++spellings;
    }
  }
  EXPECT_GT(spellings, 50);
}

// Spellings that the catalogue does not hold, by the rules of vendors' catalogues.
TEST(Link, AModelIsFoundWithoutVendorRegionBuildAndDate) {
  const Session session = loaded_session();
  for (const auto& [name, id] :
       {std::pair{"accounts/fireworks/models/kimi-k2p6", "kimi-k2.6"},
        std::pair{"accounts/fireworks/models/deepseek-v3p2", "deepseek-v3.2"},
        std::pair{"llama-v3p3-70b-instruct", "llama-3.3-70b"},
        std::pair{"accounts/fireworks/models/llama-v3p1-8b-instruct", "llama-3.1-8b"},
        std::pair{"eu.meta.llama3-3-70b-instruct-v1:0", "llama-3.3-70b"},
        std::pair{"global.openai.gpt-oss-120b-1:0", "gpt-oss-120b"},
        std::pair{"openai/gpt-oss-120b:free", "gpt-oss-120b"},
        std::pair{"deepseek/deepseek-v3.2:batch", "deepseek-v3.2"},
        std::pair{"gpt-oss-120b-maas", "gpt-oss-120b"},
        std::pair{"llama-3.3-70b-instruct-fp8", "llama-3.3-70b"},
        std::pair{"openrouter/openai/gpt-5.5", "gpt-5.5"}, std::pair{"gpt-5-mini-2025-08-07", "gpt-5-mini"},
        std::pair{"gpt-5.4-2026-03-05", "gpt-5.4"}}) {
    const LinkState read = read_link(std::string("#v=1&model=") + name, *session.rates());
    EXPECT_TRUE(read.notes.empty()) << name << ": " << read.notes.front().message;
    EXPECT_EQ(read.request["workloads"][0]["model"], Json::array({id})) << name;
  }
  // Names of other models that only look alike.
  for (const char* name : {"gpt-5-chat", "gpt-5.5-instant", "llama-3.3"})
    EXPECT_FALSE(read_link(std::string("#v=1&model=") + name, *session.rates()).notes.empty()) << name;
}

TEST(Link, ASpellingThatTheCatalogueLearnsIsRead) {
  testing::Json bundle = testing::Json::parse(rates_text());
  for (testing::Json& model : bundle["models"]["models"])
    if (model["id"] == "llama-3.3-70b") model["aliases"].push_back("some-vendor/Llama-3.3-70B-Instruct:free");
  Session session;
  session.load_catalog(bundle.dump());
  const LinkState read = read_link("#v=1&model=Some-Vendor/llama-3.3-70b-instruct:FREE", *session.rates());
  EXPECT_TRUE(read.notes.empty());
  EXPECT_EQ(write_json(read.request["workloads"][0]["model"]), R"(["llama-3.3-70b"])");
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
