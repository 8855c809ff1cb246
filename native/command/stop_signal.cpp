#include "stop_signal.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace oread::command {
namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

StopSignal::StopSignal(native::Loop& loop, std::function<void()> on_stop)
    : on_stop_(std::move(on_stop)) {
  const sigset_t set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, &before_);
  fd_ = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  if (fd_ < 0) throw std::runtime_error("no file descriptor left for signals");
  watch_.emplace(loop.core(), fd_, [this](native::Watch::Ready) { on_signal(); });
}

StopSignal::~StopSignal() {
  watch_.reset();
  close(fd_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void StopSignal::on_signal() {
  signalfd_siginfo info{};
  if (read(fd_, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) return;
  // From now on a signal does what it does to any program.
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  const auto on_stop = std::exchange(on_stop_, nullptr);
  if (on_stop) on_stop();
}

}  // namespace oread::command
