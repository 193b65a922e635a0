#include "fuzz/entries.h"

#include "../../ui/app/app.h"
#include "contract/session.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace picker::fuzz {
namespace {

using nlohmann::json;

// An answer is an object that says ok, or names code and message of what is wrong.
std::string wrong_with(const std::string& answer) {
  const json parsed = json::parse(answer, nullptr, false);
  if (!parsed.is_object()) return "no JSON object: " + answer.substr(0, 200);
  const auto ok = parsed.find("ok");
  if (ok == parsed.end() || !ok->is_boolean()) return "no \"ok\": " + answer.substr(0, 200);
  if (ok->get<bool>()) return "";
  const auto error = parsed.find("error");
  if (error == parsed.end() || !error->is_object()) return "no error: " + answer.substr(0, 200);
  for (const char* key : {"code", "message"}) {
    const auto text = error->find(key);
    if (text == error->end() || !text->is_string() || text->get<std::string>().empty())
      return "no " + std::string(key) + ": " + answer.substr(0, 200);
  }
  return "";
}

const std::string& rates() {
  static const std::string text = [] {
    std::ifstream file(PICKER_RATES_JSON, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
  }();
  return text;
}

const Session& session() {
  static const Session loaded = [] {
    Session fresh;
    fresh.load_catalog(rates());
    return fresh;
  }();
  return loaded;
}

// A refused catalogue leaves the old one in force.
std::string catalog(std::string_view bytes) {
  Session fresh = session();
  const Rates* before = fresh.rates();
  const std::string answer = fresh.load_catalog(bytes);
  const bool refused = json::parse(answer, nullptr, false).value("ok", false) == false;
  if (refused && fresh.rates() != before) return "refused, and yet in force";
  if (!refused && fresh.rates() == before) return "accepted, and yet not in force";
  return wrong_with(answer);
}

std::string calls(std::string_view bytes) {
  if (bytes.empty()) return "";
  const std::string_view text = bytes.substr(1);
  switch (static_cast<unsigned char>(bytes[0]) % 6) {
    case 0:
      return wrong_with(session().compare(text));
    case 1:
      return wrong_with(session().break_even(text));
    case 2:
      return wrong_with(session().curve(text));
    case 3:
      return wrong_with(session().simulate_load(text));
    case 4:
      return wrong_with(session().serving_estimate(text));
    default:
      return wrong_with(session().table(text));
  }
}

// Whatever a link holds, what is read of it can be written again, and is then read whole.
std::string read_link(std::string_view bytes) {
  const std::string answer = session().read_link(bytes);
  if (std::string wrong = wrong_with(answer); !wrong.empty()) return wrong;
  const json read = json::parse(answer, nullptr, false);
  if (read["ok"] != true) return "";
  json request = read["request"];
  request["view"] = read["view"];
  const std::string written = session().write_link(request.dump());
  const json link = json::parse(written, nullptr, false);
  if (link.value("ok", false) != true) return "what was read cannot be written: " + written.substr(0, 300);
  const json again = json::parse(session().read_link(link["fragment"].get<std::string>()), nullptr, false);
  if (again["request"] != read["request"] || again["view"] != read["view"] || !again["notes"].empty())
    return "read again, another state: " + again.dump().substr(0, 300);
  return "";
}

std::string write_link(std::string_view bytes) { return wrong_with(session().write_link(bytes)); }

std::string app(std::string_view bytes) {
  app::App app;
  app.session() = session();
  std::string wrong;
  bool started = false;
  int lines = 0;
  for (std::size_t from = 0; from <= bytes.size() && wrong.empty() && lines < 32; ++lines) {
    const std::size_t end = std::min(bytes.find('\n', from), bytes.size());
    const std::string_view line = bytes.substr(from, end - from);
    wrong = wrong_with(started ? app.command(line) : app.start(line));
    started = true;
    from = end + 1;
  }
  if (wrong.empty()) wrong = wrong_with(app.state());
  for (const char* part : {"compare", "link", "curve", "breakEven", "dayOfLoad", "table", "csv"})
    if (wrong.empty()) wrong = wrong_with(app.result(part));
  return wrong;
}

}  // namespace

const Entry entries[5] = {{"catalog", catalog},
                          {"calls", calls},
                          {"read_link", read_link},
                          {"write_link", write_link},
                          {"app", app}};

const Entry* find_entry(std::string_view name) {
  for (const Entry& entry : entries)
    if (entry.name == name) return &entry;
  return nullptr;
}

}  // namespace picker::fuzz
