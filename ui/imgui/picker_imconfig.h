// How Dear ImGui is built here: without what this page never shows, and with its test hooks, from which the
// widget table is made.
#pragma once

#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_ENABLE_TEST_ENGINE

// Only settings files and number fields of ImGui's own parse text, and none is used: what sscanf() brings
// along is a twentieth of the module.
#include <stdio.h>
#define sscanf(...) 0

// WebGL2 cannot add an offset to indices: with 32 bits none is needed.
#define ImDrawIdx unsigned int
