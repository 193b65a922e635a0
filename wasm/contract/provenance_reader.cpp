#include "provenance_reader.h"

namespace picker {
namespace {

// In the order of the enum.
constexpr std::string_view kind_words[] = {"published", "measured", "modelled", "assumed", "yours"};

}  // namespace

std::string read_source(ObjectReader& in, const Sources& sources) {
  const std::string key = in.text("source");
  const auto found = sources.find(key);
  if (found != sources.end()) return found->second;
  in.reject("unknown-source", "source", "The sources list no \"" + key.substr(0, 60) + "\".");
  return "";
}

Sources read_sources(ObjectReader& card) {
  Sources sources;
  card.object("sources", true, [&](ObjectReader& list) {
    list.members([&](const std::string& key, const Json& value, const std::string& path) {
      ObjectReader source(value, path, list.problem());
      const std::string title = source.text("title");
      const std::string url = source.text_or_empty("url");
      source.text_or_empty("date");
      source.text_or_empty("detail");
      source.finish();
      sources[key] = url.empty() ? title : title + " (" + url + ")";
    });
  });
  return sources;
}

Provenance read_provenance(ObjectReader& in, const Sources& sources) {
  Provenance provenance;
  provenance.kind = in.choice_or_null<Kind>("kind", kind_words).value_or(Kind::published);
  provenance.as_of = in.text("as_of");
  if (in.has("source"))
    provenance.source = read_source(in, sources);
  else
    in.ignore("source");
  if (provenance.source.empty() && provenance.kind == Kind::assumed) provenance.source = "our assumption";
  return provenance;
}

}  // namespace picker
