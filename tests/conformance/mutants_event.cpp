// Mutants of events: published ones, client events, caches, users.
#include "conformance/mutants.hpp"

#include "conform/foreign_json.hpp"

namespace oread::conform {
namespace {

bool is_protocol(const Json& frame) {
  return event_of(frame).starts_with("pusher");
}

bool is_client_event(const Json& frame) {
  return event_of(frame).starts_with("client-");
}

bool is_published(const Json& frame) {
  return !is_protocol(frame) && !is_client_event(frame);
}

void say_all(BrokerSide& broker, const std::string& except, const Json& frame) {
  for (const std::string& each : broker.clients()) {
    if (each != except) broker.say(each, frame.dump());
  }
}

Mutant sends(const std::string& name, const std::function<Frames(const Json&)>& change) {
  return {.name = name, .sent = [change](BrokerSide&, const std::string&, const Json& frame) {
            return change(frame);
          }};
}

/// Relays what the broker would refuse, if `when` says so.
Mutant relays(const std::string& name, const std::function<bool(const Json&)>& when) {
  return {.name = name,
          .received = [when](BrokerSide& broker, const std::string& who, const Json& frame) {
            if (!when(frame)) return Frames{frame};
            say_all(broker, who, frame);
            return Frames{};
          }};
}

std::vector<Mutant> published() {
  std::vector<Mutant> out;
  out.push_back(sends("published events are lost", [](const Json& frame) {
    return is_published(frame) ? Frames{} : Frames{frame};
  }));
  out.push_back(sends("published events arrive twice", [](const Json& frame) {
    return is_published(frame) ? Frames{frame, frame} : Frames{frame};
  }));
  out.push_back(sends("published data is decoded", [](const Json& frame) {
    if (!is_published(frame)) return Frames{frame};
    Json changed = frame;
    changed["data"] = data_of(frame).dump() + " ";
    return Frames{changed};
  }));
  out.push_back({.name = "published events reach everybody",
                 .sent = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (is_published(frame)) say_all(broker, who, frame);
                   return Frames{frame};
                 }});
  out.push_back({.name = "socket_id excludes nobody", .requested = [](BrokerSide&, Call& call) {
                   Json body = foreign_json(call.body);
                   if (!body.is_object() || body.erase("socket_id") == 0) return;
                   call.body = body.dump();
                   sign_again(call);
                 }});
  out.push_back(
      {.name = "events for users reach everybody", .requested = [](BrokerSide& broker, Call& call) {
         const Json body = foreign_json(call.body);
         if (call.body.find("#server-to-user") == std::string::npos) return;
         say_all(broker, "", {{"event", body["name"]}, {"data", body["data"]}});
       }});
  return out;
}

std::vector<Mutant> client_events() {
  std::vector<Mutant> out;
  out.push_back({.name = "client events return to their sender",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (is_client_event(frame)) broker.say(who, frame.dump());
                   return Frames{frame};
                 }});
  out.push_back(relays("client events are relayed as they are", is_client_event));
  out.push_back(relays("any event is relayed", [](const Json& frame) {
    return event_of(frame).find("client") != std::string::npos || !is_protocol(frame);
  }));
  out.push_back({.name = "client events go to every channel they name",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   const Json channels = frame.value("channels", Json::array());
                   for (const Json& each : channels) {
                     Json copy = frame;
                     copy["channel"] = each;
                     say_all(broker, who, copy);
                   }
                   return Frames{frame};
                 }});
  out.push_back(sends("client events have no user_id", [](const Json& frame) {
    Json changed = frame;
    if (is_client_event(frame)) changed.erase("user_id");
    return Frames{changed};
  }));
  out.push_back(sends("data of client events is always an object", [](const Json& frame) {
    Json changed = frame;
    if (is_client_event(frame)) changed["data"] = Json{{"event", frame.value("data", Json())}};
    return Frames{changed};
  }));
  out.push_back(sends("client events are lost", [](const Json& frame) {
    return is_client_event(frame) ? Frames{} : Frames{frame};
  }));
  out.push_back({.name = "client events are not limited", .options = [](broker::Options& options) {
                   for (auto& app : options.apps) app.client_events_per_second = 1000;
                 }});
  out.push_back({.name = "long client events cost the connection",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (!is_client_event(frame) || frame.dump().size() < 200) return Frames{frame};
                   broker.hang_up(who, 4009);
                   return Frames{};
                 }});
  out.push_back({.name = "client events are never off", .options = [](broker::Options& options) {
                   for (auto& app : options.apps) app.client_events = true;
                 }});
  return out;
}

std::vector<Mutant> caches_and_users() {
  std::vector<Mutant> out;
  out.push_back({
      .name = "nothing is cached",
      .options = [](broker::Options& options) { options.cache_for = Millis(0); },
  });
  out.push_back(sends("a cache is never empty", [](const Json& frame) {
    return event_of(frame) == "pusher:cache_miss" ? Frames{} : Frames{frame};
  }));
  out.push_back(sends("cached events have another name", [](const Json& frame) {
    Json changed = frame;
    if (event_of(frame) == "price" || event_of(frame) == "second") changed["event"] = "first";
    return Frames{changed};
  }));
  out.push_back({.name = "every sign-in succeeds",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (event_of(frame) == "pusher:signin") {
                     broker.say(who, R"({"event":"pusher:signin_success","data":{}})");
                   }
                   return Frames{frame};
                 }});
  out.push_back({.name = "a sign-in costs the connection",
                 .received = [](BrokerSide& broker, const std::string& who, const Json& frame) {
                   if (event_of(frame) != "pusher:signin") return Frames{frame};
                   broker.hang_up(who, 4009);
                   return Frames{};
                 }});
  out.push_back(sends("watchlists are always offline", [](const Json& frame) {
    Json changed = frame;
    if (event_of(frame) == "pusher_internal:watchlist_events") {
      changed["data"] = R"({"events":[{"name":"offline","user_ids":["x"]}]})";
    }
    return Frames{changed};
  }));
  return out;
}

}  // namespace

std::vector<Mutant> event_mutants() {
  std::vector<Mutant> out;
  for (const auto& part : {published(), client_events(), caches_and_users()}) {
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

}  // namespace oread::conform
