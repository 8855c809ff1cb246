// Which requests of a link are under way. How they are sent is tested with the toy dialect
// (tests/toy).
#include "link/polling.hpp"

#include <gtest/gtest.h>

namespace oread {
namespace {

using Answer = Polling::Answer;

TEST(Polling, Without_a_request_there_is_no_answer) {
  Polling polling;
  EXPECT_EQ(polling.answered(RequestId{}), Answer::Unasked);
  EXPECT_EQ(polling.answered(RequestId{1}), Answer::Unasked);
}

}  // namespace
}  // namespace oread
