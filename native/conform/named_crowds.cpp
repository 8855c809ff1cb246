// Named steps about many connections: limits, churn, load.
#include "conform/case_run.hpp"
#include "conform/named.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

std::string numbered(const std::string& name, int number) {
  return name + std::to_string(number);
}

Json member(const std::string& id) {
  return {{"user_id", id}, {"user_info", Json::object()}};
}

/// The last thing that a connection was told, for reports.
std::string last_words(const Peer& peer) {
  if (peer.events.empty()) return "nothing";
  const Received& last = peer.events.back().received;
  return last.kind == Received::Kind::Closed ? std::to_string(last.code) : last.text;
}

bool is_refused(CaseRun& run, const std::string& who) {
  while (run.hear(who, run.wire().patience())) {
  }
  return run.value_of(who + ".status") != 101 || run.fence(who) != Fence::Passed;
}

/// Opens connections of the limited app, none of which subscribes, until one is refused; at most
/// `count`. Sets {accepted} and the code of the refusal, {code}. With `precondition`, a case about
/// something else is inconclusive if no connection is refused.
void fill_connections(CaseRun& run, const Json& step) {
  const std::string key = plain_text(run.value_of("limited_key"));
  const int most = step.value("count", 11);
  for (int i = 0; i < most; ++i) {
    const std::string who = numbered("C", i);
    perform(run, {{"open", who}, {"key", key}});
    if (!is_refused(run, who)) continue;
    const Peer& peer = run.peer(who);
    const bool closed =
        !peer.events.empty() && peer.events.back().received.kind == Received::Kind::Closed;
    run.set("accepted", i);
    run.set("code", closed ? Json(peer.events.back().received.code) : Json());
    run.note("connections: " + std::to_string(i) + "; the next was told " + last_words(peer));
    return;
  }
  const std::string why =
      std::to_string(most) + " connections are served, and the app has a limit of ten at most";
  if (step.value("precondition", false)) CaseRun::give_up(why);
  run.miss(why);
}

/// `count` users join a presence channel, and then one more.
void fill_presence(CaseRun& run, const Json& step) {
  const int count = step.value("count", 100);
  const Json acknowledged = {{"event", "pusher_internal:subscription_succeeded"}};
  for (int i = 0; i < count; ++i) {
    const std::string who = numbered("M", i);
    run.connect(who, {run.testee().app.key});
    perform(run, {{"join", who}, {"channel", step["channel"]}, {"channel_data", member(who)}});
  }
  run.connect("extra", {run.testee().app.key});
  run.connect("tab", {run.testee().app.key});
  perform(run,
          {{"subscribe", "extra"}, {"channel", step["channel"]}, {"channel_data", member("x")}});
  perform(run,
          {{"subscribe", "tab"}, {"channel", step["channel"]}, {"channel_data", member("M0")}});
  perform(run,
          {{"expect", "tab"},
           {"frame", acknowledged},
           {"note", "A second connection of a member is refused, because the channel is full"}});
  perform(run, {{"never", "extra"},
                {"frame", acknowledged},
                {"verdict", "INFO"},
                {"note", "More than " + std::to_string(count) + " users can join"}});
}

/// `count` users join, and their connections break at once; A is told of all.
void crowd_leaves(CaseRun& run, const Json& step) {
  const int count = step.value("count", 30);
  for (int i = 0; i < count; ++i) {
    const std::string who = numbered("M", i);
    run.connect(who, {run.testee().app.key});
    perform(run, {{"join", who}, {"channel", step["channel"]}, {"channel_data", member(who)}});
  }
  perform(run, {{"mark", "A"}});
  for (int i = 0; i < count; ++i) run.wire().drop(numbered("M", i));
  const Json removed = {{"event", "pusher_internal:member_removed"}};
  for (int i = 0; i < count; ++i) {
    perform(run, {{"expect", "A"},
                  {"frame", removed},
                  {"within", "15 s"},
                  {"note", "Not all members are removed after their connections broke"}});
  }
  perform(run, {{"count", "A"}, {"frame", removed}, {"is", count}});
}

/// Connects, subscribes and closes `count` times; nothing of it is left.
void come_often(CaseRun& run, const Json& step) {
  for (int i = 0; i < step.value("count", 100); ++i) {
    run.connect("visitor", {run.testee().app.key});
    perform(run, {{"join", "visitor"}, {"channel", step["channel"]}});
    if (i % 2 == 0) {
      run.wire().close("visitor", 1000);
    } else {
      run.wire().drop("visitor");
    }
  }
  run.wire().wait(run.wire().patience());
  perform(run, {{"request", "GET /channels/" + plain_text(step["channel"])}});
}

/// Subscribes A to `count` channels in one go.
void subscribe_to_many(CaseRun& run, const Json& step) {
  const int count = step.value("count", 1000);
  int accepted = 0;
  for (int i = 0; i < count && run.wire().is_open("A"); ++i) {
    perform(run, {{"subscribe", "A"},
                  {"channel", numbered("many-" + plain_text(run.value_of("u")) + "-", i)}});
  }
  run.fence("A");
  for (const Event& each : run.peer("A").events) {
    if (has_text(each.frame, "event", "pusher_internal:subscription_succeeded")) ++accepted;
  }
  run.note("of " + std::to_string(count) + " subscriptions at once, " + std::to_string(accepted) +
           " are accepted; the last message is " + last_words(run.peer("A")).substr(0, 200));
}

/// `count` pieces of a message that never ends, of 16 KB each.
void send_unfinished(CaseRun& run, const Json& step) {
  constexpr std::size_t kPiece = std::size_t{16} * 1024;
  for (int i = 0; i < step.value("count", 100) && run.wire().is_open("A"); ++i) {
    RawFrame piece{static_cast<std::uint8_t>(i == 0 ? 1 : 0), std::string(kPiece, ' ')};
    piece.last = false;
    run.wire().send_raw("A", piece);
  }
  while (run.hear("A", run.wire().patience())) {
  }
  run.note(run.wire().is_open("A") ? "the connection is kept"
                                   : "the connection is closed with " + last_words(run.peer("A")));
}

}  // namespace

NamedSteps named_crowds() {
  return {
      {"fill_connections", fill_connections},   {"fill_presence", fill_presence},
      {"crowd_leaves", crowd_leaves},           {"come_often", come_often},
      {"subscribe_to_many", subscribe_to_many}, {"send_unfinished", send_unfinished},
  };
}

}  // namespace oread::conform
