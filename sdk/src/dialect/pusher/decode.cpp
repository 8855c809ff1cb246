#include "dialect/pusher/decode.hpp"

#include <algorithm>

#include "dialect/pusher/presence_data.hpp"
#include "support/cut.hpp"
#include "support/json_scan.hpp"

namespace oread::pusher {

namespace {

using json::Field;
using json::Kind;
using json::Value;

/// Most characters of a socket id; real ones have about 20.
constexpr std::size_t kSocketIdMost = 128;
/// Most seconds of an idle time; a longer one would be as good as none.
constexpr std::int64_t kIdleMost = 24 * 60 * 60;

constexpr char kPong[] = R"({"event":"pusher:pong","data":{}})";

void spoil(Frame& frame, View what) {
  frame.kind = Frame::Kind::Bad;
  frame.text = what;
}

/// A number from 0 to `most`; anything else counts as 0.
std::uint32_t number_of(const Value& value, std::int64_t most) {
  std::int64_t number = 0;
  for (const char c : value.text()) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
    if (number > most) return 0;
  }
  return static_cast<std::uint32_t>(number);
}

/// Servers refuse a single request with no code (hosted Pusher), 4009 or 4200 (Reverb), 4300–4399
/// (the protocol's range for it); 4301 is about client events. All others speak of the connection.
Frame::About about_of(std::uint16_t code) {
  if (code == 4301) return Frame::About::ClientEvent;
  const bool request = code == 0 || code == 4009 || code == 4200 || (code >= 4300 && code < 4400);
  return request ? Frame::About::Request : Frame::About::Connection;
}

/// A payload can become a route when only it varies between texts: no sender, a channel, a string.
/// Names may hold escapes, as those of PHP classes do: a route compares texts, not names.
void mark_payload(View text, const Field* fields, Frame& frame) {
  const View kBefore = "\"data\":\"";
  const View payload = fields[2].value.text();
  if (!fields[1].value.is(Kind::String) || !fields[2].value.is(Kind::String)) return;
  const auto begin = static_cast<std::size_t>(payload.data() - text.data()) + 1;
  // A host finds the place by the first such mark in a text.
  if (text.find(kBefore) + kBefore.size() != begin) return;
  frame.payload_begin = static_cast<std::uint32_t>(begin);
  frame.payload_end = static_cast<std::uint32_t>(begin + payload.size() - 2);
}

/// The protocol's own events.
enum class Known : std::uint8_t {
  Ping,
  ConnectionEstablished,
  Error,
  SubscriptionSucceeded,
  SubscriptionError,
  MemberAdded,
  MemberRemoved,
  SubscriptionCount,
  CacheMiss,
  SigninSuccess,
  WatchlistEvents,
  None,  ///< Any other: to be ignored.
};

Known known_event(View name) {
  /// In the order of `Known`, each ended by a NUL. One text is less code than a comparison for each
  /// name.
  static constexpr char kNames[] =
      "ping\0connection_established\0error\0subscription_succeeded\0subscription_error\0"
      "member_added\0member_removed\0subscription_count\0cache_miss\0signin_success\0"
      "watchlist_events\0";
  unsigned index = 0;
  for (View known = kNames; !known.empty(); known = View(known.data() + known.size() + 1)) {
    if (known == name) break;
    ++index;
  }
  return static_cast<Known>(index);
}

class Decoder {
 public:
  Decoder(Scratch& scratch, List<Frame>& out) : scratch_(scratch), out_(out) {}

  void decode(View text);

 private:
  void protocol_event(View name, View data, Frame& frame);
  void welcome(View data, Frame& frame);
  void member(Frame::Kind kind, View data, Frame& frame);
  void refusal(View data, const char* text_key, const char* code_key, Frame& frame);
  void signed_in(View data, Frame& frame);
  void watchlist(View data);

  Scratch& scratch_;
  List<Frame>& out_;
};

void Decoder::decode(View text) {
  Field fields[] = {{"event"}, {"channel"}, {"data"}, {"user_id"}};
  const bool readable = json::read_fields(text, fields) && fields[0].value.is(Kind::String);
  out_.emplace_back();
  Frame& frame = out_.back();
  if (!readable) {
    spoil(frame, "not a Pusher frame");
    return;
  }
  frame.event = scratch_.text_of(fields[0].value);
  frame.channel = scratch_.text_of(fields[1].value);
  const View data = scratch_.text_of(fields[2].value);
  View name = frame.event;
  if (cut(name, "pusher")) {
    cut(name, "_internal");
    if (cut(name, ":")) {
      protocol_event(name, data, frame);
      return;
    }
  }
  frame.kind = Frame::Kind::Message;
  if (fields[2].value) frame.data = data;
  frame.user_id = scratch_.text_of(fields[3].value);
  if (!fields[3].value) mark_payload(text, fields, frame);
}

void Decoder::protocol_event(View name, View data, Frame& frame) {
  switch (known_event(name)) {
    case Known::Ping:
      frame.kind = Frame::Kind::Reply;
      frame.text = kPong;
      return;
    case Known::ConnectionEstablished: welcome(data, frame); return;
    case Known::Error:
      frame.kind = Frame::Kind::Error;
      refusal(data, "message", "code", frame);
      frame.about = about_of(frame.code);
      return;
    case Known::SubscriptionSucceeded:
      frame.kind = Frame::Kind::Subscribed;
      read_roster(data, scratch_, frame.members);
      return;
    case Known::SubscriptionError:
      frame.kind = Frame::Kind::SubscribeRefused;
      refusal(data, "error", "status", frame);
      frame.data = data;
      return;
    case Known::MemberAdded: member(Frame::Kind::MemberAdded, data, frame); return;
    case Known::MemberRemoved: member(Frame::Kind::MemberRemoved, data, frame); return;
    case Known::SubscriptionCount: {
      frame.kind = Frame::Kind::Count;
      Field fields[] = {{"subscription_count"}};
      json::read_fields(data, fields);
      frame.count = number_of(fields[0].value, 0xffffffff);
      return;
    }
    case Known::CacheMiss:
      frame.kind = Frame::Kind::Message;
      frame.from_server = true;
      return;
    case Known::SigninSuccess: signed_in(data, frame); return;
    case Known::WatchlistEvents:
      out_.pop_back();
      watchlist(data);
      return;
    case Known::None: return;
  }
}

void Decoder::member(Frame::Kind kind, View data, Frame& frame) {
  frame.kind = kind;
  if (!read_member(data, scratch_, frame.members)) spoil(frame, "member without a user id");
}

void Decoder::welcome(View data, Frame& frame) {
  Field fields[] = {{"socket_id"}, {"activity_timeout"}};
  const bool readable = json::read_fields(data, fields);
  frame.kind = Frame::Kind::Welcome;
  frame.socket_id = scratch_.text_of(fields[0].value);
  // Servers exist that leave the time out, or send 0 or less.
  frame.idle_for = seconds(number_of(fields[1].value, kIdleMost));
  if (!readable || !fields[0].value.is(Kind::String) || frame.socket_id.empty() ||
      frame.socket_id.size() > kSocketIdMost) {
    spoil(frame, "greeting without a socket id");
  }
}

void Decoder::refusal(View data, const char* text_key, const char* code_key, Frame& frame) {
  Field fields[] = {{text_key}, {code_key}};
  if (!json::read_fields(data, fields)) return;
  frame.text = scratch_.text_of(fields[0].value);
  frame.code = static_cast<std::uint16_t>(number_of(fields[1].value, 0xffff));
}

void Decoder::signed_in(View data, Frame& frame) {
  frame.kind = Frame::Kind::SignedIn;
  Field outer[] = {{"user_data"}};
  json::read_fields(data, outer);
  frame.data = scratch_.text_of(outer[0].value);
  Field inner[] = {{"id"}};
  if (json::read_fields(*frame.data, inner) && inner[0].value.is(Kind::String)) {
    frame.user_id = scratch_.text_of(inner[0].value);
  }
  if (frame.user_id.empty()) spoil(frame, "sign-in without a user id");
}

void Decoder::watchlist(View data) {
  Field outer[] = {{"events"}};
  json::read_fields(data, outer);
  json::Array events(outer[0].value.text());
  for (Value event; events.next(event);) {
    Field fields[] = {{"name"}, {"user_ids"}};
    json::read_fields(event.text(), fields);
    const View name = scratch_.text_of(fields[0].value);
    if (name != "online" && name != "offline") continue;
    out_.emplace_back();
    Frame& frame = out_.back();
    frame.kind = Frame::Kind::Watchlist;
    frame.online = name == "online";
    json::Array ids(fields[1].value.text());
    for (Value id; ids.next(id);) frame.members.push_back({scratch_.text_of(id), {}});
  }
}

}  // namespace

void decode(View text, Scratch& scratch, List<Frame>& out) {
  Decoder(scratch, out).decode(text);
}

}  // namespace oread::pusher
