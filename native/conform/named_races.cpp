// Named steps about things that happen at the same time, and long sequences of them.
#include <array>
#include <numeric>
#include <random>
#include <set>

#include "conform/case_run.hpp"
#include "conform/named.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

Json event_named(const std::string& name) {
  return {{"event", name}};
}

/// Publishes while A leaves the channel, `count` times; after it has left, nothing arrives.
void leave_while_publishing(CaseRun& run, const Json& step) {
  const Json& channel = step["channel"];
  const auto publish = [&](const std::string& event) {
    perform(run, {{"publish", channel}, {"event", event}, {"data", "{}"}});
  };
  for (int i = 0; i < step.value("count", 20); ++i) {
    perform(run, {{"join", "A"}, {"channel", channel}});
    publish("during");
    perform(run, {{"unsubscribe", "A"}, {"channel", channel}});
    publish("during");
    perform(run, {{"mark", "A"}});
    publish("after");
    perform(run, {{"never", "A"},
                  {"frame", event_named("after")},
                  {"note", "An event arrives after the channel was left"}});
  }
}

/// B and C are the same user: one joins while the other leaves, `count` times. The user is a member
/// at the end, and A was told so.
void change_places(CaseRun& run, const Json& step) {
  const Json& channel = step["channel"];
  const Json user = {{"user_id", "b"}, {"user_info", Json::object()}};
  perform(run, {{"join", "B"}, {"channel", channel}, {"channel_data", user}});
  std::string in = "B";
  std::string out = "C";
  for (int i = 0; i < step.value("count", 20); ++i) {
    perform(run, {{"subscribe", out}, {"channel", channel}, {"channel_data", user}});
    perform(run, {{"unsubscribe", in}, {"channel", channel}});
    std::swap(in, out);
  }
  perform(run, {{"answers", "B"}});
  perform(run, {{"answers", "C"}});
  perform(run, {{"never", "A"}, {"frame", event_named("none")}});
  int present = 0;
  for (const Event& each : run.peer("A").events) {
    if (has_text(each.frame, "event", "pusher_internal:member_added")) ++present;
    if (has_text(each.frame, "event", "pusher_internal:member_removed")) --present;
    if (present < 0 || present > 1) break;
  }
  if (present != 1) {
    run.miss("member_added and member_removed do not alternate, or the last one is wrong");
  }
  perform(run, {{"request", "GET /channels/" + plain_text(channel) + "/users"}});
  const Json users = {{"$has", Json::array({Json{{"id", "b"}}})}};
  const Json answer = {{"status", 200}, {"body", {{"users", users}}}};
  perform(run, {{"answer", answer}});
}

/// Subscribes, leaves and publishes at random, `count` times. Each event reaches those that a model
/// says, once, and nobody else.
void random_walk(CaseRun& run, const Json& step) {
  const std::array<std::string, 3> people{"A", "B", "C"};
  const std::string u = plain_text(run.value_of("u"));
  const std::array<std::string, 3> channels{"walk-" + u, "private-walk-" + u, "presence-walk-" + u};
  std::set<std::pair<std::string, std::string>> model;
  std::minstd_rand random(std::accumulate(u.begin(), u.end(), 1U, [](unsigned sum, char c) {
    return sum * 31 + static_cast<unsigned char>(c);
  }));
  for (int i = 0; i < step.value("count", 50); ++i) {
    const std::string& who = people[random() % people.size()];
    const std::string& channel = channels[random() % channels.size()];
    if (random() % 3 != 0) {
      if (model.erase({who, channel}) != 0) {
        perform(run, {{"unsubscribe", who}, {"channel", channel}});
        run.fence(who);
      } else {
        model.insert({who, channel});
        perform(run, {{"join", who},
                      {"channel", channel},
                      {"channel_data", {{"user_id", who}, {"user_info", Json::object()}}}});
      }
      continue;
    }
    const std::string event = "event-" + std::to_string(i);
    perform(run, {{"publish", channel}, {"event", event}, {"data", "{}"}});
    for (const std::string& each : people) {
      const bool is_on = model.count({each, channel}) != 0;
      std::string note = each;
      note.append(is_on ? " should receive " : " should not receive ").append(event);
      note.append(" of ").append(channel);
      perform(run, {{"count", each},
                    {"frame", {{"event", event}, {"channel", channel}}},
                    {"is", is_on ? 1 : 0},
                    {"note", note}});
    }
  }
}

/// The request of before, to the byte.
void request_again(CaseRun& run, const Json& /*step*/) {
  run.answer = run.wire().request(Call(run.asked));
}

}  // namespace

NamedSteps named_races() {
  return {
      {"leave_while_publishing", leave_while_publishing},
      {"change_places", change_places},
      {"random_walk", random_walk},
      {"request_again", request_again},
  };
}

}  // namespace oread::conform
