#include "dialect/pusher/decode.hpp"

#include <utility>

#include "dialect/pusher/presence_data.hpp"
#include "support/json_scan.hpp"

namespace oread::pusher {

namespace {

using json::Field;
using json::Kind;
using json::Value;

/// Most characters of a socket id; real ones have about 20.
constexpr std::size_t kSocketIdMost = 128;
/// A longer idle time would be as good as none, and could overflow.
constexpr std::int64_t kIdleMost = 24 * 60 * 60;

/// `data` with one level of string encoding taken off; empty when it is absent.
std::string text_of(const Value& data) {
  return data.is(Kind::String) ? data.to_string() : std::string(data.text());
}

Frame bad(const char* what) {
  Frame frame;
  frame.kind = Frame::Kind::Bad;
  frame.text = what;
  return frame;
}

std::uint16_t code_of(const Value& value) {
  const auto code = value.integer();
  return code && *code > 0 && *code <= 0xffff ? static_cast<std::uint16_t>(*code)
                                              : std::uint16_t{0};
}

Frame welcome(const std::string& data) {
  Field fields[] = {{"socket_id"}, {"activity_timeout"}};
  if (!json::read_fields(data, fields)) return bad("greeting without data");
  Frame frame;
  frame.kind = Frame::Kind::Welcome;
  frame.socket_id = fields[0].value.to_string();
  if (frame.socket_id.empty() || frame.socket_id.size() > kSocketIdMost)
    return bad("greeting without a socket id");
  if (const auto idle = fields[1].value.integer();
      idle && *idle <= kIdleMost && *idle >= -kIdleMost) {
    // 0 stands for "not said": servers exist that send it.
    if (*idle != 0) frame.idle_for = seconds(*idle);
  }
  return frame;
}

/// Servers refuse a single request with no code (hosted Pusher), 4009 or 4200 (Reverb), 4300–4399 (the protocol's range
/// for it); 4301 is about client events (seen on the wire). All others speak of the connection.
Frame::About about_of(std::uint16_t code) {
  if (code == 4301) return Frame::About::ClientEvent;
  const bool request = code == 0 || code == 4009 || code == 4200 || (code >= 4300 && code < 4400);
  return request ? Frame::About::Request : Frame::About::Connection;
}

Frame error(const std::string& data) {
  Frame frame;
  frame.kind = Frame::Kind::Error;
  Field fields[] = {{"message"}, {"code"}};
  if (json::read_fields(data, fields)) {
    frame.text = fields[0].value.to_string();
    frame.code = code_of(fields[1].value);
  }
  frame.about = about_of(frame.code);
  return frame;
}

Frame subscribe_refused(std::string data) {
  Frame frame;
  frame.kind = Frame::Kind::SubscribeRefused;
  Field fields[] = {{"error"}, {"status"}};
  if (json::read_fields(data, fields)) {
    frame.text = fields[0].value.to_string();
    frame.code = code_of(fields[1].value);
    frame.data = std::move(data);
  }
  return frame;
}

Frame subscription_count(const std::string& data) {
  Frame frame;
  frame.kind = Frame::Kind::Count;
  Field fields[] = {{"subscription_count"}};
  json::read_fields(data, fields);
  const auto count = fields[0].value.integer();
  if (!count || *count < 0 || *count > 0xffffffff) return bad("subscription_count without a count");
  frame.count = static_cast<std::uint32_t>(*count);
  return frame;
}

Frame signed_in(const std::string& data) {
  Field outer[] = {{"user_data"}};
  if (!json::read_fields(data, outer)) return bad("signin_success without data");
  Frame frame;
  frame.kind = Frame::Kind::SignedIn;
  frame.data = text_of(outer[0].value);
  Field inner[] = {{"id"}};
  if (json::read_fields(*frame.data, inner)) frame.user_id = inner[0].value.to_string();
  return frame.user_id.empty() ? bad("signin_success without a user id") : frame;
}

void watchlist(const std::string& data, std::vector<Frame>& out) {
  Field outer[] = {{"events"}};
  if (!json::read_fields(data, outer)) return;
  json::Array events(outer[0].value.text());
  for (Value event; events.next(event);) {
    Field fields[] = {{"name"}, {"user_ids"}};
    if (!json::read_fields(event.text(), fields)) continue;
    Frame frame;
    frame.kind = Frame::Kind::Watchlist;
    const std::string name = fields[0].value.to_string();
    frame.online = name == "online";
    if (!frame.online && name != "offline") continue;
    json::Array ids(fields[1].value.text());
    for (Value id; ids.next(id);) frame.members.push_back({id_text(id), {}});
    out.push_back(std::move(frame));
  }
}

/// A payload can become a route when only it varies between texts: no sender, no escapes in names,
/// a string.
void mark_payload(std::string_view text, const Field& event, const Field& channel,
                  const Field& data, Frame& frame) {
  constexpr std::string_view kBefore = "\"data\":\"";
  const auto plain = [](const Value& name, const std::string& said) {
    return name.text().size() == said.size() + 2;
  };
  if (!data.value.is(Kind::String) || !plain(event.value, frame.event) ||
      !plain(channel.value, frame.channel))
    return;
  const auto begin = static_cast<std::size_t>(data.value.text().data() - text.data()) + 1;
  // A host finds the place by the first such mark in a text.
  if (text.substr(0, begin).find(kBefore) + kBefore.size() != begin) return;
  frame.payload_begin = static_cast<std::uint32_t>(begin);
  frame.payload_end = static_cast<std::uint32_t>(begin + data.value.text().size() - 2);
}

Frame of_protocol(std::string_view name, const Value& data) {
  Frame frame;
  if (name == "ping") {
    frame.kind = Frame::Kind::Reply;
    frame.text = R"({"event":"pusher:pong","data":{}})";
  } else if (name == "connection_established") {
    frame = welcome(text_of(data));
  } else if (name == "error") {
    frame = error(text_of(data));
  } else if (name == "subscription_succeeded") {
    frame.kind = Frame::Kind::Subscribed;
    read_roster(text_of(data), frame.members);
  } else if (name == "subscription_error") {
    frame = subscribe_refused(text_of(data));
  } else if (name == "member_added" || name == "member_removed") {
    frame.kind = name == "member_added" ? Frame::Kind::MemberAdded : Frame::Kind::MemberRemoved;
    Member member;
    if (!read_member(text_of(data), member)) return bad("member without a user id");
    frame.members.push_back(std::move(member));
  } else if (name == "subscription_count") {
    frame = subscription_count(text_of(data));
  } else if (name == "signin_success") {
    frame = signed_in(text_of(data));
  }
  return frame;
}

}  // namespace

void decode(std::string_view text, std::vector<Frame>& out) {
  Field fields[] = {{"event"}, {"channel"}, {"data"}, {"user_id"}};
  const auto& [event, channel, data, user_id] = fields;
  if (!json::read_fields(text, fields) || !event.value.is(Kind::String)) {
    out.push_back(bad("not a Pusher frame"));
    return;
  }
  std::string scratch;
  std::string_view name = *event.value.string(scratch);
  for (const std::string_view prefix :
       {std::string_view("pusher:"), std::string_view("pusher_internal:")}) {
    if (name.substr(0, prefix.size()) != prefix) continue;
    name.remove_prefix(prefix.size());
    if (name == "watchlist_events") {
      watchlist(text_of(data.value), out);
      return;
    }
    if (name == "cache_miss") break;
    Frame frame = of_protocol(name, data.value);
    frame.channel = channel.value.to_string();
    out.push_back(std::move(frame));
    return;
  }
  Frame& frame = out.emplace_back();
  frame.kind = Frame::Kind::Message;
  frame.event = event.value.to_string();
  frame.channel = channel.value.to_string();
  frame.from_server = name == "cache_miss" && name.size() != frame.event.size();
  if (data.value) frame.data = text_of(data.value);
  if (user_id.value) {
    frame.user_id = id_text(user_id.value);
  } else if (!frame.from_server) {
    mark_payload(text, event, channel, data, frame);
  }
}

}  // namespace oread::pusher
