#include "conform/child_process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace oread::conform {
namespace {

/// Whether `holds` becomes true: what the system does with processes takes a moment, and more on a
/// busy machine.
template <class Holds>
bool becomes(Holds holds) {
  for (int tries = 0; tries < 4000; ++tries) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

TEST(ChildProcess, The_usage_of_a_group_counts_what_it_has_started) {
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  int pipes[2];
  ASSERT_EQ(pipe2(pipes, O_CLOEXEC), 0);
  const pid_t one = start_shell("sleep 60", nothing, nothing, STDERR_FILENO);
  const pid_t two =
      start_shell("sh -c 'sleep 60 & echo ready; wait'", nothing, pipes[1], STDERR_FILENO);
  ASSERT_GT(one, 0);
  ASSERT_GT(two, 0);
  char ready = 0;
  ASSERT_EQ(read(pipes[0], &ready, 1), 1);
  // Until it runs the shell, a process has the descriptors of this one.
  EXPECT_TRUE(becomes([&] {
    const auto single = usage_of_group(one);
    const auto both = usage_of_group(two);
    return single && both && single->memory > 0 && single->descriptors >= 3 &&
           both->descriptors >= single->descriptors + 3;
  }));
  for (const pid_t each : {one, two}) {
    kill(-each, SIGKILL);
    waitpid(each, nullptr, 0);
    EXPECT_TRUE(becomes([&] { return !usage_of_group(each); }));
  }
  for (const int fd : {nothing, pipes[0], pipes[1]}) close(fd);
}

}  // namespace
}  // namespace oread::conform
