#include "dialect/socketio/namespaces.hpp"

#include <limits>

#include "dialect/address.hpp"
#include "dialect/socketio/close_codes.hpp"
#include "dialect/socketio/digits.hpp"
#include "dialect/socketio/payload.hpp"
#include "dialect/socketio/spoil.hpp"
#include "support/base64.hpp"
#include "support/json_scan.hpp"
#include "support/json_write.hpp"

namespace oread::socketio {

namespace {

using json::Kind;
using json::Value;

/// A server closes the connection of a client that sends a reserved name, and must not send what
/// the client itself tells the app.
bool is_event_name(const Value& name) {
  static constexpr auto kReserved = names("connect", "connect_error", "disconnect", "disconnecting",
                                          "newListener", "removeListener");
  if (name.is(Kind::Number)) return true;
  String scratch;
  const auto text = name.string(scratch);
  return text && index_in(kReserved.text, *text) == count_of(kReserved.text);
}

/// The first element of a well-formed array.
bool first_of(View json, Value& first) {
  json::Array list(json);
  Value ignored;
  const bool has_one = list.next(first);
  while (list.next(ignored)) {
  }
  return has_one && list.ok();
}

void read_event_packet(const Packet& packet, Scratch& scratch, Frame& frame) {
  Value name;
  const bool is_event =
      first_of(packet.data, name) && (name.is(Kind::String) || name.is(Kind::Number));
  if (!is_event) return spoil(frame, "not an event");
  if (!is_event_name(name)) return;
  frame.kind = Frame::Kind::Message;
  // The name may be a number.
  frame.event = name.is(Kind::String) ? scratch.text_of(name) : name.text();
  frame.data = packet.data;
  frame.has_data = true;
  frame.reply = packet.id;
}

void read_answer_packet(const Packet& packet, Frame& frame) {
  View digits = packet.id;
  std::uint64_t request = 0;
  json::Array list(packet.data);
  for (Value one; list.next(one);) {
  }
  if (!list.ok()) return spoil(frame, "not an answer");
  if (!take_digits(digits, request)) return spoil(frame, "an answer without an id");
  // One with a larger id is not to a request of ours.
  if (request > std::numeric_limits<std::uint32_t>::max()) return;
  frame.kind = Frame::Kind::Answer;
  frame.request = RequestId{static_cast<std::uint32_t>(request)};
  frame.data = packet.data;
}

/// The Engine.IO and the Socket.IO type, and the namespace unless it is the root.
void begin_packet(String& out, View type, View space) {
  out = type;
  if (space == "/") return;
  out += space;
  out += ',';
}

/// Calls `take` with each text between the commas.
template <class Take>
void each_attachment(View list, Take take) {
  while (!list.empty()) {
    const std::size_t end = list.find(',');
    take(list.substr(0, end));
    list = end == View::npos ? View() : list.substr(end + 1);
  }
}

/// The packet and what belongs to it. Empty if the attachments are not right.
View write(String& out, const char* plain, const char* binary, View space, View id, View data,
           View attachments) {
  std::uint64_t count = 0;
  bool is_right = true;
  each_attachment(attachments, [&](View one) {
    ++count;
    is_right = is_right && (one == kEmptyAttachment || is_base64(one));
  });
  if (!is_right || count > kMaxAttachments) return {};
  if (count == 0) {
    begin_packet(out, plain, space);
  } else {
    String type(binary);
    append_number(type, count);
    type += '-';
    begin_packet(out, type, space);
  }
  out += id;
  out += data;
  each_attachment(attachments, [&](View one) {
    out += kSeparator;
    out += 'b';
    if (one != kEmptyAttachment) out += one;
  });
  return out;
}

}  // namespace

void read_namespace_packet(const Packet& packet, Scratch& scratch, Frame& frame) {
  frame.channel = packet.space;
  switch (packet.type) {
    case Packet::Type::Connect:
      frame.kind = Frame::Kind::Subscribed;
      frame.data = packet.data;
      return;
    case Packet::Type::ConnectError:
      frame.kind = Frame::Kind::SubscribeRefused;
      frame.data = packet.data;
      frame.text = refusal_in(packet.data, scratch);
      return;
    case Packet::Type::Disconnect:
      frame.kind = Frame::Kind::SubscribeRefused;
      frame.code = kForbidden;
      frame.text = "the server disconnected this client";
      return;
    case Packet::Type::Event:
    case Packet::Type::BinaryEvent: return read_event_packet(packet, scratch, frame);
    case Packet::Type::Ack:
    case Packet::Type::BinaryAck: return read_answer_packet(packet, frame);
  }
}

View refusal_in(View json, Scratch& scratch) {
  static constexpr auto kWanted = names("message");
  Value fields[1];
  if (!json::read_fields(json, kWanted, fields) || !fields[0]) fields[0] = Value::parse(json);
  return scratch.text_of(fields[0]);
}

View write_connect(String& out, View space, View auth) {
  begin_packet(out, "40", space);
  return out += auth;
}

View write_disconnect(String& out, View space) {
  begin_packet(out, "41", space);
  return out;
}

View write_event(String& out, View space, View data, View attachments, RequestId reply_to) {
  Value name;
  if (!first_of(data, name) || !is_event_name(name)) return {};
  String id;
  if (reply_to) append_number(id, reply_to.value);
  return write(out, "42", "45", space, id, data, attachments);
}

View write_ack(String& out, View space, View reply, View data, View attachments) {
  View digits = reply;
  std::uint64_t id = 0;
  if (!take_digits(digits, id) || !digits.empty() || !Value::parse(data).is(Kind::Array)) return {};
  return write(out, "43", "46", space, reply, data, attachments);
}

View next_part(View& rest, Revision revision, String& out) {
  const std::size_t end = rest.find(kSeparator);
  const View part = rest.substr(0, end);
  rest = end == View::npos ? View() : rest.substr(end + 1);
  if (revision != Revision::Third || part.substr(0, 1) != "b") return part;
  // Base64 of a whole packet, after its type.
  out = "b4";
  return out += part.substr(1);
}

}  // namespace oread::socketio
