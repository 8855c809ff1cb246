// Mutants of the handshake, of errors and of liveness.
#include <memory>
#include <set>

#include "conformance/mutants.hpp"

namespace oread::conform {
namespace {

Frames drop(const std::string& event, const Json& frame) {
  return event_of(frame) == event ? Frames{} : Frames{frame};
}

Mutant changes_greeting(const std::string& name, const std::function<void(Json&)>& change) {
  return {.name = name, .sent = [change](BrokerSide&, const std::string&, const Json& frame) {
            if (event_of(frame) != "pusher:connection_established") return Frames{frame};
            Json data = data_of(frame);
            change(data);
            return Frames{with_data(frame, data)};
          }};
}

}  // namespace

std::vector<Mutant> connection_mutants() {
  std::vector<Mutant> out;
  out.push_back({.name = "it says nothing about why it goes", .closing = [](std::uint16_t code) {
                   return code == 4200 ? std::uint16_t{1001} : code;
                 }});
  out.push_back(changes_greeting(
      "it counts all connections that it ever had",
      [count = std::make_shared<int>(0)](Json& data) { data["number"] = ++*count; }));
  out.push_back({.name = "the server dies of nonsense",
                 .fair_for = {"SE", "SS-06", "SP-12", "SB-08", "SH-04"},
                 .dies_of_nonsense = true});
  out.push_back(
      changes_greeting("socket ids are words", [](Json& data) { data["socket_id"] = "abc"; }));
  out.push_back(
      changes_greeting("all socket ids are equal", [](Json& data) { data["socket_id"] = "1.1"; }));
  out.push_back(changes_greeting("the greeting has no activity timeout",
                                 [](Json& data) { data.erase("activity_timeout"); }));
  out.push_back({.name = "codes of closes are lost",
                 .closing = [](std::uint16_t) { return std::uint16_t{1006}; }});
  out.push_back({.name = "refused connections stay open", .closing = [](std::uint16_t code) {
                   return code >= 4000 && code < 4200 ? std::uint16_t{0} : code;
                 }});
  out.push_back({.name = "every key is accepted", .opening = [](Handshake& handshake) {
                   handshake.key = "app-key";
                   handshake.path = "/app/app-key";
                 }});
  out.push_back({.name = "origins are not checked", .opening = [](Handshake& handshake) {
                   handshake.origin = "https://good.example";
                 }});
  out.push_back({.name = "something comes before the greeting",
                 .sent = [](BrokerSide&, const std::string&, const Json& frame) {
                   const bool greets = event_of(frame) == "pusher:connection_established";
                   return greets ? Frames{{{"event", "hello"}}, frame} : Frames{frame};
                 }});
  const auto subscribed = std::make_shared<int>(0);
  out.push_back({.name = "many subscriptions stop the server",
                 .fair_for = {"SE-19"},
                 .received =
                     [subscribed](BrokerSide&, const std::string&, const Json& frame) {
                       *subscribed += event_of(frame) == "pusher:subscribe" ? 1 : 0;
                       return *subscribed > 500 ? Frames{} : Frames{frame};
                     },
                 .opening = [subscribed](Handshake&) { *subscribed = 0; }});
  out.push_back({.name = "quotas are not kept", .options = [](broker::Options& options) {
                   for (auto& app : options.apps) app.max_connections = 0;
                 }});
  out.push_back({.name = "a closed connection keeps its place",
                 .fair_for = {"SH-09"},
                 .opening = [opened = std::make_shared<int>(0)](Handshake& handshake) {
                   // Two are served, the third is refused, and so is the one after it.
                   const bool counts = handshake.key == "limited-key" && ++*opened > 3;
                   if (counts) handshake.path = "/full";
                 }});
  out.push_back({.name = "unknown parameters are refused", .opening = [](Handshake& handshake) {
                   if (handshake.query.find("flash") != std::string::npos) handshake.query = "";
                 }});
  out.push_back({.name = "a client can establish its own connection",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (event_of(frame) == "pusher:connection_established") {
                     broker.say(who, R"({"event":"pusher:connection_established","data":"{}"})");
                   }
                   return Frames{frame};
                 }});
  out.push_back({.name = "whatever a client sends is relayed",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (frame.contains("channel")) {
                     for (const std::string& each : broker.clients()) {
                       if (each != who) broker.say(each, frame.dump());
                     }
                   }
                   return Frames{frame};
                 }});
  out.push_back({.name = "pings are not answered",
                 .fair_for = {"SL-01"},
                 .sent = [](BrokerSide&, const std::string&, const Json& frame) {
                   return drop("pusher:pong", frame);
                 }});
  out.push_back({.name = "pings without data are not answered",
                 .received = [](BrokerSide&, const std::string&, const Json& frame) {
                   const bool odd = event_of(frame) == "pusher:ping" &&
                                    (!frame.contains("data") || frame["data"].is_string());
                   return odd ? Frames{} : Frames{frame};
                 }});
  out.push_back({.name = "only pings keep a client alive",
                 .received = [](BrokerSide&, const std::string&, const Json& frame) {
                   const std::string event = event_of(frame);
                   return event.starts_with("client-") ? Frames{} : Frames{frame};
                 }});
  out.push_back({.name = "pongs do not keep a client alive",
                 .received = [](BrokerSide&, const std::string&, const Json& frame) {
                   return drop("pusher:pong", frame);
                 }});
  out.push_back(
      {.name = "silent clients are never closed", .options = [](broker::Options& options) {
         options.liveness.ping_after = std::chrono::hours(24);
       }});
  out.push_back({.name = "clients are not pinged before they are closed",
                 .sent = [](BrokerSide&, const std::string&, const Json& frame) {
                   return drop("pusher:ping", frame);
                 }});
  out.push_back({.name = "clients are closed before their activity timeout",
                 .options = [](broker::Options& options) {
                   options.liveness.activity_timeout = std::chrono::seconds(120);
                   options.liveness.ping_after = std::chrono::seconds(60);
                   options.liveness.pong_within = std::chrono::seconds(20);
                 }});
  out.push_back(
      {.name = "after a minute, events are not delivered",
       .sent =
           [](BrokerSide&, const std::string&, const Json& frame) {
             return event_of(frame) == "headline" ? Frames{} : Frames{frame};
           },
       .options =
           [](broker::Options& options) { options.liveness.ping_after = std::chrono::hours(24); }});
  return out;
}

}  // namespace oread::conform
