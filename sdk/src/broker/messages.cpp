#include "broker/messages.hpp"

#include <utility>

#include "support/json_write.hpp"

namespace oread::broker::messages {
namespace {

SharedText share(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

/// A message whose `data` is a string.
SharedText with_text_data(std::string_view event, std::string_view data, std::string_view channel) {
  std::string out;
  out.reserve(event.size() + data.size() + channel.size() + 48);
  json::Writer write(out);
  write.object().member("event", event).member("data", data);
  if (!channel.empty()) write.member("channel", channel);
  write.close_object();
  return share(std::move(out));
}

}  // namespace

SharedText connection_established(std::string_view socket_id, std::int64_t activity_seconds) {
  std::string data;
  json::Writer(data)
      .object()
      .member("socket_id", socket_id)
      .key("activity_timeout")
      .integer(activity_seconds)
      .close_object();
  return with_text_data("pusher:connection_established", data, {});
}

SharedText ping() {
  return with_text_data("pusher:ping", "{}", {});
}

SharedText pong() {
  return with_text_data("pusher:pong", "{}", {});
}

SharedText error(std::string_view message, std::optional<std::uint16_t> code,
                 std::string_view channel) {
  std::string out;
  json::Writer write(out);
  // One of the few messages whose data is documented as an object.
  write.object().member("event", "pusher:error").key("data").object().key("code");
  if (code) {
    write.integer(*code);
  } else {
    write.null();
  }
  write.member("message", message).close_object();
  if (!channel.empty()) write.member("channel", channel);
  write.close_object();
  return share(std::move(out));
}

SharedText text_error(std::string_view message, std::optional<std::uint16_t> code) {
  std::string data;
  json::Writer write(data);
  write.object().key("code");
  if (code) {
    write.integer(*code);
  } else {
    write.null();
  }
  write.member("message", message).close_object();
  return with_text_data("pusher:error", data, {});
}

SharedText subscription_succeeded(std::string_view channel, std::string_view data) {
  return with_text_data("pusher_internal:subscription_succeeded", data, channel);
}

SharedText subscription_error(std::string_view channel, std::string_view type,
                              std::string_view message, std::uint16_t status) {
  std::string out;
  json::Writer(out)
      .object()
      .member("event", "pusher:subscription_error")
      .key("data")
      .object()
      .member("type", type)
      .member("error", message)
      .key("status")
      .integer(status)
      .close_object()
      .member("channel", channel)
      .close_object();
  return share(std::move(out));
}

SharedText member_added(std::string_view channel, const Member& member) {
  std::string data;
  json::Writer(data)
      .object()
      .key("user_id")
      .raw(member.id_json)
      .key("user_info")
      .raw(member.info)
      .close_object();
  return with_text_data("pusher_internal:member_added", data, channel);
}

SharedText member_removed(std::string_view channel, std::string_view id_json) {
  std::string data;
  json::Writer(data).object().key("user_id").raw(id_json).close_object();
  return with_text_data("pusher_internal:member_removed", data, channel);
}

SharedText subscription_count(std::string_view channel, std::size_t count) {
  std::string data;
  json::Writer(data)
      .object()
      .key("subscription_count")
      .integer(static_cast<std::int64_t>(count))
      .close_object();
  return with_text_data("pusher_internal:subscription_count", data, channel);
}

SharedText cache_miss(std::string_view channel) {
  return with_text_data("pusher:cache_miss", "{}", channel);
}

SharedText event(std::string_view event, std::string_view data, std::string_view channel) {
  return with_text_data(event, data, channel);
}

SharedText client_event(std::string_view event, std::string_view data, std::string_view channel,
                        std::string_view user_id_json) {
  std::string out;
  json::Writer write(out);
  write.object().member("event", event);
  if (!data.empty()) write.key("data").raw(data);
  write.member("channel", channel);
  if (!user_id_json.empty()) write.key("user_id").raw(user_id_json);
  write.close_object();
  return share(std::move(out));
}

SharedText signin_success(std::string_view user_data) {
  std::string out;
  json::Writer(out)
      .object()
      .member("event", "pusher:signin_success")
      .key("data")
      .object()
      .member("user_data", user_data)
      .close_object()
      .close_object();
  return share(std::move(out));
}

SharedText watchlist_events(const std::vector<std::string>& online,
                            const std::vector<std::string>& offline) {
  std::string data;
  json::Writer write(data);
  write.object().key("events").array();
  const auto add = [&write](std::string_view event, const std::vector<std::string>& ids) {
    if (ids.empty()) return;
    write.object().member("name", event).key("user_ids").array();
    for (const std::string& id : ids) write.string(id);
    write.close_array().close_object();
  };
  add("online", online);
  add("offline", offline);
  write.close_array().close_object();
  return with_text_data("pusher_internal:watchlist_events", data, {});
}

}  // namespace oread::broker::messages
