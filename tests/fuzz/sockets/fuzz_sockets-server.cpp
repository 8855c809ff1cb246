// Fuzzes the dev server over loopback sockets: hostile clients against the real server, in one
// process and one thread, so that an input always does the same.
//
// The input is a script: each step starts with a byte that selects what happens and one that
// selects the client. The loop runs after every step; when all clients are gone, nothing may be
// left. libFuzzer's time limit detects a loop that hangs.
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <string>

#include "oread/native/loop.hpp"
#include "server/server.hpp"
#include "sockets/fenced_memory.hpp"
#include "sockets/harness.hpp"
#include "sockets/phrases.hpp"
#include "sockets/script.hpp"
#include "sockets/stranger.hpp"

namespace {

using namespace oread;
using namespace oread::fuzz;

constexpr int kSteps = 400;
/// Rounds within which the loop must have done everything that does not wait for a clock.
constexpr int kRoundsMost = 2000;
constexpr int kProbeMillis = 5000;

/// A folder with one file that does not fit into a socket's buffers.
std::string folder() {
  static const std::string made = [] {
    char name[] = "/tmp/oread-fuzz-XXXXXX";
    if (::mkdtemp(name) == nullptr) fail("no folder for static files");
    const std::string path = name;
    std::ofstream(path + "/big.bin") << std::string(3'000'000, 'b');
    std::ofstream(path + "/index.html") << "<p>hello";
    return path;
  }();
  return made;
}

server::ServerOptions options() {
  server::ServerOptions out;
  out.port = 0;
  out.demo_auth = true;
  out.mounts = {{"/", folder()}};
  broker::App app;
  app.id = "1";
  app.key = "key";
  app.secret = "secret";
  out.broker.apps = {app};
  out.broker.limits.message_bytes = 4096;
  out.broker.limits.queue_bytes = 16 * 1024;
  out.broker.limits.request_bytes = 8192;
  return out;
}

class World {
 public:
  World() : server_(loop_, options(), {}) {
    const Result<std::string> address = server_.open();
    if (!address) fail(address.error().text.c_str());
    const std::string& text = address.value();
    port_ = static_cast<std::uint16_t>(std::stoi(text.substr(text.rfind(':') + 1)));
  }

  void step(Script& script) {
    const unsigned what = script.byte();
    Stranger& who = strangers_[script.byte() % strangers_.size()];
    switch (what % 16) {
      case 0: who.connect(port_, false); break;
      case 1: who.connect(port_, true); break;
      case 2:
      case 3:
      case 4: who.put(kPhrases[script.byte() % kPhrases.size()]); return;
      case 5: who.put(script.piece()); return;
      case 6: who.put(kHandshake); return;
      case 7:
      case 8: {
        const unsigned first = script.byte();
        const unsigned shape = script.byte();
        who.put(frame(first, shape, kTexts[script.byte() % kTexts.size()]));
        return;
      }
      case 9: {
        const unsigned first = script.byte();
        const unsigned shape = script.byte();
        who.put(frame(first, shape, std::string(script.byte() * 64, 'x')));
        return;
      }
      case 10: who.flush(std::string::npos); break;
      case 11: who.flush(script.byte()); break;
      case 12: who.read(std::size_t{256} * (1 + script.byte())); break;
      case 13: who.half_close(); break;
      case 14: who.close(script.byte() % 2 == 0); break;
      default: go_round(1 + script.byte() % 8); return;
    }
    go_round(2);
  }

  void finish(bool drain) {
    if (drain) server_.drain([] {});
    for (Stranger& each : strangers_) each.flush(std::string::npos);
    go_round(4);
    for (Stranger& each : strangers_) each.close(true);
    for (int rounds = 0; server_.connections() > 0; ++rounds) {
      // If the window is full, the kernel notices with its next probe that the peer is gone.
      if (rounds >= kRoundsMost) ::usleep(1000);
      if (rounds == kRoundsMost + kProbeMillis) fail("a connection stays behind");
      go_round(1);
    }
    check_fences();
  }

 private:
  void go_round(unsigned rounds) { fuzz::go_round(loop_, rounds); }

  native::Loop loop_;
  server::Server server_;
  std::uint16_t port_ = 0;
  std::array<Stranger, 4> strangers_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Script script(data, size);
  World world;
  const bool drain = script.byte() % 16 == 0;
  for (int steps = 0; steps < kSteps && !script.empty(); ++steps) world.step(script);
  world.finish(drain);
  return 0;
}
