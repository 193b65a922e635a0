// Caching: which rule of a platform's prompt cache holds for a model, and what it makes of a request's input.
#pragma once

#include "../../catalog/catalog.h"
#include "../../catalog/workload.h"

namespace picker {

// The entry that names the model, else the one that names none; null: nothing is known.
const Caching* caching_of(const Platform& platform, std::string_view model);

// Input tokens of one request by the way they are billed.
struct InputTokens {
  double fresh = 0;
  double cached = 0;
  double written = 0;
  bool below_minimum = false;      // too short to be cached, though a share was asked for
  bool written_by_itself = false;  // all that is not read from the cache, without being asked for
  bool may_be_written = false;     // the platform writes fresh input, which is not in the bill
  bool switched_off = false;       // caching would cost more than it saves: all of it is fresh
};

// A workload that reads from the cache and names no writes writes, on a platform that does so by itself, all
// that it does not read. One that reads nothing is billed as fresh: what a founder never reads back he need
// not have written.
InputTokens input_tokens_of(double input_tokens, const Workload& workload, const Caching* caching);

// The same where the founder switches caching off.
InputTokens without_caching(double input_tokens);

}  // namespace picker
