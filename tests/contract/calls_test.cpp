// The contract's calls against vectors whose expected values were worked out apart from the engine.

#include "support/call_vectors.h"

#include <gtest/gtest.h>

namespace picker::testing {
namespace {

TEST(Calls, LessonToTheCent) { EXPECT_GT(check_call_vectors("calls_lesson.json"), 15); }
TEST(Calls, MarketBills) { EXPECT_GT(check_call_vectors("calls_market.json"), 5); }
TEST(Calls, EveryPlatformAndRule) { EXPECT_GT(check_call_vectors("calls_platforms.json"), 35); }
TEST(Calls, ErrorsNameCodeAndPath) { EXPECT_GT(check_call_vectors("calls_errors.json"), 40); }
TEST(Calls, ExercisesOfTheLesson) { EXPECT_EQ(check_call_vectors("calls_exercises.json"), 8); }
TEST(Calls, EveryAxis) { EXPECT_GT(check_call_vectors("calls_axes.json"), 25); }
TEST(Calls, WhatIsAdmittedCanBeBought) { EXPECT_GT(check_call_vectors("calls_admission.json"), 80); }
TEST(Calls, Links) { EXPECT_GT(check_call_vectors("calls_links.json"), 15); }

}  // namespace
}  // namespace picker::testing
