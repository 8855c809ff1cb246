// Fuzzes the engine from a selected start state: everything that a server, an endpoint, a host and
// an app can do, in any order and at any time, checked by the rules of tests/support/world.hpp. At
// the end all of them behave well, and the engine must have recovered. The server speaks Pusher or
// the toy language of tests/support/toy, or Socket.IO.
//
// The input is a script of bytes: the first two select the options, the start state and the
// language; each step starts with a byte that selects what happens.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine_servers.hpp"
#include "support/pusher/fixtures.hpp"
#include "support/world.hpp"

namespace {

using namespace oread;
using namespace oread::test;
using nlohmann::json;

constexpr const char* kChannels[] = {"tasks",
                                     "private-a",
                                     "private-b",
                                     "presence-room",
                                     "private-encrypted-vault",
                                     "cache-news",
                                     "presence-cache-x",
                                     "private-encrypted-cache-y",
                                     "#server-to-user-me",
                                     "",
                                     "odd \"\\\x01 name",
                                     "more-1",
                                     "more-2"};
constexpr const char* kMembers[] = {"me", "ann", "bob", "0", "1", "", "eve"};
constexpr const char* kEvents[] = {"client-a", "client-b", "App\\Events\\X", "order.shipped",
                                   "\"odd\\"};
constexpr std::uint16_t kCodes[] = {1000, 1001, 1006, 4000, 4001, 4009, 4100,
                                    4200, 4201, 4301, 4302, 0,    65535};

/// Small limits, so that the fuzzer can reach them.
Options options(std::uint8_t choice) {
  Options out;
  out.auth.can_refresh = (choice & 1U) != 0;
  out.reconnect.on_fatal = (choice & 2U) != 0 ? OnFatal::RetrySlowly : OnFatal::Stop;
  out.auth.max_concurrent = 2;
  out.whispers.max_queue = 4;
  out.whispers.max_bytes = 64;
  out.limits.channels = 8;
  out.limits.members = 5;
  out.limits.message_bytes = 2048;
  out.limits.auth_bytes = 512;
  out.limits.name_bytes = 64;
  out.limits.routes = 3;
  out.limits.sealed = 2;
  out.seed = choice;
  return out;
}

/// No input may cause more effects than this under the limits above: a few per channel, member,
/// request and whisper.
constexpr std::size_t kEffectsMost = 300;

class Play {
 public:
  Play(const std::uint8_t* data, std::size_t size)
      : at_(data),
        end_(data + size),
        choice_(byte()),
        options_(options(choice_)),
        start_(byte()),
        world_(options_, server(choice_, start_)) {}

  void run() {
    begin(start_ % kStates);
    while (at_ != end_) {
      step();
      require_law();
    }
    finish();
  }

 private:
  std::uint8_t byte() { return at_ == end_ ? 0 : *at_++; }
  template <class T, std::size_t N>
  const T& one_of(const T (&table)[N]) {
    return table[byte() % N];
  }
  std::string some_text() {
    const std::size_t size = std::min<std::size_t>(byte(), static_cast<std::size_t>(end_ - at_));
    std::string out(reinterpret_cast<const char*>(at_), size);
    at_ += size;
    return out;
  }
  Millis some_span() {
    constexpr std::int64_t kSpans[] = {0, 1, 20, 499, 500, 1000, 3000, 8000, 30000, 600000};
    return Millis{one_of(kSpans) + byte()};
  }

  [[nodiscard]] bool is_socketio() const { return choice_ >= kSocketIo; }
  [[nodiscard]] bool has_namespaces() const {
    return is_socketio() && (start_ / kStates & 8U) != 0;
  }
  const char* some_channel() {
    constexpr const char* kNamespaces[] = {"/", "/admin", "/", "/a,b", "tasks"};
    return has_namespaces() ? one_of(kNamespaces) : one_of(kChannels);
  }
  [[nodiscard]] bool is_toy() const { return !is_socketio() && start_ >= kStates * 6U; }
  [[nodiscard]] bool is_pusher() const { return !is_socketio() && !is_toy(); }
  void hear_one();
  void hear_socketio();
  std::string packet_of_namespace();
  void begin(int state);
  void step();
  void hear();
  void hear_toy();
  void endpoint();
  void give(Input input);
  void hear(const std::string& text) { give(world_.message(text)); }
  LinkId some_link() {
    const std::uint8_t choice = byte();
    return choice < 200 ? world_.link() : LinkId{choice % 8U};
  }
  void require_law();
  void finish();

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  std::uint8_t choice_;
  Options options_;
  std::uint8_t start_;
  World world_;
  std::uint32_t whispers_ = 0;
  std::uint32_t decrypts_ = 0;
  bool wants_connection_ = false;
};

void Play::give(Input input) {
  if (std::holds_alternative<in::Connect>(input)) wants_connection_ = true;
  if (std::holds_alternative<in::Disconnect>(input)) wants_connection_ = false;
  const Effects effects = world_.give(std::move(input));
  for (const Effect& effect : effects) {
    if (const auto* box = std::get_if<effect::Decrypt>(&effect)) decrypts_ = box->request.value;
  }
  if (effects.size() > kEffectsMost) {
    std::fprintf(stderr, "fuzz_engine: one input caused %zu effects\n", effects.size());
    std::abort();
  }
}

/// Fresh, greeting, live, subscribed, presence, encrypted, waiting.
void Play::begin(int state) {
  if (state == 0) return;
  give(in::Connect{});
  give(in::LinkOpened{world_.link()});
  if (state == 1) return;
  if (is_pusher()) {
    hear(welcome());
  } else {
    world_.be_good(std::chrono::seconds(10));
  }
  constexpr const char* kWanted[] = {nullptr, "private-a", "presence-room",
                                     "private-encrypted-vault", "tasks"};
  constexpr const char* kSpaces[] = {nullptr, "/", "/", "/admin", "/admin"};
  if (const char* channel = has_namespaces() ? kSpaces[state - 2] : kWanted[state - 2]) {
    give(in::Subscribe{channel, {}});
    give(in::DecryptionReady{true});
    world_.be_good(Millis{100});
  }
  if (state == 6) give(in::LinkClosed{world_.link(), 1006, {}});
}

void Play::step() {
  constexpr std::uint16_t kStatus[] = {200, 200, 200, 204, 0, 100, 302, 404, 500};
  switch (byte() % (is_pusher() ? 20 : is_socketio() ? 25 : 23)) {
    case 0: give(in::LinkOpened{some_link()}); break;
    case 1:
    case 2:
    case 3: hear_one(); break;
    case 4: give(in::LinkText{some_link(), some_text()}); break;
    case 5: give(in::LinkClosed{some_link(), one_of(kCodes), {}}); break;
    case 6: give(in::Subscribe{some_channel(), LeaseId{byte() % 4U}}); break;
    case 7: give(in::Unsubscribe{some_channel(), LeaseId{byte() % 4U}}); break;
    case 8: {
      constexpr const char* kData[] = {"{}", "1", "\"text\"", "{\"a\":[1,2,3]}"};
      const std::uint8_t choice = byte();
      const std::string data = choice < 250 ? kData[choice % 4] : '"' + std::string(80, 'x') + '"';
      const char* channel = some_channel();
      give(in::Whisper{RequestId{++whispers_}, channel, one_of(kEvents), data, byte() % 4 != 0});
      break;
    }
    case 9:
    case 10: endpoint(); break;
    case 11: give(in::Refreshed{byte() % 2 == 0}); break;
    case 12: give(in::DecryptionReady{byte() % 2 == 0}); break;
    case 13:
      give(in::Decrypted{RequestId{byte() % 4 == 0 ? byte() : decrypts_}, byte() % 2 == 0, "{}"});
      break;
    case 14: give(in::OnlineChanged{byte() % 2 == 0}); break;
    case 15: give(in::Woke{static_cast<WakeReason>(byte() % 3)}); break;
    case 16:
      switch (byte() % 4) {
        case 0: give(in::Connect{}); break;
        case 1: give(in::Disconnect{}); break;
        case 2: give(in::SignIn{}); break;
        default: give(in::Suspended{}); break;
      }
      break;
    case 17: world_.pass(some_span()); break;
    case 18: world_.freeze(some_span()); break;
    case 20: give(in::LinkBinary{some_link(), some_text()}); break;
    case 21: give(in::RequestAnswered{some_link(), {byte()}, one_of(kStatus), some_text()}); break;
    case 22: hear_one(); break;
    case 23: {
      constexpr const char* kEvents[] = {R"(["e",1])", R"(["a",{"b":[]}])", "[]", "{}",
                                         R"(["disconnect"])"};
      const std::uint8_t how = byte();
      give(in::Emit{{RequestId{++whispers_}, some_channel(), "e", one_of(kEvents), how % 4 != 0,
                     how % 8 == 1},
                    how % 5 == 0 ? "AQ==,Ag==" : "",
                    how % 2 == 0,
                    Millis{how % 3 == 0 ? 0 : how * 50},
                    how % 7 == 0 ? how / 64U : 0U});
      break;
    }
    case 24: give(in::Reply{some_link(), some_channel(), std::to_string(byte()), "[1]"}); break;
    default:
      give(in::Receipt{some_link(), Time{world_.now() + some_span() - std::chrono::seconds(5)}});
      break;
  }
}

void Play::hear_one() {
  if (is_socketio()) {
    hear_socketio();
  } else if (is_toy()) {
    hear_toy();
  } else {
    hear();
  }
}

/// Final for some channels, and to be asked again for others.
int code_for(const std::string& channel) {
  return channel.size() % 2 == 0 ? 401 : 502;
}

/// A text that a server might send.
void Play::hear() {
  const std::string channel = one_of(kChannels);
  switch (byte() % 16) {
    case 0: hear(welcome(std::to_string(byte()) + ".1", byte() - 10)); break;
    case 1: hear(acked(channel)); break;
    case 2: {
      json hash = json::object();
      for (std::uint8_t i = byte() % 8; i > 0; --i) hash[one_of(kMembers)] = byte();
      hear(acked(channel, roster(hash)));
      break;
    }
    case 3:
      hear(frame("pusher_internal:member_added", {{"user_id", one_of(kMembers)}}, channel));
      break;
    case 4:
      hear(frame("pusher_internal:member_removed", {{"user_id", one_of(kMembers)}}, channel));
      break;
    case 5: hear(refused(one_of(kCodes), "no")); break;
    case 6:
      hear(frame("pusher:subscription_error", {{"status", code_for(channel)}}, channel));
      break;
    case 7: hear(R"({"event":"pusher:ping"})"); break;
    case 8: hear(R"({"event":"pusher:pong"})"); break;
    case 9: hear(frame(one_of(kEvents), {{"n", byte()}}, channel)); break;
    case 10: {
      const json data = {{"n", byte()}};
      const char* event = one_of(kEvents);
      hear(json({{"event", event}, {"channel", channel}, {"data", data}}).dump());
      break;
    }
    case 11:
      hear(frame("Sealed", {{"nonce", std::string(32, 'n')}, {"ciphertext", std::string(24, 'c')}},
                 channel));
      break;
    case 12: hear(R"({"event":"pusher:cache_miss","channel":)" + json(channel).dump() + "}"); break;
    case 13: hear(frame("pusher:signin_success", {{"user_data", R"({"id":"me"})"}})); break;
    case 14:
      hear(frame("pusher_internal:watchlist_events",
                 {{"events", {{{"name", "online"}, {"user_ids", {one_of(kMembers)}}}}}}));
      break;
    default: hear(std::string(3000, 'x')); break;
  }
}

/// Lines that a server of the toy language might send.
void Play::hear_toy() {
  std::string text;
  for (int lines = byte() % 4; lines >= 0; --lines) {
    const std::string channel = one_of(kChannels);
    const std::string number = std::to_string(byte());
    switch (byte() % 8) {
      case 0: text += "welcome " + number + ".1 " + std::to_string(some_span().count()); break;
      case 1: text += "ping"; break;
      case 2: text += "say " + channel + " order.shipped " + number; break;
      case 3: text += "refuse " + channel + " 401 no"; break;
      case 4: text += "error " + std::to_string(one_of(kCodes)) + " no"; break;
      case 5: text += "user me"; break;
      case 6: text += "welcome  999999999999999999999"; break;
      default: text += some_text(); break;
    }
    text += '\n';
  }
  hear(text);
}

std::string Play::packet_of_namespace() {
  const bool of_root = byte() % 2 == 0;
  const std::string space = of_root ? "" : "/admin,";
  // Often the answer to the last event.
  const std::string id = std::to_string(byte() % 4 == 0 ? byte() : whispers_);
  switch (byte() % 10) {
    case 0: return "40" + space + R"({"sid":"s"})";
    case 1: return "40" + space;
    case 2: return "41" + space;
    case 3: return "44" + space + R"({"message":"no","data":1})";
    case 4: return "42" + space + R"(["e",1])";
    case 5: return "42" + space + id + R"(["ask"])";
    case 6: return "43" + space + id + "[1]";
    case 7: return "451-" + space + R"(["e",{"_placeholder":true,"num":0}])";
    case 8: return "bAQ==";
    default: return "3";
  }
}

/// A packet that a Socket.IO server might send, as it is or in a payload, on the link or on a
/// socket that may take over.
void Play::hear_socketio() {
  const std::string channel = json(some_channel()).dump();
  const std::string member = json(one_of(kMembers)).dump();
  std::string text;
  if (has_namespaces() && byte() % 4 != 0) {
    hear(packet_of_namespace());
    return;
  }
  switch (byte() % 16) {
    case 0:
      text =
          R"(0{"sid":"x","upgrades":["websocket"],"pingInterval":)" + std::to_string(byte()) + '}';
      break;
    case 1: text = R"(40{"sid":"y"})"; break;
    case 2: text = "40"; break;
    case 3: text = "41"; break;
    case 4: text = R"(44{"message":"no"})"; break;
    case 5: text = R"(42["e",)" + channel + ",1]"; break;
    case 6:
      text = R"(42["presence:subscribed",)" + channel + R"(,[{"user_id":)" + member + "}]]";
      break;
    case 7: text = R"(42["presence:joining",)" + channel + R"(,{"user_id":)" + member + "}]"; break;
    case 8: text = R"(42["presence:leaving",)" + channel + R"(,{"user_id":)" + member + "}]"; break;
    case 9: text = R"(42["subscription_error",)" + channel + ",403]"; break;
    case 10: text = "451-[\"e\",{\"_placeholder\":true,\"num\":0}]"; break;
    case 11: text = "1"; break;
    case 12: text = "2"; break;
    case 13: text = "3probe"; break;
    case 14: text = "6"; break;
    default: text = some_text(); break;
  }
  const std::uint8_t form = byte();
  if (form % 4 == 0) {
    give(in::LinkText{some_link(), text});
    return;
  }
  if (form % 4 == 1) text = std::to_string(text.size()) + ':' + text;
  hear(text);
}

/// A response of the endpoint, correct or wrong, expected or late.
void Play::endpoint() {
  constexpr std::uint16_t kStatus[] = {200, 200, 200, 201, 302, 401, 403, 404, 408, 419, 429, 500};
  RequestId request{byte()};
  if (!world_.asking().empty() && byte() % 8 != 0)
    request = world_.asking().begin()->second.request;
  // What is requested now is signed for its own socket; everything else was for an old one.
  const auto asked = world_.asking().find(request.value);
  const std::string socket = asked == world_.asking().end() ? "0.0" : asked->second.socket_id;
  const std::uint8_t form = byte();
  if (form % 8 == 0) {
    give(in::AuthFailed{request, byte() % 2 == 0, "no"});
    return;
  }
  std::string body = some_text();
  if (form % 8 > 2) {
    const json me = {{"user_id", one_of(kMembers)}};
    body = json({{"auth", "for-socket:" + socket},
                 {"channel_data", me.dump()},
                 {"user_data", R"({"id":"me"})"},
                 {"shared_secret", std::string(43, form % 2 == 0 ? 'A' : 'B') + '='}})
               .dump();
  }
  const std::uint32_t retry_after = byte() % 4 == 0 ? byte() : 0;
  give(in::AuthAnswered{request, one_of(kStatus), byte() % 16 == 0, retry_after, body});
}

void Play::require_law() {
  if (world_.offences().empty()) return;
  std::fprintf(stderr, "fuzz_engine: %s\n", world_.offences().front().c_str());
  std::abort();
}

/// Whatever has happened: once everything works again, every request completes.
void Play::finish() {
  give(in::Woke{WakeReason::Resumed});
  // Longer than any delay: a Retry-After of 255 s, the backoff, and a subscription retry.
  world_.be_good(std::chrono::minutes(6));
  require_law();
  if (!world_.whispers().empty()) {
    std::fprintf(stderr, "fuzz_engine: a whisper was never settled\n");
    std::abort();
  }
  // The good servers of these languages do not ping: their links end now and then, and their
  // channels with them.
  for (int more = 0; !is_pusher() && wants_connection_ && more < 60; ++more) {
    if (world_.unsettled().empty()) break;
    world_.be_good(std::chrono::seconds(1));
  }
  const std::string problem = world_.unsettled();
  if (!wants_connection_ || problem.empty()) return;
  std::fprintf(stderr, "fuzz_engine: %s\n", problem.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 1024) return 0;
  Play(data, size).run();
  return 0;
}
