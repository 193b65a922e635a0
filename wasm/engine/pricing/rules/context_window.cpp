#include "context_window.h"

#include <algorithm>

namespace picker {
namespace {

const ContextWindow* sellers_window(const Offer& offer) {
  if (offer.form == OfferForm::gpu_time) return nullptr;
  for (const SoldWindow& sold : offer.platform->windows)
    if (sold.model == offer.model->id) return &sold.window;
  return nullptr;
}

std::optional<double> smaller(std::optional<double> a, std::optional<double> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

}  // namespace

std::optional<double> window_tokens(const Offer& offer) {
  const ContextWindow* own = sellers_window(offer);
  return smaller(offer.model->window ? std::optional(offer.model->window->tokens) : std::nullopt,
                 own ? std::optional(own->tokens) : std::nullopt);
}

std::optional<WindowRefusal> check_window(const Offer& offer, const Workload& workload) {
  if (workload.modality != Modality::text && workload.modality != Modality::embedding) return std::nullopt;
  using What = WindowRefusal::What;
  const ContextWindow* own = sellers_window(offer);
  const ContextWindow* model = offer.model->window ? &*offer.model->window : nullptr;
  std::optional<WindowRefusal> refusal;
  const auto check = [&](What what, double needed, std::optional<double> of_model,
                         std::optional<double> of_seller) {
    const std::optional<double> limit = smaller(of_model, of_seller);
    if (refusal || !limit || needed <= *limit) return;
    refusal = WindowRefusal{what, needed, *limit, !of_model || needed <= *of_model};
  };
  for (const LengthClass& length : length_classes(workload)) {
    const double input = length.input_tokens;
    const double output = workload.modality == Modality::text ? length.output_tokens : 0;
    check(What::window, input + output, model ? std::optional(model->tokens) : std::nullopt,
          own ? std::optional(own->tokens) : std::nullopt);
    check(What::input, input, model ? model->input_tokens_max : std::nullopt,
          own ? own->input_tokens_max : std::nullopt);
    // A cap on what is generated is the seller's; the weights alone have none but the window.
    check(What::output, output,
          offer.form == OfferForm::gpu_time || own || !model ? std::nullopt : model->output_tokens_max,
          own ? own->output_tokens_max : std::nullopt);
    if (offer.price && offer.price->input_tokens_max)
      check(What::price, input, std::nullopt, offer.price->input_tokens_max);
  }
  return refusal;
}

}  // namespace picker
