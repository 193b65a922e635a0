// Numbers, dates and names as the faces write them, shorter than in sentences. Pure.
#pragma once

#include "../../wasm/engine/pricing/offers.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace picker::app {

// Dollars in a sentence: "$0.183", "$3.66", "$312", "$12,400".
std::string money(double usd);

// "980", "4.2 k", "705 k", "1.05 M": three significant digits, kept together by a no-break space.
std::string short_count(double value);

// Dollars in a column, without their sign: to the cent so that figures line up, small ones with three digits.
std::string usd_cell(double value);

// "12 %", "67.9 %": three significant digits.
std::string short_percent(double share);

// "35 ×", "1.42 ×".
std::string times(double ratio);

// "2026-11-10" -> "10 Nov 2026", "2026-08" -> "Aug 2026"; anything else as it is.
std::string date(std::string_view iso);

// "Modelled, 27 Oct 2026." Empty without a provenance.
std::string kind_and_date(const std::optional<Provenance>& provenance);

// "Lengths: 2 classes from the link", and each: "70 % of 800 tokens in, 200 out".
std::string lengths_text(const std::vector<LengthClass>& lengths);
std::string lengths_details(const std::vector<LengthClass>& lengths);

// "no-cached-price" -> "no cached price".
std::string spaced(std::string_view code);

// What the label says after the platform's name: "2×H100 fp8".
std::string_view how(const Offer& offer);

// The shortest names that still tell the given offers apart: "DeepInfra", "Modal 2×H100", else the labels.
std::vector<std::string> shortest_names(const std::vector<const Offer*>& offers);

}  // namespace picker::app
