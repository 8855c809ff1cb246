#include "conform/client/engine_reports.hpp"

#include "conform/foreign_json.hpp"

namespace oread::conform {
namespace {

/// What an app gets: the value of a JSON text, or the text.
Json value_of(const std::string& text) {
  Json out = foreign_json(text);
  return out.is_discarded() ? Json(text) : out;
}

Json error_fields(const Error& error) {
  return {{"type", name(error.code)}, {"status", error.status}, {"msg", error.text}};
}

Json with(Json report, const Json& fields) {
  report.update(fields);
  return report;
}

Json members_of(const List<Member>& members) {
  Json out = Json::object();
  for (const Member& each : members) out[each.id] = value_of(each.info);
  return out;
}

struct Reporter {
  using Report = std::optional<Json>;

  Report operator()(const event::ConnectionChanged& e) const {
    return Json{{"report", "state"},
                {"prev", state_name(e.previous)},
                {"cur", state_name(e.current)},
                {"socket_id", e.socket_id},
                {"code", e.why.status},
                {"msg", e.why.text}};
  }
  Report operator()(const event::ConnectionError& e) const {
    return Json{{"report", "error"},
                {"kind", name(e.error.code)},
                {"code", e.error.status},
                {"msg", e.error.text}};
  }
  Report operator()(const event::Subscribed& e) const {
    return Json{
        {"report", "sub_ok"}, {"ch", e.channel}, {"members", members_of(e.members)}, {"me", e.me}};
  }
  Report operator()(const event::SubscribeFailed& e) const {
    return with({{"report", "sub_err"}, {"ch", e.channel}}, error_fields(e.error));
  }
  Report operator()(const event::Message& e) const {
    Json out = {{"report", "event"}, {"ch", e.channel}, {"event", e.event}};
    if (e.data) out["data"] = value_of(*e.data);
    if (!e.user_id.empty()) out["user_id"] = e.user_id;
    return out;
  }
  Report operator()(const event::MemberJoined& e) const {
    return Json{{"report", "member_added"},
                {"ch", e.channel},
                {"id", e.member.id},
                {"info", value_of(e.member.info)}};
  }
  Report operator()(const event::MemberLeft& e) const {
    return Json{{"report", "member_removed"},
                {"ch", e.channel},
                {"id", e.member.id},
                {"info", value_of(e.member.info)}};
  }
  Report operator()(const event::SubscriptionCount& e) const {
    return Json{{"report", "count"}, {"ch", e.channel}, {"count", e.count}};
  }
  Report operator()(const event::SignedIn& e) const {
    return Json{{"report", "signed_in"}, {"id", e.user_id}};
  }
  Report operator()(const event::SignInFailed& e) const {
    return with({{"report", "signin_err"}}, error_fields(e.error));
  }
  Report operator()(const event::WatchlistChanged& e) const {
    return Json{{"report", "watchlist"}, {"online", e.online}, {"ids", e.user_ids}};
  }
  Report operator()(const event::WhisperSettled& e) const {
    return Json{{"report", "result"}, {"of", "trigger"}, {"value", e.outcome == Errc::None}};
  }
  Report operator()(const event::RetryScheduled& /*e*/) const { return std::nullopt; }
  Report operator()(const event::ChannelChanged& /*e*/) const { return std::nullopt; }
  Report operator()(const event::Call& /*e*/) const { return std::nullopt; }
  Report operator()(const event::Replied& /*e*/) const { return std::nullopt; }
};

}  // namespace

std::string state_name(ConnectionStatus status) {
  switch (status) {
    case ConnectionStatus::Initialized: return "initialized";
    case ConnectionStatus::Connecting:
    case ConnectionStatus::Reconnecting: return "connecting";
    case ConnectionStatus::Connected: return "connected";
    case ConnectionStatus::Unavailable: return "unavailable";
    case ConnectionStatus::Disconnected: return "disconnected";
  }
  return {};
}

void AppView::unsubscribe(const std::string& channel) {
  held_.erase(channel);
  rosters_.erase(channel);
}

std::optional<Json> AppView::see(const Event& event) {
  std::optional<Json> report = std::visit(Reporter{}, event);
  if (!report) return report;
  keep_rosters(event, *report);
  const Json kind = (*report)["report"];
  if (kind == "signed_in") user_ = (*report)["id"];
  if (kind != "event" || held_.count((*report)["ch"]) != 0) return report;
  const bool own = !user_.empty() && (*report)["ch"] == "#server-to-user-" + user_;
  (*report)["report"] = own ? "user_event" : "stray_event";
  return report;
}

Json AppView::members(const std::string& channel) const {
  const auto found = rosters_.find(channel);
  return found == rosters_.end() ? Json::object() : found->second;
}

void AppView::keep_rosters(const Event& event, const Json& report) {
  if (const auto* changed = std::get_if<event::ConnectionChanged>(&event)) {
    if (changed->current != ConnectionStatus::Connected) rosters_.clear();
  } else if (const auto* joined = std::get_if<event::MemberJoined>(&event)) {
    rosters_[joined->channel][joined->member.id] = report["info"];
  } else if (const auto* left = std::get_if<event::MemberLeft>(&event)) {
    rosters_[left->channel].erase(left->member.id);
  } else if (const auto* subscribed = std::get_if<event::Subscribed>(&event)) {
    rosters_[subscribed->channel] = report["members"];
  }
}

}  // namespace oread::conform
