#include "claims_reader.h"

#include "provenance_reader.h"

namespace picker {
namespace {

constexpr double any = 1e18;

// In the order of the enum; the first stands for a claim without a test.
constexpr std::string_view test_words[] = {"none",         "crossing",         "price-ratio",
                                           "price-range",  "throughput-ratio", "cold-start",
                                           "price-change", "speed-ratio",      "not-billed"};

MeterUnit read_meter(ObjectReader& in) {
  const std::string id = in.text("meter");
  for (const MeterUnitName& name : meter_unit_names())
    if (name.id == id) return name.unit;
  in.reject("unknown-unit", "meter", "No meter is called \"" + id.substr(0, 60) + "\".");
  return MeterUnit::request;
}

GpuGroup read_group(ObjectReader& in, const char* key) {
  GpuGroup group;
  in.object(key, true, [&](ObjectReader& entry) {
    group.gpu = entry.text("gpu");
    group.gpus = entry.number("gpus", 1, 1024);
  });
  return group;
}

void read_test(ObjectReader& in, Claim& claim) {
  claim.test = in.choice<ClaimTest>("kind", test_words);
  switch (claim.test) {
    case ClaimTest::none:
      break;
    case ClaimTest::crossing:
      claim.catalog = in.text("catalog");
      claim.axis = in.text("axis");
      claim.pairs.push_back({in.text("a"), in.text("b")});
      claim.value = in.number("value", -any, any);
      break;
    case ClaimTest::price_ratio:
      claim.meter = read_meter(in);
      in.each("pairs", [&](ObjectReader& pair) { claim.pairs.push_back({pair.text("a"), pair.text("b")}); });
      claim.low = in.number("low", -any, any);
      claim.high = in.number("high", claim.low, any);
      break;
    case ClaimTest::price_range:
      claim.platform = in.text("platform");
      claim.modality = in.choice_or_null<Modality>("modality", modality_words).value_or(Modality::text);
      claim.low = in.number("low", 0, any);
      claim.high = in.number("high", claim.low, any);
      break;
    case ClaimTest::throughput_ratio:
      claim.model = in.text("model");
      claim.precision = precision_from(in.text("precision")).value_or(Precision::bf16);
      claim.input_tokens = in.number("input_tokens", 0, 1e7);
      claim.output_tokens = in.number("output_tokens", 1, 1e7);
      claim.a = read_group(in, "a");
      claim.b = read_group(in, "b");
      claim.low = in.number("least", 0, any);
      break;
    case ClaimTest::cold_start:
      claim.platform = in.text("platform");
      claim.low = in.number("low_s", 0, any);
      claim.high = in.number("high_s", claim.low, any);
      break;
    case ClaimTest::price_change:
      claim.platform = in.text("platform");
      claim.gpus = in.texts("gpus");
      claim.before = in.text("before");
      claim.after = in.text("after");
      claim.meter = read_meter(in);
      claim.value = in.number("change", -any, any);
      break;
    case ClaimTest::speed_ratio:
      claim.model = in.text("model");
      claim.platforms = in.texts("platforms");
      claim.platform = in.text("against");
      claim.low = in.number("least", 0, any);
      break;
    case ClaimTest::not_billed:
      break;
  }
}

}  // namespace

void read_claims(ObjectReader& in, std::vector<Claim>& claims) {
  in.number("schema", 1, 1);
  in.ignore("as_of");
  const Sources sources = read_sources(in);
  in.each("claims", [&](ObjectReader& row) {
    Claim claim;
    claim.id = row.text("id");
    claim.says = row.text("says");
    claim.who = row.text("who");
    claim.as_of = row.text("as_of");
    claim.source = read_source(row, sources);
    claim.note = row.text_or_empty("note");
    row.object("test", false, [&](ObjectReader& test) { read_test(test, claim); });
    claims.push_back(std::move(claim));
  });
}

void read_terms(ObjectReader& in, std::vector<Term>& terms) {
  in.number("schema", 1, 1);
  in.ignore("as_of");
  const Sources sources = read_sources(in);
  in.each("terms", [&](ObjectReader& row) {
    Term term;
    term.id = row.text("id");
    term.term = row.text("term");
    term.said = row.text("said");
    term.is = row.text("is");
    term.source = read_source(row, sources);
    term.as_of = row.text("as_of");
    terms.push_back(std::move(term));
  });
}

}  // namespace picker
