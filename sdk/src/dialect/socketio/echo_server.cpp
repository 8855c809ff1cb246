#include "dialect/socketio/echo_server.hpp"

#include "dialect/socketio/spoil.hpp"
#include "support/cut.hpp"
#include "support/json_scan.hpp"
#include "support/json_write.hpp"

namespace oread::socketio {

namespace {

using json::Kind;
using json::Value;

/// The server's own events.
enum class Known : std::uint8_t { Subscribed, Joining, Leaving, Refused, None };

Known known_event(View name) {
  static constexpr auto kNames =
      names("presence:subscribed", "presence:joining", "presence:leaving", "subscription_error");
  return static_cast<Known>(index_in(kNames.text, name));
}

/// Returns false if it has no user id.
bool read_member(View json, Scratch& scratch, List<MemberView>& members) {
  static constexpr auto kWanted = names("user_id", "user_info");
  Value fields[2];
  if (!json::read_fields(json, kWanted, fields)) return false;
  const View id = scratch.text_of(fields[0]);
  if (id.empty()) return false;
  members.push_back({id, fields[1].text(), fields[0].is(Kind::Number)});
  return true;
}

/// A member without an id is left out: the others are there all the same.
void read_members(View json, Scratch& scratch, List<MemberView>& members) {
  json::Array list(json);
  for (Value one; list.next(one);) (void)read_member(one.text(), scratch, members);
}

void begin_event(String& out, const char* event, View channel) {
  out.clear();
  out.append("42[");
  json::append_string(out, event);
  out.append(",{\"channel\":");
  json::append_string(out, channel);
}

}  // namespace

ChannelTraits traits_of(View channel) {
  ChannelTraits traits;
  traits.presence = cut(channel, "presence-");
  traits.needs_auth = traits.presence || cut(channel, "private-");
  traits.silent = !traits.presence;
  return traits;
}

void read_event(View arguments, Scratch& scratch, Frame& frame) {
  Value found[3];
  json::Array list(arguments);
  std::size_t count = 0;
  for (Value one; list.next(one); ++count) {
    if (count < 3) found[count] = one;
  }
  if (!list.ok() || !found[0].is(Kind::String)) return spoil(frame, "not an event");
  const View name = scratch.text_of(found[0]);
  // An app of its own may send such events beside laravel-echo-server's.
  if (!found[1].is(Kind::String)) return;
  frame.channel = scratch.text_of(found[1]);
  const Known known = known_event(name);
  // Of a refusal there is only a status to tell.
  if (known != Known::Refused) {
    frame.data = found[2].text();
    frame.has_data = bool{found[2]};
  }
  switch (known) {
    case Known::Subscribed:
      frame.kind = Frame::Kind::Subscribed;
      read_members(frame.data, scratch, frame.members);
      return;
    case Known::Joining:
    case Known::Leaving:
      frame.kind = known == Known::Joining ? Frame::Kind::MemberAdded : Frame::Kind::MemberRemoved;
      if (!read_member(frame.data, scratch, frame.members)) spoil(frame, "no user id");
      return;
    case Known::Refused: {
      frame.kind = Frame::Kind::SubscribeRefused;
      const std::int64_t status = found[2].integer().value_or(0);
      if (status > 0 && status < 1000) frame.code = static_cast<std::uint16_t>(status);
      frame.text = "the auth endpoint refused";
      return;
    }
    case Known::None:
      frame.kind = Frame::Kind::Message;
      frame.event = name;
      return;
  }
}

View write_subscribe(String& out, View channel, View auth) {
  begin_event(out, "subscribe", channel);
  out.append(",\"auth\":").append(auth.empty() ? View(R"({"headers":{}})") : auth).append("}]");
  return out;
}

View write_unsubscribe(String& out, View channel) {
  begin_event(out, "unsubscribe", channel);
  return out.append("}]");
}

View write_client_event(String& out, View channel, View event, View data) {
  begin_event(out, "client event", channel);
  out.append(",\"event\":");
  json::append_string(out, event);
  return out.append(",\"data\":").append(data).append("}]");
}

Joining::Asked* Joining::find(View channel) {
  for (Asked& one : asked_) {
    if (View(one.channel) == channel) return &one;
  }
  return nullptr;
}

bool Joining::subscribe(View channel) {
  if (Asked* const asked = find(channel)) {
    asked->is_left = false;
    return false;
  }
  asked_.push_back({String(channel), false});
  return true;
}

bool Joining::unsubscribe(View channel) {
  Asked* const asked = find(channel);
  if (asked != nullptr) asked->is_left = true;
  return asked == nullptr;
}

bool Joining::answered(View channel) {
  Asked* const asked = find(channel);
  if (asked == nullptr) return false;
  const bool is_left = asked->is_left;
  asked_.erase(asked_.begin() + (asked - asked_.data()));
  return is_left;
}

}  // namespace oread::socketio
