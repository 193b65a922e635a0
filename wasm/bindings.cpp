// The module's exports: registrations and conversions only, no arithmetic and no defaults.
// Every call takes JSON text and answers JSON text; what is no text is answered with an error, never thrown.

#include "../ui/app/app.h"
#include "../ui/host.h"
#include "contract/json_text.h"

#include <emscripten/bind.h>
#include <emscripten/html5.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using emscripten::val;

picker::app::App& app() {
  static picker::app::App instance;
  return instance;
}

val& listener() {
  static val function = val::undefined();
  return function;
}

bool notice_pending = false;

// What whenIdle promised.
std::vector<val>& promises() {
  static std::vector<val> list;
  return list;
}

std::string not_text() {
  return picker::write_json(picker::error_json({"not-text", "", "This call takes JSON as text."}));
}

void keep_promises() {
  if (notice_pending || !picker::ui::is_idle()) return;
  for (const val& keep : std::exchange(promises(), {})) keep();
}

void notify(void*) {
  notice_pending = false;
  if (listener().typeOf().as<std::string>() == "function") {
    val change = val::object();
    change.set("revision", app().revision());
    change.set("changed", true);
    listener()(change);
  }
  keep_promises();
}

// Once a task however many changes it holds, and never from a frame: frames stop in hidden pages.
void changed() {
  if (notice_pending) return;
  notice_pending = true;
  emscripten_set_timeout(notify, 0, nullptr);
}

// Tells the listener and the canvas where the call changed something.
template <class Call>
std::string noticed(Call call) {
  const int before = app().revision();
  std::string answer = call();
  if (app().revision() != before) {
    changed();
    picker::ui::app_changed();
  }
  return answer;
}

template <class Call>
std::string with_text(const val& text, Call call) {
  return text.isString() ? call(text.as<std::string>()) : not_text();
}

std::string load_catalog(val text) {
  return with_text(text, [](const std::string& s) { return noticed([&] { return app().load_catalog(s); }); });
}
std::string compare(val text) {
  return with_text(text, [](const std::string& s) { return app().session().compare(s); });
}
std::string break_even(val text) {
  return with_text(text, [](const std::string& s) { return app().session().break_even(s); });
}
std::string curve(val text) {
  return with_text(text, [](const std::string& s) { return app().session().curve(s); });
}
std::string simulate_load(val text) {
  return with_text(text, [](const std::string& s) { return app().session().simulate_load(s); });
}
std::string serving_estimate(val text) {
  return with_text(text, [](const std::string& s) { return app().session().serving_estimate(s); });
}
std::string table(val text) {
  return with_text(text, [](const std::string& s) { return app().session().table(s); });
}
std::string read_link(val text) {
  return with_text(text, [](const std::string& s) { return app().session().read_link(s); });
}
std::string write_link(val text) {
  return with_text(text, [](const std::string& s) { return app().session().write_link(s); });
}
std::string flips(val) { return picker::Session::not_yet("flips"); }
std::string winner_map(val) { return picker::Session::not_yet("winnerMap"); }
std::string difference(val) { return picker::Session::not_yet("difference"); }
std::string memo(val, val) { return picker::Session::not_yet("memo"); }
std::string add_card(val) { return picker::Session::not_yet("addCard"); }
std::string remove_card(val) { return picker::Session::not_yet("removeCard"); }

std::string start(val text) {
  return with_text(text, [](const std::string& s) { return noticed([&] { return app().start(s); }); });
}
std::string command(val text) {
  return with_text(text, [](const std::string& s) { return noticed([&] { return app().command(s); }); });
}
std::string state() { return app().state(); }
std::string result(val part) {
  return with_text(part, [](const std::string& s) { return app().result(s); });
}
std::string fields() { return app().fields(); }
void on_change(val function) { listener() = function; }

std::vector<unsigned char> bytes(const val& fonts, const char* name) {
  if (fonts.typeOf().as<std::string>() != "object" || fonts.isNull()) return {};
  const val array = fonts[name];
  if (!array.instanceof (val::global("Uint8Array"))) return {};
  return emscripten::convertJSArrayToNumberVector<unsigned char>(array);
}

std::string start_canvas(val selector, val fonts) {
  return with_text(selector, [&](const std::string& s) {
    return picker::ui::start_canvas(app(), s, {bytes(fonts, "regular"), bytes(fonts, "semibold")},
                                    {changed, keep_promises});
  });
}
std::string start_canvas_without_fonts(val selector) { return start_canvas(selector, val::undefined()); }
std::string stop_canvas() {
  std::string answer = picker::ui::stop_canvas();
  keep_promises();
  return answer;
}
std::string widgets() { return picker::ui::widgets(); }
int frame_count() { return picker::ui::frame_count(); }
void show_focus(val field) {
  if (field.isString()) picker::ui::show_focus(field.as<std::string>());
}

// Neither a notice to the listener nor a frame is due.
void tell_when_idle(val keep, val) {
  promises().push_back(keep);
  keep_promises();
}
// The overload above is what makes the promise.
val when_idle() { return val::global("Promise").new_(val::module_property("whenIdle")); }

}  // namespace

EMSCRIPTEN_BINDINGS(picker) {
  emscripten::function("loadCatalog", &load_catalog);
  emscripten::function("compare", &compare);
  emscripten::function("breakEven", &break_even);
  emscripten::function("curve", &curve);
  emscripten::function("servingEstimate", &serving_estimate);
  emscripten::function("table", &table);
  emscripten::function("readLink", &read_link);
  emscripten::function("writeLink", &write_link);
  emscripten::function("flips", &flips);
  emscripten::function("winnerMap", &winner_map);
  emscripten::function("simulateLoad", &simulate_load);
  emscripten::function("difference", &difference);
  emscripten::function("memo", &memo);
  emscripten::function("addCard", &add_card);
  emscripten::function("removeCard", &remove_card);
  emscripten::function("start", &start);
  emscripten::function("command", &command);
  emscripten::function("state", &state);
  emscripten::function("result", &result);
  emscripten::function("fields", &fields);
  emscripten::function("onChange", &on_change);
  emscripten::function("startCanvas", &start_canvas);
  emscripten::function("startCanvas", &start_canvas_without_fonts);
  emscripten::function("stopCanvas", &stop_canvas);
  emscripten::function("widgets", &widgets);
  emscripten::function("frameCount", &frame_count);
  emscripten::function("showFocus", &show_focus);
  emscripten::function("whenIdle", &when_idle);
  emscripten::function("whenIdle", &tell_when_idle);
}
