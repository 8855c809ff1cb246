// Named steps about many members of a presence channel.
#include <set>

#include "conform/case_run.hpp"
#include "conform/foreign_json.hpp"
#include "conform/named.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

Json decoded(const Json& data) {
  if (!data.is_string()) return data;
  Json inner = foreign_json(data.get_ref<const std::string&>());
  return inner.is_discarded() ? Json() : inner;
}

/// The members that a client knows of: from its acknowledgement and the events after it.
std::set<std::string> members_of(const Peer& peer) {
  std::set<std::string> out;
  for (const Event& each : peer.events) {
    if (!each.frame.is_object()) continue;
    const Json event = each.frame.value("event", Json());
    const Json data = decoded(each.frame.value("data", Json()));
    if (!data.is_object()) continue;
    if (event == "pusher_internal:subscription_succeeded" && data.contains("presence")) {
      const Json ids = data["presence"].value("ids", Json::array());
      for (const Json& id : ids) out.insert(plain_text(id));
    } else if (event == "pusher_internal:member_added") {
      out.insert(plain_text(data.value("user_id", Json(""))));
    } else if (event == "pusher_internal:member_removed") {
      out.erase(plain_text(data.value("user_id", Json(""))));
    }
  }
  return out;
}

std::string listed(const std::set<std::string>& members) {
  std::string out;
  for (const std::string& each : members) out += (out.empty() ? "" : ", ") + each;
  return out;
}

Json member(const std::string& id) {
  return {{"user_id", id}, {"user_info", Json::object()}};
}

/// B joins and leaves `count` times; what A is told is balanced, and names B in turn.
void come_and_go(CaseRun& run, const Json& step) {
  const int count = step.value("count", 10);
  perform(run, {{"mark", "A"}});
  for (int i = 0; i < count; ++i) {
    perform(run, {{"subscribe", "B"}, {"channel", step["channel"]}, {"channel_data", member("b")}});
    perform(run, {{"unsubscribe", "B"}, {"channel", step["channel"]}});
  }
  perform(run, {{"join", "B"}, {"channel", step["channel"]}, {"channel_data", member("b")}});
  perform(run, {{"answers", "B"}});
  perform(run, {{"never", "A"}, {"frame", {{"event", "none"}}}});
  const auto members = members_of(run.peer("A"));
  if (members != std::set<std::string>{"a", "b"}) {
    run.miss("after a user has come and gone, A knows of " + listed(members) +
             " instead of a and b");
  }
}

/// `count` users join before anybody waits for an answer; all learn of the same members.
void join_together(CaseRun& run, const Json& step) {
  const int count = step.value("count", 10);
  std::set<std::string> all;
  for (int i = 0; i < count; ++i) {
    const std::string name = "M" + std::to_string(i);
    all.insert(name);
    run.connect(name, {run.testee().app.key});
  }
  for (const std::string& each : all) {
    perform(run,
            {{"subscribe", each}, {"channel", step["channel"]}, {"channel_data", member(each)}});
  }
  for (const std::string& each : all) perform(run, {{"answers", each}});
  for (const std::string& each : all) {
    perform(run, {{"never", each}, {"frame", {{"event", "none"}}}});
    const auto known = members_of(run.peer(each));
    if (known != all) {
      return run.miss(each + " knows of " + listed(known) + " instead of " + listed(all));
    }
  }
}

/// B, which has joined last, and C, which was there before, know of the same members.
void same_members(CaseRun& run, const Json& /*step*/) {
  for (const char* each : {"B", "C"}) {
    perform(run, {{"never", each}, {"frame", {{"event", "none"}}}});
  }
  const auto late = members_of(run.peer("B"));
  const auto early = members_of(run.peer("C"));
  if (late == early) return;
  run.miss("B, which joined last, knows of " + listed(late) +
           ", and C, which was there before, of " + listed(early));
}

}  // namespace

NamedSteps named_members() {
  return {{"come_and_go", come_and_go},
          {"join_together", join_together},
          {"same_members", same_members}};
}

}  // namespace oread::conform
