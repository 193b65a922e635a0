#include "profile_reader.h"

namespace picker {
namespace {

constexpr double seconds_most = 1e9;

Fact read_fact(ObjectReader& in, const Sources& sources) {
  Fact fact;
  fact.says = in.text("says");
  fact.note = in.text_or_empty("note");
  fact.provenance = read_provenance(in, sources);
  in.ignore("record");
  return fact;
}

}  // namespace

Profile read_profile(ObjectReader& in, const Sources& sources) {
  Profile profile;
  const auto fact = [&](const char* key, Fact& into) {
    in.object(key, false, [&](ObjectReader& entry) { into = read_fact(entry, sources); });
  };
  const auto maybe = [&](const char* key, std::optional<Fact>& into) {
    in.object(key, false, [&](ObjectReader& entry) { into = read_fact(entry, sources); });
  };
  const auto worded = [&](const char* key, Fact& into, const char* word, std::string& state) {
    in.object(key, false, [&](ObjectReader& entry) {
      state = entry.text(word);
      into = read_fact(entry, sources);
    });
  };
  fact("built_for", profile.built_for);
  fact("engine", profile.engine);
  maybe("silicon", profile.silicon);
  maybe("about", profile.about);
  worded("fine_tuning", profile.fine_tuning, "policy", profile.fine_tuning_policy);
  worded("batch", profile.batch, "state", profile.batch_state);
  worded("scale_to_zero", profile.scale_to_zero, "state", profile.scale_to_zero_state);
  in.object("cold_start", false, [&](ObjectReader& entry) {
    profile.cold_start_low_s = entry.number_or_null("low_s", 0, seconds_most);
    profile.cold_start_typical_s = entry.number_or_null("typical_s", 0, seconds_most);
    profile.cold_start_high_s = entry.number_or_null("high_s", 0, seconds_most);
    profile.cold_start = read_fact(entry, sources);
  });
  in.object("regions", false, [&](ObjectReader& entry) {
    profile.region_ids = entry.texts("ids");
    profile.regions = read_fact(entry, sources);
  });
  return profile;
}

}  // namespace picker
