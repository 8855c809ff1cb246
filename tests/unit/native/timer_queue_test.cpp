#include "timer_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oread::native {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Time at(int millis) {
  return Time{Millis{millis}};
}

class TimerQueueTest : public ::testing::Test {
 protected:
  TimerQueue::Key add(int millis, int mark) {
    return timers_.add(at(millis), [this, mark] { ran_.push_back(mark); });
  }

  TimerQueue timers_;
  std::vector<int> ran_;
};

TEST_F(TimerQueueTest, RunsWhatIsDueInTheOrderOfTimeThenOfArming) {
  add(20, 3);
  add(10, 1);
  add(10, 2);
  add(30, 4);
  timers_.run_due(at(20));
  EXPECT_THAT(ran_, ElementsAre(1, 2, 3));
  EXPECT_EQ(timers_.next(), at(30));
}

TEST_F(TimerQueueTest, KnowsWhenTheNextOneIsDue) {
  EXPECT_FALSE(timers_.next());
  const auto first = add(10, 1);
  add(20, 2);
  EXPECT_EQ(timers_.next(), at(10));
  timers_.remove(first);
  EXPECT_EQ(timers_.next(), at(20));
}

TEST_F(TimerQueueTest, ARemovedTimerDoesNotRunAlsoWhenAnEarlierOneRemovesIt) {
  TimerQueue::Key second;
  timers_.add(at(10), [&] { timers_.remove(second); });
  second = add(10, 2);
  timers_.run_due(at(10));
  EXPECT_THAT(ran_, IsEmpty());
  EXPECT_FALSE(timers_.next());
}

TEST_F(TimerQueueTest, ATimerThatRearmsItselfStarvesNobody) {
  std::function<void()> again = [&] {
    ran_.push_back(1);
    timers_.add(at(5), again);
  };
  timers_.add(at(5), again);
  add(10, 2);
  timers_.run_due(at(10));
  EXPECT_THAT(ran_, ElementsAre(1, 2));
  EXPECT_EQ(timers_.next(), at(5));
}

}  // namespace
}  // namespace oread::native
