// Resolves a host name without blocking: libwebsockets has no asynchronous resolver in Debian's
// build, so c-ares does it, on the loop's own thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "loop_core.hpp"
#include "oread/result.hpp"

namespace oread::native {

class Lookup {
 public:
  /// At least one address as text, the best one first; or LinkFailed with the reason.
  using Done = std::function<void(Result<std::vector<std::string>>)>;

  /// Calls `done` once, later, never from within this call, and not after destruction.
  Lookup(LoopCore& loop, const std::string& host, Done done);
  ~Lookup();
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;

 private:
  class Query;
  std::unique_ptr<Query> query_;
};

}  // namespace oread::native
