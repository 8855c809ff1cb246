// Fuzzes a cluster: clients of two nodes come, go and publish in any order, while messages between
// the nodes are lost, the nodes lose each other, and a stranger sends messages of its own. As soon
// as all is well again, both nodes must know the same, and what they know must be true.
//
// The input is a script of bytes: each step starts with a byte that selects what happens.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "oread/broker/broker.hpp"
#include "oread/broker/signing.hpp"
#include "script_bytes.hpp"
#include "toy_digests.hpp"

namespace {

using namespace oread;
using namespace oread::broker;
using namespace oread::fuzz;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "invariant broken: %s\n", what);
  std::abort();
}

const ToyDigests kDigests;
const Credentials kApp{"key", "s3cr3t"};
constexpr int kNodes = 2;

Options options(int node) {
  Options out;
  App app;
  app.id = "1";
  app.key = kApp.key;
  app.secret = kApp.secret;
  app.subscription_count = true;
  app.webhooks = {Webhook{"http://hook.example/", {}, {}, 3}};
  out.apps = {app};
  out.cluster.node = "node-" + std::to_string(node);
  // Clients must not time out while the nodes find each other again.
  out.liveness.ping_after = std::chrono::hours(20);
  out.notices = false;
  return out;
}

class World {
 public:
  World() : nodes_{Broker(options(0), kDigests), Broker(options(1), kDigests)} {
    for (int node = 0; node < kNodes; ++node) heal(node);
    settle();
  }

  void step(Bytes& script) {
    const unsigned what = script.byte();
    const int node = static_cast<int>(what / 16 % kNodes);
    const ConnectionId who{1 + script.byte() % 4};
    switch (what % 16) {
      case 0:
      case 1: return open(node, who);
      case 2: return close(node, who);
      case 3:
      case 4: return subscribe(node, who, script.byte(), script.byte());
      case 5: return unsubscribe(node, who, script.byte());
      case 6: return sign_in(node, who, script.byte());
      case 7: return publish(node, script.byte());
      case 8: return settle();
      case 9: return wait(Millis(script.byte() * 100));
      case 10: return cut(node);
      case 11: return heal(node);
      case 12: loses_ = script.byte(); return;
      case 13: return stranger(script.text(), script.text());
      case 14: return give(node, in::NodeMessage{script.text()});
      default: return terminate(node, script.byte());
    }
  }

  void finish() {
    loses_ = 0;
    for (int node = 0; node < kNodes; ++node) heal(node);
    // The stranger is silent for long enough to be forgotten.
    wait(std::chrono::seconds(40));
    for (const char* path : {"channels", "connections", "channels/presence-0/users",
                             "channels/presence-1/users", "channels/presence-2/users"}) {
      const std::string first = get(0, path);
      require(first == get(1, path), "two nodes know different things");
    }
    require(get(0, "connections") ==
                "{\"connections\":" + std::to_string(open_[0].size() + open_[1].size()) + "}",
            "the cluster counts connections that are not there");
    for (int node = 0; node < kNodes; ++node) {
      for (const ConnectionId who : std::set<ConnectionId>(open_[node])) close(node, who);
    }
    settle();
    for (int node = 0; node < kNodes; ++node) {
      require(get(node, "channels") == R"({"channels":{}})", "a channel stays behind");
      require(nodes_[node].counts().connections == 0, "a connection stays behind");
    }
  }

 private:
  void open(int node, ConnectionId who) {
    if (!open_[node].insert(who).second) return;
    give(node, in::ConnectionOpened{who, "/app/key", "protocol=7", {}, false, ++entropy_});
  }

  void close(int node, ConnectionId who) {
    if (open_[node].erase(who) != 0) give(node, in::ConnectionClosed{who});
  }

  static std::string channel(unsigned which) {
    const char* const kinds[] = {"presence-", "cache-", "private-", ""};
    const std::string kind = kinds[which / 4 % 4];
    return kind + (kind.empty() ? "x" : "") + std::to_string(which % 3);
  }

  void subscribe(int node, ConnectionId who, unsigned which, unsigned user) {
    const std::string name = channel(which);
    const std::string data =
        name.starts_with("presence-") ? R"({"user_id":")" + std::to_string(user % 3) + "\"}" : "";
    const std::string auth = sign_channel(kDigests, kApp, nodes_[node].socket_id(who), name, data);
    std::string escaped;
    for (const char c : data) escaped += c == '"' ? "\\\"" : std::string(1, c);
    say(node, who,
        R"({"event":"pusher:subscribe","data":{"channel":")" + name + R"(","auth":")" + auth +
            R"(","channel_data":")" + escaped + "\"}}");
  }

  void unsubscribe(int node, ConnectionId who, unsigned which) {
    say(node, who,
        R"({"event":"pusher:unsubscribe","data":{"channel":")" + channel(which) + "\"}}");
  }

  void sign_in(int node, ConnectionId who, unsigned user) {
    const std::string data = R"({"id":"u)" + std::to_string(user % 3) + R"(","watchlist":["u0"]})";
    std::string escaped;
    for (const char c : data) escaped += c == '"' ? "\\\"" : std::string(1, c);
    say(node, who,
        R"({"event":"pusher:signin","data":{"auth":")" +
            sign_user(kDigests, kApp, nodes_[node].socket_id(who), data) + R"(","user_data":")" +
            escaped + "\"}}");
  }

  void say(int node, ConnectionId who, const std::string& text) {
    give(node, in::TextReceived{who, text});
  }

  void publish(int node, unsigned which) {
    give(node, in::Publish{{5}, "1", {channel(which)}, "e", "1", {}});
  }

  void terminate(int node, unsigned user) {
    request(node, "POST", "users/u" + std::to_string(user % 3) + "/terminate_connections");
  }

  std::string get(int node, const std::string& path) {
    request(node, "GET", path);
    return answer_;
  }

  void request(int node, const std::string& method, const std::string& path) {
    ApiRequest request;
    request.method = method;
    request.path = "/apps/1/" + path;
    request.unix_seconds = now_.unix_ms / 1000;
    give(node, in::HttpRequest{
                   {9}, request.method, request.path, sign_request(kDigests, kApp, request), {}});
  }

  /// A message with a right beginning and anything after it.
  void stranger(const std::string& kind, const std::string& rest) {
    const std::string text = R"({"from":"stranger","number":)" + std::to_string(++stranger_) +
                             R"(,"kind":")" + kind + R"(","app":"1")" + rest + "}";
    for (int node = 0; node < kNodes; ++node) {
      if (!cut_[node]) give(node, in::NodeMessage{text});
    }
  }

  void cut(int node) {
    cut_[node] = true;
    give(node, in::NodesUnreachable{});
  }

  void heal(int node) {
    cut_[node] = false;
    give(node, in::NodesReachable{});
  }

  void give(int node, Input input) {
    for (const Effect& each : nodes_[node].handle(std::move(input), now_)) carry_out(node, each);
  }

  void carry_out(int node, const Effect& effect) {
    if (const auto* send = std::get_if<effect::SendText>(&effect)) {
      require(open_[node].count(send->connection) != 0, "a text for a connection that is gone");
    } else if (const auto* close = std::get_if<effect::CloseConnection>(&effect)) {
      open_[node].erase(close->connection);
    } else if (const auto* answer = std::get_if<effect::HttpResponse>(&effect)) {
      require(answer->status == 200, "a right request is refused");
      answer_ = answer->body;
    } else if (const auto* told = std::get_if<effect::TellNodes>(&effect)) {
      require(!cut_[node], "a message while nobody can be reached");
      require(told->text.find(kApp.secret) == std::string::npos, "a secret is told");
      const bool is_lost = loses_ != 0 && ++told_ % (1 + loses_ % 5) == 0;
      if (!is_lost) told_texts_.emplace_back(node, told->text);
    }
  }

  void settle() {
    for (int rounds = 0; !told_texts_.empty(); ++rounds) {
      require(rounds < 10'000, "the nodes talk without end");
      const auto [from, text] = std::move(told_texts_.front());
      told_texts_.pop_front();
      if (cut_[from]) continue;
      for (int node = 0; node < kNodes; ++node) {
        if (!cut_[node]) give(node, in::NodeMessage{text});
      }
    }
  }

  void wait(Millis span) {
    const Time until = now_.at + span;
    settle();
    for (int rounds = 0; now_.at < until; ++rounds) {
      require(rounds < 10'000, "a deadline that never passes");
      Time next = until;
      for (const Broker& each : nodes_) next = std::min(next, each.deadline().value_or(until));
      next = std::max(next, now_.at + Millis(1));
      now_ = {next, now_.unix_ms + (next - now_.at).count()};
      for (int node = 0; node < kNodes; ++node) give(node, in::Tick{});
      settle();
    }
  }

  Broker nodes_[kNodes];
  Now now_{Time(Millis(1000)), 1'700'000'000'000};
  std::set<ConnectionId> open_[kNodes];
  bool cut_[kNodes] = {};
  std::deque<std::pair<int, std::string>> told_texts_;
  std::uint64_t entropy_ = 0;
  unsigned told_ = 0;
  unsigned loses_ = 0;
  int stranger_ = 0;
  std::string answer_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes script(data, size);
  World world;
  for (int steps = 0; steps < 200 && !script.empty(); ++steps) world.step(script);
  world.finish();
  return 0;
}
