// docs/states.md shows the states as they are: the channel's from its table, the connection's by
// driving an engine through every input in every state. OREAD_UPDATE_STATES=1 writes the page.
#include <array>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "channel/channel_state.hpp"
#include "oread/dialects.hpp"
#include "oread/engine.hpp"

namespace oread {
namespace {

const std::string kPage = std::string(OREAD_SOURCE_DIR) + "/docs/states.md";

/// One engine and the link that it asked for last.
class Driven {
 public:
  explicit Driven() : engine_(Options{}, make_pusher(server())) {}

  void give(const Input& input, Time at) {
    now_ = at;
    for (const Effect& effect : engine_.handle(input, at)) {
      if (const auto* open = std::get_if<effect::OpenLink>(&effect)) link_ = open->link;
    }
  }
  void give(const Input& input) { give(input, now_); }
  /// Lets the deadlines pass until one changes the state, three at most.
  void wait() {
    const std::string before(state());
    for (int i = 0; i < 3 && state() == before && engine_.deadline(); ++i) {
      give(in::Tick{}, std::max(now_, *engine_.deadline()));
    }
  }
  [[nodiscard]] LinkId link() const { return link_; }
  [[nodiscard]] std::string_view state() const { return engine_.connection_state(); }

 private:
  static PusherOptions server() {
    PusherOptions options;
    options.key = "key";
    options.host = "localhost";
    return options;
  }

  Engine engine_;
  Time now_{};
  LinkId link_;
};

struct Happening {
  const char* name;
  std::function<void(Driven&)> apply;
};

const std::vector<Happening>& happenings() {
  static const std::vector<Happening> all = {
      {"connect", [](Driven& one) { one.give(in::Connect{}); }},
      {"disconnect", [](Driven& one) { one.give(in::Disconnect{}); }},
      {"link opened", [](Driven& one) { one.give(in::LinkOpened{one.link()}); }},
      {"greeting",
       [](Driven& one) {
         one.give(in::LinkText{one.link(),
                               R"({"event":"pusher:connection_established",)"
                               R"("data":"{\"socket_id\":\"1.2\"}"})",
                               false});
       }},
      {"link closed",
       [](Driven& one) {
         one.give(in::LinkClosed{one.link(), 1006, {}});
       }},
      {"closed for good",
       [](Driven& one) {
         one.give(in::LinkClosed{one.link(), 4001, {}});
       }},
      {"deadline", [](Driven& one) { one.wait(); }},
      {"suspended", [](Driven& one) { one.give(in::Suspended{}); }},
      {"woke", [](Driven& one) { one.give(in::Woke{WakeReason::Resumed}); }},
      {"user retries", [](Driven& one) { one.give(in::Woke{WakeReason::Asked}); }},
  };
  return all;
}

using Way = std::vector<const Happening*>;

std::string state_after(const Way& way) {
  Driven one;
  for (const Happening* happening : way) happening->apply(one);
  return std::string(one.state());
}

/// Every change of state, as lines of a diagram, breadth first.
std::string connection_diagram() {
  std::ostringstream out;
  const std::string start = state_after({});
  out << "  [*] --> " << start << "\n";
  std::map<std::string, Way> known{{start, {}}};
  std::deque<std::string> unvisited{start};
  while (!unvisited.empty()) {
    const std::string from = unvisited.front();
    unvisited.pop_front();
    std::map<std::string, std::string> causes;
    std::vector<std::string> order;
    for (const Happening& happening : happenings()) {
      Way way = known[from];
      way.push_back(&happening);
      const std::string to = state_after(way);
      if (to == from) continue;
      if (causes[to].empty()) order.push_back(to);
      causes[to] += (causes[to].empty() ? "" : ", ") + std::string(happening.name);
      if (known.emplace(to, way).second) unvisited.push_back(to);
    }
    for (const std::string& to : order) {
      out << "  " << from << " --> " << to << ": " << causes[to] << "\n";
    }
  }
  return out.str();
}

constexpr std::array kChannelStates = {"waiting",    "preparing", "authorizing", "subscribing",
                                       "subscribed", "failed",    "left"};
constexpr std::array kTriggers = {"link lost", "load",    "ask endpoint", "ask server",
                                  "acked",     "refused", "leave"};
static_assert(kChannelStates.size() == static_cast<std::size_t>(ChannelState::Left) + 1);
static_assert(kTriggers.size() == static_cast<std::size_t>(Trigger::Leave) + 1);

std::string channel_diagram() {
  std::ostringstream out;
  out << "  [*] --> waiting\n";
  for (std::size_t from = 0; from < kChannelStates.size(); ++from) {
    std::map<std::size_t, std::string> causes;
    for (std::size_t trigger = 0; trigger < kTriggers.size(); ++trigger) {
      const auto to = after(static_cast<ChannelState>(from), static_cast<Trigger>(trigger));
      if (!to || static_cast<std::size_t>(*to) == from) continue;
      std::string& cause = causes[static_cast<std::size_t>(*to)];
      cause += (cause.empty() ? "" : ", ") + std::string(kTriggers[trigger]);
    }
    for (const auto& [to, cause] : causes) {
      out << "  " << kChannelStates[from] << " --> " << kChannelStates[to] << ": " << cause << "\n";
    }
  }
  out << "  left --> [*]\n";
  return out.str();
}

std::string page() {
  return R"(# States

These diagrams are drawn from the code. `OREAD_UPDATE_STATES=1 build/dev/tests/unit/guide/unit_guide` writes this page, and
a test fails if it is out of date.

## Connection

Drawn by giving an engine every input in every state. What is not shown does not change the state: a ping in `live`, for
example. `deadline` is a Tick at the time that `Engine::deadline()` returns; in `live` it is the last of three, after a ping
without a reply.

| State | Meaning |
|---|---|
| idle | The app does not want a connection. |
| opening | A link was requested from the host. |
| greeting | The link is open; the server's greeting is awaited. |
| live | Connected. |
| waiting | The next attempt waits for its time. |
| suspended | The page or device is asleep. |
| stopped | The server said that reconnecting is pointless, or `give_up_after` was reached. |

```mermaid
stateDiagram-v2
)" + connection_diagram() +
         R"(```

## Channel

Drawn from the table in `sdk/src/channel/channel_state.cpp`. A trigger without an arrow is ignored.

```mermaid
stateDiagram-v2
)" + channel_diagram() +
         "```\n";
}

TEST(StatesPage, Is_what_the_code_does) {
  const std::string now = page();
  const char* wish = std::getenv("OREAD_UPDATE_STATES");
  if (wish != nullptr && std::string(wish) == "1") std::ofstream(kPage) << now;
  std::ifstream file(kPage);
  std::ostringstream written;
  written << file.rdbuf();
  EXPECT_EQ(written.str(), now) << "run with OREAD_UPDATE_STATES=1";
}

}  // namespace
}  // namespace oread
