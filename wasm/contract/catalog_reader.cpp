#include "catalog_reader.h"

#include "card_reader.h"
#include "claims_reader.h"
#include "latency_reader.h"
#include "model_names.h"
#include "provenance_reader.h"
#include "selling_terms_reader.h"

#include "../engine/numbers/numeric_text.h"
#include "../engine/numbers/order.h"

#include <algorithm>
#include <set>
#include <utility>

namespace picker {
namespace {

// In the order of the enums.
constexpr std::string_view attention_words[] = {"gqa", "mla"};
constexpr std::string_view arch_words[] = {"turing",    "ampere",        "ada",   "hopper",
                                           "blackwell", "blackwell-rtx", "cdna3", "cdna4"};
constexpr std::string_view null_input_words[] = {"not-billed", "price-unknown"};
constexpr double any = 1e18;

ModelShape read_shape(ObjectReader& in) {
  ModelShape shape;
  shape.params_total_b = in.number("params_total_b", 1e-6, 1e6);
  shape.params_active_b = in.number("params_active_b", 1e-6, shape.params_total_b);
  shape.layers = in.number("layers", 1, 1e5);
  shape.hidden = in.number("hidden", 1, 1e7);
  shape.heads = in.number("heads", 1, 1e5);
  shape.kv_heads = in.number("kv_heads", 1, 1e5);
  shape.head_dim = in.number("head_dim", 1, 1e6);
  shape.experts = in.number("experts", 0, 1e6);
  shape.experts_per_token = in.number("experts_per_token", 0, 1e6);
  if (shape.experts > 0 && !(shape.experts_per_token > 0 && shape.experts_per_token < shape.experts))
    in.reject("out-of-range", "experts_per_token", "A mixture uses some of its experts, not all.");
  shape.attention = in.choice<Attention>("attention", attention_words);
  shape.window_layers = in.number("window_layers", 0, shape.layers);
  shape.window_tokens = in.number("window", 0, any);
  shape.kv_elems_full_layer = in.number("kv_elems_full_layer", 0, any);
  shape.kv_elems_window_layer = in.number("kv_elems_window_layer", 0, any);
  shape.index_bytes_per_token = in.number("index_bytes_per_token", 0, any);
  shape.state_bytes = in.number("state_bytes", 0, any);
  shape.state_io_bytes_per_step = in.number("state_io_bytes_per_step", 0, any);
  shape.decode_read_tokens_max = in.number_or_null("decode_read_tokens_max", 1, any);
  shape.prefill_context_max = in.number_or_null("prefill_context_max", 1, any);
  shape.attn_flops_decode_full = in.number("attn_flops_decode_full", 0, any);
  shape.attn_flops_decode_window = in.number("attn_flops_decode_window", 0, any);
  shape.attn_flops_prefill_full = in.number("attn_flops_prefill_full", 0, any);
  shape.attn_flops_prefill_window = in.number("attn_flops_prefill_window", 0, any);
  return shape;
}

// The reading date and the source of one row of models.json or gpus.json.
Provenance row_provenance(ObjectReader& in, const Sources& sources, const std::string& as_of) {
  return {Kind::published, read_source(in, sources), as_of};
}

Reasoning read_reasoning(ObjectReader& in, const Sources& sources) {
  constexpr std::string_view mode_words[] = {"always", "optional"};
  constexpr double ratio_most = 1e4;
  Reasoning reasoning;
  reasoning.optional = in.choice<bool>("mode", mode_words);
  Range& hidden = reasoning.hidden_per_visible;
  hidden.low = in.number("low", 0, ratio_most);
  hidden.typical = in.number("typical", hidden.low, ratio_most);
  hidden.high = in.number("high", hidden.typical, ratio_most);
  reasoning.provenance = read_provenance(in, sources);
  for (const char* key : {"by_effort", "note"}) in.ignore(key);
  return reasoning;
}

Model read_model(ObjectReader& in, const Sources& sources, const std::string& as_of) {
  Model model;
  model.id = in.text("id");
  model.label = in.text("label");
  model.modality = in.choice_or_null<Modality>("modality", modality_words).value_or(Modality::text);
  model.aliases = in.texts("aliases");
  if (in.has("native_precision")) {
    model.native_precision = precision_from(in.text("native_precision"));
    if (!model.native_precision)
      in.reject("unknown-value", "native_precision", "No precision has this name.");
  } else {
    in.ignore("native_precision");
  }
  in.object("architecture", false, [&](ObjectReader& shape) { model.shape = read_shape(shape); });
  model.measured = in.flag_or_null("measured").value_or(false);
  in.object("window", false, [&](ObjectReader& entry) { model.window = read_window(entry, sources); });
  in.object("reasoning", false,
            [&](ObjectReader& entry) { model.reasoning = read_reasoning(entry, sources); });
  model.tokenizer = in.text_or_empty("tokenizer");
  model.speed_class = read_speed_class(in, "speed_class");
  model.provenance = row_provenance(in, sources, as_of);
  in.ignore("note");
  return model;
}

Tokenizer read_tokenizer(ObjectReader& in, const Sources& sources) {
  // In the order of TextKind, without "counted".
  constexpr const char* kinds[] = {"english", "code", "chinese", "korean", "russian"};
  Tokenizer tokenizer;
  tokenizer.id = in.text("id");
  in.object("relative_to_o200k", true, [&](ObjectReader& entry) {
    for (std::size_t i = 0; i < tokenizer.over_o200k.size(); ++i)
      tokenizer.over_o200k[i] = entry.number_or_null(kinds[i], 0.01, 100);
  });
  tokenizer.provenance = read_provenance(in, sources);
  in.ignore("note");
  return tokenizer;
}

void read_models(ObjectReader& in, Catalog& catalog) {
  in.number("schema", 1, 1);
  const std::string as_of = in.text("as_of");
  const Sources sources = read_sources(in);
  in.each("tokenizers",
          [&](ObjectReader& row) { catalog.tokenizers.push_back(read_tokenizer(row, sources)); });
  in.each("models", [&](ObjectReader& row) { catalog.models.push_back(read_model(row, sources, as_of)); });
  in.each("same_shape", [&](ObjectReader& row) {
    catalog.same_shape.push_back({row.text("id"), row.text("as")});
    row.ignore("note");
  });
  for (Model& model : catalog.models) {
    if (model.shape) continue;
    for (const SameShape& same : catalog.same_shape) {
      const Model* as = same.id == model.id ? find_model(catalog, same.as) : nullptr;
      if (!as) continue;
      model.shape = as->shape;
      model.native_precision = as->native_precision;
      model.measured = as->measured;
    }
  }
  in.each("twins", [&](ObjectReader& row) {
    catalog.twins.push_back({row.text("id"), row.texts("priced_as"), row.text("rule")});
    row.ignore("note");
  });
  in.each("not_modelled", [&](ObjectReader& row) {
    catalog.not_modelled.push_back({row.text("id"), row.text("why")});
  });
}

// 0: not in the hardware; below one it could only be a slip of units.
double read_tflops(ObjectReader& in, const char* key) {
  const double tflops = in.number(key, 0, 1e9);
  if (tflops > 0 && tflops < 1) in.reject("out-of-range", key, "This is 0, or at least 1 TFLOPS.");
  return tflops;
}

Gpu read_gpu(ObjectReader& in, const Sources& sources, const std::string& as_of) {
  Gpu gpu;
  gpu.id = in.text("id");
  gpu.label = in.text("label");
  gpu.aliases = in.texts("aliases");
  gpu.facts.bf16_tflops = in.number("bf16_tflops", 1e-6, 1e9);
  gpu.facts.fp8_tflops = read_tflops(in, "fp8_tflops");
  gpu.facts.fp4_tflops = read_tflops(in, "fp4_tflops");
  gpu.facts.hbm_tb_s = in.number("hbm_tb_s", 1e-6, 1e6);
  gpu.facts.hbm_usable_gb = in.number("hbm_usable_gb", 1e-3, 1e6);
  gpu.facts.link_gb_s_per_dir = in.number("link_gb_s_per_dir", 1e-3, 1e6);
  gpu.facts.arch = in.choice<Architecture>("arch", arch_words);
  gpu.measured = in.flag_or_null("measured").value_or(false);
  gpu.provenance = row_provenance(in, sources, as_of);
  in.ignore("note");
  return gpu;
}

void read_gpus(ObjectReader& in, Catalog& catalog) {
  in.number("schema", 1, 1);
  const std::string as_of = in.text("as_of");
  const Sources sources = read_sources(in);
  in.each("gpus", [&](ObjectReader& row) { catalog.gpus.push_back(read_gpu(row, sources, as_of)); });
}

void read_lesson(ObjectReader& in, Catalog& lesson) {
  in.number("schema", 1, 1);
  in.text("id");
  lesson.id = "lesson";
  lesson.label = "The lesson's figures";
  in.object("model", true, [&](ObjectReader& row) {
    Model model;
    model.id = row.text("id");
    model.label = row.text("label");
    lesson.models.push_back(std::move(model));
  });
  lesson.bills_unknown_input = in.choice<bool>("null_input_tokens", null_input_words);
  lesson.platforms = read_lesson_platforms(in);
  for (const Platform& platform : lesson.platforms) lesson.as_of = std::max(lesson.as_of, platform.as_of);
}

void read_presets(ObjectReader& in, std::vector<Preset>& presets, const Json& root) {
  in.number("schema", 1, 1);
  std::size_t index = 0;
  in.each("presets", [&](ObjectReader& row) {
    Preset preset;
    preset.id = row.text("id");
    preset.label = row.text("label");
    preset.note = row.text_or_empty("note");
    row.object("exercise", false, [&](ObjectReader& exercise) {
      preset.exercise = exercise.text("id");
      preset.choice = exercise.text("choice");
      preset.predict = exercise.flag_or_null("predict").value_or(false);
      preset.question = exercise.text_or_empty("question");
      if (exercise.has("why")) preset.why = exercise.texts("why");
    });
    row.ignore("source");
    row.ignore("request");
    row.ignore("view");
    const Json& node = root["presets"]["presets"][index++];
    if (!row.has("request")) row.reject("missing", "request", "A preset needs a request.");
    if (row.problem().ok()) {
      preset.request = node["request"];
      if (row.has("view")) preset.view = node["view"];
    }
    presets.push_back(std::move(preset));
  });
}

template <class T>
void check_unique(const std::vector<T>& items, const std::string& path, Problem& problem) {
  std::set<std::string> seen;
  for (const T& item : items)
    if (!seen.insert(item.id).second)
      problem.add("duplicate-id", path, "The id \"" + item.id + "\" stands twice.");
}

// References from one file of the bundle to another, and offers that would get the same id.
void check_platform(const Catalog& market, const Platform& platform, const std::string& path,
                    Problem& problem) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < platform.token_offers.size(); ++i) {
    const TokenOffer& offer = platform.token_offers[i];
    const std::string at = path + ".token_offers." + std::to_string(i);
    if (!find_model(market, offer.model))
      problem.add("unknown-model", at + ".model", "models.json lacks \"" + offer.model + "\".");
    if (!seen.insert(offer.model + "/" + offer.how + "/" + offer.variant + "/" + offer.region).second)
      problem.add("duplicate-id", at + ".how",
                  "Another offer of this model is called \"" + offer.how +
                      "\"; a second one has a variant or a region in its selector.");
  }
  for (std::size_t i = 0; i < platform.gpu_offers.size(); ++i) {
    const GpuOffer& offer = platform.gpu_offers[i];
    const std::string at = path + ".gpu_offers." + std::to_string(i);
    if (!find_gpu(market, offer.gpu))
      problem.add("unknown-gpu", at + ".gpu", "gpus.json lacks \"" + offer.gpu + "\".");
    if (!find_billing(platform, offer.billing))
      problem.add("unknown-billing", at + ".billing", "\"billing\" has no entry \"" + offer.billing + "\".");
    for (const double count : offer.gpu_counts)
      if (!seen.insert(offer.gpu + "-" + offer.plan + "-" + offer.region + "-" + text::integer(count)).second)
        problem.add("duplicate-id", at + ".gpu_counts",
                    "Another offer of this GPU has the same plan and one of these counts.");
  }
}

void check_references(const Catalog& market, Problem& problem) {
  for (std::size_t i = 0; i < market.platforms.size(); ++i)
    check_platform(market, market.platforms[i], "platforms." + std::to_string(i), problem);
  for (const SameShape& same : market.same_shape)
    if (!find_model(market, same.as))
      problem.add("unknown-model", "models.same_shape", "\"" + same.as + "\" is no model here.");
}

// A month stands for its first day.
std::string first_day(const DatedPrice& price) {
  const std::string& date = price.effective_from.empty() ? price.provenance.as_of : price.effective_from;
  constexpr std::string_view whole = "YYYY-01-01";
  return date + std::string(whole.substr(std::min(date.size(), whole.size())));
}

// The days of the newest price, which is what "prices of" a day means, and of the oldest.
void find_days(Catalog& catalog) {
  const auto see = [&](const std::vector<DatedPrice>& prices) {
    for (const DatedPrice& price : prices) {
      catalog.as_of = std::max(catalog.as_of, price.provenance.as_of);
      const std::string first = first_day(price);
      if (catalog.known_from.empty() || first < catalog.known_from) catalog.known_from = first;
    }
  };
  for (const Platform& platform : catalog.platforms) {
    for (const TokenOffer& offer : platform.token_offers) see(offer.prices);
    for (const SizeClass& size : platform.size_classes) see(size.offer.prices);
    for (const GpuOffer& offer : platform.gpu_offers) see(offer.prices);
  }
}

}  // namespace

Result<Rates> read_rates(std::string_view text) {
  const Result<Json> parsed = parse_json(text, catalog_limits);
  if (!parsed) return parsed.error();
  Problem problem;
  Rates rates;
  ObjectReader root(*parsed, "", problem);
  if (problem.ok() && root.number("schema", 0, 1000) != 1)
    problem.add("unknown-version", "schema", "This version reads rates of schema 1.");
  rates.market.id = "market";
  rates.market.label = "Market prices";
  root.object("models", true, [&](ObjectReader& in) { read_models(in, rates.market); });
  root.object("gpus", true, [&](ObjectReader& in) { read_gpus(in, rates.market); });
  root.each("platforms", [&](ObjectReader& in) { rates.market.platforms.push_back(read_card(in)); });
  root.object("lesson", true, [&](ObjectReader& in) { read_lesson(in, rates.lesson); });
  root.object("presets", true, [&](ObjectReader& in) { read_presets(in, rates.presets, *parsed); });
  root.object("latency", true, [&](ObjectReader& in) { rates.market.latency = read_latency(in); });
  root.object("claims", true, [&](ObjectReader& in) { read_claims(in, rates.claims); });
  root.object("terms", false, [&](ObjectReader& in) { read_terms(in, rates.terms); });
  rates.whole = root.flag_or_null("whole").value_or(true);
  root.finish();
  if (!problem.ok()) return problem.error();

  Catalog& market = rates.market;
  if (market.platforms.empty()) problem.add("missing", "platforms", "The rates hold no platform.");
  if (rates.presets.empty()) problem.add("missing", "presets.presets", "The rates hold no preset.");
  if (priced_models(market).empty())
    problem.add("missing", "platforms", "No card prices any model by the token.");
  if (priced_models(rates.lesson).empty())
    problem.add("missing", "lesson.offers", "The lesson has no offer.");
  check_unique(market.platforms, "platforms", problem);
  check_unique(rates.lesson.platforms, "lesson.offers", problem);
  check_unique(market.models, "models.models", problem);
  check_unique(market.gpus, "gpus.gpus", problem);
  check_unique(rates.presets, "presets.presets", problem);
  check_references(market, problem);
  if (!problem.ok()) return problem.error();
  sort_by(market.platforms, [](const Platform& a, const Platform& b) { return a.id < b.id; });
  find_days(market);
  return rates;
}

}  // namespace picker
