// The measured records of tests/bench/throughput.json beside what the published and the default constants
// predict for them: for the benchmark of the error and for the test that holds its figures.
// It never fits anything.

#pragma once

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "engine/serving/serving_band.h"
#include "nlohmann/json.hpp"
#include "support/serving_rows.h"

namespace picker {

struct ServingRecord {
  std::string gpu;
  std::string engine;
  std::string kind;
  bool mixture = false;
  bool prompt_heavy = false;
  double measured = 0;  // output tokens/s of the replica
  double published = 0;
  double refit = 0;
  double naive = 0;  // one tok/s constant per GPU of each type: the median of what was measured on it
  ServingBand band;
};

struct ServingRecords {
  std::vector<ServingRecord> records;
  int pipelines = 0;  // left out: the model has none
  int unfit = 0;      // left out: the weights do not fit, so the label cannot be right
};

// Between neighbours in proportion, as numpy does.
inline double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double position = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (position - std::floor(position)) * (values[above] - values[below]);
}

// Empty when the file is missing.
inline ServingRecords read_serving_records() {
  ServingRecords result;
  std::ifstream stream(PICKER_SOURCE_DIR "/tests/bench/throughput.json");
  const nlohmann::json file = nlohmann::json::parse(stream, nullptr, false);
  if (file.is_discarded()) return result;

  std::map<std::string, std::size_t> column;
  for (const nlohmann::json& name : file.at("columns"))
    column.emplace(name.get<std::string>(), column.size());
  std::map<std::string, std::vector<double>> per_gpu;
  std::vector<double> gpus;

  for (const nlohmann::json& row : file.at("records")) {
    const auto text = [&](const char* name) { return row.at(column.at(name)).get<std::string>(); };
    const auto number = [&](const char* name) { return row.at(column.at(name)).get<double>(); };
    if (number("pipeline_stages") > 1) {
      ++result.pipelines;
      continue;
    }
    const ModelShape model = model_from(file.at("models").at(text("model")));
    const GpuFacts gpu = gpu_from(file.at("gpus").at(text("gpu")));
    ServingQuery query{model, gpu};
    query.gpus = number("gpus");
    query.precision = precision_from(text("precision"));
    query.engine = engine_from(text("engine"));
    query.parallelism =
        text("parallelism") == "dp" || text("parallelism") == "dep" ? Parallelism::dp : Parallelism::tp;
    query.input_tokens = number("input_tokens") * number("length_factor");
    query.output_tokens = number("output_tokens") * number("length_factor");
    query.concurrency = optional_number(row.at(column.at("concurrency")));

    const ServingResult published = estimate_serving(query, published_serving_constants());
    const ServingResult refit = estimate_serving(query);
    if (std::holds_alternative<MemoryRefusal>(refit)) {
      ++result.unfit;
      continue;
    }
    ServingRecord record;
    record.gpu = text("gpu");
    record.engine = text("engine");
    record.kind = text("kind");
    record.mixture = model.experts > 0;
    record.prompt_heavy = number("input_tokens") >= 14 * number("output_tokens");
    record.measured = number("output_tokens_per_s");
    record.published = std::get<ServingEstimate>(published).output_tokens_per_s;
    record.refit = std::get<ServingEstimate>(refit).output_tokens_per_s;
    record.band = serving_band(query, true);
    per_gpu[record.gpu].push_back(record.measured / query.gpus);
    gpus.push_back(query.gpus);
    result.records.push_back(record);
  }
  for (std::size_t i = 0; i < gpus.size(); ++i) {
    ServingRecord& record = result.records[i];
    record.naive = quantile(per_gpu[record.gpu], 0.5) * gpus[i];
  }
  return result;
}

}  // namespace picker
