#include "session.h"

#include "json_object.h"
#include "link.h"
#include "request.h"

#include <utility>

namespace picker {
namespace {

std::string answered(Result<Json> result) {
  if (!result) return write_json(error_json(result.error()));
  (*result)["ok"] = true;
  return write_json(*result);
}

Error no_catalog() { return {"no-catalog", "", "Load a catalogue first."}; }

Json models_json(const Catalog& catalog) {
  Json list = Json::array();
  for (const Model* model : priced_models(catalog))
    list.push_back(ObjectBuilder()
                       .set("id", model->id)
                       .set("modality", model->modality)
                       .set("label", model->label)
                       .take());
  return list;
}

Json offers_json(const Catalog& catalog) {
  Json list = Json::array();
  for (const Model* model : priced_models(catalog))
    for (const Offer& offer : expand_offers(catalog, *model, {}).offers) list.push_back(offer.id);
  return list;
}

Json catalog_json(const Rates& rates, const Catalog& catalog) {
  Json platforms = Json::array();
  for (const Platform& platform : catalog.platforms)
    platforms.push_back(ObjectBuilder()
                            .set("id", platform.id)
                            .set("name", platform.name)
                            .set("segment", platform.segment)
                            .set("as_of", platform.as_of)
                            .take());
  Json presets = Json::array();
  for (const Preset& preset : rates.presets) {
    if (preset.request.value("catalog", "") != catalog.id) continue;
    presets.push_back(ObjectBuilder()
                          .set("id", preset.id)
                          .set("label", preset.label)
                          .set("note", preset.note)
                          .set("request", *resolve_request(preset.request, rates, {}))
                          .set("view", *resolve_view(preset.view, rates))
                          .take());
  }
  Json claims = Json::array();
  for (const Claim& claim : rates.claims)
    if (claim.catalog == catalog.id)
      claims.push_back(ObjectBuilder()
                           .set("id", claim.id)
                           .set("says", claim.says)
                           .set("who", claim.who)
                           .set("as_of", claim.as_of)
                           .set("axis", claim.axis)
                           .set("value", claim.value)
                           .take());
  return ObjectBuilder()
      .set("id", catalog.id)
      .set("label", catalog.label)
      .set("as_of", catalog.as_of)
      .set("platforms", std::move(platforms))
      .set("offers", offers_json(catalog))
      .set("models", models_json(catalog))
      .set("presets", std::move(presets))
      .set("claims", std::move(claims))
      .take();
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

std::string Session::load_catalog(std::string_view rates_json) {
  Result<Rates> read = read_rates(rates_json);
  if (!read) return answered(read.error());
  if (auto error = check_presets(*read)) return answered(*error);
  rates_ = std::make_shared<const Rates>(std::move(*read));
  Json catalogs = Json::array();
  for (const Catalog* catalog : {&rates_->market, &rates_->lesson})
    catalogs.push_back(catalog_json(*rates_, *catalog));
  return answered(ObjectBuilder().set("catalogs", std::move(catalogs)).take());
}

std::string Session::compare(std::string_view request) const {
  return call(rates(), request, compare_answer);
}
std::string Session::break_even(std::string_view request) const {
  return call(rates(), request, break_even_answer);
}
std::string Session::curve(std::string_view request) const { return call(rates(), request, curve_answer); }
std::string Session::serving_estimate(std::string_view query) const {
  return call(rates(), query, serving_answer);
}

std::string Session::read_link(std::string_view fragment) const {
  if (!rates_) return answered(no_catalog());
  LinkState state = picker::read_link(fragment, *rates_);
  Json notes = Json::array();
  for (const Error& note : state.notes) notes.push_back(problem_json(note));
  return answered(ObjectBuilder()
                      .set("request", std::move(state.request))
                      .set("view", std::move(state.view))
                      .set("notes", std::move(notes))
                      .take());
}

std::string Session::write_link(std::string_view request_and_view) const {
  return call(rates(), request_and_view, [](const Json& input, const Rates& rates) -> Result<Json> {
    const Result<Json> request = resolve_request(input, rates, {"view"});
    if (!request) return request.error();
    const auto found = input.find("view");
    const Result<Json> view = resolve_view(found == input.end() ? Json() : *found, rates);
    if (!view) return view.error();
    return ObjectBuilder().set("fragment", picker::write_link(*request, *view, rates)).take();
  });
}

std::string Session::not_yet(std::string_view name) {
  return answered(Error{"not-yet", "", "This version does not answer " + std::string(name) + " yet."});
}

}  // namespace picker
