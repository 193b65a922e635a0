// Length classes of a workload: checked as JSON, read into the engine's types, written in links.
#pragma once

#include "json.h"

#include "../engine/catalog/workload.h"

#include <optional>
#include <string>
#include <vector>

namespace picker {

// What is wrong with a list of {share, input_tokens, output_tokens, audio_seconds}: at most 8, shares that
// sum to 1, each key at most once, amounts 0 where they are left out.
std::optional<Error> check_lengths(const Json& list, const std::string& path);

// Sound classes with all four keys, in their order: one form for an answer and a link.
Json whole_lengths(const Json& list);

std::vector<LengthClass> lengths_from(const Json& list);

// "0.9:20000:2000" of a class of tokens, "0.9:0:0:30" of one of audio, and back; what is no number stays
// text, which check_lengths then refuses.
std::string length_link_text(const Json& length);
Json length_from_link(const std::string& text);

}  // namespace picker
