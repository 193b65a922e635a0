// The field table: one row an input, from which requests are checked and resolved, links read and written,
// forms drawn and ranges, defaults and help shown. A new input is one row and its use. Never holds a value
// itself.
#pragma once

#include "catalog_reader.h"
#include "json.h"
#include "json_text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker {

enum class FieldKind {
  number,     // JSON number, or null where the default is null ("none")
  share,      // 0..1, shown as a percentage
  choice,     // one of `choices`
  set,        // several of `choices`
  flag,       // true or false
  models,     // the catalogue's priced models by id or alias; one alone is read as a list of one
  offer,      // an offer id, or null
  patterns,   // offer patterns, none of them empty
  date,       // YYYY-MM-DD, or null
  weights,    // 24 or 168 numbers, one for each hour, or null
  lengths,    // classes of {share, input_tokens, output_tokens, audio_seconds}
  overrides,  // {match, field, one of multiply, add and set}
  later,      // in the contract, not built: just the default is taken, anything else answers not-yet
};

enum class FieldScope { request, workload, view };

struct Choice {
  std::string_view value;
  std::string_view label;
  bool built = true;
};

// Bits of the kinds of work that an input counts for.
constexpr unsigned any_modality = 0;
constexpr unsigned bit(Modality modality) { return 1U << static_cast<unsigned>(modality); }

// Bits of the load shapes that an input counts for.
constexpr unsigned any_shape = 0;
constexpr unsigned bit(LoadShape shape) { return 1U << static_cast<unsigned>(shape); }

struct Field {
  FieldScope scope;
  std::string_view path;      // inside its scope: "load.shape"
  std::string_view link_key;  // empty: not in links
  FieldKind kind;
  std::string_view fallback;  // the default, as JSON text; empty: required
  double min = 0;
  double max = 0;
  double step = 0;  // 0: any
  std::string_view group = {};
  std::string_view label = {};
  std::string_view unit = {};
  std::string_view help = {};
  const std::vector<Choice>* choices = nullptr;
  double slider_from = 0;  // what a slider covers, on a log scale; the number beside it takes the whole range
  double slider_to = 0;    // 0: no slider
  unsigned modalities = any_modality;
  unsigned shapes = any_shape;
};

bool counts_for(const Field& field, Modality modality);
bool counts_for(const Field& field, Modality modality, LoadShape shape);

const std::vector<Field>& fields();

// "requests_per_day" of workload 1 -> "workloads.1.requests_per_day"; view fields get "view.".
std::string full_path(const Field& field, int workload);

// The row behind a full path; null where there is none. `workload` gets the index for rows of a workload.
const Field* find_field(std::string_view path, int* workload);

Json default_value(const Field& field);

// What stands in an input that is empty: "none" of a limit, "auto" of what then follows from other inputs.
std::string_view empty_word(const Field& field);

// The value as the field holds it (a list of model ids, whatever spelling names them), or what is wrong with
// it at `path`. Models must be priced by `catalog` for `modality`.
Result<Json> checked_value(const Field& field, const Json& value, const std::string& path, const Rates& rates,
                           const std::string& catalog, Modality modality);

// The rows that count for a kind of work and a load shape, as the contract's fields() shows them, as an
// array. Choices of `models` are those that `catalog` prices for it.
void write_fields(JsonText& out, const Rates& rates, const std::string& catalog, Modality modality,
                  LoadShape shape);

// The kind of work of a request or workload, text where it names none.
Modality modality_from(std::string_view word);

// Flat where the word is none of the contract's.
LoadShape load_shape_from(std::string_view word);

// The value at a dotted path ("load.shape", "workloads.0.model"), null where it is missing.
const Json* value_at(const Json& root, std::string_view path);
// Sets it, making objects on the way; array elements must exist.
void set_value_at(Json& root, std::string_view path, Json value);

}  // namespace picker
