// Gates: the named conditions that an offer must pass, each with its numbers and what would relax it.
// Run in the contract's order; the first that fails names the refusal, `relax` lists all that failed.
// Never ranks.
#pragma once

#include "../catalog/requirements.h"
#include "../pricing/quote.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace picker {

// A value of an input; empty where no input relaxes the gate.
using InputValue = std::variant<std::monostate, bool, double, std::string, std::vector<std::string>>;

// The least change of the request that passes one gate: set `path` to `to`.
struct Relaxation {
  std::string code;
  std::string path;  // of the request, empty where no input relaxes it
  InputValue to;
  std::string sentence;
};

struct GateFailure {
  std::string code;
  std::string reason;
  Relaxation relax;
};

// A condition an admitted offer carries that its price does not show.
struct Risk {
  std::string code;
  std::string sentence;
  bool open = true;  // keeps the offer from being the pick while another has none
};

struct GateOutcome {
  std::vector<GateFailure> failures;  // in gate order
  std::vector<Risk> risks;
};

// Gates on what the offer is: availability, context window, region, compliance, dedicated, operations; and
// what it carries as a risk: interruption, a pin or a claim that needs a plan. Built later, and refused as
// input until then: lora. `workload` is bound to the offer's model.
GateOutcome check_offer(const Offer& offer, const Workload& workload, const Requirements& requirements);

// The place of a gate's code in the order in which they run.
int gate_rank(std::string_view code);

// The gate on a hosted API's speed: the limit lies beyond all that is known of it.
std::optional<GateFailure> check_api_speed(const PricedOffer& priced, const Sla& sla);

bool within_budget(double usd_per_day, const Requirements& requirements);

// The gate on what it costs.
std::optional<GateFailure> check_budget(const Offer& offer, double usd_per_day,
                                        const Requirements& requirements);

}  // namespace picker
