// Named steps about what a client sends: large, nested, ambiguous.
#include <algorithm>
#include <cctype>
#include <set>

#include "conform/case_run.hpp"
#include "conform/named.hpp"
#include "conform/steps.hpp"

namespace oread::conform {
namespace {

/// Connects `count` times; no socket id may repeat.
void unique_socket_ids(CaseRun& run, const Json& step) {
  std::set<std::string> seen;
  const int count = step.value("count", 50);
  for (int i = 0; i < count; ++i) {
    run.connect("visitor", {run.testee().app.key});
    const std::string id = plain_text(run.value_of("visitor.socket_id"));
    run.wire().close("visitor", 1000);
    if (!seen.insert(id).second) run.miss("the socket id " + id + " was given twice");
  }
  run.note("different socket ids in " + std::to_string(count) +
           " connections: " + std::to_string(seen.size()));
}

/// A message whose data is nested `count` levels deep.
void send_nested(CaseRun& run, const Json& step) {
  const auto depth = step.value("count", std::size_t{1000});
  run.wire().send("A", R"({"event":"client-deep","channel":"x","data":)" + std::string(depth, '[') +
                           std::string(depth, ']') + "}");
}

/// A message of `count` bytes.
void send_large(CaseRun& run, const Json& step) {
  const std::string begin = R"({"event":"pusher:ping","data":{"x":")";
  const std::string end = R"("}})";
  const auto size = step.value("count", std::size_t{1000});
  run.wire().send("A", begin + std::string(size - begin.size() - end.size(), 'x') + end);
}

/// Subscribes with the key "channel" twice: once the channel that was signed, once another one.
void subscribe_twice_named(CaseRun& run, const Json& step) {
  const std::string token = plain_text(run.value_of("u"));
  const std::string own = "private-own-" + token;
  const std::string secret = "private-secret-" + token;
  // A right signature for the own channel, taken from a frame that is never sent.
  const Json auth = auth_for(run, "A", own);
  const bool own_last = step.value("count", 0) == 1;
  const std::string first = json_text(Json(own_last ? secret : own));
  const std::string second = json_text(Json(own_last ? own : secret));
  run.wire().send("A", R"({"event":"pusher:subscribe","data":{"channel":)" + first + R"(,"auth":)" +
                           json_text(auth) + R"(,"channel":)" + second + "}}");
}

/// Subscribes with the right signature, written in another way.
void subscribe_changed(CaseRun& run, const Json& step) {
  const std::string change = step["change"];
  std::string auth = auth_for(run, "A", step["channel"]);
  if (change == "short") auth.pop_back();
  if (change == "long") auth += "0";
  if (change == "space") auth += " ";
  if (change == "upper") {
    for (std::size_t i = auth.find(':'); i < auth.size(); ++i) {
      auth[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(auth[i])));
    }
  }
  perform(run, {{"subscribe", "A"}, {"channel", step["channel"]}, {"auth", auth}});
}

/// Subscribes to a public channel whose name has `count` characters.
void subscribe_long(CaseRun& run, const Json& step) {
  std::string name = plain_text(run.value_of("u")) + "-";
  name.resize(step.value("count", std::size_t{164}), 'x');
  perform(run, {{"subscribe", "A"}, {"channel", name}});
}

/// The last subscription of A is acknowledged if `fine`, otherwise not.
void accepted_or_refused(CaseRun& run, const Json& step) {
  const Json acknowledged = {{"event", "pusher_internal:subscription_succeeded"}};
  if (step.value("fine", true)) {
    perform(run, {{"expect", "A"}, {"frame", acknowledged}, {"note", "The name is refused"}});
  } else {
    perform(run, {{"never", "A"}, {"frame", acknowledged}, {"note", "The name is accepted"}});
  }
}

/// A WebSocket ping comes back as a pong with the same payload.
void websocket_ping(CaseRun& run, const Json& /*step*/) {
  RawFrame ping;
  ping.opcode = 9;
  ping.payload = "oread";
  run.wire().send_raw("A", ping);
  const Time until = run.wire().now() + kWithin;
  while (run.hear("A", until - run.wire().now())) {
    const Received& last = run.peer("A").events.back().received;
    if (last.kind != Received::Kind::Pong) continue;
    if (last.text != ping.payload) run.miss("the pong has another payload than the ping");
    return;
  }
  run.miss("a WebSocket ping is not answered");
}

/// A client event of A whose name or data (`change`) has `count` bytes. Its data is an object,
/// because some servers refuse a string of any size.
void trigger_long(CaseRun& run, const Json& step) {
  const auto size = step.value("count", std::size_t{200});
  const bool in_name = step["change"] == "event";
  std::string name = "client-";
  name.resize(in_name ? size : name.size() + 4, 'x');
  const std::size_t around = std::string(R"({"x":""})").size();
  perform(run, {{"trigger", "A"},
                {"channel", step["channel"]},
                {"event", name},
                {"data", {{"x", std::string(in_name ? 1 : size - around, 'x')}}}});
}

/// Whether B received a client event.
void report_relayed(CaseRun& run, const Json& /*step*/) {
  run.fence("B");
  const auto& events = run.peer("B").events;
  const bool relayed = std::any_of(events.begin(), events.end(), [](const Event& each) {
    return each.frame.is_object() &&
           plain_text(each.frame.value("event", Json(""))).starts_with("client-");
  });
  run.note(relayed ? "the event is relayed" : "the event is not relayed");
}

/// Nothing that B received has bytes that are not UTF-8.
void only_utf8(CaseRun& run, const Json& /*step*/) {
  for (const Event& each : run.peer("B").events) {
    const std::string& text = each.received.text;
    if (Json::parse(json_text(Json(text))) == text) continue;
    return run.miss("B receives text that is not UTF-8");
  }
}

/// The errors that A received.
void report_errors(CaseRun& run, const Json& /*step*/) {
  std::string all;
  for (const Event& each : run.peer("A").events) {
    if (has_text(each.frame, "event", "pusher:error"))
      all += " " + each.received.text.substr(0, 300);
  }
  run.note(all.empty() ? "there is no error" : "the errors:" + all);
}

/// A signs in with a watchlist of `count` users.
void sign_in_watching(CaseRun& run, const Json& step) {
  const std::string u = plain_text(run.value_of("u"));
  Json watchlist = Json::array();
  for (int i = 0; i < step.value("count", 101); ++i) {
    watchlist.push_back("w" + std::to_string(i) + "-" + u);
  }
  perform(run, {{"signin", "A"}, {"user", {{"id", "u-" + u}, {"watchlist", watchlist}}}});
}

/// {"event":"pusher:ping","data":{}}, as permessage-deflate writes it.
constexpr const char* kDeflatedPing =
    "aa564a2d4bcd2b51b2522a282dce482db22ac8cc4b57d2514a492c4954b2aaaead0500";

/// A compressed ping on A is answered, if the server has accepted compression there.
void ping_compressed(CaseRun& run, const Json& /*step*/) {
  if (!run.wire().compresses("A")) return run.note("the server does not compress");
  perform(run, {{"send_raw", "A"}, {"hex", kDeflatedPing}, {"rsv", 4}});
  perform(run, {{"expect", "A"}, {"frame", {{"event", "pusher:pong"}}}});
}

}  // namespace

NamedSteps named_messages() {
  return {
      {"ping_compressed", ping_compressed},
      {"trigger_long", trigger_long},
      {"report_relayed", report_relayed},
      {"report_errors", report_errors},
      {"only_utf8", only_utf8},
      {"sign_in_watching", sign_in_watching},
      {"unique_socket_ids", unique_socket_ids},
      {"send_nested", send_nested},
      {"send_large", send_large},
      {"subscribe_twice_named", subscribe_twice_named},
      {"subscribe_changed", subscribe_changed},
      {"subscribe_long", subscribe_long},
      {"accepted_or_refused", accepted_or_refused},
      {"websocket_ping", websocket_ping},
  };
}

}  // namespace oread::conform
