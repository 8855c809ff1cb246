// Uses liboread as installed: a client without a server reports that it will retry.
#include <cstdio>
#include <variant>

#include "oread/native/client.hpp"

int main() {
  oread::native::Loop loop;
  oread::native::ClientOptions options;
  options.server = oread::native::Server{"key", "127.0.0.1", 1, false, {}};
  bool retries = false;
  auto client =
      oread::native::Client::make(loop, options, [&loop, &retries](const oread::Event& event) {
        if (!std::holds_alternative<oread::event::RetryScheduled>(event)) return;
        retries = true;
        loop.stop();
      });
  if (!client.ok()) {
    std::fprintf(stderr, "%s\n", client.error().text.c_str());
    return 1;
  }
  client.value()->connect();
  loop.run();
  return retries ? 0 : 1;
}
