// How Dear ImGui is built here: without what this page never shows, with its test hooks, from which the
// widget table is made, and with mathematics that gives the same pictures everywhere.
#pragma once

#include "../../wasm/engine/numbers/numeric.h"

#include <math.h>
#include <stdio.h>

#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_ENABLE_TEST_ENGINE

// SSE's reciprocal square root is a guess that differs between processors: pictures would, too.
#define IMGUI_DISABLE_SSE

// WebGL2 cannot add an offset to indices: with 32 bits none is needed.
#define ImDrawIdx unsigned int

// Sines of the libraries differ between machines, and take more room than ours.
constexpr double picker_turns_a_radian = 0.15915494309189533577;
inline float picker_cos(float radians) {
  return static_cast<float>(picker::numeric::cos_two_pi(radians * picker_turns_a_radian));
}
inline float picker_sin(float radians) {
  return static_cast<float>(picker::numeric::cos_two_pi(radians * picker_turns_a_radian - 0.25));
}
#define cosf(X) picker_cos(X)
#define sinf(X) picker_sin(X)

// All that is parsed here is the number in "#version 300 es", by the OpenGL backend; settings files and
// number fields of ImGui's own are not used. What sscanf() brings along is a twentieth of the module.
template <class... Rest>
int picker_scan(const char* text, const char* format, void* number, Rest...) {
  while (*format != 0 && *format != '%' && *format == *text) ++format, ++text;
  if (*format != '%' || *text < '0' || *text > '9') return 0;
  int read = 0;
  while (*text >= '0' && *text <= '9' && read < 100000) read = 10 * read + (*text++ - '0');
  *static_cast<int*>(number) = read;
  return 1;
}
#define sscanf picker_scan

// A wrong call is a mistake of ours that the native tests stop at; the page has no use for a note about it.
#ifdef NDEBUG
#define IM_ASSERT_USER_ERROR(_EXPR, _MSG) ((void)(_EXPR))
#endif
