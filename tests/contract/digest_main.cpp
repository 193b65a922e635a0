// Prints one digest of the answers to a thousand seeded random requests: the same line from every compiler,
// optimizer and target, or the arithmetic is not the same everywhere.
//
// usage: picker_digest [calls]
//   calls: prints the calls instead, one a line: its name, a blank and its text, for digest.mjs

#include "support/random_requests.h"

#include "contract/session.h"

#include <cinttypes>
#include <cstdio>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>

namespace {

constexpr int requests = 1000;
constexpr std::uint64_t seed = 20261122;

// FNV-1a, 64 bits.
class Digest {
 public:
  void add(const std::string& text) {
    for (const char letter : text) value_ = (value_ ^ static_cast<unsigned char>(letter)) * 0x100000001b3u;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325u;
};

// One call of the contract; gives its answer.
using Answer = std::string (*)(const picker::Session& session, const std::string& text);
using Call = std::function<void(const char* name, const picker::testing::Json& input, Answer answer)>;

std::string compare(const picker::Session& session, const std::string& text) { return session.compare(text); }
std::string write_link(const picker::Session& session, const std::string& text) {
  return session.write_link(text);
}
std::string break_even(const picker::Session& session, const std::string& text) {
  return session.break_even(text);
}
std::string curve(const picker::Session& session, const std::string& text) { return session.curve(text); }

void for_each_call(const Call& call) {
  picker::testing::Draws draws(seed);
  for (int i = 0; i < requests; ++i) {
    picker::testing::Json request = picker::testing::random_request(draws);
    call("compare", request, compare);
    call("writeLink", request, write_link);
    const bool lesson = request["catalog"] == "lesson";
    request["a"] = lesson ? "fireworks/llama-70b/per-token" : "deepinfra/llama-3.3-70b/serverless";
    request["b"] = lesson ? "modal/llama-70b/per-minute" : "modal/llama-3.3-70b/2xh100-fp8";
    request["axis"] = "requests_per_day";
    request["requirements"].erase("precision");
    call("breakEven", request, break_even);
    if (i % 50 != 0) continue;
    request["axis"] = "output_tokens";
    if (i % 100 == 0) call("breakEven", request, break_even);
    request.erase("a");
    request.erase("b");
    request.update({{"from", 10}, {"to", 1000}, {"n", 5}, {"scale", "log"}});
    call("curve", request, curve);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count > 1 && std::string(words[1]) == "calls") {
    for_each_call([](const char* name, const picker::testing::Json& input, Answer) {
      std::printf("%s %s\n", name, input.dump().c_str());
    });
    return 0;
  }
  std::ifstream file(PICKER_RATES_JSON, std::ios::binary);
  std::ostringstream rates;
  rates << file.rdbuf();
  picker::Session session;
  Digest digest;
  digest.add(session.load_catalog(rates.str()));
  for_each_call([&](const char*, const picker::testing::Json& input, Answer answer) {
    digest.add(answer(session, input.dump()));
  });
  std::printf("%016" PRIx64 "\n", digest.value());
  return 0;
}
