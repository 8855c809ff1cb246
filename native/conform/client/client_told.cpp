// What the client is told by its app, and what the app's auth endpoint answers.
#include <algorithm>

#include "conform/client/client_run.hpp"
#include "conform/client/client_steps.hpp"
#include "conform/client/client_times.hpp"
#include "conform/match.hpp"

namespace oread::conform {
namespace {

/// {"client": "subscribe", "ch": "news"}: a command for the driver.
void client(ClientRun& run, const Json& step) {
  Json command = {{"cmd", step["client"]}};
  for (const auto& [key, value] : step.items()) {
    if (key != "client") command[key] = value;
  }
  if (command["cmd"] == "new" && !command.contains("key")) command["key"] = run.value_of("key");
  run.tell(command);
}

/// {"connected": "S"}: a new client that is connected, as a precondition.
void connected(ClientRun& run, const Json& step) {
  const std::string name = step["connected"];
  Json command = {{"client", "new"}};
  command.update(step.value("options", Json::object()));
  perform(run, command);
  perform(run, {{"client", "connect"}});
  if (!run.take_connection(name, run.stage().now() + kWithin)) {
    ClientRun::give_up("the client does not connect");
  }
  run.set(name + ".target", target_of(run.line(name).head));
  run.accept(name);
  Json greet = {{"greet", name}};
  for (const char* key : {"socket_id", "activity_timeout"}) {
    if (step.contains(key)) greet[key] = step[key];
  }
  perform(run, greet);
}

bool is_protected(const std::string& channel) {
  return channel.starts_with("private-") || channel.starts_with("presence-");
}

/// The first sighting from `track.next` on that matches; passes over the others.
const Sighting* next_match(ClientRun& run, const std::string& track, const Json& pattern,
                           Time until) {
  const Sighting* found = nullptr;
  run.wait_until(
      [&] {
        Track& list = run.track(track);
        while (found == nullptr && list.next < list.all.size()) {
          const Sighting& each = list.all[list.next++];
          if (matches(each.json, pattern)) found = &each;
        }
        return found != nullptr;
      },
      until);
  return found;
}

/// {"asked": "Q", "fields": P}: the client asks the auth endpoint.
void asked(ClientRun& run, const Json& step) {
  const std::string name = step["asked"];
  const Band band = band_of(run, step, "5 s");
  const Json pattern = step.value("fields", Json::object());
  const Sighting* found = next_match(run, "auth", pattern, band.last);
  if (found == nullptr) {
    const auto& all = run.questions().all;
    std::string came =
        all.empty() ? "no request came" : "the last request was " + json_text(all.back().json);
    return run.miss(
        step.value("note", "the client does not ask the auth endpoint as expected") + ": " + came,
        verdict_in(step));
  }
  for (const auto& [key, value] : found->json.items()) {
    std::string place = name;
    run.set(place.append(".").append(key), value);
  }
}

/// {"answer": "Q", "status": 200, "body": {…}}. Without a body, the endpoint agrees.
void answer(ClientRun& run, const Json& step) {
  const std::string name = step["answer"];
  const Json id = run.value_of(name + ".id");
  if (!id.is_number_integer()) ClientRun::give_up("there is no question " + name);
  const Json agreed = {
      {"auth", "app-key:signature-for-" + plain_text(run.value_of(name + ".socket_id"))}};
  const int status = step.value("status", 200);
  const Json body = step.contains("body") ? step["body"] : status == 200 ? agreed : Json("");
  run.answer(id, status, plain_text(body));
}

Json acknowledgement(const std::string& channel, const Json& step) {
  Json data = Json::object();
  if (channel.starts_with("presence-")) {
    const Json me = step.value("channel_data", Json{{"user_id", "me"}});
    const Json id = me.value("user_id", Json("me"));
    const Json hash =
        step.value("members", Json{{plain_text(id), me.value("user_info", Json::object())}});
    Json ids = Json::array();
    for (const auto& [key, info] : hash.items()) ids.push_back(key);
    data["presence"] = {{"ids", ids}, {"hash", hash}, {"count", ids.size()}};
  }
  return {{"event", "pusher_internal:subscription_succeeded"},
          {"channel", channel},
          {"data", json_text(data)}};
}

/// {"joined": "S", "channel": "news"}: subscribed on S, as a precondition. `members` is the hash of
/// a presence channel, `channel_data` what the auth endpoint answers.
void joined(ClientRun& run, const Json& step) {
  const std::string name = step["joined"];
  const std::string channel = step["channel"];
  perform(run, {{"client", "subscribe"}, {"ch", channel}});
  if (is_protected(channel)) {
    const Sighting* found =
        next_match(run, "auth", {{"channel_name", channel}}, run.stage().now() + kWithin);
    if (found == nullptr) ClientRun::give_up("the client does not ask for " + channel);
    Json body = {{"auth", "app-key:signature"}};
    if (step.contains("shared_secret")) body["shared_secret"] = step["shared_secret"];
    if (channel.starts_with("presence-")) {
      body["channel_data"] = json_text(step.value("channel_data", Json{{"user_id", "me"}}));
    }
    run.answer(found->json["id"], 200, json_text(body));
  }
  const Json frame = {{"event", "pusher:subscribe"}, {"data", {{"channel", channel}}}};
  if (next_match(run, name, frame, run.stage().now() + kWithin) == nullptr) {
    ClientRun::give_up("the client does not subscribe to " + channel);
  }
  run.send(name, {1, json_text(acknowledgement(channel, step)), true, 0, false});
  const Json ok = {{"report", "sub_ok"}, {"ch", channel}};
  if (next_match(run, "driver", ok, run.stage().now() + kWithin) == nullptr) {
    ClientRun::give_up("the client does not report that it has subscribed to " + channel);
  }
}

/// {"acknowledge": "S", "channel": "news"}: the server agrees to a subscription.
void acknowledge(ClientRun& run, const Json& step) {
  const std::string channel = step["channel"];
  run.send(step["acknowledge"], {1, json_text(acknowledgement(channel, step)), true, 0, false});
}

}  // namespace

std::vector<ClientVerb> client_verbs() {
  return {
      {"client", client, {"*"}},
      {"connected", connected, {"options", "socket_id", "activity_timeout"}},
      {"joined", joined, {"channel", "channel_data", "members", "shared_secret"}},
      {"acknowledge", acknowledge, {"channel", "channel_data", "members"}},
      {"asked", asked, {"fields", "within", "verdict", "note"}},
      {"answer", answer, {"status", "body"}},
  };
}

}  // namespace oread::conform
