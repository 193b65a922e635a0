#include "json_reader.h"

#include "../engine/numbers/numeric_text.h"

#include <algorithm>

namespace picker {
namespace {

const Json empty_object = Json::object();

}  // namespace

void Problem::add(const char* code, const std::string& path, const std::string& message) {
  if (!error_) error_ = Error{code, path, message};
}

ObjectReader::ObjectReader(const Json& node, std::string path, Problem& problem)
    : node_(node.is_object() ? &node : &empty_object), path_(std::move(path)), problem_(&problem) {
  if (!node.is_object()) problem.add("wrong-type", path_, "This must be an object.");
}

std::string ObjectReader::path_of(std::string_view key) const { return join_path(path_, key); }

void ObjectReader::reject(const char* code, const char* key, const char* message) {
  reject(code, key, std::string(message));
}

void ObjectReader::reject(const char* code, const char* key, const std::string& message) {
  problem_->add(code, path_of(key), message);
}

const Json* ObjectReader::take(const char* key) {
  taken_.push_back(key);
  const auto found = node_->find(key);
  return found == node_->end() ? nullptr : &*found;
}

bool ObjectReader::has(const char* key) const {
  const auto found = node_->find(key);
  return found != node_->end() && !found->is_null();
}

std::string ObjectReader::text(const char* key) {
  const Json* node = take(key);
  if (!node || node->is_null()) {
    reject("missing", key, "This text is missing.");
    return "";
  }
  if (!node->is_string()) {
    reject("wrong-type", key, "This must be text.");
    return "";
  }
  return node->text();
}

std::string ObjectReader::text_or_empty(const char* key) {
  if (has(key)) return text(key);
  take(key);
  return "";
}

std::optional<double> ObjectReader::checked_number(const Json& node, const std::string& path, double min,
                                                   double max) {
  if (!node.is_number()) {
    problem_->add("wrong-type", path, "This must be a number.");
    return std::nullopt;
  }
  const double value = node.get<double>();
  if (!(value >= min && value <= max)) {
    problem_->add("out-of-range", path,
                  "This must lie between " + text::plain(min) + " and " + text::plain(max) + ".");
    return std::nullopt;
  }
  return value;
}

double ObjectReader::number(const char* key, double min, double max) {
  const Json* node = take(key);
  if (!node || node->is_null()) {
    reject("missing", key, "This number is missing.");
    return min;
  }
  return checked_number(*node, path_of(key), min, max).value_or(min);
}

std::optional<double> ObjectReader::number_or_null(const char* key, double min, double max) {
  const Json* node = take(key);
  if (!node || node->is_null()) return std::nullopt;
  return checked_number(*node, path_of(key), min, max);
}

std::optional<bool> ObjectReader::flag_or_null(const char* key) {
  const Json* node = take(key);
  if (!node || node->is_null()) return std::nullopt;
  if (!node->is_boolean()) {
    reject("wrong-type", key, "This must be true or false.");
    return std::nullopt;
  }
  return node->get<bool>();
}

std::vector<std::string> ObjectReader::texts(const char* key) {
  std::vector<std::string> values;
  const Json* node = take(key);
  if (!node || node->is_null()) return values;
  if (!node->is_array()) {
    reject("wrong-type", key, "This must be an array of texts.");
    return values;
  }
  std::size_t index = 0;
  for (const Json& element : *node) {
    const std::string path = join_path(path_of(key), std::to_string(index++));
    if (element.is_string())
      values.push_back(element.text());
    else
      problem_->add("wrong-type", path, "This must be text.");
  }
  return values;
}

std::vector<double> ObjectReader::numbers(const char* key, double min, double max) {
  std::vector<double> values;
  const Json* node = take(key);
  if (!node || node->is_null()) return values;
  if (!node->is_array()) {
    reject("wrong-type", key, "This must be an array of numbers.");
    return values;
  }
  std::size_t index = 0;
  for (const Json& element : *node)
    if (const auto value =
            checked_number(element, join_path(path_of(key), std::to_string(index++)), min, max))
      values.push_back(*value);
  return values;
}

std::size_t ObjectReader::word_index(const char* key, const std::string_view* words, std::size_t n) {
  const std::string found = text_or_empty(key);
  std::string allowed;
  for (std::size_t i = 0; i < n; ++i) {
    if (words[i] == found) return i;
    allowed += (allowed.empty() ? "" : ", ") + std::string(words[i]);
  }
  if (found.empty()) {
    reject("missing", key, "This is one of " + allowed + ".");
    return 0;
  }
  reject("unknown-value", key, "\"" + found.substr(0, 60) + "\" is not one of " + allowed + ".");
  return 0;
}

void ObjectReader::object(const char* key, bool required, Visitor<ObjectReader&> read) {
  const Json* node = take(key);
  if (!node || node->is_null()) {
    if (required) reject("missing", key, "This object is missing.");
    return;
  }
  ObjectReader child(*node, path_of(key), *problem_);
  read(child);
  child.finish();
}

void ObjectReader::each(const char* key, Visitor<ObjectReader&> read) {
  const Json* node = take(key);
  if (!node || node->is_null()) return;
  if (!node->is_array()) {
    reject("wrong-type", key, "This must be an array.");
    return;
  }
  std::size_t index = 0;
  for (const Json& element : *node) {
    ObjectReader child(element, join_path(path_of(key), std::to_string(index++)), *problem_);
    read(child);
    child.finish();
  }
}

void ObjectReader::members(Visitor<const std::string&, const Json&, const std::string&> read) {
  all_taken_ = true;
  for (std::size_t i = 0; i < node_->size(); ++i) {
    const std::string& key = node_->keys()[i];
    read(key, (*node_)[i], path_of(key));
  }
}

void ObjectReader::finish() {
  if (!problem_->ok() || all_taken_) return;
  for (const std::string& key : node_->keys())
    if (std::find(taken_.begin(), taken_.end(), key) == taken_.end())
      problem_->add("unknown-key", path_of(key), "Nothing here is called \"" + key.substr(0, 60) + "\".");
}

}  // namespace picker
