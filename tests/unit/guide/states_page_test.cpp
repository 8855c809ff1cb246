// docs/states.md shows the states as they are: the channel's from its table, those of connection
// and link by driving engines through every input in every state. OREAD_UPDATE_STATES=1 writes the
// page.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "channel/channel_state.hpp"
#include "oread/engine.hpp"
#include "support/good_server.hpp"
#include "support/toy/toy.hpp"

namespace oread {
namespace {

const std::string kPage = std::string(OREAD_SOURCE_DIR) + "/docs/states.md";

/// A kind of dialect, by what its links begin with.
struct Variant {
  const char* name;
  std::shared_ptr<const test::GoodServer> server;
};

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all = {
      {"a socket", test::usual_server()},
      {"credentials first", test::toy_server({Carrier::Socket, Asks::BeforeLink})},
      {"requests", test::toy_server({Carrier::Requests, Asks::Nothing})},
  };
  return all;
}

/// One engine, and what it asked for last.
class Driven {
 public:
  explicit Driven(const test::GoodServer& server)
      : server_(server), engine_(Options{}, server.dialect()) {}

  void give(const Input& input, Time at) {
    now_ = at;
    for (const Effect& effect : engine_.handle(input, at)) {
      if (const auto* open = std::get_if<effect::OpenLink>(&effect)) link_ = open->link;
      if (const auto* ask = std::get_if<effect::Authorize>(&effect)) question_ = *ask;
      const auto* request = std::get_if<effect::SendRequest>(&effect);
      if (request != nullptr && request->body.empty()) poll_ = *request;
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
  /// The server says `text`, on whatever carries the link.
  void hear(const std::string& text) {
    if (poll_.request) {
      give(in::RequestAnswered{poll_.link, poll_.request, 200, text});
    } else {
      give(in::LinkText{link_, text, false});
    }
  }
  void greet() {
    for (const std::string& text : server_.greeting("1.2")) hear(text);
  }
  void grant() {
    give(in::AuthAnswered{question_.request, 200, false, 0, server_.grant(question_)});
  }
  void refuse() { give(in::AuthFailed{question_.request, true, "no", 0}); }
  void close(std::uint16_t code) {
    if (poll_.request) {
      give(in::RequestAnswered{poll_.link, poll_.request, code, {}});
    } else {
      give(in::LinkClosed{link_, code, {}});
    }
  }
  [[nodiscard]] LinkId link() const { return link_; }
  [[nodiscard]] std::string_view state() const { return engine_.connection_state(); }

 private:
  const test::GoodServer& server_;
  Engine engine_;
  Time now_{};
  LinkId link_;
  effect::Authorize question_;
  effect::SendRequest poll_;
};

struct Happening {
  const char* name;
  std::function<void(Driven&)> apply;
};

const std::vector<Happening>& happenings() {
  static const std::vector<Happening> all = {
      {"connect", [](Driven& one) { one.give(in::Connect{}); }},
      {"disconnect", [](Driven& one) { one.give(in::Disconnect{}); }},
      {"credentials", [](Driven& one) { one.grant(); }},
      {"no credentials", [](Driven& one) { one.refuse(); }},
      {"link opened", [](Driven& one) { one.give(in::LinkOpened{one.link()}); }},
      {"greeting", [](Driven& one) { one.greet(); }},
      {"not a greeting", [](Driven& one) { one.hear("nonsense"); }},
      {"link closed", [](Driven& one) { one.close(1006); }},
      {"closed for good", [](Driven& one) { one.close(4001); }},
      {"deadline", [](Driven& one) { one.wait(); }},
      {"suspended", [](Driven& one) { one.give(in::Suspended{}); }},
      {"woke", [](Driven& one) { one.give(in::Woke{WakeReason::Resumed}); }},
      {"user retries", [](Driven& one) { one.give(in::Woke{WakeReason::Asked}); }},
  };
  return all;
}

/// A change of state, as the engine names states.
struct Change {
  std::string from;
  std::string to;
  std::string cause;
};

using Way = std::vector<const Happening*>;

std::string state_after(const test::GoodServer& server, const Way& way) {
  Driven one(server);
  for (const Happening* happening : way) happening->apply(one);
  return std::string(one.state());
}

/// Every change of state with a server, breadth first.
std::vector<Change> changes(const test::GoodServer& server) {
  std::vector<Change> found;
  const std::string start = state_after(server, {});
  std::map<std::string, Way> known{{start, {}}};
  std::deque<std::string> unvisited{start};
  while (!unvisited.empty()) {
    const std::string from = unvisited.front();
    unvisited.pop_front();
    for (const Happening& happening : happenings()) {
      Way way = known[from];
      way.push_back(&happening);
      const std::string to = state_after(server, way);
      if (to == from) continue;
      found.push_back({from, to, happening.name});
      if (known.emplace(to, way).second) unvisited.push_back(to);
    }
  }
  return found;
}

/// The arrows of a diagram, each with its causes, in the order in which they were added.
class Arrows {
 public:
  void add(const std::string& from, const std::string& to, const std::string& cause) {
    const auto is_same = [&](const Arrow& one) { return one.from == from && one.to == to; };
    auto at = std::find_if(arrows_.begin(), arrows_.end(), is_same);
    if (at == arrows_.end()) at = arrows_.insert(at, {from, to, {}});
    if (std::find(at->causes.begin(), at->causes.end(), cause) == at->causes.end())
      at->causes.push_back(cause);
  }
  /// Arrows from the same state stand together.
  [[nodiscard]] std::string text() const {
    std::vector<std::string> order;
    for (const Arrow& one : arrows_) {
      if (std::find(order.begin(), order.end(), one.from) == order.end()) order.push_back(one.from);
    }
    std::ostringstream out;
    for (const std::string& from : order) {
      for (const Arrow& one : arrows_) {
        if (one.from != from) continue;
        out << "  " << one.from << " --> " << one.to;
        for (std::size_t i = 0; i < one.causes.size(); ++i)
          out << (i == 0 ? ": " : ", ") << one.causes[i];
        out << "\n";
      }
    }
    return out.str();
  }

 private:
  struct Arrow {
    std::string from;
    std::string to;
    std::vector<std::string> causes;
  };
  std::vector<Arrow> arrows_;
};

/// While a connection is linked, the engine names the state of its link.
bool is_of_link(const std::string& state) {
  constexpr std::array kPhases = {"asking", "opening", "greeting", "live"};
  return std::find(kPhases.begin(), kPhases.end(), state) != kPhases.end();
}

std::string connection_diagram() {
  const auto folded = [](const std::string& state) { return is_of_link(state) ? "linked" : state; };
  Arrows arrows;
  for (const Variant& variant : variants()) {
    for (const Change& one : changes(*variant.server)) {
      const std::string from = folded(one.from);
      const std::string to = folded(one.to);
      if (from != to) arrows.add(from, to, one.cause);
    }
  }
  return "  [*] --> " + state_after(*variants().front().server, {}) + "\n" + arrows.text();
}

std::string link_diagram() {
  Arrows arrows;
  for (const Variant& variant : variants()) {
    for (const Change& one : changes(*variant.server)) {
      if (is_of_link(one.to)) {
        const bool begins = !is_of_link(one.from);
        arrows.add(begins ? "[*]" : one.from, one.to, begins ? variant.name : one.cause);
      } else if (is_of_link(one.from)) {
        arrows.add(one.from, "ended", one.cause);
      }
    }
  }
  return arrows.text() + "  ended --> [*]\n";
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

/// Arrows as rows: "  idle --> linked: connect" becomes "| idle | connect | linked |".
std::string table(const std::string& arrows) {
  std::string out = "| From | When | To |\n|---|---|---|\n";
  std::istringstream lines(arrows);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t arrow = line.find(" --> ");
    const std::size_t colon = std::min(line.find(": ", arrow), line.size());
    const auto state = [](const std::string& name, const char* none) {
      return name == "[*]" ? std::string(none) : name;
    };
    const std::size_t to = arrow + std::string_view(" --> ").size();
    const std::string why = colon < line.size() ? line.substr(colon + 2) : std::string();
    out += "| " + state(line.substr(2, arrow - 2), "(begins)") + " | " + why + " | " +
           state(line.substr(to, colon - to), "(ends)") + " |\n";
  }
  return out;
}

std::string page() {
  return R"(# States

These tables are made from the code. `OREAD_UPDATE_STATES=1 build/dev/tests/unit/guide/unit_guide` writes this page, and
a test fails if it is out of date.

The first two are made by giving engines every input in every state: one with the Pusher protocol, and two with the toy of
[dialects.md](dialects.md), which asks for credentials first, or whose links HTTP requests carry. What is not shown does not
change the state: a ping, or `woke` while waiting, which only brings the next attempt forward. `deadline` is a Tick at the
time that `Engine::deadline()` returns, as often as it takes: a live link is given up at the last of several, after a ping
without a reply.

## Connection

Whether there is a link, and if not, why (`sdk/src/connection`). `Engine::connection_state()` names these states; while
there is a link, it names the link's state instead.

| State | Meaning |
|---|---|
| idle | The app does not want a connection. |
| linked | There is a link: a live one, or an attempt. |
| waiting | The next attempt waits for its time. |
| suspended | The page or device is asleep. |
| stopped | The server said that reconnecting is pointless, or `give_up_after` was reached. |

)" + table(connection_diagram()) +
         R"(
## Link

One attempt, from its opening to its end (`sdk/src/link`). A link that has ended stays so: the next attempt is another link,
with its own id and session. The first rows say what the dialect's links begin with.

| State | Meaning |
|---|---|
| asking | The app is asked for credentials before it opens. |
| opening | The host was told to open it. |
| greeting | It is open; the server's greeting is awaited. |
| live | Connected. |
| ended | What still comes from it is ignored. |

)" + table(link_diagram()) +
         R"(
## Channel

Made from the table in `sdk/src/channel/channel_state.cpp`. A trigger that is not in the row of a state is ignored there.

)" + table(channel_diagram());
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
