// A strict walk over a JSON object: every getter knows its path, the first problem is kept, a key that nobody
// asked for is an error. After a problem getters return empty values, so a reader can run on and check once
// at the end.
#pragma once

#include "json.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace picker {

class Problem {
 public:
  bool ok() const { return !error_; }
  const Error& error() const { return *error_; }
  void add(const char* code, const std::string& path, const std::string& message);

 private:
  std::optional<Error> error_;
};

// A borrowed callable: one pointer and one call instead of a template per lambda, which keeps the module
// small.
template <class... Args>
class Visitor {
 public:
  template <class Call>
  Visitor(const Call& call)
      : object_(&call),
        call_([](const void* object, Args... args) { (*static_cast<const Call*>(object))(args...); }) {}
  void operator()(Args... args) const { call_(object_, args...); }

 private:
  const void* object_;
  void (*call_)(const void*, Args...);
};

class ObjectReader {
 public:
  ObjectReader(const Json& node, std::string path, Problem& problem);

  const std::string& path() const { return path_; }
  std::string path_of(std::string_view key) const;

  bool has(const char* key) const;  // present and not null
  std::string text(const char* key);
  std::string text_or_empty(const char* key);  // null or missing gives ""
  double number(const char* key, double min, double max);
  std::optional<double> number_or_null(const char* key, double min, double max);
  std::optional<bool> flag_or_null(const char* key);
  std::vector<std::string> texts(const char* key);
  std::vector<double> numbers(const char* key, double min, double max);
  void ignore(const char* key) { take(key); }

  // The enum value whose position in `words` the text has; the first one after a problem.
  template <class T, std::size_t n>
  T choice(const char* key, const std::string_view (&words)[n]) {
    return static_cast<T>(word_index(key, words, n));
  }

  template <class T, std::size_t n>
  std::optional<T> choice_or_null(const char* key, const std::string_view (&words)[n]) {
    if (has(key)) return choice<T>(key, words);
    take(key);
    return std::nullopt;
  }

  // Reads the object under `key`; nothing where it is null or missing and not required.
  void object(const char* key, bool required, Visitor<ObjectReader&> read);

  // Reads each object of the array under `key`; a missing array counts as empty.
  void each(const char* key, Visitor<ObjectReader&> read);

  // Reads each member of the object itself as (key, value, path); nothing is left unknown after it.
  void members(Visitor<const std::string&, const Json&, const std::string&> read);

  // Reports the first key that no getter asked for.
  void finish();
  Problem& problem() { return *problem_; }
  // Keeps a problem with the member `key`.
  void reject(const char* code, const char* key, const char* message);
  void reject(const char* code, const char* key, const std::string& message);

 private:
  const Json* take(const char* key);
  std::size_t word_index(const char* key, const std::string_view* words, std::size_t n);
  std::optional<double> checked_number(const Json& node, const std::string& path, double min, double max);

  const Json* node_;
  std::string path_;
  Problem* problem_;
  std::vector<std::string_view> taken_;
  bool all_taken_ = false;
};

}  // namespace picker
