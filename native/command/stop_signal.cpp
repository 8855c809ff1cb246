#include "stop_signal.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace oread::command {
namespace {

bool is_ignored(int signal) {
  struct sigaction now {};
  return sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

/// The signals that ask a program to stop. Under `nohup`, SIGHUP is ignored and must stay so.
sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  if (!is_ignored(SIGHUP)) sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

StopSignal::StopSignal(native::Loop& loop, std::function<void()> on_stop)
    : ours_(stop_signals()), on_stop_(std::move(on_stop)) {
  sigset_t before{};
  pthread_sigmask(SIG_BLOCK, &ours_, &before);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (sigismember(&before, signal) == 1) sigdelset(&ours_, signal);
  }
  const sigset_t watched = stop_signals();
  fd_ = signalfd(-1, &watched, SFD_NONBLOCK | SFD_CLOEXEC);
  if (fd_ < 0) throw std::runtime_error("no file descriptor left for signals");
  watch_.emplace(loop.core(), fd_, [this](native::Watch::Ready) { on_signal(); });
}

StopSignal::~StopSignal() {
  watch_.reset();
  close(fd_);
  let_through();
}

// Unblock only what was blocked here: the loop keeps SIGPIPE blocked while it runs, and one may be
// pending.
void StopSignal::let_through() const {
  pthread_sigmask(SIG_UNBLOCK, &ours_, nullptr);
}

void StopSignal::on_signal() {
  signalfd_siginfo info{};
  if (read(fd_, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) return;
  // From now on, signals have their default effect.
  let_through();
  const auto on_stop = std::exchange(on_stop_, nullptr);
  if (on_stop) on_stop();
}

}  // namespace oread::command
