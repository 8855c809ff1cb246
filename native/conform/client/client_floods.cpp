// Named steps about many messages and many members.
#include <algorithm>

#include "conform/client/client_named.hpp"
#include "conform/client/client_run.hpp"
#include "conform/client/client_steps.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

void send_json(ClientRun& run, const Json& frame) {
  run.send("S", {1, json_text(frame), true, 0, false});
}

/// Events "n" with {"n": 0} to {"n": count - 1} are delivered in this order.
void in_order(ClientRun& run, const Json& step) {
  const int count = step.value("count", 100);
  run.settle_down();
  int next = 0;
  for (const Sighting& each : run.reports().all) {
    if (each.json.value("event", Json()) != "n") continue;
    const Json data = each.json.value("data", Json());
    if (!data.is_object() || data.value("n", Json()) != next) {
      return run.miss("event " + std::to_string(next) + " should come, and " +
                      json_text(each.json) + " does");
    }
    ++next;
  }
  if (next != count) {
    run.miss("of " + std::to_string(count) + " events, " + std::to_string(next) + " arrive");
  }
}

/// Sends `count` numbered events; all are delivered in this order.
void burst(ClientRun& run, const Json& step) {
  for (int i = 0; i < step.value("count", 100); ++i) {
    send_json(run,
              {{"event", "n"}, {"channel", step["channel"]}, {"data", json_text(Json{{"n", i}})}});
  }
  in_order(run, step);
}

/// An event whose data is nested `count` levels deep.
void send_nested(ClientRun& run, const Json& step) {
  const auto depth = step.value("count", std::size_t{1000});
  const std::string data = std::string(depth, '[') + std::string(depth, ']');
  send_json(run, {{"event", "deep"}, {"channel", step["channel"]}, {"data", data}});
}

/// An event with `count` bytes of data.
void send_large(ClientRun& run, const Json& step) {
  const std::string data(step.value("count", std::size_t{1000}), 'x');
  send_json(run, {{"event", "large"}, {"channel", step["channel"]}, {"data", data}});
}

/// Subscribes to `count` channels {channel}-0, {channel}-1…
void subscribe_many(ClientRun& run, const Json& step) {
  for (int i = 0; i < step.value("count", 10); ++i) {
    run.tell({{"cmd", "subscribe"}, {"ch", plain_text(step["channel"]) + "-" + std::to_string(i)}});
  }
}

/// Triggers `count` client events.
void trigger_many(ClientRun& run, const Json& step) {
  for (int i = 0; i < step.value("count", 10); ++i) {
    run.tell(
        {{"cmd", "trigger"}, {"ch", step["channel"]}, {"event", "client-a"}, {"data", {{"n", i}}}});
  }
}

/// Members 0 to `count` - 1 join, and every second one leaves; the client must know the others.
void churn_members(ClientRun& run, const Json& step) {
  const auto tell = [&](const char* event, const Json& data) {
    send_json(run, {{"event", std::string("pusher_internal:") + event},
                    {"channel", step["channel"]},
                    {"data", json_text(data)}});
  };
  std::size_t rest = 1;
  for (int i = 0; i < step.value("count", 100); ++i) {
    const std::string id = std::to_string(i);
    tell("member_added", {{"user_id", id}, {"user_info", Json::object()}});
    if (i % 2 == 0) tell("member_removed", {{"user_id", id}});
    if (i % 2 != 0) ++rest;
  }
  // A client may wait a moment before it believes that a member has left.
  run.settle_down();
  run.wait(Millis(run.stage().is_virtual() ? 5000 : 3500));
  perform(run, {{"answers", "members"}, {"ch", step["channel"]}, {"is", {{"$size", rest}}}});
}

/// The auth endpoint answers the last question with `count` bytes.
void answer_large(ClientRun& run, const Json& step) {
  const auto& all = run.questions().all;
  if (all.empty()) ClientRun::give_up("the client has asked nothing");
  const std::string filling(step.value("count", std::size_t{1000}), 'x');
  run.answer(all.back().json["id"], 200, json_text(Json{{"auth", filling}}));
}

/// A client event with `count` bytes of data. Whatever the client sends is JSON.
void trigger_large(ClientRun& run, const Json& step) {
  run.tell({{"cmd", "trigger"},
            {"ch", step["channel"]},
            {"event", "client-a"},
            {"data", {{"x", std::string(step.value("count", std::size_t{1000}), 'x')}}}});
  run.settle_down();
  bool sent = false;
  for (const Sighting& each : run.line("S").track.all) {
    if (each.received.kind != Received::Kind::Text) continue;
    if (!each.json.is_object()) return run.miss("the client sends something that is not JSON");
    sent = sent || has_text(each.json, "event", "client-a");
  }
  run.note(sent ? "the event is sent" : "the event is not sent");
}

/// WebSocket pings of the server, `count` times, `every` so often. Reports whether the client pings
/// by message all the same.
void ping_below(ClientRun& run, const Json& step) {
  const Millis every(milliseconds(step.value("every", std::string("10 s"))).value_or(0));
  for (int i = 0; i < step.value("count", 10) && run.is_open("S"); ++i) {
    run.send("S", {9, "oread", true, 0, false});
    run.wait(every);
  }
  const auto& all = run.line("S").track.all;
  const auto pings = std::count_if(all.begin(), all.end(), [](const Sighting& each) {
    return has_text(each.json, "event", "pusher:ping");
  });
  run.note("pings by message meanwhile: " + std::to_string(pings));
}

/// Acknowledges the channel of the user if the client subscribes to it; it need not.
void acknowledge_user(ClientRun& run, const Json& step) {
  run.settle_down();
  for (const Sighting& each : run.line("S").track.all) {
    if (!each.json.is_object() || each.json.value("event", Json()) != "pusher:subscribe") continue;
    send_json(run, {{"event", "pusher_internal:subscription_succeeded"},
                    {"channel", step["channel"]},
                    {"data", "{}"}});
    return;
  }
}

}  // namespace

NamedClientSteps client_named_floods() {
  return {
      {"burst", burst},
      {"in_order", in_order},
      {"send_nested", send_nested},
      {"send_large", send_large},
      {"subscribe_many", subscribe_many},
      {"trigger_many", trigger_many},
      {"churn_members", churn_members},
      {"acknowledge_user", acknowledge_user},
      {"answer_large", answer_large},
      {"trigger_large", trigger_large},
      {"ping_below", ping_below},
  };
}

}  // namespace oread::conform
