#include "json.h"

#include "json_scanner.h"

#include <cmath>
#include <utility>
#include <vector>

namespace picker {
namespace {

// Builds the value while it is read, so that depth and double keys are refused before they cost memory.
class Parser {
 public:
  Parser(JsonLimits limits, std::string_view text) : limits_(limits), text_(text), scanner_(text) {}

  bool parse() { return value(scanner_.next()) && (scanner_.next() == JsonToken::end || not_json()); }

  Json take() { return std::move(root_); }
  const Error& error() const { return error_; }

 private:
  bool value(JsonToken token) {
    switch (token) {
      case JsonToken::null_value:
        return add(Json());
      case JsonToken::true_value:
        return add(Json(true));
      case JsonToken::false_value:
        return add(Json(false));
      case JsonToken::text:
        return add(Json(std::move(scanner_.text())));
      case JsonToken::number:
        if (std::isinf(scanner_.number())) return fail_here("A number is too large for a double near byte ");
        return add(Json(scanner_.number()));
      case JsonToken::begin_object:
        return object();
      case JsonToken::begin_array:
        return array();
      default:
        return not_json();
    }
  }

  bool array() {
    if (!open(Json::array())) return false;
    JsonToken token = scanner_.next();
    while (token != JsonToken::end_array) {
      if (!value(token)) return false;
      token = scanner_.next();
      if (token == JsonToken::end_array) break;
      if (token != JsonToken::comma) return not_json();
      token = scanner_.next();
      if (token == JsonToken::end_array) return not_json();
    }
    return close();
  }

  bool object() {
    if (!open(Json::object())) return false;
    JsonToken token = scanner_.next();
    while (token != JsonToken::end_object) {
      if (token != JsonToken::text) return not_json();
      if (!key(scanner_.text())) return false;
      if (scanner_.next() != JsonToken::colon) return not_json();
      if (!value(scanner_.next())) return false;
      token = scanner_.next();
      if (token == JsonToken::end_object) break;
      if (token != JsonToken::comma) return not_json();
      token = scanner_.next();
      if (token == JsonToken::end_object) return not_json();
    }
    return close();
  }

  bool key(std::string& name) {
    const bool twice = stack_.back()->contains(name);
    keys_.back() = std::move(name);
    return !twice || fail("duplicate-key", "Duplicate key.");
  }

  bool not_json() { return fail_here("This is not valid JSON near byte "); }

  bool fail_here(const std::string& what) {
    const std::size_t position = scanner_.position();
    return fail("bad-json", what + std::to_string(position) + line_of(position) + ".");
  }

  std::string line_of(std::size_t position) const {
    std::size_t line = 1;
    for (std::size_t i = 0; i < position && i < text_.size(); ++i) line += text_[i] == '\n';
    return ", line " + std::to_string(line);
  }

  bool fail(std::string code, std::string message) {
    if (error_.code.empty()) error_ = {std::move(code), path(), std::move(message)};
    return false;
  }

  std::string path() const {
    std::string joined;
    for (std::size_t i = 0; i < stack_.size(); ++i) {
      // The last array is about to get an element, the ones around it hold theirs already.
      const std::size_t index = stack_[i]->size() - (i + 1 < stack_.size() ? 1 : 0);
      joined = join_path(joined, stack_[i]->is_array() ? std::to_string(index) : keys_[i]);
    }
    return joined.size() > 200 ? joined.substr(0, 200) : joined;
  }

  Json* place(Json value) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *stack_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    return &(parent[keys_.back()] = std::move(value));
  }

  bool add(Json value) {
    place(std::move(value));
    return true;
  }

  bool open(Json value) {
    if (static_cast<int>(stack_.size()) >= limits_.depth)
      return fail("too-deep",
                  "Objects and arrays are nested more than " + std::to_string(limits_.depth) + " deep.");
    stack_.push_back(place(std::move(value)));
    keys_.emplace_back();
    return true;
  }

  bool close() {
    stack_.pop_back();
    keys_.pop_back();
    return true;
  }

  JsonLimits limits_;
  std::string_view text_;
  JsonScanner scanner_;
  Json root_;
  std::vector<Json*> stack_;
  std::vector<std::string> keys_;
  Error error_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes)
    return Error{"too-large", "",
                 "The text has " + std::to_string(text.size()) + " bytes; at most " +
                     std::to_string(limits.bytes) + " are read."};
  Parser parser(limits, text);
  if (!parser.parse()) return parser.error();
  return parser.take();
}

Json problem_json(const Error& error) {
  Json problem = Json::object();
  problem["code"] = error.code;
  problem["path"] = error.path;
  problem["message"] = error.message;
  return problem;
}

Json error_json(const Error& error) {
  Json answer = Json::object();
  answer["ok"] = false;
  answer["error"] = problem_json(error);
  return answer;
}

std::string join_path(std::string_view parent, std::string_view key) {
  std::string joined(parent);
  if (!joined.empty()) joined += '.';
  joined += key;
  return joined;
}

}  // namespace picker
