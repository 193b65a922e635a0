// Claims: what vendors and the lesson say, and what the engine finds when it computes the same thing. A claim
// never enters a bill.
#pragma once

#include "../catalog/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace picker {

enum class ClaimTest {
  none,              // nothing at hand computes it; `note` says what would be needed
  crossing,          // prices of `pairs[0]` cross at `value` on `axis` of `catalog`
  price_ratio,       // each a of `pairs` costs `low` to `high` less than its b on `meter`
  price_range,       // all self-serve token prices of `platform` for `modality` lie in `low`..`high` usd
  throughput_ratio,  // group `a` serves at least `low` times the output tokens a second of group `b`
  cold_start,        // `platform` starts in `low`..`high` seconds
  price_change,      // each of `gpus` of `platform` rose by `value` usd on `meter` between two days
  speed_ratio,  // one stream of `model` on each of `platforms` is at least `low` times that on `platform`
  not_billed,   // a valuation or a market share: no bill depends on it, `note` says so
};

struct OfferPair {
  std::string a;
  std::string b;
};

struct GpuGroup {
  std::string gpu;
  double gpus = 1;
};

// Which members count follows from `test`.
struct Claim {
  std::string id;
  std::string says;
  std::string who;
  std::string as_of;
  std::string source;
  std::string note;
  ClaimTest test = ClaimTest::none;
  std::string catalog;
  std::string axis;
  double value = 0;
  MeterUnit meter = MeterUnit::request;
  std::vector<OfferPair> pairs;
  double low = 0, high = 0;
  std::string platform;
  Modality modality = Modality::text;
  std::string model;
  Precision precision = Precision::bf16;
  double input_tokens = 0, output_tokens = 0;
  GpuGroup a, b;
  std::string before, after;  // days
  std::vector<std::string> gpus;
  std::vector<std::string> platforms;
};

enum class Finding { holds, in_part, fails, untested, not_billed };

std::string_view word(Finding finding);

struct Verdict {
  Finding finding = Finding::untested;
  std::string sentence;
};

// Prices are those of each card's own day.
Verdict judge(const Claim& claim, const Catalog& market, const Catalog& lesson);

}  // namespace picker
