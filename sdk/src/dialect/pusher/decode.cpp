#include "dialect/pusher/decode.hpp"

#include "dialect/pusher/presence_data.hpp"
#include "support/cut.hpp"
#include "support/json_scan.hpp"

namespace oread::pusher {

namespace {

using json::Kind;
using json::Value;

/// Maximum length of a socket id; real ones have about 20 characters.
constexpr std::size_t kSocketIdMost = 128;

/// Larger than any number that a server sends on purpose.
constexpr std::uint32_t kNumberMost = 1'000'000'000;

constexpr char kPong[] = R"({"event":"pusher:pong","data":{}})";

void spoil(Frame& frame, View what) {
  frame.kind = Frame::Kind::Bad;
  frame.text = what;
}

/// Servers refuse a single request without a code (hosted Pusher), with 4009 or 4200 (Reverb), or
/// with 4300–4399 (the protocol's range for this). In that range, 4301 only means that messages
/// were too frequent, and 4302 that the watchlist of a successful sign-in was too long. All other
/// codes are about the connection.
Frame::About about_of(std::uint16_t code) {
  if (code == 4301) return Frame::About::TooOften;
  if (code == 4302) return Frame::About::Nothing;
  const bool request = code == 0 || code == 4009 || code == 4200 || (code >= 4300 && code < 4400);
  return request ? Frame::About::Request : Frame::About::Connection;
}

/// Marks the payload of a text that can become a route, because nothing else in it varies: it has a
/// channel, a string as its data, and no sender. Its names may contain escapes, as those of PHP
/// classes do: a route compares texts, not names.
void mark_payload(View text, const Value* fields, Frame& frame) {
  const View kBefore = R"("data":")";
  const View payload = fields[2].text();
  if (!fields[1].is(Kind::String) || !fields[2].is(Kind::String)) return;
  const auto begin = static_cast<std::size_t>(payload.data() - text.data()) + 1;
  // A host looks for the first such mark in a text.
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
  Pong,
  None,  ///< Any other name: handled like an event of the app's server.
};

Known known_event(View name) {
  /// In the order of `Known`.
  static constexpr auto kNames =
      names("ping", "connection_established", "error", "subscription_succeeded",
            "subscription_error", "member_added", "member_removed", "subscription_count",
            "cache_miss", "signin_success", "watchlist_events", "pong");
  return static_cast<Known>(index_in(kNames.text, name));
}

constexpr auto kErrorFields = names("message", "code");
constexpr auto kRefusalFields = names("error", "status");

class Decoder {
 public:
  Decoder(Scratch& scratch, FrameSink& out) : scratch_(scratch), out_(out) {}

  void decode(View text);

 private:
  std::uint32_t number_of(const Value& value);
  void read(View text, Frame& frame);
  void protocol_event(View name, View data, Frame& frame);
  void welcome(View data, Frame& frame);
  void member(Frame::Kind kind, View data, Frame& frame);
  void refusal(View data, const char* wanted, Frame& frame);
  void signed_in(View data, Frame& frame);
  void watchlist(View data, Frame& frame);

  Scratch& scratch_;
  FrameSink& out_;
};

/// An unsigned 32-bit number, also in a string; 0 for anything else.
std::uint32_t Decoder::number_of(const Value& value) {
  std::uint32_t number = 0;
  for (const char c : scratch_.text_of(value)) {
    const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
    if (digit > 9 || number >= kNumberMost / 10) return 0;
    number = number * 10 + digit;
  }
  return number;
}

void Decoder::decode(View text) {
  Frame frame;
  read(text, frame);
  // The changes of a watchlist have already been passed on, one by one.
  if (frame.kind != Frame::Kind::Watchlist) out_.take(frame);
}

void Decoder::read(View text, Frame& frame) {
  static constexpr auto kWanted = names("event", "channel", "data", "user_id");
  Value fields[4];
  const bool readable = json::read_fields(text, kWanted, fields) && fields[0].is(Kind::String);
  if (!readable) {
    spoil(frame, "not a Pusher frame");
    return;
  }
  frame.event = scratch_.text_of(fields[0]);
  frame.channel = scratch_.text_of(fields[1]);
  const View data = scratch_.text_of(fields[2]);
  frame.has_data = bool{fields[2]};
  frame.data = fields[2].is(Kind::Null) ? fields[2].text() : data;
  View name = frame.event;
  if (cut(name, "pusher")) {
    const bool internal = cut(name, "_internal");
    if (cut(name, ":")) {
      frame.from_server = true;
      protocol_event(name, data, frame);
      if (internal && frame.kind == Frame::Kind::Message) frame.kind = Frame::Kind::Nothing;
      return;
    }
  }
  frame.kind = Frame::Kind::Message;
  frame.user_id = scratch_.text_of(fields[3]);
  frame.user_id_is_number = fields[3].is(Kind::Number);
  if (!fields[3]) mark_payload(text, fields, frame);
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
      refusal(data, kErrorFields.text, frame);
      frame.about = about_of(frame.code);
      return;
    case Known::SubscriptionSucceeded:
      frame.kind = Frame::Kind::Subscribed;
      read_roster(data, scratch_, frame.members);
      return;
    case Known::SubscriptionError:
      frame.kind = Frame::Kind::SubscribeRefused;
      refusal(data, kRefusalFields.text, frame);
      return;
    case Known::MemberAdded: member(Frame::Kind::MemberAdded, data, frame); return;
    case Known::MemberRemoved: member(Frame::Kind::MemberRemoved, data, frame); return;
    case Known::SubscriptionCount: {
      frame.kind = Frame::Kind::Count;
      static constexpr auto kWanted = names("subscription_count");
      Value fields[1];
      json::read_fields(data, kWanted, fields);
      frame.count = number_of(fields[0]);
      return;
    }
    case Known::SigninSuccess: signed_in(data, frame); return;
    case Known::WatchlistEvents: watchlist(data, frame); return;
    case Known::Pong: return;
    case Known::CacheMiss:
    case Known::None: frame.kind = Frame::Kind::Message; return;
  }
}

void Decoder::member(Frame::Kind kind, View data, Frame& frame) {
  frame.kind = kind;
  if (!read_member(data, scratch_, frame.members)) spoil(frame, "no user id");
}

void Decoder::welcome(View data, Frame& frame) {
  static constexpr auto kWanted = names("socket_id", "activity_timeout");
  Value fields[2];
  const bool readable = json::read_fields(data, kWanted, fields);
  frame.kind = Frame::Kind::Welcome;
  frame.socket_id = scratch_.text_of(fields[0]);
  // Some servers omit the time, or send 0 or less.
  frame.heartbeat.silence = seconds(number_of(fields[1]));
  const bool is_id = fields[0].is(Kind::String) || fields[0].is(Kind::Number);
  if (!readable || !is_id || frame.socket_id.empty() || frame.socket_id.size() > kSocketIdMost) {
    spoil(frame, "no socket id");
  }
}

/// `wanted`: the names of the members that hold the text and the code.
void Decoder::refusal(View data, const char* wanted, Frame& frame) {
  Value fields[2];
  if (!json::read_fields(data, wanted, fields)) return;
  frame.text = scratch_.text_of(fields[0]);
  const std::uint32_t code = number_of(fields[1]);
  if (code <= 0xffff) frame.code = static_cast<std::uint16_t>(code);
}

void Decoder::signed_in(View data, Frame& frame) {
  frame.kind = Frame::Kind::SignedIn;
  static constexpr auto kOuter = names("user_data");
  static constexpr auto kInner = names("id");
  Value field[1];
  json::read_fields(data, kOuter, field);
  frame.data = scratch_.text_of(field[0]);
  if (json::read_fields(frame.data, kInner, field) && field[0].is(Kind::String)) {
    frame.user_id = scratch_.text_of(field[0]);
  }
  if (frame.user_id.empty()) spoil(frame, "no user id");
}

/// Passes each change on as its own frame.
void Decoder::watchlist(View data, Frame& frame) {
  static constexpr auto kOuter = names("events");
  static constexpr auto kInner = names("name", "user_ids");
  Value fields[2];
  json::read_fields(data, kOuter.text, fields);
  json::Array events(fields[0].text());
  for (Value event; events.next(event);) {
    json::read_fields(event.text(), kInner, fields);
    const View name = scratch_.text_of(fields[0]);
    if (name != "online" && name != "offline") continue;
    frame.kind = Frame::Kind::Watchlist;
    frame.watchlist.online = name == "online";
    frame.watchlist.user_ids.clear();
    json::Array ids(fields[1].text());
    for (Value id; ids.next(id);) frame.watchlist.user_ids.push_back(Text(scratch_.text_of(id)));
    out_.take(frame);
  }
}

}  // namespace

void decode(View text, Scratch& scratch, FrameSink& out) {
  Decoder(scratch, out).decode(text);
}

}  // namespace oread::pusher
