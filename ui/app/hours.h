// The hours of a load: their names, and their weights, which a hand can change. Pure.
#pragma once

#include "../../wasm/engine/catalog/load_shape.h"

#include <cstddef>
#include <string>
#include <vector>

namespace picker::app {

// "14:00" or, in a week, "Tue 14:00": the beginning of an hour of the period, or the end of the last one.
std::string hour_name(std::size_t hour, std::size_t hours);

// The load's hours as the input takes them: its own, else each over their mean and to three digits.
std::vector<double> hour_weights(const Load& load);

// The weights with which one hour has `times_mean` of the mean demand while the others keep their
// proportions.
std::vector<double> with_hour(std::vector<double> weights, std::size_t hour, double times_mean);

}  // namespace picker::app
