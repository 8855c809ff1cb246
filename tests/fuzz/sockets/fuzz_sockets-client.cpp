// Fuzzes the native client over loopback sockets: a hostile real-time server and a hostile auth
// endpoint against the real client, in one process and one thread.
//
// The input is a script: each step starts with a byte that selects what happens; a step that
// involves a server has a second byte that selects which one. The loop runs after every step. Every
// error must have a message, every text must be UTF-8, and libwebsockets' memory is guarded.
// libFuzzer's time limit detects a loop that hangs.
#include <unistd.h>

#include <array>
#include <memory>
#include <string>
#include <variant>

#include "link_requests.hpp"
#include "loop_core.hpp"
#include "oread/native/client.hpp"
#include "oread/native/loop.hpp"
#include "oread/utf8.hpp"
#include "sockets/answers.hpp"
#include "sockets/fenced_memory.hpp"
#include "sockets/harness.hpp"
#include "sockets/hostile_server.hpp"
#include "sockets/phrases.hpp"
#include "sockets/script.hpp"

namespace {

using namespace oread;
using namespace oread::fuzz;
using native::Client;

constexpr int kSteps = 300;
constexpr int kRoundsAtTheEnd = 200;
/// Longer than the client waits between two attempts.
constexpr useconds_t kMoment = 2000;
constexpr unsigned kUnmasked = 1;  // shaped like a frame

constexpr std::array kChannels{"news", "private-a", "presence-a", "private-encrypted-a", "cache-a"};

void judge(const Error& error) {
  if (error.code == Errc::None) return;
  if (error.text.find(". ") == std::string::npos) fail("an error without words");
  if (!is_utf8(error.text)) fail("an error that is not text");
}

void judge(const Event& event) {
  if (const auto* it = std::get_if<event::ConnectionChanged>(&event)) judge(it->why);
  if (const auto* it = std::get_if<event::RetryScheduled>(&event)) judge(it->why);
  if (const auto* it = std::get_if<event::ConnectionError>(&event)) judge(it->error);
  if (const auto* it = std::get_if<event::SubscribeFailed>(&event)) judge(it->error);
  if (const auto* it = std::get_if<event::SignInFailed>(&event)) judge(it->error);
  if (const auto* it = std::get_if<event::Message>(&event)) {
    if (!is_utf8(it->event) || !is_utf8(it->data.value_or(""))) fail("an event that is not text");
  }
}

/// The hostile servers keep their ports for the whole run.
HostileServer& server(std::size_t which) {
  static std::array<HostileServer, 2> both;
  return both[which % both.size()];
}
constexpr std::size_t kRealtime = 0;
constexpr std::size_t kAuth = 1;
/// Bytes from here on are requests of a link, not wishes of the app.
constexpr unsigned kRequests = 0xe0;
constexpr std::size_t kResponseBytes = 2000;

native::ClientOptions options() {
  native::ClientOptions out;
  out.server = native::Server{.key = "key",
                              .host = "127.0.0.1",
                              .port = server(kRealtime).port(),
                              .tls = false,
                              .path = {}};
  const std::string auth = "http://127.0.0.1:" + std::to_string(server(kAuth).port()) + "/auth";
  out.auth.channel_url = auth;
  out.auth.user_url = auth;
  out.auth.refresh = [](const std::function<void(bool)>& answer) { answer(true); };
  // Small and fast, so that limits are reached and attempts are frequent.
  out.engine.limits.message_bytes = 40'000;
  out.engine.limits.auth_bytes = 2000;
  out.engine.reconnect.initial_delay = Millis{1};
  out.engine.reconnect.max_delay = Millis{1};
  out.engine.auth.retry_initial_delay = Millis{1};
  return out;
}

class World {
 public:
  World() {
    make_client();
    requests_ = std::make_unique<native::LinkRequests>(
        loop_.core(), native::TlsOptions{}, native::Fields{}, kResponseBytes,
        [](const Input& input) {
          const std::string& body = std::get<in::RequestAnswered>(input).body;
          // One byte beyond the limit tells the engine that there was more.
          if (body.size() > kResponseBytes + 1 || !is_utf8(body)) std::abort();
        });
    go_round(4);
  }

  void step(Script& script) {
    switch (script.byte() % 16) {
      case 0:
      case 1: on_server(script); break;
      case 2: server(kRealtime).look(), server(kRealtime).put_upgrade(); return;
      case 3:
      case 4: server(script.byte()).put(kAnswers[script.byte() % kAnswers.size()]); return;
      case 5:
        server(kRealtime).put(
            frame(0x81, kUnmasked, kServerTexts[script.byte() % kServerTexts.size()]));
        return;
      case 6: {
        const unsigned first = script.byte();
        const unsigned shape = script.byte() ^ kUnmasked;
        server(kRealtime).put(
            frame(first, shape, kServerTexts[script.byte() % kServerTexts.size()]));
        return;
      }
      case 7: {
        const unsigned first = script.byte();
        const unsigned shape = script.byte() ^ kUnmasked;
        server(kRealtime).put(frame(first, shape, std::string(script.byte() * 256, 'x')));
        return;
      }
      case 8: {
        const unsigned first = script.byte();
        server(kRealtime).put(frame(first, kUnmasked, script.piece()));
        return;
      }
      case 9: server(script.byte()).put(script.piece()); return;
      case 10:
      case 11: server(script.byte()).flush(std::string::npos); break;
      case 12: server(script.byte()).flush(1 + script.byte()); break;
      case 13: by_app(script.byte()); break;
      case 14: ::usleep(kMoment); break;
      default: go_round(1 + script.byte() % 8); return;
    }
    go_round(2);
  }

  void finish() {
    for (const std::size_t which : {kRealtime, kAuth}) server(which).flush(std::string::npos);
    go_round(4);
    client_.reset();
    requests_.reset();
    for (int i = 0; i < kRoundsAtTheEnd; ++i) {
      for (const std::size_t which : {kRealtime, kAuth}) server(which).close_all();
      go_round(1);
      if (!loop_.core().has_goodbyes()) break;
    }
    check_fences();
  }

 private:
  void make_client() {
    client_ = Client::make(loop_, options(), [](const Event& event) { judge(event); }).value();
    for (const char* channel : kChannels) client_->subscribe(channel);
    client_->connect();
  }

  static void on_server(Script& script) {
    HostileServer& which = server(script.byte());
    which.look();
    switch (script.byte() % 8) {
      case 0: which.half_close(); break;
      case 1: which.close(true); break;
      case 2: which.close(false); break;
      default: break;
    }
  }

  void by_app(unsigned what) {
    if (what >= kRequests) return by_link(what);
    switch (what % 8) {
      case 0: client_->whisper("private-a", "client-x", "{}"); break;
      case 1: client_->sign_in(); break;
      case 2: client_->disconnect(); break;
      case 3: client_->connect(); break;
      case 4: client_->suspend(); break;
      case 5: client_->wake(WakeReason::Asked); break;
      case 6: client_->unsubscribe("private-a"); break;
      default: make_client(); break;
    }
  }

  /// A link that requests carry asks the same server.
  void by_link(unsigned what) {
    if (what % 4 == 3) return requests_->abort(LinkId{what % 2});
    effect::SendRequest request;
    request.link = LinkId{what % 2};
    request.request = RequestId{++last_request_};
    request.url = "http://127.0.0.1:" + std::to_string(server(kAuth).port()) + "/line";
    if (what % 4 == 2) request.body = "join news";
    requests_->send(request);
  }

  void go_round(unsigned rounds) { fuzz::go_round(loop_, rounds); }

  // One for the whole run: creating it takes longer than a script.
  static native::Loop& loop() {
    static native::Loop one;
    return one;
  }

  native::Loop& loop_ = loop();
  std::unique_ptr<Client> client_;
  std::unique_ptr<native::LinkRequests> requests_;
  std::uint32_t last_request_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Script script(data, size);
  World world;
  for (int steps = 0; steps < kSteps && !script.empty(); ++steps) world.step(script);
  world.finish();
  return 0;
}
