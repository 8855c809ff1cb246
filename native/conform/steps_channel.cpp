// Steps about channels and users: subscribe, sign in, trigger client events.
#include "conform/case_run.hpp"
#include "conform/signing_digests.hpp"
#include "conform/steps.hpp"
#include "oread/broker/signing.hpp"

namespace oread::conform {
namespace {

bool is_protected(const std::string& channel) {
  return channel.starts_with("private-") || channel.starts_with("presence-");
}

/// Channel data and user data are signed as bytes, so they are texts; an object is written as JSON.
std::string as_text(const Json& step, const char* key) {
  return step.contains(key) ? plain_text(step[key]) : std::string();
}

broker::Credentials credentials(const CaseRun& run, const Json& sign) {
  return {sign.value("key", run.testee().app.key), sign.value("secret", run.testee().app.secret)};
}

/// The channel data that the step sends and signs. Only presence channels have any, so that a
/// family can have rows of all classes; `raw_data` sends it everywhere.
std::string channel_data_of(const Json& step) {
  const bool wanted =
      as_text(step, "channel").starts_with("presence-") || step.value("raw_data", false);
  return wanted ? as_text(step, "channel_data") : std::string();
}

/// What the step signs; `sign` says what to sign instead of the truth.
std::string auth_of(const CaseRun& run, const std::string& who, const Json& step) {
  const Json sign = step.value("sign", Json::object());
  const std::string channel = as_text(step, "channel");
  return broker::sign_channel(
      kDigests, credentials(run, sign),
      sign.value("socket_id", plain_text(run.value_of(who + ".socket_id"))),
      sign.value("channel", channel),
      sign.contains("channel_data") ? as_text(sign, "channel_data") : channel_data_of(step));
}

std::string subscribe_frame(const CaseRun& run, const std::string& who, const Json& step) {
  Json data = Json::object();
  data["channel"] = step["channel"];
  if (step.contains("auth")) {
    const bool missing = step["auth"].is_object() && step["auth"].contains("$missing");
    if (!missing) data["auth"] = step["auth"];
  } else if (step.contains("sign") || is_protected(as_text(step, "channel"))) {
    data["auth"] = auth_of(run, who, step);
  }
  if (step.value("raw_data", false)) {
    data["channel_data"] = step["channel_data"];
  } else if (const std::string text = channel_data_of(step); !text.empty()) {
    data["channel_data"] = text;
  }
  return json_text(Json{{"event", "pusher:subscribe"}, {"data", data}});
}

void subscribe(CaseRun& run, const Json& step) {
  const std::string who = step["subscribe"];
  run.wire().send(who, subscribe_frame(run, who, step));
}

/// Subscribes as a precondition: without the acknowledgement, the case says nothing.
void join(CaseRun& run, const Json& step) {
  const std::string who = step["join"];
  const std::string channel = as_text(step, "channel");
  run.wire().send(who, subscribe_frame(run, who, step));
  const Time until = run.wire().now() + kWithin;
  while (run.hear(who, until - run.wire().now())) {
    const Json& frame = run.peer(who).events.back().frame;
    if (!frame.is_object()) continue;
    const Json event = frame.value("event", Json());
    if (frame.value("channel", Json()) == channel &&
        event == "pusher_internal:subscription_succeeded") {
      run.peer(who).next = run.peer(who).events.size();
      return;
    }
    if (event == "pusher:error" || event == "pusher:subscription_error") break;
  }
  CaseRun::give_up(who + " could not subscribe to " + channel);
}

void unsubscribe(CaseRun& run, const Json& step) {
  const Json data = {{"channel", step["channel"]}};
  run.wire().send(step["unsubscribe"],
                  json_text(Json{{"event", "pusher:unsubscribe"}, {"data", data}}));
}

std::string signin_frame(const CaseRun& run, const std::string& who, const Json& step) {
  const Json sign = step.value("sign", Json::object());
  Json data = Json::object();
  const std::string user = as_text(step, "user");
  data["auth"] =
      step.contains("auth")
          ? step["auth"]
          : Json(broker::sign_user(
                kDigests, credentials(run, sign),
                sign.value("socket_id", plain_text(run.value_of(who + ".socket_id"))), user));
  data["user_data"] = user;
  return json_text(Json{{"event", "pusher:signin"}, {"data", data}});
}

void signin(CaseRun& run, const Json& step) {
  const std::string who = step["signin"];
  run.wire().send(who, signin_frame(run, who, step));
}

/// Signs in as a precondition.
void enter(CaseRun& run, const Json& step) {
  const std::string who = step["enter"];
  run.wire().send(who, signin_frame(run, who, step));
  const Time until = run.wire().now() + kWithin;
  while (run.hear(who, until - run.wire().now())) {
    const Json& frame = run.peer(who).events.back().frame;
    if (!frame.is_object()) continue;
    if (has_text(frame, "event", "pusher:signin_success")) {
      run.peer(who).next = run.peer(who).events.size();
      return;
    }
    if (has_text(frame, "event", "pusher:error")) break;
  }
  CaseRun::give_up(who + " could not sign in");
}

void trigger(CaseRun& run, const Json& step) {
  Json frame = {{"event", step["event"]}, {"channel", step["channel"]}};
  if (step.contains("data")) frame["data"] = step["data"];
  const Json also = step.value("also", Json::object());
  for (const auto& [key, value] : also.items()) frame[key] = value;
  const int times = step.value("times", 1);
  for (int i = 0; i < times; ++i) run.wire().send(step["trigger"], json_text(frame));
}

}  // namespace

std::string auth_for(const CaseRun& run, const std::string& who, const std::string& channel) {
  return auth_of(run, who, {{"channel", channel}});
}

std::vector<Verb> channel_verbs() {
  const std::vector<std::string> how{"channel", "auth", "sign", "channel_data", "raw_data"};
  return {
      {"subscribe", subscribe, how},
      {"join", join, how},
      {"unsubscribe", unsubscribe, {"channel"}},
      {"signin", signin, {"user", "auth", "sign"}},
      {"enter", enter, {"user"}},
      {"trigger", trigger, {"channel", "event", "data", "also", "times"}},
  };
}

}  // namespace oread::conform
