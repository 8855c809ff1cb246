#include "conformance/client_mutants.hpp"

#include <algorithm>
#include <memory>

#include "conform/foreign_json.hpp"

namespace oread::conform {
namespace {

using Texts = ClientTamper::Texts;

std::string event_of(const Json& frame) {
  return frame.is_object() ? plain_text(frame.value("event", Json(""))) : std::string();
}

/// Changes the messages of this event that the client sends; nothing drops them.
ClientMutant sends(const std::string& name, const std::string& event,
                   const std::function<Texts(Json)>& change) {
  ClientMutant out{name, {}};
  out.tamper.sent = [event, change](const std::string& text) {
    const Json frame = foreign_json(text);
    return event_of(frame) == event ? change(frame) : Texts{text};
  };
  return out;
}

/// Changes the messages that the client reads, if they are objects for which `when` holds.
ClientMutant reads(const std::string& name, const std::function<bool(const Json&)>& when,
                   const std::function<Texts(Json)>& change) {
  ClientMutant out{name, {}};
  out.tamper.received = [when, change](const std::string& text) {
    const Json frame = foreign_json(text);
    return frame.is_object() && when(frame) ? change(frame) : Texts{text};
  };
  return out;
}

/// Changes the reports of this kind.
ClientMutant reports(const std::string& name, const std::string& kind,
                     const std::function<std::vector<Json>(Json)>& change) {
  ClientMutant out{name, {}};
  out.tamper.reported = [kind, change](Json report) {
    return report.value("report", Json()) == kind ? change(std::move(report))
                                                  : std::vector<Json>{std::move(report)};
  };
  return out;
}

ClientMutant closes(const std::string& name, std::uint16_t from, std::uint16_t to,
                    std::uint16_t seen) {
  ClientMutant out{name, {}};
  out.tamper.closing = [from, to, seen](std::uint16_t code) {
    return code >= from && code <= to ? seen : code;
  };
  return out;
}

Texts twice(const Json& frame) {
  return {frame.dump(), frame.dump()};
}

Texts none(const Json& /*frame*/) {
  return {};
}

/// After a message that is not an ordinary one, it reads nothing any more.
ClientMutant stops_reading() {
  auto stopped = std::make_shared<bool>(false);
  ClientMutant out{"it stops reading after something strange", {}};
  out.tamper.opening = [stopped](std::string& /*url*/) { *stopped = false; };
  out.tamper.received = [stopped](const std::string& text) {
    const Json frame = foreign_json(text);
    const Json data = frame.is_object() ? frame.value("data", Json("")) : Json();
    const std::string event = event_of(frame);
    const bool ordinary = data.is_string() && text.size() < 4000 && !event.empty() &&
                          event != "__proto__" && event != "constructor" &&
                          event != "pusher:new_thing" && event.find('\0') == std::string::npos;
    *stopped = *stopped || !ordinary;
    return *stopped ? Texts{} : Texts{text};
  };
  return out;
}

void add_closes(std::vector<ClientMutant>& out) {
  out.push_back(closes("it reconnects after 4000 to 4099", 4000, 4099, 4200));
  out.push_back(closes("it reconnects after 4300 to 4399", 4300, 4399, 4200));
  out.push_back(closes("it stops after 4100 to 4299", 4100, 4299, 4001));
  out.push_back(closes("4100 to 4199 means at once", 4100, 4199, 4200));
  out.push_back(closes("4200 to 4299 means later", 4200, 4299, 4100));
  out.push_back(closes("it stops after codes of WebSocket", 0, 3999, 4001));
}

void add_sent(std::vector<ClientMutant>& out) {
  out.push_back(sends("it never pings", "pusher:ping", none));
  out.push_back(sends("it pings twice", "pusher:ping", twice));
  out.push_back(sends("it never answers pings", "pusher:pong", none));
  out.push_back(sends("it subscribes twice", "pusher:subscribe", twice));
  out.push_back(sends("it never subscribes", "pusher:subscribe", none));
  out.push_back(sends("it never unsubscribes", "pusher:unsubscribe", none));
  out.push_back(sends("it signs in twice", "pusher:signin", twice));
  out.push_back(sends("it never signs in", "pusher:signin", none));
  out.push_back(sends("it changes what is signed", "pusher:subscribe", [](Json frame) {
    Json& data = frame["data"];
    if (data.contains("auth")) data["auth"] = "app-key:other";
    if (data.contains("channel_data")) {
      data["channel_data"] = foreign_json(plain_text(data["channel_data"])).dump();
    }
    return Texts{frame.dump()};
  }));
  out.push_back(sends("it changes the user's data", "pusher:signin", [](Json frame) {
    frame["data"]["user_data"] = foreign_json(plain_text(frame["data"]["user_data"])).dump();
    return Texts{frame.dump()};
  }));
  out.push_back(
      sends("it sends the signature of the first socket", "pusher:subscribe", [](Json frame) {
        if (frame["data"].contains("auth")) frame["data"]["auth"] = "app-key:signature-for-1.1";
        return Texts{frame.dump()};
      }));
  out.push_back(sends("it sends the shared secret", "pusher:subscribe", [](Json frame) {
    frame["data"]["shared_secret"] = "secret";
    return Texts{frame.dump()};
  }));
  out.push_back(sends("it cuts channel names", "pusher:subscribe", [](Json frame) {
    frame["data"]["channel"] = plain_text(frame["data"]["channel"]).substr(0, 3);
    return Texts{frame.dump()};
  }));
  out.push_back(sends("it encodes client events twice", "client-a", [](Json frame) {
    frame["data"] = frame["data"].dump();
    return Texts{frame.dump()};
  }));
}

void add_read(std::vector<ClientMutant>& out) {
  const auto any = [](const Json&) { return true; };
  const auto object_data = [](const Json& frame) {
    return frame.contains("data") && !frame["data"].is_string();
  };
  out.push_back(stops_reading());
  out.push_back(reads("it drops data that is no string", object_data, none));
  out.push_back(reads("it reads every message twice", any, twice));
  out.push_back(reads(
      "it drops errors with a string as data",
      [](const Json& frame) {
        return event_of(frame) == "pusher:error" && frame.value("data", Json()).is_string();
      },
      none));
  out.push_back(reads(
      "4100 in an error means at once",
      [](const Json& frame) { return event_of(frame) == "pusher:error"; },
      [](Json frame) {
        if (frame["data"].is_object() && frame["data"].value("code", Json()) == 4100) {
          frame["data"]["code"] = 4200;
        }
        return Texts{frame.dump()};
      }));
  out.push_back(reads(
      "it drops messages without data", [](const Json& frame) { return !frame.contains("data"); },
      none));
  out.push_back(reads(
      "it does not decode the data of events",
      [](const Json& frame) { return event_of(frame) == "news"; },
      [](Json frame) {
        frame["data"] = frame.value("data", Json("")).dump();
        return Texts{frame.dump()};
      }));
  out.push_back(reads(
      "it drops events of the server",
      [](const Json& frame) {
        return event_of(frame).find(':') == std::string::npos ||
               event_of(frame) == "pusher:cache_miss";
      },
      none));
  out.push_back(reads(
      "it ignores members",
      [](const Json& frame) { return event_of(frame).starts_with("pusher_internal:member_"); },
      none));
  out.push_back(reads(
      "it ignores counts and watchlists",
      [](const Json& frame) {
        return event_of(frame) == "pusher_internal:subscription_count" ||
               event_of(frame) == "pusher_internal:watchlist_events";
      },
      none));
  out.push_back(reads(
      "it needs the known fields only", [](const Json& frame) { return frame.contains("extra"); },
      none));
}

void add_reports(std::vector<ClientMutant>& out) {
  const auto never = [](const Json&) { return std::vector<Json>{}; };
  for (const char* kind : {"error", "sub_err", "sub_ok", "signed_in", "signin_err", "user_event"}) {
    out.push_back(reports(std::string("it never tells of ") + kind, kind, never));
  }
  out.push_back(reports("it has no members", "sub_ok", [](Json report) {
    report["me"] = "";
    return std::vector<Json>{report};
  }));
  out.push_back(reports("connected is told twice", "state", [](const Json& report) {
    return std::vector<Json>{report, report};
  }));
  out.push_back(reports("a lost connection is not told", "state", [](Json report) {
    if (report["cur"] != "connected") report["cur"] = "connecting";
    report["code"] = 0;
    report["msg"] = "";
    return std::vector<Json>{report};
  }));
  out.push_back(reports("what cannot be sent is said to be sent", "result", [](Json report) {
    if (report["of"] == "trigger") report["value"] = true;
    if (report["of"] == "state") report["value"] = {{"state", "connected"}, {"socket_id", "9.9"}};
    if (report["of"] == "members")
      report["value"] = {{"me", {{"n", 0}}}, {"x", 1}, {"y", 2}, {"z", 3}};
    return std::vector<Json>{report};
  }));
  out.push_back(reports("what is for others is delivered", "stray_event", [](Json report) {
    const std::string channel = plain_text(report["ch"]);
    Json other = report;
    report["report"] = other["report"] = "event";
    // Every channel of a case ends with its token.
    const std::size_t token = channel.rfind("-t");
    if (token != std::string::npos) other["ch"] = "news" + channel.substr(token);
    return std::vector<Json>{report, other};
  }));
}

void add_others(std::vector<ClientMutant>& out) {
  ClientMutant accepts{"every answer of the auth endpoint is good", {}};
  accepts.tamper.answered = [](int /*status*/, std::string& body) {
    const Json json = foreign_json(body);
    if (!json.is_object() || !json.contains("auth")) {
      body =
          R"({"auth":"app-key:s","channel_data":"{\"user_id\":\"me\"}","user_data":"{\"id\":\"7\"}",)"
          R"("shared_secret":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="})";
    }
    return 200;
  };
  out.push_back(accepts);
  ClientMutant asks{"it asks for another socket", {}};
  asks.tamper.asked = [](Question& question) {
    question.fields["socket_id"] = "undefined";
    question.headers["content-type"] = "text/plain";
  };
  out.push_back(asks);
  ClientMutant tells{"it sends its cookies everywhere", {}};
  tells.tamper.asked = [](Question& question) { question.headers["cookie"] = "session=1"; };
  out.push_back(tells);
  ClientMutant nervous{"it connects again when the clock is set", {}};
  nervous.tamper.told = [](Json command) {
    if (command["cmd"] != "clock") return std::vector<Json>{command};
    return std::vector<Json>{{{"cmd", "disconnect"}}, {{"cmd", "connect"}}};
  };
  out.push_back(nervous);
  ClientMutant path{"it opens another address", {}};
  path.tamper.opening = [](std::string& url) { url = "ws://127.0.0.1/apps//app-key?protocol=1"; };
  out.push_back(path);
  ClientMutant deaf{"the app's disconnect() and unsubscribe() do nothing", {}};
  deaf.tamper.told = [](Json command) {
    const Json what = command["cmd"];
    return what == "disconnect" || what == "unsubscribe" ? std::vector<Json>{}
                                                         : std::vector<Json>{command};
  };
  out.push_back(deaf);
  ClientMutant once{"subscribe() works once, and a client event needs no prefix", {}};
  auto known = std::make_shared<std::vector<std::string>>();
  once.tamper.told = [known](Json command) {
    if (command["cmd"] == "new") known->clear();
    if (command["cmd"] == "subscribe") {
      const std::string channel = plain_text(command["ch"]);
      if (std::find(known->begin(), known->end(), channel) != known->end()) {
        return std::vector<Json>{};
      }
      known->push_back(channel);
    }
    return std::vector<Json>{command};
  };
  out.push_back(once);
}

}  // namespace

std::vector<ClientMutant> client_mutants() {
  std::vector<ClientMutant> out;
  add_closes(out);
  add_sent(out);
  add_read(out);
  add_reports(out);
  add_others(out);
  return out;
}

}  // namespace oread::conform
