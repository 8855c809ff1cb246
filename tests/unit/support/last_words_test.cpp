#include "support/last_words.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

constexpr Time at(std::int64_t millis) {
  return Time{Millis{millis}};
}

TEST(LastWords, A_complaint_since_the_question_explains_the_timeout) {
  const LastWords words{at(10), "too many", 4301};
  for (const std::int64_t asked : {5, 10}) {
    const Error error = words.timeout(at(asked));
    EXPECT_EQ(error.code, Errc::Timeout);
    EXPECT_EQ(error.status, 4301);
    EXPECT_EQ(error.text, "too many");
  }
}

TEST(LastWords, An_older_complaint_does_not) {
  const Error error = LastWords{at(10), "too many", 4301}.timeout(at(11));
  EXPECT_EQ(error.code, Errc::Timeout);
  EXPECT_EQ(error.status, 0);
  EXPECT_EQ(error.text, "");
}

}  // namespace
}  // namespace oread
