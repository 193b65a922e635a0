// The page around the canvas, in its own language: listeners, sizes, looks, requests. Never takes the
// keyboard, and the wheel only while something in the face scrolls: they stay with the page.

#include "host_page.h"

#include <emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>

// clang-format off

// What the listeners call is defined at the end of this file. page_open.page is the open page.
EM_JS(int, page_open, (const char* selector), {
  let canvas = null;
  try {
    canvas = document.querySelector(UTF8ToString(selector));
  } catch (error) {
  }
  if (!(canvas instanceof HTMLCanvasElement)) return 0;
  const undo = [];
  const on = (target, type, listener, options) => {
    target.addEventListener(type, listener, options);
    undo.push(() => target.removeEventListener(type, listener, options));
  };

  // A ruler beside the canvas has its width and never its height, which the face decides.
  const ruler = document.createElement('div');
  canvas.before(ruler);
  undo.push(() => ruler.remove());
  const page = { canvas, ruler, undo, width_pixels: 0 };
  const sizes = new ResizeObserver((entries) => {
    const box = entries[0].devicePixelContentBoxSize;
    page.width_pixels = box ? box[0].inlineSize : 0;
    // Drawn at once the canvas could change its height, hence a scroll bar, hence this width: observers must not.
    _host_resized(0);
  });
  try {
    sizes.observe(ruler, { box: 'device-pixel-content-box' });
  } catch (error) {
    sizes.observe(ruler);
  }
  undo.push(() => sizes.disconnect());
  on(window, 'resize', () => _host_resized(1));
  let forgetRatio = null;
  const watchRatio = () => {
    const query = matchMedia('(resolution: ' + devicePixelRatio + 'dppx)');
    const changed = () => {
      watchRatio();
      _host_resized(1);
    };
    query.addEventListener('change', changed, { once: true });
    forgetRatio = () => query.removeEventListener('change', changed);
  };
  watchRatio();
  undo.push(() => forgetRatio());

  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'])
    on(matchMedia(query), 'change', () => _host_looks_changed());
  const attributes = new MutationObserver(() => _host_looks_changed());
  attributes.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'data-theme', 'style'] });
  undo.push(() => attributes.disconnect());
  on(document, 'visibilitychange', () => _host_shown(!document.hidden));

  // While a button is down its pointer belongs to the canvas wherever it goes; others are left out.
  const kinds = { move: 0, down: 1, up: 2, leave: 3, cancel: 4 };
  let held = null;
  const tell = (kind, event) => {
    const box = canvas.getBoundingClientRect();
    const source = event.pointerType === 'touch' ? 1 : event.pointerType === 'pen' ? 2 : 0;
    _host_pointer(kinds[kind], source, event.clientX - box.left, event.clientY - box.top);
  };
  const foreign = (event) => !event.isPrimary || (held !== null && event.pointerId !== held);
  const cancel = (event) => {
    if (held === null || event.pointerId !== held) return;
    held = null;
    tell('cancel', event);
  };
  on(canvas, 'pointerdown', (event) => {
    if (foreign(event) || event.button !== 0) return;
    held = event.pointerId;
    canvas.setPointerCapture(held);
    tell('down', event);
  });
  on(canvas, 'pointermove', (event) => {
    if (foreign(event)) return;
    if (held !== null && !(event.buttons & 1)) cancel(event);
    else tell('move', event);
  });
  on(canvas, 'pointerup', (event) => {
    if (foreign(event) || held === null || event.button !== 0) return;
    held = null;
    tell('up', event);
  });
  on(canvas, 'pointercancel', cancel);
  on(canvas, 'lostpointercapture', cancel);
  on(canvas, 'pointerleave', (event) => {
    if (!foreign(event) && held === null) tell('leave', event);
  });

  page.wheel = (event) => {
    if (event.ctrlKey) return;
    event.preventDefault();
    const steps = event.deltaMode === 0 ? 100 : event.deltaMode === 1 ? 3 : 1 / 80;
    _host_wheel(-event.deltaY / steps);
  };
  undo.push(() => canvas.removeEventListener('wheel', page.wheel));

  on(canvas, 'webglcontextlost', (event) => {
    event.preventDefault();
    held = null;
    _host_context_lost();
  });
  on(canvas, 'webglcontextrestored', () => _host_context_restored());
  page_open.page = page;
  return 1;
});

EM_JS(void, page_close, (), {
  const page = page_open.page;
  page_open.page = null;
  page.canvas.style.removeProperty('cursor');
  page.canvas.style.removeProperty('height');
  for (const step of page.undo) step();
});

EM_JS(double, page_width_pixels, (), {
  const page = page_open.page;
  const width = page.ruler.getBoundingClientRect().width * devicePixelRatio;
  // What the observer said may be of before a resize.
  return Math.abs(page.width_pixels - width) < 1 ? page.width_pixels : Math.round(width);
});

EM_JS(double, page_room, (), {
  const top = page_open.page.canvas.getBoundingClientRect().top + scrollY;
  return Math.max(1, document.documentElement.clientHeight - top);
});

EM_JS(int, page_background, (), {
  const colour = getComputedStyle(document.documentElement).backgroundColor.match(/[0-9.]+/g);
  if (colour === null || colour.length < 3) return 0xffffff;
  return (colour[0] << 16) | (colour[1] << 8) | colour[2];
});

EM_JS(int, page_high_contrast, (), { return matchMedia('(prefers-contrast: more)').matches; });

EM_JS(int, page_hidden, (), { return document.hidden; });

// A listener that may keep the wheel slows the page's scrolling: there is one only while it is wanted.
EM_JS(void, page_take_wheel, (int wanted), {
  const { canvas, wheel } = page_open.page;
  canvas.removeEventListener('wheel', wheel);
  if (wanted) canvas.addEventListener('wheel', wheel, { passive: false });
});

EM_JS(void, page_resize_canvas, (double width, double height, double height_css_px), {
  const canvas = page_open.page.canvas;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.style.height = height_css_px + 'px';
});

EM_JS(void, page_cursor, (const char* name), { page_open.page.canvas.style.cursor = UTF8ToString(name); });

EM_JS(void, page_request, (const char* call, const char* text, double x, double y, double width, double height), {
  const detail = { call: UTF8ToString(call), text: UTF8ToString(text), rect_css_px: [x, y, width, height] };
  page_open.page.canvas.dispatchEvent(new CustomEvent('picker-request', { detail }));
});

// clang-format on

namespace picker::ui::page {
namespace {

Listener*& listener() {
  static Listener* instance = nullptr;
  return instance;
}

}  // namespace

bool open(const std::string& selector) { return page_open(selector.c_str()) != 0; }
void close() { page_close(); }
void listen(Listener* hears) { listener() = hears; }

double width_pixels() { return page_width_pixels(); }
double room() { return page_room(); }
double device_ratio() { return std::max(0.1, emscripten_get_device_pixel_ratio()); }
int background_rgb() { return page_background(); }
bool high_contrast() { return page_high_contrast() != 0; }
bool hidden() { return page_hidden() != 0; }

void resize_canvas(double width, double height, double height_css_px) {
  page_resize_canvas(width, height, height_css_px);
}
void take_wheel(bool wanted) { page_take_wheel(wanted); }
void set_cursor(const char* name) { page_cursor(name); }
void request(const char* call, const std::string& text, const Box& box) {
  page_request(call, text.c_str(), box.x, box.y, box.width, box.height);
}

}  // namespace picker::ui::page

// What the page's listeners call.
extern "C" {

EMSCRIPTEN_KEEPALIVE void host_pointer(int event, int source, double x, double y) {
  using namespace picker::ui::page;
  if (!listener()) return;
  listener()->pointer(static_cast<Pointer>(event), static_cast<Source>(source), static_cast<float>(x),
                      static_cast<float>(y));
}
EMSCRIPTEN_KEEPALIVE void host_wheel(double steps) {
  if (auto* hears = picker::ui::page::listener()) hears->wheel(static_cast<float>(steps));
}
EMSCRIPTEN_KEEPALIVE void host_resized(int draw_now) {
  if (auto* hears = picker::ui::page::listener()) hears->resized(draw_now != 0);
}
EMSCRIPTEN_KEEPALIVE void host_looks_changed() {
  if (auto* hears = picker::ui::page::listener()) hears->looks_changed();
}
EMSCRIPTEN_KEEPALIVE void host_shown(int visible) {
  if (auto* hears = picker::ui::page::listener()) hears->shown(visible != 0);
}
EMSCRIPTEN_KEEPALIVE void host_context_lost() {
  if (auto* hears = picker::ui::page::listener()) hears->context_lost();
}
EMSCRIPTEN_KEEPALIVE void host_context_restored() {
  if (auto* hears = picker::ui::page::listener()) hears->context_restored();
}
}
