// Faults that published servers have, each named after what it does. testees/products.json says
// which server has which.
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "conform/foreign_json.hpp"
#include "conformance/mutants.hpp"

namespace oread::conform {
namespace {

bool subscribes(const Json& frame) {
  return event_of(frame) == "pusher:subscribe" && frame.value("data", Json()).is_object();
}

std::string asked_channel(const Json& frame) {
  return plain_text(frame["data"].value("channel", Json("")));
}

std::string channel_of(const Json& frame) {
  return plain_text(frame.value("channel", Json("")));
}

void acknowledge(BrokerSide& broker, const std::string& who, const std::string& channel) {
  broker.say(who, json_text(Json{{"event", "pusher_internal:subscription_succeeded"},
                                 {"channel", channel},
                                 {"data", "{}"}}));
}

/// Acknowledges a subscription that the broker refuses, if `when` holds for the name.
Mutant admits(const std::string& name, const std::function<bool(const std::string&)>& when) {
  return {.name = name,
          .received = [when](BrokerSide& broker, const std::string& who, const Json& frame) {
            if (!subscribes(frame) || !when(asked_channel(frame))) return Frames{frame};
            acknowledge(broker, who, asked_channel(frame));
            return Frames{};
          }};
}

bool is_odd_name(const std::string& name) {
  return name.find_first_of(" /\"\n:") != std::string::npos ||
         std::any_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; });
}

Mutant changes_members(const std::string& name, const std::function<void(Json&)>& change) {
  return {.name = name, .sent = [change](BrokerSide&, const std::string&, const Json& frame) {
            Json data = data_of(frame);
            if (!data.is_object() || !data.contains("presence")) return Frames{frame};
            change(data["presence"]);
            return Frames{with_data(frame, data)};
          }};
}

std::vector<Mutant> connections() {
  std::vector<Mutant> out;
  out.push_back({.name = "refusals are texts without a channel",
                 .options = [](broker::Options& options) { options.like = broker::Like::Reverb; }});
  out.push_back({.name = "a refused key is told and not closed", .closing = [](std::uint16_t code) {
                   return code == 4001 ? std::uint16_t{0} : code;
                 }});
  out.push_back({.name = "a quota closes with 4100", .closing = [](std::uint16_t code) {
                   return code == 4004 ? std::uint16_t{4100} : code;
                 }});
  out.push_back(
      {.name = "a connection beyond the quota is dropped",
       .closing = [](std::uint16_t code) { return code == 4004 ? std::uint16_t{1006} : code; }});
  out.push_back(
      {.name = "an unknown key is dropped without a word",
       .sent =
           [](BrokerSide&, const std::string&, const Json& frame) {
             const Json data = data_of(frame);
             const bool refuses = data.is_object() && data.value("code", Json()) == 4001;
             return refuses ? Frames{} : Frames{frame};
           },
       .closing = [](std::uint16_t code) { return code == 4001 ? std::uint16_t{1006} : code; }});
  out.push_back({.name = "talking does not keep a client alive",
                 .received = [](BrokerSide&, const std::string&, const Json& frame) {
                   return event_of(frame) == "client-alive" ? Frames{} : Frames{frame};
                 }});
  out.push_back({.name = "a sign-in is ignored",
                 .received = [](BrokerSide&, const std::string&, const Json& frame) {
                   return event_of(frame) == "pusher:signin" ? Frames{} : Frames{frame};
                 }});
  return out;
}

std::vector<Mutant> channels() {
  std::vector<Mutant> out;
  out.push_back({.name = "the key in auth is ignored",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (!subscribes(frame)) return Frames{frame};
                   Json data = frame["data"];
                   const std::string auth = plain_text(data.value("auth", Json("")));
                   if (!auth.starts_with("other-key:")) return Frames{frame};
                   data["auth"] = right_auth(broker, who, data);
                   return Frames{with_data(frame, data)};
                 }});
  out.push_back(admits("any name is a channel", is_odd_name));
  out.push_back(admits("some odd names are channels", [](const std::string& name) {
    return name.find(':') != std::string::npos;
  }));
  out.push_back(admits("a user's channel can be subscribed to", [](const std::string& name) {
    return name.starts_with("#server-to-user-");
  }));
  out.push_back(changes_members("a hash with the key 0 is a list", [](Json& presence) {
    Json& hash = presence["hash"];
    if (!hash.contains("0") && !hash.contains("1")) return;
    Json list = Json::array();
    for (const auto& [id, info] : hash.items()) list.push_back(info);
    hash = list;
  }));
  out.push_back({.name = "an id that is a number is refused",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (!subscribes(frame)) return Frames{frame};
                   const Json member =
                       foreign_json(plain_text(frame["data"].value("channel_data", Json(""))));
                   if (!member.is_object() || !member.value("user_id", Json()).is_number())
                     return Frames{frame};
                   broker.hang_up(who, 4009);
                   return Frames{};
                 }});
  out.push_back({.name = "encrypted cache channels have no cache",
                 .sent = [last = std::make_shared<std::map<std::string, bool>>()](
                             BrokerSide&, const std::string& who, const Json& frame) {
                   const std::string channel = channel_of(frame);
                   bool& joined = (*last)[who];
                   const bool acknowledges =
                       event_of(frame) == "pusher_internal:subscription_succeeded";
                   const bool cached = joined && !acknowledges && event_of(frame) == "price" &&
                                       channel.starts_with("private-encrypted-cache-");
                   joined = acknowledges;
                   return cached ? Frames{} : Frames{frame};
                 }});
  out.push_back({.name = "a second subscription is not answered",
                 .received = [seen = std::make_shared<std::set<std::string>>()](
                                 BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (!subscribes(frame) || !asked_channel(frame).starts_with("presence-")) {
                     return Frames{frame};
                   }
                   const bool first =
                       seen->insert(broker.socket_id(who) + asked_channel(frame)).second;
                   return first ? Frames{frame} : Frames{};
                 }});
  return out;
}

std::vector<Mutant> events_and_requests() {
  std::vector<Mutant> out;
  out.push_back({.name = "public channels take client events",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   const bool open = event_of(frame).starts_with("client-") &&
                                     channel_of(frame).starts_with("news-");
                   if (!open) return Frames{frame};
                   for (const std::string& each : broker.clients()) {
                     if (each != who) broker.say(each, json_text(frame));
                   }
                   return Frames{};
                 }});
  out.push_back({.name = "names that begin with client are relayed",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   const std::string event = event_of(frame);
                   if (!event.starts_with("client") || event.starts_with("client-"))
                     return Frames{frame};
                   for (const std::string& each : broker.clients()) {
                     if (each != who) broker.say(each, json_text(frame));
                   }
                   return Frames{};
                 }});
  out.push_back({.name = "client events and departures are cached",
                 .sent = [](BrokerSide&, const std::string& who, const Json& frame) {
                   if (who == "C" && event_of(frame) == "price") {
                     Json other = frame;
                     other["event"] = "client-typing";
                     return Frames{other};
                   }
                   return Frames{frame};
                 }});
  out.push_back({.name = "timestamps are not checked", .options = [](broker::Options& options) {
                   options.request_window = std::chrono::hours(24 * 365);
                 }});
  out.push_back({.name = "auth_key is ignored", .requested = [](BrokerSide&, Call& call) {
                   const bool wrong = call.query.find("auth_key=") == std::string::npos ||
                                      call.query.find("auth_key=other-key") != std::string::npos;
                   if (wrong) sign_again(call);
                 }});
  out.push_back({.name = "a published event is answered with ok",
                 .answered = [](const Call& call, Answer& answer) {
                   const bool publishes = call.path.find("/events") != std::string::npos;
                   if (publishes && answer.status == 200) answer.body = R"({"ok":true})";
                 }});
  out.push_back({.name = "info that does not apply is dropped",
                 .answered = [](const Call& call, Answer& answer) {
                   const bool asks = call.path.find("/channels/") != std::string::npos;
                   if (asks && answer.status == 400) answer = {200, R"({"occupied":true})"};
                 }});
  out.push_back({.name = "an unoccupied channel is not found",
                 .answered = [](const Call& call, Answer& answer) {
                   const bool asks = call.path.find("/channels/") != std::string::npos;
                   if (asks && answer.body.find(R"("occupied":false)") != std::string::npos)
                     answer = {404, "{}"};
                 }});
  return out;
}

}  // namespace

std::vector<Mutant> product_mutants() {
  std::vector<Mutant> out;
  for (const auto& part : {connections(), channels(), events_and_requests()}) {
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

}  // namespace oread::conform
