#include "doubts.h"

#include "../numbers/dates.h"
#include "../numbers/numeric_text.h"

namespace picker {
namespace {

constexpr int old_after_days = 90;
// Beyond it waits grow without end; the times shown are those of a replica with room.
constexpr double saturated_from = 0.95;

std::string days_text(int days) { return text::integer(days) + (days == 1 ? " day" : " days"); }

// Empty where the date is recent.
std::string age_text(const std::string& as_of, const std::string& today) {
  const std::optional<int> days = days_between(as_of, today);
  return days && *days > old_after_days ? days_text(*days) + " ago" : "";
}

}  // namespace

std::vector<Doubt> doubts_of(const PricedOffer& priced, const Quote* quote, const Sla& sla,
                             const std::string& today) {
  std::vector<Doubt> doubts;
  const Offer& offer = priced.offer;
  if (offer.lesson || !priced.price) return doubts;
  if (offer.fallback)
    doubts.push_back(
        {"size-class", "its price is the platform's rule, not a listing (" + offer.fallback->rule + ")"});
  const DatedPrice& price = *priced.price;
  if (price.confidence != Confidence::high)
    doubts.push_back({"price-confidence", std::string("its price is a reading of ") +
                                              (price.confidence == Confidence::low ? "low" : "medium") +
                                              " confidence"});
  if (const std::string age = age_text(price.provenance.as_of, today); !age.empty())
    doubts.push_back({"price-old", "its price was read " + age});
  if (priced.extrapolated)
    doubts.push_back({"extrapolated", "its speed is extrapolated: nobody measured this model on this GPU"});
  if (priced.prefix_share > 0)
    doubts.push_back({"prefix-cache", "its speed assumes that " + text::percent(priced.prefix_share) +
                                          " of each prompt is found in its prefix cache"});
  const bool limited = sla.ttft_p95_ms || sla.min_tokens_per_s;
  if (limited && priced.api) {
    const ApiSpeed& api = *priced.api;
    const Provenance& decides = sla.ttft_p95_ms ? api.ttft : api.speed;
    const bool read = sla.ttft_p95_ms ? api.ttft_read : api.speed_read;
    const std::string age = age_text(decides.as_of, today);
    if (!read)
      doubts.push_back({"speed-modelled", "its speed is that of similar APIs, not a reading of its own"});
    else if (!age.empty())
      doubts.push_back({"speed-old", "its speed was read " + age});
  }
  if (!limited && quote && offer.form == OfferForm::gpu_time && quote->utilization &&
      *quote->utilization > saturated_from && priced.load->load.shape != LoadShape::packed)
    doubts.push_back(
        {"near-saturation", "its GPUs run at " + text::percent(*quote->utilization) +
                                " of their capacity, where requests wait far longer than shown"});
  return doubts;
}

std::string doubts_sentence(const PricedOffer& priced, const std::vector<Doubt>& doubts) {
  if (doubts.empty()) return "";
  std::string all;
  for (const Doubt& doubt : doubts) all += (all.empty() ? "" : "; ") + doubt.says;
  return "Check " + priced.offer.label + ": " + all + ".";
}

}  // namespace picker
