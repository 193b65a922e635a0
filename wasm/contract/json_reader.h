// A strict walk over a JSON object: every getter knows its path, the first problem is kept, a key that nobody asked for
// is an error. After a problem getters return empty values, so a reader can run on and check once at the end.
#pragma once

#include "json.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace picker {

class Problem {
 public:
  bool ok() const { return !error_; }
  const Error& error() const { return *error_; }
  void add(std::string code, std::string path, std::string message);

 private:
  std::optional<Error> error_;
};

template <class T>
struct Word {
  std::string_view text;
  T value;
};

class ObjectReader {
 public:
  ObjectReader(const Json& node, std::string path, Problem& problem);

  const std::string& path() const { return path_; }
  std::string path_of(std::string_view key) const { return join_path(path_, key); }

  bool has(std::string_view key) const;  // present and not null
  std::string text(std::string_view key);
  std::string text_or_empty(std::string_view key);  // null or missing gives ""
  double number(std::string_view key, double min, double max);
  std::optional<double> number_or_null(std::string_view key, double min, double max);
  std::optional<bool> flag_or_null(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<double> numbers(std::string_view key, double min, double max);
  void ignore(std::string_view key) { take(key); }

  template <class T>
  T choice(std::string_view key, const std::vector<Word<T>>& words) {
    const std::string found = text(key);
    for (const Word<T>& word : words)
      if (word.text == found) return word.value;
    std::string allowed;
    for (const Word<T>& word : words) allowed += (allowed.empty() ? "" : ", ") + std::string(word.text);
    problem_->add("unknown-value", path_of(key), "\"" + found.substr(0, 60) + "\" is not one of " + allowed + ".");
    return words.front().value;
  }

  template <class T>
  std::optional<T> choice_or_null(std::string_view key, const std::vector<Word<T>>& words) {
    if (!has(key)) {
      take(key);
      return std::nullopt;
    }
    return choice(key, words);
  }

  // Calls read(ObjectReader&) on the object under `key`; on nothing where it is null or missing and not required.
  template <class Read>
  void object(std::string_view key, bool required, Read read) {
    const Json* node = take(key);
    if (!node || node->is_null()) {
      if (required) problem_->add("missing", path_of(key), "This object is missing.");
      return;
    }
    ObjectReader child(*node, path_of(key), *problem_);
    read(child);
    child.finish();
  }

  // Calls read(ObjectReader&) on each element of the array under `key`; a missing array counts as empty.
  template <class Read>
  void each(std::string_view key, Read read) {
    const Json* node = take(key);
    if (!node || node->is_null()) return;
    if (!node->is_array()) {
      problem_->add("wrong-type", path_of(key), "This must be an array.");
      return;
    }
    std::size_t index = 0;
    for (const Json& element : *node) {
      ObjectReader child(element, join_path(path_of(key), std::to_string(index++)), *problem_);
      read(child);
      child.finish();
    }
  }

  // Calls read(key, value, path) on each member of the object itself; nothing is left unknown after it.
  template <class Read>
  void members(Read read) {
    if (!node_->is_object()) return;
    for (const auto& member : node_->items()) {
      taken_.insert(member.key());
      read(member.key(), member.value(), path_of(member.key()));
    }
  }

  // Reports the first key that no getter asked for.
  void finish();
  Problem& problem() { return *problem_; }

 private:
  const Json* take(std::string_view key);
  std::optional<double> checked_number(const Json& node, const std::string& path, double min, double max);

  const Json* node_;
  std::string path_;
  Problem* problem_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace picker
