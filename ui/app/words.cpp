#include "words.h"

#include "../../wasm/engine/numbers/numeric_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace picker::app {
namespace {

constexpr std::string_view blank = "\u00a0";

// Three significant digits without trailing zeros.
std::string significant(double value) {
  double size = std::fabs(value);
  int decimals = 2;
  while (decimals > 0 && size >= 9.995) {
    size /= 10;
    --decimals;
  }
  while (decimals < 12 && size > 0 && size < 0.995) {
    size *= 10;
    ++decimals;
  }
  std::string digits = text::fixed(value, decimals);
  if (digits.find('.') == std::string::npos) return digits;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

bool same_at(const std::vector<std::string>& names, std::size_t index) {
  return std::count(names.begin(), names.end(), names[index]) > 1;
}

std::string gpu_name(const Offer& offer) {
  const std::string_view all = how(offer);
  return offer.platform->name + " " + std::string(all.substr(0, all.find(' ')));
}

}  // namespace

std::string money(double usd) {
  const double size = std::fabs(usd);
  const std::string sign = usd < 0 ? "−$" : "$";
  if (size == 0 || size >= 0.995) return sign + text::fixed(size, size == 0 || size >= 99.995 ? 0 : 2);
  const std::string digits = significant(size);
  return sign + (digits.size() < 4 ? text::fixed(size, 2) : digits);
}

std::string short_count(double value) {
  struct Scale {
    double size;
    std::string_view letter;
  };
  for (const Scale scale : {Scale{1e9, "G"}, Scale{1e6, "M"}, Scale{1e3, "k"}})
    if (std::fabs(value) >= scale.size * 0.9995)
      return significant(value / scale.size) + std::string(blank) + std::string(scale.letter);
  return significant(value);
}

std::string usd_cell(double value) {
  const double size = std::fabs(value);
  if (size != 0 && size < 0.1) return significant(value);
  if (size >= 1e7) return short_count(value);
  return text::fixed(value, size >= 99999.5 ? 0 : 2);
}

std::string short_percent(double share) { return significant(share * 100) + std::string(blank) + "%"; }

std::string times(double ratio) {
  return (ratio >= 9.95 ? short_count(std::round(ratio)) : significant(ratio)) + "×";
}

std::string date(std::string_view iso) {
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto digits = [&](std::size_t from, std::size_t count) {
    std::size_t number = 0;
    for (std::size_t i = from; i < from + count; ++i) {
      if (iso[i] < '0' || iso[i] > '9') return std::size_t{0};
      number = number * 10 + static_cast<std::size_t>(iso[i] - '0');
    }
    return number;
  };
  if (iso.size() != 7 && iso.size() != 10) return std::string(iso);
  const std::size_t month = digits(5, 2);
  if (month < 1 || month > 12) return std::string(iso);
  const std::string year(iso.substr(0, 4));
  const std::string name(months[month - 1]);
  if (iso.size() == 7) return name + " " + year;
  return std::to_string(digits(8, 2)) + " " + name + " " + year;
}

std::string kind_and_date(const std::optional<Provenance>& provenance) {
  if (!provenance) return "";
  std::string said(word(provenance->kind));
  said[0] = static_cast<char>(said[0] - 'a' + 'A');
  return said + ", " + date(provenance->as_of) + ".";
}

std::string lengths_text(const std::vector<LengthClass>& lengths) {
  return "Lengths: " + std::to_string(lengths.size()) +
         (lengths.size() == 1 ? " class from the link" : " classes from the link");
}

std::string lengths_details(const std::vector<LengthClass>& lengths) {
  std::string said;
  for (const LengthClass& each : lengths) {
    said += (said.empty() ? "" : "; ") + short_percent(each.share) + " of ";
    const bool audio = each.audio_seconds > 0;
    said += audio ? text::plain(each.audio_seconds) + " s of audio"
                  : text::integer(each.input_tokens) + " tokens in, " + text::integer(each.output_tokens) +
                        " out";
  }
  return said + ".";
}

std::string spaced(std::string_view code) {
  std::string words(code);
  for (char& letter : words)
    if (letter == '-' || letter == '_') letter = ' ';
  return words;
}

std::string_view how(const Offer& offer) {
  const std::string_view label = offer.label;
  return label.substr(std::min(label.size(), offer.platform->name.size() + 1));
}

std::vector<std::string> shortest_names(const std::vector<const Offer*>& offers) {
  std::vector<std::string> shortest;
  std::vector<std::string> labels;
  for (const Offer* offer : offers) {
    const auto others = std::count_if(offers.begin(), offers.end(),
                                      [&](const Offer* other) { return other->platform == offer->platform; });
    shortest.push_back(others == 1 && !offer->gpu ? offer->platform->name : gpu_name(*offer));
    labels.push_back(offer->label);
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < offers.size(); ++i)
    names.push_back(!same_at(shortest, i) ? shortest[i]
                    : !same_at(labels, i) ? labels[i]
                                          : labels[i] + " " + offers[i]->model->label);
  return names;
}

}  // namespace picker::app
