#include "session.h"

#include "json_text.h"
#include "link.h"
#include "model_names.h"
#include "request.h"

#include "../engine/numbers/numeric_text.h"

#include <utility>

namespace picker {
namespace {

Error no_catalog() { return {"no-catalog", "", "Load a catalogue first."}; }

void write_models(JsonText& out, const Catalog& catalog) {
  out.open_array();
  for (const Model* model : priced_models(catalog))
    out.open_object()
        .set("id", model->id)
        .set("modality", word(model->modality))
        .set("label", model->label)
        .close_object();
  out.close_array();
}

// Every offer that a card lists for a model, and GPU time as patterns: it runs any model that fits.
void write_offers(JsonText& out, const Catalog& catalog) {
  out.open_array();
  for (const Model* model : priced_models(catalog))
    for (const Offer& offer : expand_offers(catalog, *model, {}, "").offers)
      if (offer.form != OfferForm::gpu_time) out.add(offer.id);
  for (const Platform& platform : catalog.platforms)
    for (const GpuOffer& offer : platform.gpu_offers)
      for (const double count : offer.gpu_counts)
        out.add(platform.id + "/*/" + text::integer(count) + "x" + offer.gpu +
                (find_gpu(catalog, offer.gpu)->facts.fp8_tflops > 0 ? "-fp8" : "-bf16") +
                (offer.plan.empty() ? "" : "-" + offer.plan));
  out.close_array();
}

void write_presets(JsonText& out, const Rates& rates, const Catalog& catalog) {
  out.open_array();
  for (const Preset& preset : rates.presets) {
    const Json request = *resolve_request(preset.request, rates, {});
    if (&catalog_of(request, rates) != &catalog) continue;
    out.open_object().set("id", preset.id).set("label", preset.label).set("note", preset.note);
    out.set_text_or_null("exercise", preset.exercise);
    out.set("request", request).set("view", *resolve_view(preset.view, rates)).close_object();
  }
  out.close_array();
}

// Those that stand at a place of a plot.
void write_claims(JsonText& out, const Rates& rates, const Catalog& catalog) {
  out.open_array();
  for (const Claim& claim : rates.claims) {
    if (claim.test != ClaimTest::crossing || claim.catalog != catalog.id) continue;
    out.open_object()
        .set("id", claim.id)
        .set("says", claim.says)
        .set("who", claim.who)
        .set("as_of", claim.as_of);
    out.set("axis", claim.axis).set("value", claim.value).close_object();
  }
  out.close_array();
}

void write_catalog(JsonText& out, const Rates& rates, const Catalog& catalog) {
  out.open_object().set("id", catalog.id).set("label", catalog.label).set("as_of", catalog.as_of);
  out.key("platforms").open_array();
  for (const Platform& platform : catalog.platforms) {
    out.open_object().set("id", platform.id).set("name", platform.name).set("segment", platform.segment);
    out.set("as_of", platform.as_of).close_object();
  }
  out.close_array().key("offers");
  write_offers(out, catalog);
  out.key("models");
  write_models(out, catalog);
  out.key("presets");
  write_presets(out, rates, catalog);
  out.key("claims");
  write_claims(out, rates, catalog);
  out.close_object();
}

// A preset that does not resolve would be a dead button: refuse the whole bundle with the path inside it.
std::optional<Error> check_presets(const Rates& rates) {
  for (std::size_t i = 0; i < rates.presets.size(); ++i) {
    const std::string path = "presets.presets." + std::to_string(i);
    const Result<Json> request = resolve_request(rates.presets[i].request, rates, {});
    if (!request)
      return Error{request.error().code, join_path(path, "request." + request.error().path),
                   request.error().message};
    const Result<Json> view = resolve_view(rates.presets[i].view, rates);
    if (!view) return Error{view.error().code, join_path(path, view.error().path), view.error().message};
  }
  return std::nullopt;
}

template <class Answer>
std::string call(const Rates* rates, std::string_view text, Answer answer) {
  if (!rates) return answered(no_catalog());
  const Result<Json> parsed = parse_json(text, request_limits);
  if (!parsed) return answered(parsed.error());
  if (!parsed->is_object()) return answered(Error{"wrong-type", "", "A request is a JSON object."});
  return answered(answer(*parsed, *rates));
}

}  // namespace

std::string answered(const Result<std::string>& answer) {
  if (!answer) return write_json(error_json(answer.error()));
  return "{\"ok\":true" + (*answer == "{}" ? "" : "," + answer->substr(1, answer->size() - 2)) + "}";
}

std::string Session::load_catalog(std::string_view rates_json) {
  Result<Rates> read = read_rates(rates_json);
  if (!read) return answered(read.error());
  if (auto error = check_presets(*read)) return answered(*error);
  rates_ = std::make_shared<const Rates>(std::move(*read));
  JsonText out;
  out.open_object().key("catalogs").open_array();
  for (const Catalog* catalog : {&rates_->market, &rates_->lesson}) write_catalog(out, *rates_, *catalog);
  return answered(out.close_array().close_object().take());
}

std::string Session::compare(std::string_view request) const {
  return call(rates(), request, compare_answer);
}
std::string Session::break_even(std::string_view request) const {
  return call(rates(), request, break_even_answer);
}
std::string Session::curve(std::string_view request) const { return call(rates(), request, curve_answer); }
std::string Session::simulate_load(std::string_view request) const {
  return call(rates(), request, simulate_load_answer);
}
std::string Session::serving_estimate(std::string_view query) const {
  return call(rates(), query, serving_answer);
}
std::string Session::table(std::string_view query) const { return call(rates(), query, table_answer); }

std::string Session::read_link(std::string_view fragment) const {
  if (!rates_) return answered(no_catalog());
  const LinkState state = picker::read_link(fragment, *rates_);
  JsonText out;
  out.open_object().set("request", state.request).set("view", state.view).key("notes").open_array();
  for (const Error& note : state.notes) out.add(problem_json(note));
  return answered(out.close_array().close_object().take());
}

std::string Session::write_link(std::string_view request_and_view) const {
  return call(rates(), request_and_view, [](const Json& input, const Rates& rates) -> Result<std::string> {
    const Result<Json> request = resolve_request(input, rates, {"view"});
    if (!request) return request.error();
    const auto found = input.find("view");
    const Result<Json> view = resolve_view(found == input.end() ? Json() : *found, rates);
    if (!view) return view.error();
    JsonText out;
    return out.open_object()
        .set("fragment", picker::write_link(*request, *view, rates))
        .close_object()
        .take();
  });
}

std::string Session::not_yet(std::string_view name) {
  return answered(Error{"not-yet", "", "This version does not answer " + std::string(name) + " yet."});
}

}  // namespace picker
