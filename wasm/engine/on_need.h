// Marks a function that a first visit does without: it stays a function of its own, and web/build leaves it
// to the second file of a module.
#pragma once

#define PICKER_ON_NEED [[gnu::noinline]]
