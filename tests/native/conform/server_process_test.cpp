#include "conform/server_process.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace oread::conform {
namespace {

TEST(ServerProcess, It_ends_when_it_is_asked_to) {
  ServerProcess server("sleep 60");
  ASSERT_TRUE(server.start());
  EXPECT_TRUE(server.is_running());
  EXPECT_TRUE(server.usage());
  server.ask_to_end();
  EXPECT_TRUE(server.ended_within(Millis(10'000)));
  EXPECT_EQ(server.why(), "signal 15");
  EXPECT_FALSE(server.usage());
}

TEST(ServerProcess, It_says_how_it_ended_by_itself) {
  ServerProcess server("sh -c 'exit 7'");
  ASSERT_TRUE(server.start());
  EXPECT_TRUE(server.ended_within(Millis(10'000)));
  EXPECT_EQ(server.why(), "exit code 7");
}

TEST(ServerProcess, It_is_stopped_with_what_it_has_started_and_starts_again) {
  const std::string ready = testing::TempDir() + "oread-server-process-" + std::to_string(getpid());
  ServerProcess server("sh -c 'trap \"\" TERM; : > " + ready + "; sleep 60 & wait'");
  ASSERT_TRUE(server.start());
  while (access(ready.c_str(), F_OK) != 0) usleep(1000);
  unlink(ready.c_str());
  server.ask_to_end();
  EXPECT_FALSE(server.ended_within(Millis(100)));
  server.stop();
  EXPECT_FALSE(server.is_running());
  EXPECT_EQ(server.why(), "");
  ASSERT_TRUE(server.start());
  EXPECT_TRUE(server.is_running());
}

}  // namespace
}  // namespace oread::conform
