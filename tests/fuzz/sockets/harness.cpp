#include "sockets/harness.hpp"

#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "loop_core.hpp"
#include "sockets/fenced_memory.hpp"

namespace oread::fuzz {

void fail(const char* what) {
  std::fprintf(stderr, "invariant broken: %s\n", what);
  std::abort();
}

void go_round(native::Loop& loop, unsigned rounds) {
  for (unsigned i = 0; i < rounds; ++i) {
    // Gives the loop something to wake up for, so that it does not wait.
    loop.post([] {});
    if (!loop.core().serve_once()) fail("the loop is beyond repair");
  }
}

}  // namespace oread::fuzz

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  std::signal(SIGPIPE, SIG_IGN);
  // libwebsockets allocates a table of this size.
  const rlimit files{256, 256};
  ::setrlimit(RLIMIT_NOFILE, &files);
  oread::fuzz::fence_libwebsockets();
  return 0;
}
