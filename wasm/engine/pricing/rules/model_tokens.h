// Model tokens: what a workload becomes when one model does it: its tokenizer's count of the same text, and
// the hidden reasoning tokens that it writes beside the visible answer. Never decides which model is better.
#pragma once

#include "../../catalog/catalog.h"
#include "../../catalog/workload.h"

namespace picker {

// The workload with all its token counts as the model counts and generates them.
Workload workload_of_model(const Workload& workload, const Catalog& catalog, const Model& model);

// The tokens are those of a kind of text that nobody counted with the model's tokenizer: the factor is
// then 1.
bool tokenizer_unknown(const Workload& workload, const Catalog& catalog, const Model& model);

// Hidden tokens for each visible one as the workload asks for them; 0 where the model does not reason, or all
// tokens are counted.
double hidden_per_visible(const Workload& workload, const Model& model);

}  // namespace picker
