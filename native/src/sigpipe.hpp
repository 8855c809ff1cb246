// Keeps SIGPIPE from ending the process: OpenSSL writes to sockets with write(2), which raises it
// if the peer is gone. Blocks it on this thread only, so that the app's own handling is not
// changed.
#pragma once

#include <csignal>

namespace oread::native {

class SigpipeBlocked {
 public:
  SigpipeBlocked() {
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    sigset_t pipe = only_sigpipe();
    pthread_sigmask(SIG_BLOCK, &pipe, &before_);
  }

  ~SigpipeBlocked() {
    if (sigismember(&before_, SIGPIPE) == 1) return;
    // A SIGPIPE raised in between is still pending: consume it before unblocking.
    sigset_t pipe = only_sigpipe();
    const timespec at_once{};
    if (!was_pending_) sigtimedwait(&pipe, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

  SigpipeBlocked(const SigpipeBlocked&) = delete;
  SigpipeBlocked& operator=(const SigpipeBlocked&) = delete;

 private:
  static sigset_t only_sigpipe() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    return set;
  }

  sigset_t before_{};
  bool was_pending_ = false;
};

}  // namespace oread::native
