// "A day of load": its facts in words.
#pragma once

#include "../../wasm/contract/answer.h"

#include <string>

namespace picker::app {

// "$312 a day for 48 GPU-hours, of which 12.3 % are used. …", to follow the offer's name.
std::string day_facts(const LoadDay& day);

}  // namespace picker::app
