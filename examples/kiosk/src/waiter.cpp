#include "waiter.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>

namespace kiosk {

Waiter::Waiter() : nudges_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  sigset_t watched{};
  sigemptyset(&watched);
  for (const int one : {SIGINT, SIGTERM, SIGHUP, SIGWINCH}) sigaddset(&watched, one);
  pthread_sigmask(SIG_BLOCK, &watched, &before_);
  signals_ = signalfd(-1, &watched, SFD_NONBLOCK | SFD_CLOEXEC);
  if (signals_ < 0 || nudges_ < 0) throw std::runtime_error("no file descriptor left");
}

Waiter::~Waiter() {
  close(signals_);
  close(nudges_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

Waiter::Happened Waiter::wait(int milliseconds) {
  pollfd sources[] = {{signals_, POLLIN, 0}, {nudges_, POLLIN, 0}};
  poll(sources, 2, milliseconds);
  std::uint64_t count = 0;
  static_cast<void>(!read(nudges_, &count, sizeof count));
  Happened happened;
  signalfd_siginfo info{};
  while (read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    (info.ssi_signo == SIGWINCH ? happened.resized : happened.stop) = true;
  }
  return happened;
}

void Waiter::nudge() const {
  const std::uint64_t one = 1;
  static_cast<void>(!write(nudges_, &one, sizeof one));
}

}  // namespace kiosk
