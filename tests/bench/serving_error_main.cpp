// Prints how far the serving model is from measured tokens/s: median and 90th percentile of the absolute
// error in percent, for the published and the default constants, with one constant per GPU type beside them.
// These errors are of records that the fits have seen; tests/bench/fit_serving.txt has those of models left
// out.
//
// usage: picker_bench_serving

#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include "bench/serving_records.h"

namespace picker {
namespace {

using Choice = std::function<bool(const ServingRecord&)>;

void print_row(const char* label, const ServingRecords& from, const Choice& chosen) {
  std::vector<double> errors[3];
  for (const ServingRecord& record : from.records) {
    if (!chosen(record)) continue;
    int column = 0;
    for (const double speed : {record.published, record.refit, record.naive}) {
      errors[column++].push_back(std::fabs(speed / record.measured - 1) * 100);
    }
  }
  std::printf("%-22s%6d", label, static_cast<int>(errors[0].size()));
  for (const std::vector<double>& column : errors) {
    std::printf("%13.1f %8.1f", quantile(column, 0.5), quantile(column, 0.9));
  }
  std::printf("\n");
}

int run() {
  const ServingRecords from = read_serving_records();
  if (from.records.empty()) {
    std::printf("tests/bench/throughput.json is missing or not JSON\n");
    return 1;
  }
  std::printf("%d records; left out: %d of pipelines, %d whose weights do not fit\n",
              static_cast<int>(from.records.size()), from.pipelines, from.unfit);
  std::printf("all are of the calibration split: the holdout of the published fit is not in this copy\n");
  std::printf("\n%-22s%6s%22s%22s%22s\n", "error, %: median, p90", "n", "published", "refit", "naive");

  using Record = ServingRecord;
  const Choice heavy_mixture = [](const Record& r) { return r.prompt_heavy && r.mixture; };
  print_row("all", from, [](const Record&) { return true; });
  print_row("seen by published", from, [](const Record& r) { return r.kind != "prompt_heavy"; });
  print_row("dense", from, [](const Record& r) { return !r.mixture; });
  print_row("mixture", from, [](const Record& r) { return r.mixture; });
  for (const char* engine : {"trtllm", "vllm", "sglang"}) {
    print_row(engine, from, [engine](const Record& r) { return r.engine == engine; });
  }
  print_row("saturation", from, [](const Record& r) { return r.kind == "saturation"; });
  print_row("closed loop", from, [](const Record& r) { return r.kind == "closed_loop"; });
  print_row("prompt-heavy", from, [](const Record& r) { return r.prompt_heavy; });
  print_row("prompt-heavy mixture", from, heavy_mixture);
  print_row("  not under trtllm", from,
            [&](const Record& r) { return heavy_mixture(r) && r.engine != "trtllm"; });
  print_row("kind prompt_heavy", from, [](const Record& r) { return r.kind == "prompt_heavy"; });
  return 0;
}

}  // namespace
}  // namespace picker

int main() { return picker::run(); }
