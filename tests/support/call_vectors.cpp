#include "support/call_vectors.h"

#include "support/vector_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace picker::testing {
namespace {

// One step of an `at`: a key, an index, or an object that names the element of an array by its members.
const Json* step(const Json& node, const Json& at) {
  if (at.is_string()) {
    const auto found = node.is_object() ? node.find(at.get<std::string>()) : node.end();
    return found == node.end() ? nullptr : &*found;
  }
  if (!node.is_array()) return nullptr;
  if (at.is_number()) return at.get<std::size_t>() < node.size() ? &node[at.get<std::size_t>()] : nullptr;
  for (const Json& element : node) {
    bool all = true;
    for (const auto& member : at.items()) all = all && element.value(member.key(), Json()) == member.value();
    if (all) return &element;
  }
  return nullptr;
}

const Json* find(const Json& answer, const Json& at) {
  const Json* node = &answer;
  for (const Json& part : at)
    if (!(node = step(*node, part))) return nullptr;
  return node;
}

void check_equal(const Json& found, const Json& wanted, double within) {
  if (!wanted.is_number()) {
    EXPECT_EQ(found, wanted);
    return;
  }
  ASSERT_TRUE(found.is_number()) << found;
  const double value = wanted.get<double>();
  EXPECT_NEAR(found.get<double>(), value, within * std::fabs(value));
}

// Of a text or of a list.
bool holds(const Json& found, const Json& part) {
  if (found.is_string()) return found.get<std::string>().find(part.get<std::string>()) != std::string::npos;
  return std::find(found.begin(), found.end(), part) != found.end();
}

void check_bounds(const Json& found, const Json& expectation) {
  ASSERT_TRUE(found.is_number()) << found;
  if (expectation.contains("at_least")) {
    EXPECT_GE(found.get<double>(), expectation["at_least"].get<double>());
  }
  if (expectation.contains("at_most")) {
    EXPECT_LE(found.get<double>(), expectation["at_most"].get<double>());
  }
}

void check_expectation(const Json& answer, const Json& expectation) {
  SCOPED_TRACE(expectation["at"].dump());
  const Json* found = find(answer, expectation["at"]);
  if (expectation.contains("absent")) {
    EXPECT_EQ(found, nullptr);
    return;
  }
  ASSERT_NE(found, nullptr) << "nothing there";
  if (expectation.contains("count")) {
    EXPECT_EQ(found->size(), expectation["count"].get<std::size_t>());
  } else if (expectation.contains("contains")) {
    EXPECT_TRUE(holds(*found, expectation["contains"])) << *found << " without " << expectation["contains"];
  } else if (expectation.contains("lacks")) {
    EXPECT_FALSE(holds(*found, expectation["lacks"])) << *found << " with " << expectation["lacks"];
  } else if (expectation.contains("is_not")) {
    EXPECT_NE(*found, expectation["is_not"]);
  } else if (expectation.contains("is")) {
    check_equal(*found, expectation["is"], expectation.value("within", relative_tolerance));
  } else {
    check_bounds(*found, expectation);
  }
}

std::string input_text(const Json& vector) {
  if (vector.contains("text")) return vector["text"].get<std::string>();
  if (!vector.contains("repeat")) return vector["input"].dump();
  std::string text;
  for (int i = 0; i < vector["repeat"][1].get<int>(); ++i) text += vector["repeat"][0].get<std::string>();
  return text;
}

void check_vector(const Session& session, const Json& vector) {
  SCOPED_TRACE(vector["id"].get<std::string>() + ": " + vector["why"].get<std::string>());
  const Json answer =
      Json::parse(run_call(session, vector["call"].get<std::string>(), input_text(vector)), nullptr, false);
  ASSERT_TRUE(answer.is_object());
  if (vector.contains("error")) {
    ASSERT_EQ(answer["ok"], false) << answer.dump().substr(0, 300);
    EXPECT_EQ(answer["error"]["code"], vector["error"]["code"]) << answer.dump();
    if (vector["error"].contains("path")) {
      EXPECT_EQ(answer["error"]["path"], vector["error"]["path"]) << answer.dump();
    }
    EXPECT_GT(answer["error"]["message"].get<std::string>().size(), 10u);
    return;
  }
  ASSERT_EQ(answer["ok"], true) << answer.dump().substr(0, 300);
  for (const Json& expectation : vector["expect"]) check_expectation(answer, expectation);
}

}  // namespace

const std::string& rates_text() {
  static const std::string text = [] {
    std::ifstream file(PICKER_RATES_JSON, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
  }();
  return text;
}

Session loaded_session() {
  Session session;
  const Json answer = Json::parse(session.load_catalog(rates_text()), nullptr, false);
  EXPECT_EQ(answer.value("ok", false), true) << answer.dump().substr(0, 500);
  return session;
}

std::string run_call(const Session& session, const std::string& call, const std::string& text) {
  if (call == "compare") return session.compare(text);
  if (call == "breakEven") return session.break_even(text);
  if (call == "curve") return session.curve(text);
  if (call == "simulateLoad") return session.simulate_load(text);
  if (call == "servingEstimate") return session.serving_estimate(text);
  if (call == "table") return session.table(text);
  if (call == "readLink") return session.read_link(text);
  if (call == "writeLink") return session.write_link(text);
  return Session::not_yet(call);
}

int check_call_vectors(const std::string& name) {
  const Session session = loaded_session();
  const Json vectors = vector_file(name);
  for (const Json& vector : vectors) check_vector(session, vector);
  return static_cast<int>(vectors.size());
}

}  // namespace picker::testing
