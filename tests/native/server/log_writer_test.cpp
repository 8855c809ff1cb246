// The thread that writes the log, with descriptors that accept a part, nothing, or nothing yet.
#include "command/log_writer.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

namespace oread::command {
namespace {

using namespace std::chrono_literals;

/// Only prevents a test from running forever.
constexpr auto kHang = 20s;
constexpr std::size_t kMiB = std::size_t{1024} * 1024;

template <class Condition>
bool wait_until(Condition holds) {
  const auto until = std::chrono::steady_clock::now() + kHang;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

std::string dropped(std::size_t count) {
  return "dropped " + std::to_string(count);
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Like a disk that is full from `size` bytes on.
void let_files_grow_to(rlim_t size) {
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = std::min(size, limit.rlim_max);
  setrlimit(RLIMIT_FSIZE, &limit);
}

struct Log {
  std::size_t lines = 0;  ///< The lines that were written, and those that were reported as dropped.
  std::string others;
};

Log read_log(const std::string& path) {
  std::istringstream text(text_of(path));
  Log log;
  for (std::string line; std::getline(text, line);) {
    if (line == "first" || line == "another") {
      ++log.lines;
    } else if (line.rfind("dropped ", 0) == 0) {
      log.lines += std::stoul(line.substr(8));
    } else {
      log.others += line + ";";
    }
  }
  return log;
}

TEST(LogWriter, After_a_full_disk_the_number_is_right_and_stands_on_a_line_of_its_own) {
  std::string path = testing::TempDir() + "oread-log-XXXXXX";
  const int fd = mkstemp(path.data());
  ASSERT_GE(fd, 0);
  int told = 0;
  std::size_t lines = 1;
  {
    LogWriter log(fd, kMiB, [&told](std::size_t count) {
      ++told;
      return dropped(count);
    });
    log.line("first");
    const auto another = [&] {
      log.line("another");
      ++lines;
    };
    std::signal(SIGXFSZ, SIG_IGN);
    let_files_grow_to(9);
    // The first one is written in part; each line that reports a number after that is dropped.
    const bool failed = wait_until([&] {
      another();
      return told > 3;
    });
    let_files_grow_to(RLIM_INFINITY);
    std::signal(SIGXFSZ, SIG_DFL);
    ASSERT_TRUE(failed);
    ASSERT_TRUE(wait_until([&] {
      another();
      return text_of(path).find("dropped") != std::string::npos;
    }));
    EXPECT_TRUE(wait_until([&] { return read_log(path).lines == lines; })) << lines << " lines:\n"
                                                                           << text_of(path);
  }
  EXPECT_EQ(read_log(path).others, "ano;");
  close(fd);
  unlink(path.c_str());
}

TEST(LogWriter, A_pipe_that_does_not_block_and_is_full_is_waited_for) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
  constexpr std::size_t kLines = 4000;
  const std::string line(99, 'x');
  std::string heard;
  {
    LogWriter log(ends[1], kMiB, dropped);
    for (std::size_t i = 0; i < kLines; ++i) log.line(line);
    pollfd room{ends[1], POLLOUT, 0};
    ASSERT_TRUE(wait_until([&] { return poll(&room, 1, 0) == 0; }));
    EXPECT_TRUE(wait_until([&] {
      char piece[4096];
      for (ssize_t got = 0; (got = read(ends[0], piece, sizeof piece)) > 0;) {
        heard.append(piece, static_cast<std::size_t>(got));
      }
      return heard.size() >= kLines * (line.size() + 1);
    }));
  }
  EXPECT_EQ(heard.find("dropped"), std::string::npos);
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace oread::command
