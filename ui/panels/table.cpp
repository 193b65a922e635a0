#include "panels.h"

namespace picker::ui {}  // namespace picker::ui
