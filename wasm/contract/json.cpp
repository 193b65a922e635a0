#include "json.h"

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace picker {
namespace {

// Builds the value while it is read, so that depth and double keys are refused before they cost memory.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(JsonLimits limits, std::string_view text) : limits_(limits), text_(text) {}

  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(Json(value)); }
  bool number_integer(std::int64_t value) override { return add(json_number(static_cast<double>(value))); }
  bool number_unsigned(std::uint64_t value) override { return add(json_number(static_cast<double>(value))); }
  bool number_float(double value, const std::string&) override { return add(json_number(value)); }
  bool string(std::string& value) override { return add(Json(std::move(value))); }
  bool binary(Json::binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json(Json::value_t::object)); }
  bool start_array(std::size_t) override { return open(Json(Json::value_t::array)); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    const bool twice = stack_.back()->contains(name);
    keys_.back() = std::move(name);
    return !twice || fail("duplicate-key", "This key stands twice in one object.");
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& exception) override {
    const bool range = exception.id == 406;
    return fail("bad-json", (range ? "A number is too large for a double near byte "
                                   : "This is not valid JSON near byte ") +
                                std::to_string(position) + line_of(position) + ".");
  }

  Json take() { return std::move(root_); }
  const Error& error() const { return error_; }

 private:
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
  Builder builder(limits, text);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) {
    if (builder.error().code.empty()) return Error{"bad-json", "", "This is not valid JSON."};
    return builder.error();
  }
  return builder.take();
}

Json json_number(double value) {
  constexpr double exact_integers = 9007199254740992.0;  // 2^53
  if (!std::isfinite(value)) return nullptr;
  if (std::fabs(value) <= exact_integers && value == std::floor(value))
    return static_cast<std::int64_t>(value);
  return value;
}

std::string write_json(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
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
