// Gates: the named conditions that an offer must pass, each with its numbers and what would relax it.
// Run in the contract's order; the first that fails names the refusal, `relax` lists all that failed.
// Never ranks.
#pragma once

#include "quote.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace picker {

struct ComplianceName {
  std::string_view id;
  std::string_view label;
};

// The requirements that cards make claims on.
const std::vector<ComplianceName>& compliance_names();

// What the founder insists on.
struct Requirements {
  std::vector<std::string> compliance;
  bool dedicated = false;
  std::optional<double> budget_usd_per_month;
  Operations operations = Operations::gpu;  // the most the founder runs himself
  std::vector<Precision> precision;
  std::vector<std::string> regions;  // any of these will do; empty: anywhere
};

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

// Gates on what the offer is: availability, the published speed of an API, region, compliance, dedicated,
// operations. Built later, and refused as input until then: rate-limit, spend-cap, lora.
GateOutcome check_offer(const Offer& offer, const Sla& sla, const Requirements& requirements);

bool within_budget(double usd_per_day, const Requirements& requirements);

// The gate on what it costs.
std::optional<GateFailure> check_budget(const Offer& offer, double usd_per_day,
                                        const Requirements& requirements);

}  // namespace picker
