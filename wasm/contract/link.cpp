#include "link.h"

#include "lengths.h"
#include "model_names.h"
#include "overrides.h"

#include "../engine/numbers/order.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace picker {
namespace {

constexpr std::string_view link_version = "1";
constexpr std::size_t notes_most = 32;
constexpr std::size_t pairs_most = 256;

struct Pair {
  std::string key;
  std::string value;
};

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

// Bytes that are no UTF-8 become the replacement character, as everywhere that JSON is written.
std::string as_utf8(const std::string& bytes) {
  constexpr std::size_t escape_most = 6;  // \u0001
  const Result<Json> text = parse_json(write_json(bytes), {escape_most * bytes.size() + 2, 1});
  return text && text->is_string() ? text->get<std::string>() : std::string();
}

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size();
    const int high = escape ? hex_digit(text[i + 1]) : -1;
    const int low = escape ? hex_digit(text[i + 2]) : -1;
    if (high >= 0 && low >= 0) {
      result += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      result += text[i] == '+' ? ' ' : text[i];
    }
  }
  return as_utf8(result);
}

// Everything but what a fragment may hold as it is and our own separators.
std::string encoded(std::string_view text) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/*,:";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char letter : text) {
    if (plain.find(letter) != std::string_view::npos) {
      result += letter;
      continue;
    }
    const auto byte = static_cast<unsigned char>(letter);
    result += '%';
    result += digits[byte >> 4];
    result += digits[byte & 15];
  }
  return result;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (end != 0) parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

bool is_item_letter(char letter) { return letter == ',' || letter == '\\'; }

// The items of a list. A comma inside one has a backslash before it, and so has a backslash before either of
// them or at the end; any other backslash stands for itself.
std::vector<std::string> items_of(std::string_view text) {
  std::vector<std::string> items(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',')
      items.emplace_back();
    else if (text[i] == '\\' && i + 1 < text.size() && is_item_letter(text[i + 1]))
      items.back() += text[++i];
    else
      items.back() += text[i];
  }
  std::erase(items, std::string());
  return items;
}

std::string item_text(std::string_view item) {
  std::string text;
  for (std::size_t i = 0; i < item.size(); ++i) {
    const bool last = i + 1 == item.size();
    if (item[i] == ',' || (item[i] == '\\' && (last || is_item_letter(item[i + 1])))) text += '\\';
    text += item[i];
  }
  return text;
}

void drop_start(std::string_view& text, std::string_view start) {
  while (text.substr(0, start.size()) == start) text.remove_prefix(start.size());
}

// None where there are too many for a link.
std::optional<std::vector<Pair>> pairs_of(std::string_view fragment) {
  if (fragment.size() > link_bytes_most) return std::nullopt;
  drop_start(fragment, "#");
  // Without any = it is no link, unless a program escaped the whole of it.
  std::string whole;
  if (fragment.find('=') == std::string_view::npos) {
    whole = decoded(fragment);
    fragment = whole;
    drop_start(fragment, "#");
  }
  const std::vector<std::string> parts = split(fragment, '&');
  if (parts.size() > pairs_most) return std::nullopt;
  std::vector<Pair> pairs;
  for (std::string_view part : parts) {
    drop_start(part, "amp;");  // copied out of a page's source
    const std::size_t equals = part.find('=');
    const std::string value = equals == std::string_view::npos ? "" : decoded(part.substr(equals + 1));
    pairs.push_back({decoded(part.substr(0, equals)), value});
  }
  return pairs;
}

const Field* field_of_key(const std::string& key) {
  for (const Field& field : fields())
    if (!field.link_key.empty() && field.link_key == key) return &field;
  return nullptr;
}

// The JSON that a link's text stands for; text that is no number stays text, which the field then refuses.
Json value_from_link(const Field& field, const std::string& text) {
  switch (field.kind) {
    case FieldKind::number:
    case FieldKind::share: {
      const Result<Json> number = parse_json(text, request_limits);
      return number && (number->is_number() || number->is_null()) ? *number : Json(text);
    }
    case FieldKind::flag:
      if (text == "1" || text == "true") return true;
      if (text == "0" || text == "false") return false;
      return text;
    case FieldKind::set:
    case FieldKind::models:
    case FieldKind::patterns:
      return items_of(text);
    case FieldKind::weights: {
      const Result<Json> numbers = parse_json("[" + text + "]", request_limits);
      return numbers ? *numbers : Json(text);
    }
    case FieldKind::lengths: {
      Json list = Json::array();
      for (const std::string& item : items_of(text)) list.push_back(length_from_link(item));
      return list;
    }
    case FieldKind::overrides: {
      Json list = Json::array();
      for (const std::string& item : items_of(text)) list.push_back(override_from_link(item));
      return list;
    }
    case FieldKind::choice:
    case FieldKind::offer:
    case FieldKind::date:
    case FieldKind::later:
      break;
  }
  return text;
}

std::string link_text(const Json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "1" : "0";
  if (value.is_string()) return value.text();
  if (value.is_object())
    return value.find("share") != value.end() ? length_link_text(value) : override_link_text(value);
  if (!value.is_array()) return write_json(value);
  std::string joined;
  for (const Json& item : value) joined += (joined.empty() ? "" : ",") + item_text(link_text(item));
  return joined;
}

const Preset* find_preset(const Rates& rates, const std::string& id) {
  for (const Preset& preset : rates.presets)
    if (preset.id == id) return &preset;
  return nullptr;
}

class LinkReader {
 public:
  LinkReader(std::vector<Pair> pairs, const Rates& rates) : rates_(rates), pairs_(std::move(pairs)) {}

  LinkState read() {
    const Preset* base = base_preset();
    const Preset& first = rates_.presets.front();
    if (base) {
      request_ = base->request;
      view_ = base->view.is_object() ? base->view : Json::object();
    } else {
      set_value_at(request_, "catalog", "market");
      const Json& volume = first.request["workloads"][0]["requests_per_day"];
      request_["workloads"] = Json::array({Json{{"requests_per_day", volume}}});
    }
    if (const Pair* catalog = find("cat")) set(*catalog);
    read_modality();
    settle_models(request_, rates_);
    for (const Pair& pair : pairs_) read_pair(pair);
    // Another kind of work than its base's begins as the preset of that kind, not at the defaults.
    const bool other_kind = base && modality_of(base->request) != modality_of(request_);
    if (give_amounts(request_, rates_, other_kind) && names_amounts())
      note("out-of-range", "workloads.0",
           "A request has something to bill; the link had none, so a preset's amounts were taken.");
    LinkState state;
    const Result<Json> request = resolve_request(request_, rates_, {});
    if (!request)
      note(request.error().code, request.error().path, request.error().message);
    else if (const auto moved = moved_day(request_, *request, rates_))
      note(moved->code, "as_of", moved->message);
    state.request = request ? *request : *resolve_request(first.request, rates_, {});
    const Result<Json> view = resolve_view(view_, rates_);
    state.view = view ? *view : *resolve_view(Json(), rates_);
    state.notes = std::move(notes_);
    return state;
  }

 private:
  const Pair* find(std::string_view key) const {
    const auto found =
        std::find_if(pairs_.begin(), pairs_.end(), [&](const Pair& pair) { return pair.key == key; });
    return found == pairs_.end() ? nullptr : &*found;
  }

  // What the kind of work bills.
  bool names_amounts() const {
    constexpr std::string_view keys[] = {"in", "out", "images", "audio"};
    return std::any_of(std::begin(keys), std::end(keys), [&](std::string_view key) {
      const Pair* pair = find(key);
      return pair && counts_for(*field_of_key(pair->key), modality_of(request_));
    });
  }

  void note(std::string code, std::string path, std::string message) {
    if (notes_.size() < notes_most) notes_.push_back({std::move(code), std::move(path), std::move(message)});
  }

  const Preset* base_preset() {
    if (const Pair* wanted = find("preset")) {
      if (const Preset* preset = find_preset(rates_, wanted->value)) return preset;
      note("unknown-preset", "link.preset", "No preset is called \"" + wanted->value.substr(0, 60) + "\".");
    }
    return find("model") ? nullptr : &rates_.presets.front();
  }

  void read_pair(const Pair& pair) {
    if (&pair != find(pair.key)) {
      note("duplicate-key", "link." + pair.key.substr(0, 60), "This key stands twice; the first one counts.");
    } else if (pair.key == "v") {
      if (pair.value != link_version)
        note("unknown-version", "link.v",
             "This link is of version \"" + pair.value.substr(0, 20) +
                 "\"; this page reads version 1 and kept what it understood.");
    } else if (pair.key == "rates") {
      if (pair.value != rates_.market.as_of)
        note("rates-moved", "link.rates",
             "This link was made with the prices of " + pair.value.substr(0, 20) + "; these are of " +
                 rates_.market.as_of + ".");
    } else if (pair.key != "preset" && pair.key != "cat" && pair.key != "kind") {
      set(pair);
    }
  }

  void set(const Pair& pair) {
    const Field* field = field_of_key(pair.key);
    if (!field) {
      note("unknown-key", "link." + pair.key.substr(0, 60), "No input has this key in a link.");
      return;
    }
    const std::string path = full_path(*field, 0);
    const Json value = value_from_link(*field, pair.value);
    Result<Json> checked = check(*field, value, path);
    const bool by_item = field->kind != FieldKind::weights && field->kind != FieldKind::lengths;
    if (!checked && value.is_array() && by_item) checked = sound_items(*field, value, path);
    if (!checked) {
      note(checked.error().code, checked.error().path, checked.error().message);
      return;
    }
    const bool view = field->scope == FieldScope::view;
    set_value_at(view ? view_ : request_, view ? std::string(field->path) : path, *checked);
  }

  Result<Json> check(const Field& field, const Json& value, const std::string& path) const {
    return checked_value(field, value, path, rates_, catalog_of(request_, rates_).id, modality_of(request_));
  }

  // The items that stand on their own; each other one is noted. Where none is left, what is wrong with the
  // list.
  Result<Json> sound_items(const Field& field, const Json& items, const std::string& path) {
    Json sound = Json::array();
    std::size_t refused = 0;
    for (const Json& item : items) {
      if (refused == notes_most) break;
      Json more = sound;
      more.push_back(item);
      const Result<Json> checked = check(field, more, path);
      if (checked) {
        sound = *checked;
        continue;
      }
      if (items.size() == 1) return checked.error();
      note(checked.error().code, checked.error().path, checked.error().message);
      ++refused;
    }
    return check(field, sound, path);
  }

  // The kind of work that the link names; without one, that of its first model.
  void read_modality() {
    if (const Pair* kind = find("kind")) return set(*kind);
    const Pair* models = find("model");
    const std::vector<std::string> names = items_of(models ? models->value : "");
    const Model* model = names.empty() ? nullptr : model_of_name(catalog_of(request_, rates_), names.front());
    if (model) set_value_at(request_, "workloads.0.modality", word(model->modality));
  }

  const Rates& rates_;
  std::vector<Pair> pairs_;
  Json request_;
  Json view_;
  std::vector<Error> notes_;
};

}  // namespace

LinkState read_link(std::string_view fragment, const Rates& rates) {
  const std::optional<std::vector<Pair>> pairs = pairs_of(fragment);
  LinkState state = LinkReader(pairs.value_or(std::vector<Pair>()), rates).read();
  if (!pairs)
    state.notes.push_back({"too-large", "link",
                           "A link holds at most " + std::to_string(link_bytes_most / 1024) + " KB and " +
                               std::to_string(pairs_most) + " inputs; nothing of this one was read."});
  return state;
}

std::string write_link(const Json& request, const Json& view, const Rates& rates) {
  std::vector<Pair> pairs;
  for (const Field& field : fields()) {
    if (field.link_key.empty()) continue;
    const Json* value = value_at(field.scope == FieldScope::view      ? view
                                 : field.scope == FieldScope::request ? request
                                                                      : request["workloads"][0],
                                 field.path);
    if (!value || (!field.fallback.empty() && *value == default_value(field))) continue;
    pairs.push_back({std::string(field.link_key), encoded(link_text(*value))});
  }
  pairs.push_back({"rates", rates.market.as_of});
  sort_by(pairs, [](const Pair& a, const Pair& b) { return a.key < b.key; });
  std::string link = "#v=" + std::string(link_version);
  for (const Pair& pair : pairs) link += "&" + pair.key + "=" + pair.value;
  return link;
}

}  // namespace picker
