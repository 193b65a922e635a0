// Errors as values. What every fallible call of the engine and the contract returns; never thrown, never
// logged.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace picker {

// `code` is a stable word, `path` the dotted place in the input ("workloads.0.load.shape", empty for the
// whole), `message` one sentence that says what to do.
struct Error {
  std::string code;
  std::string path;
  std::string message;
};

template <class T>
class Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  explicit operator bool() const { return std::holds_alternative<T>(state_); }
  T& operator*() { return *std::get_if<T>(&state_); }
  const T& operator*() const { return *std::get_if<T>(&state_); }
  T* operator->() { return std::get_if<T>(&state_); }
  const T* operator->() const { return std::get_if<T>(&state_); }
  const Error& error() const { return *std::get_if<Error>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace picker
