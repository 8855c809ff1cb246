// Mutants of subscriptions, signatures and presence.
#include <map>
#include <memory>
#include <set>

#include "conform/expand.hpp"
#include "conformance/mutants.hpp"

namespace oread::conform {
namespace {

bool is_acknowledgement(const Json& frame) {
  return event_of(frame) == "pusher_internal:subscription_succeeded";
}

bool is_refusal(const Json& frame) {
  return event_of(frame) == "pusher:subscription_error";
}

std::string channel_of(const Json& frame) {
  return plain_text(frame.value("channel", Json("")));
}

/// Accepts a subscription without looking at its signature, if `when` says so.
Mutant accepts(const std::string& name, const std::function<bool(const Json& data)>& when) {
  return {.name = name,
          .received = [when](BrokerSide& broker, const std::string& who, const Json& frame) {
            if (event_of(frame) != "pusher:subscribe" || !frame.contains("data")) {
              return Frames{frame};
            }
            Json data = frame["data"];
            if (!data.is_object() || !when(data)) return Frames{frame};
            data["auth"] = right_auth(broker, who, data);
            return Frames{with_data(frame, data)};
          }};
}

Mutant changes_presence(const std::string& name, const std::function<void(Json&)>& change) {
  return {.name = name, .sent = [change](BrokerSide&, const std::string&, const Json& frame) {
            Json data = data_of(frame);
            if (!is_acknowledgement(frame) || !data.is_object() || !data.contains("presence")) {
              return Frames{frame};
            }
            change(data["presence"]);
            return Frames{with_data(frame, data)};
          }};
}

Mutant drops(const std::string& name, const std::function<bool(const Json&)>& which) {
  return {.name = name, .sent = [which](BrokerSide&, const std::string&, const Json& frame) {
            return which(frame) ? Frames{} : Frames{frame};
          }};
}

Mutant twice(const std::string& name, const std::function<bool(const Json&)>& which) {
  return {.name = name, .sent = [which](BrokerSide&, const std::string&, const Json& frame) {
            return which(frame) ? Frames{frame, frame} : Frames{frame};
          }};
}

bool is_member_event(const Json& frame) {
  return event_of(frame).starts_with("pusher_internal:member_");
}

/// A second subscription as another user adds that one, and the first one never leaves.
Mutant another_member() {
  struct State {
    std::set<std::string> joined;
    bool replaces = false;
  };
  const auto state = std::make_shared<State>();
  return {.name = "a second subscription adds a member",
          .fair_for = {"SP-14"},
          .received =
              [state](BrokerSide& broker, const std::string& who, const Json& frame) {
                if (event_of(frame) != "pusher:subscribe") return Frames{frame};
                state->replaces = !state->joined.insert(broker.socket_id(who)).second;
                if (!state->replaces) return Frames{frame};
                const Json leaves = {{"event", "pusher:unsubscribe"},
                                     {"data", {{"channel", frame["data"]["channel"]}}}};
                return Frames{leaves, frame};
              },
          .sent =
              [state](BrokerSide&, const std::string&, const Json& frame) {
                const bool removed = event_of(frame) == "pusher_internal:member_removed";
                return removed && state->replaces ? Frames{} : Frames{frame};
              },
          .opening = [state](Handshake&) { *state = {}; }};
}

}  // namespace

std::vector<Mutant> channel_mutants() {
  std::vector<Mutant> out;
  out.push_back(another_member());
  out.push_back(accepts("no signature is checked", [](const Json&) { return true; }));
  out.push_back(accepts("a missing signature is accepted", [](const Json& data) {
    return !data.contains("auth") || !data["auth"].is_string() || plain_text(data["auth"]).empty();
  }));
  out.push_back(accepts("the first of two equal keys counts", [](const Json&) { return true; }));
  out.back().fair_for = {"SE-17"};
  out.back().raw = [](const std::string& text) {
    // {"channel":A,"auth":B,"channel":C} becomes {"channel":A,"auth":B}.
    const std::size_t second = text.rfind(",\"channel\":");
    return text.find("\"channel\"") < second && second != std::string::npos
               ? text.substr(0, second) + "}}"
               : text;
  };
  out.push_back(drops("subscriptions are not acknowledged", is_acknowledgement));
  out.push_back({.name = "an empty auth is refused on public channels",
                 .received = [](BrokerSide&, const std::string&, const Json& frame) {
                   const Json data = frame.value("data", Json());
                   const bool odd = event_of(frame) == "pusher:subscribe" && data.is_object() &&
                                    data.contains("auth") && !data["auth"].is_object() &&
                                    (data["auth"].is_null() || plain_text(data["auth"]).empty());
                   return odd ? Frames{} : Frames{frame};
                 }});
  out.push_back({.name = "one refused channel costs the connection",
                 .sent = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (!is_refusal(frame)) return Frames{frame};
                   broker.hang_up(who, 4009);
                   return Frames{};
                 }});
  out.push_back({.name = "nothing is ever left",
                 .received = [](BrokerSide&, const std::string&, const Json& frame) {
                   return event_of(frame) == "pusher:unsubscribe" ? Frames{} : Frames{frame};
                 }});
  out.push_back({.name = "only some punctuation is allowed in names",
                 .received = [](BrokerSide&, const std::string&, const Json& frame) {
                   const bool odd = event_of(frame) == "pusher:subscribe" &&
                                    frame.dump().find(',') != std::string::npos &&
                                    frame.dump().find('=') != std::string::npos;
                   return odd ? Frames{} : Frames{frame};
                 }});
  out.push_back({.name = "every name is acknowledged",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (event_of(frame) == "pusher:subscribe") {
                     broker.say(who, R"({"event":"pusher_internal:subscription_succeeded"})");
                   }
                   return Frames{frame};
                 }});
  out.push_back({.name = "long names are refused", .options = [](broker::Options& options) {
                   options.limits.channel_name_bytes = 100;
                 }});
  out.push_back({.name = "no channels beyond 50", .options = [](broker::Options& options) {
                   options.limits.channels_per_connection = 50;
                 }});
  out.push_back(
      changes_presence("the member count is wrong", [](Json& presence) { presence["count"] = 7; }));
  out.push_back(
      changes_presence("ids are missing", [](Json& presence) { presence["ids"] = Json::array(); }));
  out.push_back(changes_presence("a ghost is on every presence channel", [](Json& presence) {
    presence["ids"].push_back("ghost");
    presence["count"] = presence["count"].get<int>() + 1;
  }));
  out.push_back(drops("members are not announced", is_member_event));
  out.push_back(drops("members never leave", [](const Json& frame) {
    return event_of(frame) == "pusher_internal:member_removed";
  }));
  out.push_back(drops("a user with the id 0 never leaves", [](const Json& frame) {
    return event_of(frame) == "pusher_internal:member_removed" &&
           data_of(frame).value("user_id", Json()) == "0";
  }));
  out.push_back(twice("members are announced twice", is_member_event));
  out.push_back({.name = "member events name the wrong user",
                 .sent = [](BrokerSide&, const std::string&, const Json& frame) {
                   if (!is_member_event(frame)) return Frames{frame};
                   Json data = data_of(frame);
                   data["user_id"] = "second";
                   return Frames{with_data(frame, data)};
                 }});
  out.push_back({.name = "members are announced for every connection",
                 .sent = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (is_acknowledgement(frame) && channel_of(frame).starts_with("presence-")) {
                     for (const std::string& each : broker.clients()) {
                       broker.say(each, Json{{"event", "pusher_internal:member_added"},
                                             {"channel", channel_of(frame)},
                                             {"data", R"({"user_id":")" + who + "\"}"}}
                                            .dump());
                     }
                   }
                   return Frames{frame};
                 }});
  out.push_back({.name = "members leave with their first connection",
                 .received = [](BrokerSide& broker, const std::string&, const Json& frame) {
                   if (event_of(frame) == "pusher:unsubscribe") {
                     const std::string channel = channel_of(frame.value("data", Json::object()));
                     for (const std::string& each : broker.clients()) {
                       broker.say(each, Json{{"event", "pusher_internal:member_removed"},
                                             {"channel", channel.find("one") == std::string::npos
                                                             ? channel
                                                             : "presence-two" + channel.substr(12)},
                                             {"data", R"({"user_id":"b"})"}}
                                            .dump());
                     }
                   }
                   return Frames{frame};
                 }});
  return out;
}

}  // namespace oread::conform
