// The host of docs/hosts.md runs: it connects, subscribes, receives an event, and reports what it
// cannot do.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "host/host.hpp"
#include "oread/dialects.hpp"

namespace oread {
namespace {

/// A server that greets, and acknowledges every subscription with one event.
class Server {
 public:
  Server()
      : host_(Engine(Options{}, make_pusher(options())),
              {[this] { return now_; }, [this](auto when) { deadline_ = when; },
               [this](LinkId link, const std::string& url) { opened(link, url); },
               [this](LinkId link, const std::string& text) { received(link, text); },
               [](LinkId, int) {}, [this](const Event& event) { noted(event); }}) {}

  guide::Host& host() { return host_; }
  /// Runs the host's timer until nothing is due within a second.
  void run() {
    while (deadline_ && *deadline_ <= now_ + seconds(1)) {
      now_ = std::max(now_, *deadline_);
      host_.give(in::Tick{});
    }
  }

  std::vector<std::string> urls;
  std::vector<std::string> payloads;
  std::vector<Error> refusals;

 private:
  static PusherOptions options() {
    PusherOptions options;
    options.key = "key";
    options.host = "localhost";
    return options;
  }

  void opened(LinkId link, const std::string& url) {
    urls.push_back(url);
    host_.give(in::LinkOpened{link});
    host_.give(in::LinkText{link, greeting(), false});
  }
  static std::string greeting() {
    return R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"1.2\"}"})";
  }
  void received(LinkId link, const std::string& text) {
    if (text.find("pusher:subscribe") == std::string::npos) return;
    host_.give(in::LinkText{link,
                            R"({"event":"pusher_internal:subscription_succeeded","channel":"news",)"
                            R"("data":"{}"})",
                            false});
    host_.give(in::LinkText{link, R"({"event":"e","channel":"news","data":"hello"})", false});
  }
  void noted(const Event& event) {
    if (const auto* message = std::get_if<event::Message>(&event)) {
      payloads.push_back(message->data.value_or(""));
    } else if (const auto* failed = std::get_if<event::SubscribeFailed>(&event)) {
      refusals.push_back(failed->error);
    }
  }

  Time now_{};
  std::optional<Time> deadline_;
  guide::Host host_;
};

TEST(HostGuide, Connects_subscribes_and_receives) {
  Server server;
  server.host().give(in::Connect{});
  server.host().give(in::Subscribe{"news", LeaseId{}});
  server.run();
  ASSERT_EQ(server.urls.size(), 1U);
  EXPECT_EQ(server.urls[0].rfind("wss://localhost:443/app/key?", 0), 0U);
  EXPECT_EQ(server.payloads, std::vector<std::string>{"hello"});
}

TEST(HostGuide, Reports_what_it_cannot_do) {
  Server server;
  server.host().give(in::Connect{});
  server.host().give(in::Subscribe{"private-news", LeaseId{}});
  server.run();
  ASSERT_EQ(server.refusals.size(), 1U);
  EXPECT_EQ(server.refusals[0].code, Errc::AuthDenied);
  EXPECT_EQ(server.refusals[0].text, "this host has no auth endpoint");
}

}  // namespace
}  // namespace oread
