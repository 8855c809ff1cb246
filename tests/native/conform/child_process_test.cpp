#include "conform/child_process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace oread::conform {
namespace {

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
  const auto single = usage_of_group(one);
  const auto both = usage_of_group(two);
  ASSERT_TRUE(single && both);
  EXPECT_GT(single->memory, 0U);
  EXPECT_GE(single->descriptors, 3U);
  EXPECT_GE(both->descriptors, single->descriptors + 3);
  for (const pid_t each : {one, two}) {
    kill(-each, SIGKILL);
    waitpid(each, nullptr, 0);
    EXPECT_FALSE(usage_of_group(each));
  }
  for (const int fd : {nothing, pipes[0], pipes[1]}) close(fd);
}

}  // namespace
}  // namespace oread::conform
