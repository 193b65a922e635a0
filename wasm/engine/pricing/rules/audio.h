// Audio: how many units of an audio meter one request bills.
#pragma once

#include "../../catalog/catalog.h"

#include <optional>

namespace picker {

// Seconds, minutes or hours of audio, at least the platform's minimum a request. Empty: the meter counts no
// audio.
std::optional<double> audio_amount(MeterUnit unit, double audio_seconds, const DatedPrice& price);

}  // namespace picker
