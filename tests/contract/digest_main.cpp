// Prints one digest of the answers to a thousand seeded random requests: the same line from every compiler,
// optimizer and target, or the arithmetic is not the same everywhere.

#include "support/random_requests.h"

#include "contract/session.h"

#include <cinttypes>
#include <cstdio>
#include <fstream>
#include <sstream>

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

}  // namespace

int main() {
  std::ifstream file(PICKER_RATES_JSON, std::ios::binary);
  std::ostringstream rates;
  rates << file.rdbuf();
  picker::Session session;
  Digest digest;
  digest.add(session.load_catalog(rates.str()));
  picker::testing::Draws draws(seed);
  for (int i = 0; i < requests; ++i) {
    picker::testing::Json request = picker::testing::random_request(draws);
    digest.add(session.compare(request.dump()));
    digest.add(session.write_link(request.dump()));
    const bool lesson = request["catalog"] == "lesson";
    request["a"] = lesson ? "fireworks/llama-70b/per-token" : "deepinfra/llama-3.3-70b/serverless";
    request["b"] = lesson ? "modal/llama-70b/per-minute" : "modal/llama-3.3-70b/2xh100-fp8";
    request["axis"] = "requests_per_day";
    request["requirements"].erase("precision");
    digest.add(session.break_even(request.dump()));
    if (i % 50 != 0) continue;
    request["axis"] = "output_tokens";
    if (i % 100 == 0) digest.add(session.break_even(request.dump()));
    request.erase("a");
    request.erase("b");
    request.update({{"from", 10}, {"to", 1000}, {"n", 5}, {"scale", "log"}});
    digest.add(session.curve(request.dump()));
  }
  std::printf("%016" PRIx64 "\n", digest.value());
  return 0;
}
