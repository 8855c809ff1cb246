#include "conform/server_process.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

namespace oread::conform {
namespace {

constexpr Millis kLookAgain{20};
constexpr Millis kLastWords{3000};

}  // namespace

ServerProcess::~ServerProcess() {
  ask_to_end();
  if (!ended_within(kLastWords)) stop();
}

bool ServerProcess::start() {
  stop();
  const std::lock_guard lock(mutex_);
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing < 0) return false;
  pid_ = start_shell(command_, nothing, nothing, STDERR_FILENO);
  close(nothing);
  why_.clear();
  return pid_ > 0;
}

/// With the mutex held.
bool ServerProcess::has_ended() {
  if (pid_ <= 0) return true;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) == 0) return false;
  kill(-pid_, SIGKILL);  // What it has started.
  pid_ = 0;
  why_ = WIFEXITED(status) ? "exit code " + std::to_string(WEXITSTATUS(status))
                           : "signal " + std::to_string(WTERMSIG(status));
  return true;
}

bool ServerProcess::is_running() {
  const std::lock_guard lock(mutex_);
  return !has_ended();
}

void ServerProcess::ask_to_end() {
  const std::lock_guard lock(mutex_);
  if (!has_ended()) kill(-pid_, SIGTERM);
}

bool ServerProcess::ended_within(Millis span) {
  const auto until = std::chrono::steady_clock::now() + span;
  while (is_running()) {
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(kLookAgain);
  }
  return true;
}

void ServerProcess::stop() {
  const std::lock_guard lock(mutex_);
  if (has_ended()) return;
  kill(-pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

std::optional<Usage> ServerProcess::usage() {
  const std::lock_guard lock(mutex_);
  return has_ended() ? std::nullopt : usage_of_group(pid_);
}

std::string ServerProcess::why() {
  const std::lock_guard lock(mutex_);
  has_ended();
  return why_;
}

}  // namespace oread::conform
