// Fuzzes the broker from a selected start state: hostile frames, requests, connects and disconnects
// in any order, while two bystanders check that nothing reaches the wrong client.
//
// The input is a script of bytes: the first selects the start state; each step starts with a byte
// that selects what happens. Digests are a toy, so that the fuzzer can sign when it wants to.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "oread/broker/broker.hpp"
#include "oread/broker/signing.hpp"
#include "script_bytes.hpp"
#include "toy_digests.hpp"

namespace {

using namespace oread;
using namespace oread::broker;
using namespace oread::fuzz;

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "invariant broken: %s\n", what);
  std::abort();
}

void require(bool holds, const char* what) {
  if (!holds) fail(what);
}

const ToyDigests kDigests;
const Credentials kFirst{"key", "s3cr3t-1"};
const Credentials kSecond{"key2", "s3cr3t-2"};

/// Small limits, so that the fuzzer can reach them.
Options options() {
  Options out;
  App first;
  first.id = "1";
  first.key = kFirst.key;
  first.secret = kFirst.secret;
  first.subscription_count = true;
  first.webhooks = {Webhook{"http://hook.example/", {}, {}, 3}};
  first.auth_endpoint = "http://auth.example/";
  App second;
  second.id = "2";
  second.key = kSecond.key;
  second.secret = kSecond.secret;
  second.origins = {"https://good.com"};
  second.allow_missing_origin = true;
  out.apps = {first, second};
  out.limits.connections = 20;
  out.limits.channels = 8;
  out.limits.channels_per_connection = 5;
  out.limits.presence_members = 3;
  out.limits.cached_events = 4;
  out.limits.access_questions = 30;
  out.limits.auth_bytes = 64;
  out.limits.watchlist = 3;
  out.limits.messages_per_second = 40;
  out.subscription_count_slow_from = 2;
  out.webhooks.max_queue = 8;
  return out;
}

class World {
 public:
  World() : broker_(options(), kDigests) {
    open(kBystander, "/app/key2");
    say(kBystander, R"({"event":"pusher:subscribe","data":{"channel":"news"}})");
    subscribe(kBystander, kSecond, "presence-x", R"({"user_id":"by"})");
    open(kGuard, "/app/key");
    subscribe(kGuard, kFirst, "private-guarded", "");
  }

  /// Brings the attacker into a start state: fresh, subscribed, cached, present or signed in.
  void start(unsigned state) {
    open(kAttacker, "/app/key");
    if (state % 5 >= 1) say(kAttacker, R"({"event":"pusher:subscribe","data":{"channel":"news"}})");
    if (state % 5 >= 2) subscribe(kAttacker, kFirst, "private-cache-x", "");
    if (state % 5 >= 3) subscribe(kAttacker, kFirst, "presence-x", R"({"user_id":"eve"})");
    if (state % 5 >= 4) sign_in(kAttacker, R"({"id":"eve","watchlist":["ann"]})");
    settled_ = true;
  }

  void step(Bytes& script) {
    const unsigned what = script.byte();
    const ConnectionId who{kAttacker.value + script.byte() % 4};
    switch (what % 16) {
      case 0:
      case 1:
      case 2: return say(who, script.text());
      case 3:
        return say(who,
                   R"({"event":"pusher:subscribe","data":{"channel":")" + script.text() + "\"}}");
      case 4: {
        const std::string channel = script.text();
        return subscribe(who, kFirst, channel, script.text());
      }
      case 5: {
        const std::string name = script.text();
        return say(who, R"({"event":"client-)" + name + R"(","channel":"private-cache-x","data":)" +
                            script.text() + "}");
      }
      case 6: return sign_in(who, script.text());
      case 7:
        return say(who,
                   R"({"event":"pusher:unsubscribe","data":{"channel":")" + script.text() + "\"}}");
      case 8: return open(who, script.byte() % 2 == 0 ? "/app/key" : script.text());
      case 9: return give(in::ConnectionClosed{who});
      case 10: return request(script);
      case 11: return wait(Millis(script.byte() * 500));
      case 12: return publish(script);
      case 13: return give(in::WebhookFailed{{script.byte()}, 500});
      case 14: {
        const unsigned which = script.byte();
        if (which >= 128) return answer(which, script);
        return give(in::WebhookDelivered{{which}});
      }
      default: return give(in::ConnectionFlooded{who});
    }
  }

  void finish() {
    for (std::uint32_t id = 1; id < kAttacker.value + 4; ++id) give(in::ConnectionClosed{{id}});
    const Counts counts = broker_.counts();
    require(counts.connections == 0, "a connection stays behind");
    require(counts.channels == 0, "a channel stays behind");
    require(counts.subscriptions == 0, "a subscription stays behind");
    require(counts.users == 0, "a user stays behind");
    give(in::Drain{});
    wait(std::chrono::seconds(30));
    require(drained_ == 1, "draining ends once");
  }

 private:
  static constexpr ConnectionId kBystander{1};
  static constexpr ConnectionId kGuard{2};
  static constexpr ConnectionId kAttacker{3};

  void give(Input input) {
    for (const Effect& each : broker_.handle(std::move(input), now_)) carry_out(each);
    const Counts counts = broker_.counts();
    require(counts.connections <= 20, "too many connections");
    require(counts.channels <= 16, "too many channels");
    require(counts.cached_events <= 8, "too many cached events");
    require(counts.webhook_events <= 60, "too many webhook events");
    require(counts.subscriptions <= 20 * 5, "too many subscriptions");
  }

  void carry_out(const Effect& effect) {
    if (const auto* send = std::get_if<effect::SendText>(&effect)) {
      require(send->text != nullptr, "a text is never null");
      require(open_.count(send->connection) != 0, "a text for a connection that is gone");
      if (settled_) overhear(send->connection, *send->text);
    } else if (const auto* close = std::get_if<effect::CloseConnection>(&effect)) {
      require(open_.erase(close->connection) == 1, "closed twice");
      require(close->reason.size() <= 123, "a reason too long for a close frame");
      require(
          close->code == 1007 || close->code == 1009 || (close->code >= 4000 && close->code < 4400),
          "an unknown close code");
    } else if (const auto* answer = std::get_if<effect::HttpResponse>(&effect)) {
      ++answers_;
      require(answer->body.find("s3cr3t") == std::string::npos, "a secret is told");
    } else if (const auto* question = std::get_if<effect::AskAccess>(&effect)) {
      require(question->authorization.size() <= 64, "too much for the auth endpoint");
      require(question->authorization.find_first_of("\r\n") == std::string::npos,
              "a header that ends early");
      asked_.push_back({question->access, question->channel});
    } else if (std::holds_alternative<effect::Drained>(effect)) {
      ++drained_;
    }
  }

  /// Everything happens in app 1, by clients that cannot sign for the guarded channel.
  void overhear(ConnectionId who, const std::string& text) const {
    if (text.find("{\"event\":\"pusher:ping\"") == 0) return;
    require(!(who == kBystander), "app 2 hears app 1");
    if (!(who == kGuard)) return;
    require(publishing_, "a client reaches a channel that it is not on");
    require(text.find("\"channel\":\"private-guarded\"}") != std::string::npos,
            "the guard hears another channel");
  }

  void open(ConnectionId who, const std::string& path) {
    if (open_.count(who) != 0 || used_.count(who) != 0) return;
    used_.insert(who);
    open_.insert(who);
    give(in::ConnectionOpened{who, path, "protocol=7", {}, false, who.value});
  }

  void say(ConnectionId who, const std::string& text) { give(in::TextReceived{who, text}); }

  void subscribe(ConnectionId who, const Credentials& app, const std::string& channel,
                 const std::string& channel_data) {
    // The attacker must not obtain the guarded channel's secret.
    const bool signs = !settled_ || channel != "private-guarded";
    const std::string auth =
        signs ? sign_channel(kDigests, app, broker_.socket_id(who), channel, channel_data)
              : "key:0";
    say(who, R"({"event":"pusher:subscribe","data":{"channel":")" + channel + R"(","auth":")" +
                 auth + R"(","channel_data":")" + escaped(channel_data) + "\"}}");
  }

  void sign_in(ConnectionId who, const std::string& user) {
    say(who, R"({"event":"pusher:signin","data":{"auth":")" +
                 sign_user(kDigests, kFirst, broker_.socket_id(who), user) + R"(","user_data":")" +
                 escaped(user) + "\"}}");
  }

  void request(Bytes& script) {
    const unsigned how = script.byte();
    ApiRequest request;
    request.method = how % 2 == 0 ? "POST" : "GET";
    request.path = "/apps/1/" + script.text();
    request.body = script.text();
    request.unix_seconds = now_.unix_ms / 1000;
    const std::string query =
        how % 8 == 7 ? script.text() : sign_request(kDigests, kFirst, request);
    const int before = answers_;
    publishing_ = true;
    give(in::HttpRequest{{9}, request.method, request.path, query, request.body});
    publishing_ = false;
    require(answers_ == before + 1, "a request is answered exactly once");
  }

  /// The auth endpoint answers one of its last questions. It refuses the guarded channel.
  void answer(unsigned how, Bytes& script) {
    if (asked_.empty()) return;
    const auto& [access, channel] =
        asked_[asked_.size() - 1 - how % std::min<std::size_t>(asked_.size(), 3)];
    static constexpr std::uint16_t kStatus[] = {200, 200, 204, 0, 302, 401, 403, 500};
    const bool guarded = channel == "private-guarded";
    const std::uint16_t status = guarded ? std::uint16_t{403} : kStatus[how / 4 % 8];
    give(in::AccessAnswered{access, status, how % 2 == 0 ? "true" : script.text()});
  }

  void publish(Bytes& script) {
    publishing_ = true;
    give(in::Publish{{5}, "1", {script.text()}, script.text(), script.text(), {}});
    publishing_ = false;
  }

  void wait(Millis span) {
    const Time until = now_.at + span;
    for (int rounds = 0;; ++rounds) {
      require(rounds < 10'000, "a deadline that never passes");
      const auto next = broker_.deadline();
      if (!next || *next > until) break;
      const Time at = std::max(*next, now_.at);
      now_ = {at, now_.unix_ms + (at - now_.at).count()};
      give(in::Tick{});
    }
    now_ = {until, now_.unix_ms + (until - now_.at).count()};
  }

  static std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  }

  Broker broker_;
  Now now_{Time(Millis(1000)), 1'700'000'000'000};
  std::set<ConnectionId> open_;
  std::set<ConnectionId> used_;
  std::vector<std::pair<AccessId, std::string>> asked_;
  bool settled_ = false;
  bool publishing_ = false;
  int answers_ = 0;
  int drained_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes script(data, size);
  World world;
  world.start(script.byte());
  for (int steps = 0; steps < 200 && !script.empty(); ++steps) world.step(script);
  world.finish();
  return 0;
}
