// A JSON value, with the calls of nlohmann::json that are used here: a general one has many times the code.
// The members of an object are sorted by key. Asking a value for what it is not gives nothing: an empty
// text, 0, no elements.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace picker {

class Json {
 public:
  using Values = std::vector<Json>;

  Json() = default;  // null
  Json(std::nullptr_t) {}
  Json(std::string text);
  Json(std::string_view text) : Json(std::string(text)) {}
  Json(const char* text) : Json(std::string(text)) {}
  // What is not finite is null.
  template <class Number, std::enable_if_t<std::is_arithmetic_v<Number>, int> = 0>
  Json(Number number) {
    if constexpr (std::is_same_v<Number, bool>)
      set_flag(number);
    else
      set_number(static_cast<double>(number));
  }
  Json(const std::vector<std::string>& texts);
  // An object: Json{{"id", "chat"}}
  Json(std::initializer_list<std::pair<const char*, Json>> members);

  static Json array();
  static Json array(std::initializer_list<Json> elements);
  static Json object();

  // Out of line: each is called from everywhere.
  Json(const Json& other);
  Json(Json&& other) noexcept;
  Json& operator=(const Json& other);
  Json& operator=(Json&& other) noexcept;
  ~Json();

  bool is_null() const { return kind_ == Kind::null; }
  bool is_boolean() const { return kind_ == Kind::flag; }
  bool is_number() const { return kind_ == Kind::number; }
  bool is_string() const { return kind_ == Kind::text; }
  bool is_array() const { return kind_ == Kind::array; }
  bool is_object() const { return kind_ == Kind::object; }

  const std::string& text() const { return text_; }
  template <class T>
  T get() const {
    if constexpr (std::is_same_v<T, std::string>)
      return text_;
    else
      return static_cast<T>(number_);
  }

  // Of an array or an object; an index is one that it has.
  bool empty() const { return values_.empty(); }
  std::size_t size() const { return values_.size(); }
  Values::const_iterator begin() const { return values_.begin(); }
  Values::const_iterator end() const { return values_.end(); }
  const Json& front() const { return values_.front(); }
  const Json& back() const { return values_.back(); }
  Json& back() { return values_.back(); }
  const Json& operator[](std::size_t index) const { return values_[index]; }
  Json& operator[](std::size_t index) { return values_[index]; }
  const Json& operator[](int index) const { return values_[static_cast<std::size_t>(index)]; }
  Json& operator[](int index) { return values_[static_cast<std::size_t>(index)]; }

  // Makes null an array.
  void push_back(Json value);

  // Of an object, in the order of its values.
  const std::vector<std::string>& keys() const { return keys_; }
  Values::const_iterator find(std::string_view key) const;
  bool contains(std::string_view key) const { return find(key) != end(); }
  // Null where there is none.
  const Json& operator[](std::string_view key) const;
  const Json& operator[](const char* key) const { return (*this)[std::string_view(key)]; }
  // Makes null an object, and a member where there is none.
  Json& operator[](std::string_view key);
  Json& operator[](const char* key) { return (*this)[std::string_view(key)]; }

  bool operator==(const Json& other) const;
  bool operator!=(const Json& other) const { return !(*this == other); }

 private:
  enum class Kind { null, flag, number, text, array, object };

  explicit Json(Kind kind) : kind_(kind) {}
  void set_flag(bool flag);
  void set_number(double number);
  std::size_t position_of(std::string_view key) const;
  bool is_at(std::size_t position, std::string_view key) const;

  Kind kind_ = Kind::null;
  double number_ = 0;
  std::string text_;
  Values values_;
  std::vector<std::string> keys_;
};

}  // namespace picker
