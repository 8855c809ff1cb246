#include "oread/native/loop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "loop_core.hpp"
#include "timer.hpp"

namespace oread::native {
namespace {

TEST(Loop, RunsTasksOfManyThreadsOnOneInTheOrderOfEach) {
  Loop loop;
  loop.start();
  std::vector<std::vector<int>> seen(4);
  std::vector<std::thread> threads;
  threads.reserve(seen.size());
  for (auto& numbers : seen) {
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        loop.post([&, i] {
          EXPECT_TRUE(loop.on_its_thread());
          numbers.push_back(i);
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  loop.call([] {});
  for (const auto& numbers : seen) {
    EXPECT_EQ(numbers.size(), 500U);
    EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
  }
}

TEST(Loop, CallWaitsUntilItIsDone) {
  Loop loop;
  loop.start();
  std::vector<std::thread> threads;
  int count = 0;  // only on the loop's thread, or after the calls
  threads.reserve(4);
  while (threads.size() < 4) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) loop.call([&] { ++count; });
    });
  }
  for (std::thread& thread : threads) thread.join();
  loop.call([&] { EXPECT_EQ(count, 800); });
}

TEST(Loop, CallRunsAtOnceWhenNobodyServesAndOnItsOwnThread) {
  Loop loop;
  bool done = false;
  loop.call([&] { done = true; });
  EXPECT_TRUE(done);

  loop.start();
  loop.call([&] { loop.call([&] { done = false; }); });
  EXPECT_FALSE(done);
}

TEST(Loop, DoesWhatWasPostedBeforeItStops) {
  Loop loop;
  std::vector<int> order;
  loop.post([&] { order.push_back(1); });
  loop.post([&] {
    order.push_back(2);
    loop.stop();
    loop.post([&] { order.push_back(3); });
  });
  loop.run();
  EXPECT_THAT(order, ::testing::ElementsAre(1, 2, 3));
}

TEST(Loop, CanRunAgain) {
  Loop loop;
  int runs = 0;
  for (int i = 0; i < 3; ++i) {
    loop.post([&] {
      ++runs;
      loop.stop();
    });
    loop.run();
  }
  EXPECT_EQ(runs, 3);
}

TEST(Loop, StoppedByOthersWhileTheyCall) {
  for (int i = 0; i < 20; ++i) {
    Loop loop;
    loop.start();
    std::atomic<int> done{0};
    std::thread caller([&] {
      for (int n = 0; n < 50; ++n) loop.call([&] { ++done; });
    });
    loop.stop();
    caller.join();
    EXPECT_EQ(done, 50);
  }
}

TEST(Loop, TimersFireInOrderAndNotAfterTheyAreDisarmed) {
  Loop loop;
  std::vector<int> order;
  Timer first(loop.core());
  Timer second(loop.core());
  Timer never(loop.core());
  const Time now = loop.now();
  second.arm(now + Millis{20}, [&] {
    order.push_back(2);
    loop.stop();
  });
  first.arm(now + Millis{10}, [&] {
    order.push_back(1);
    never.disarm();
  });
  never.arm(now + Millis{15}, [&] { order.push_back(3); });
  loop.run();
  EXPECT_THAT(order, ::testing::ElementsAre(1, 2));
}

TEST(Loop, ATimerInThePastFiresAtOnce) {
  Loop loop;
  Timer timer(loop.core());
  timer.arm(Time{}, [&] { loop.stop(); });
  loop.run();
  SUCCEED();
}

}  // namespace
}  // namespace oread::native
