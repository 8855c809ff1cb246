#include "dialect/socketio/session.hpp"

#include "dialect/address.hpp"
#include "dialect/socketio/close_codes.hpp"
#include "dialect/socketio/handshake.hpp"
#include "dialect/socketio/namespaces.hpp"
#include "dialect/socketio/spoil.hpp"
#include "support/base64.hpp"
#include "support/json_scan.hpp"

namespace oread::socketio {

namespace {

/// An old server connects the root namespace together with its first message. Whatever does not
/// arrive with it arrives soon.
constexpr Millis kOldServersAnswer{100};

}  // namespace

SocketIoSession::SocketIoSession(SocketIo& dialect)
    : dialect_(&dialect),
      carrier_(dialect.transports_.current()),
      has_auth_(dialect.asks() == Asks::Nothing) {}

View SocketIoSession::url() {
  if (carrier_ == Carrier::Socket) return dialect_->socket_url_;
  String& out = dialect_->out_;
  out = dialect_->polling_url_;
  if (id_.empty()) {
    // Servers of the third revision then send text only.
    out += "&b64=1";
  } else {
    out += "&sid=";
    out += id_;
  }
  // Caches tell requests apart by it.
  out += "&t=";
  append_number(out, ++requests_);
  return out;
}

void SocketIoSession::decode(View text, FrameSink& out) {
  dialect_->scratch_.begin(text);
  if (carrier_ == Carrier::Socket) {
    read_engine_packet(text, out);
    return;
  }
  if (revision_ == Revision::Unknown) revision_ = revision_of(text);
  Payload payload(text, revision_);
  for (View packet; payload.next(packet);) {
    // What follows a packet that cannot be one is not packets either: a body of 4 MB would be as
    // many errors.
    if (!read_engine_packet(packet, out)) return;
  }
  if (payload.ok()) return;
  Frame bad;
  spoil(bad, "not an Engine.IO payload");
  out.take(bad);
}

/// Returns false if it is not an Engine.IO packet.
bool SocketIoSession::read_engine_packet(View packet, FrameSink& out) {
  Frame frame;
  const bool is_packet = parse(packet, frame);
  const bool is_joined = frame.kind == Frame::Kind::Subscribed;
  const bool is_answer = is_joined || frame.kind == Frame::Kind::SubscribeRefused;
  const View channel = frame.channel;
  out.take(frame);
  if (!is_answer || !joining_.answered(channel) || !is_joined) return is_packet;
  // The app left the presence channel while its members were awaited.
  Frame leave;
  leave.kind = Frame::Kind::Reply;
  leave.text = write_unsubscribe(dialect_->out_, channel);
  out.take(leave);
  return is_packet;
}

bool SocketIoSession::parse(View packet, Frame& frame) {
  const View data = packet.empty() ? packet : packet.substr(1);
  switch (packet.empty() ? '\0' : packet[0]) {
    case '0': opened_by_server(data, frame); return true;
    case '1':
      is_closed_ = true;
      frame.kind = Frame::Kind::Closed;
      frame.text = "the server closed the session";
      return true;
    case '2':
      // Without the data of the ping, as the reference implementations answer it.
      frame.kind = Frame::Kind::Reply;
      frame.text = "3";
      return true;
    case '3':  // pong
      if (!awaits_root_) return true;
      awaits_root_ = false;
      frame.kind = Frame::Kind::Subscribed;
      frame.channel = "/";
      return true;
    case '6':  // noop
      return true;
    case '4':
      read_message(data, frame);
      // In the body of a response other packets surround it.
      if (carrier_ == Carrier::Socket) mark_payload(packet, frame);
      return true;
    case 'b':
      // An attachment; in the third revision it has the type of a packet.
      take_attachment(revision_ == Revision::Third ? data.substr(data.empty() ? 0 : 1) : data,
                      frame);
      return true;
    default:
      spoil(frame, packet.find("\"pusher:") == View::npos
                       ? "not an Engine.IO packet"
                       : "this server speaks the Pusher protocol, not Socket.IO");
      return false;
  }
}

/// Marks the payload of an event that can become a route, because nothing else in its text varies.
void SocketIoSession::mark_payload(View text, Frame& frame) {
  if (frame.kind != Frame::Kind::Message || !frame.reply.empty() || !frame.attachments.empty())
    return;
  const auto data = static_cast<std::uint32_t>(frame.data.data() - text.data());
  const auto end = static_cast<std::uint32_t>(text.size());
  if (!dialect_->has_namespaces_) {
    // The payload is the last argument; `]` follows it.
    if (!frame.has_data || data + frame.data.size() + 1 != end) return;
    frame.payload_begin = data;
    frame.payload_end = end - 1;
    return;
  }
  // The positions of a session that can be recovered must be seen.
  if (dialect_->recovery_.follows(frame.channel)) return;
  json::Value name;
  (void)json::Array(frame.data).next(name);
  const auto after =
      static_cast<std::uint32_t>(name.text().data() + name.text().size() - text.data());
  // A host looks for the first bracket of a text.
  if (text[after] != ',' || text.find('[') != data) return;
  frame.payload_begin = after + 1;
  frame.payload_end = end;
}

/// The first message of the server.
void SocketIoSession::opened_by_server(View json, Frame& frame) {
  Handshake handshake;
  if (!read_handshake(json, dialect_->scratch_, handshake)) return spoil(frame, "no session id");
  if (!id_.empty()) return;
  id_ = handshake.id;
  ping_interval_ = handshake.ping_interval;
  ping_timeout_ = handshake.ping_timeout;
  if (handshake.max_payload != 0) max_body_ = handshake.max_payload;
  can_upgrade_ = handshake.can_upgrade;
  dialect_->transports_.reached();
  if (revision_ == Revision::Unknown && handshake.max_payload != 0) revision_ = Revision::Fourth;
  if (revision_ == Revision::Unknown) {
    // An old server that is asked as well connects twice, and forgets what the first one joined.
    if (has_auth_) frame.pause = kOldServersAnswer;
  } else if (dialect_->has_namespaces_) {
    greet(id_, frame);
  } else if (has_auth_ && revision_ == Revision::Fourth) {
    frame.kind = Frame::Kind::Reply;
    frame.text = connect_message();
  }
}

void SocketIoSession::nothing_came(FrameSink& out) {
  Frame frame;
  if (!dialect_->has_namespaces_) {
    frame.kind = Frame::Kind::Reply;
    frame.text = connect_message();
  } else if (!is_connected_) {
    revision_ = Revision::Fourth;
    greet(id_, frame);
  }
  out.take(frame);
}

View SocketIoSession::connect_message() {
  dialect_->out_ = "40";
  return dialect_->out_ += auth_;
}

void SocketIoSession::read_message(View message, Frame& frame) {
  Packet packet;
  if (const char* const problem = read_packet(message, packet)) return spoil(frame, problem);
  if (attachments_ != 0) {
    attachments_ = 0;
    return spoil(frame, "a packet in place of an attachment");
  }
  attachments_ = packet.attachments;
  if (attachments_ != 0) {
    packet_ = message;
    base64_.clear();
    return;
  }
  if (dialect_->has_namespaces_) return read_in_namespace(packet, frame);
  if (packet.space != "/") return;
  switch (packet.type) {
    case Packet::Type::Connect: return connected(packet.data, frame);
    case Packet::Type::ConnectError: return refused(packet.data, frame);
    case Packet::Type::Disconnect:
      frame.kind = Frame::Kind::Closed;
      frame.code = kForbidden;
      frame.text = "the server disconnected this client";
      return;
    case Packet::Type::Event: return read_event(packet.data, dialect_->scratch_, frame);
    case Packet::Type::Ack:
    case Packet::Type::BinaryEvent:
    case Packet::Type::BinaryAck: return;
  }
}

/// The last one completes its packet.
void SocketIoSession::take_attachment(View base64, Frame& frame) {
  if (attachments_ == 0) return spoil(frame, "an attachment without a packet");
  if (!is_base64(base64)) {
    attachments_ = 0;
    return spoil(frame, "an attachment that is not base64");
  }
  if (dialect_->has_namespaces_) {
    if (!base64_.empty()) base64_ += ',';
    base64_ += base64.empty() ? View(kEmptyAttachment) : base64;
  }
  Packet packet;
  if (--attachments_ != 0 || !dialect_->has_namespaces_) return;
  dialect_->scratch_.begin(packet_);
  (void)read_packet(packet_, packet);
  read_in_namespace(packet, frame);
  frame.attachments = base64_;
}

void SocketIoSession::read_in_namespace(const Packet& packet, Frame& frame) {
  const bool of_root = packet.space == "/";
  const bool is_refusal = of_root && packet.type == Packet::Type::ConnectError;
  if (!is_connected_) {
    // Nothing was asked yet: Socket.IO 2 connects the root namespace, or refuses it.
    if (of_root && packet.type == Packet::Type::Connect) return connected(packet.data, frame);
    if (is_refusal) return refused(packet.data, frame);
    return spoil(frame, "not a greeting");
  }
  if (is_refusal && revision_ == Revision::Third) {
    refused(packet.data, frame);
    frame.kind = Frame::Kind::Closed;
    return;
  }
  read_namespace_packet(packet, dialect_->scratch_, frame);
  dialect_->recovery_.follow(frame);
  if (frame.kind != Frame::Kind::Subscribed || revision_ != Revision::Third) return;
  if (of_root) {
    // It was there already.
    frame.kind = Frame::Kind::Nothing;
    return;
  }
  String& said = dialect_->out_;
  said = R"({"sid":")";
  said += packet.space;
  said += '#';
  said += id_;
  frame.data = said += "\"}";
}

void SocketIoSession::connected(View json, Frame& frame) {
  if (id_.empty()) return spoil(frame, "connected before the session was opened");
  if (is_connected_) return;
  static constexpr auto kWanted = names("sid");
  json::Value fields[1];
  const bool has_id = json::read_fields(json, kWanted, fields) && bool{fields[0]};
  if (revision_ == Revision::Unknown) revision_ = has_id ? Revision::Fourth : Revision::Third;
  const View socket_id = has_id ? dialect_->scratch_.text_of(fields[0]) : View(id_);
  const bool is_text = !has_id || fields[0].is(json::Kind::String);
  if (!is_text || socket_id.empty() || socket_id.size() > kIdMax)
    return spoil(frame, "no socket id");
  greet(socket_id, frame);
}

void SocketIoSession::greet(View socket_id, Frame& frame) {
  is_connected_ = true;
  frame.kind = Frame::Kind::Welcome;
  frame.socket_id = socket_id;
  const bool by_server = revision_ == Revision::Fourth;
  frame.heartbeat.by_server = by_server;
  frame.heartbeat.is_regular = !by_server;
  frame.heartbeat.silence = by_server ? ping_interval_ + ping_timeout_ : ping_interval_;
  frame.heartbeat.answer_within = ping_timeout_;
}

void SocketIoSession::refused(View json, Frame& frame) {
  frame.kind = Frame::Kind::Error;
  frame.code = kForbidden;
  frame.text = refusal_in(json, dialect_->scratch_);
}

void SocketIoSession::decode_binary(View bytes, FrameSink& out) {
  Frame frame;
#ifdef OREAD_LEAN
  // A JavaScript host passes bytes as base64.
  take_attachment(bytes, frame);
#else
  // Servers of the third revision put the type of the packet in front.
  take_attachment(base64_of(bytes.substr(revision_ == Revision::Third && !bytes.empty() ? 1 : 0)),
                  frame);
#endif
  out.take(frame);
}

bool SocketIoSession::read_sealed(View /*data*/, SealedPayload& /*out*/) {
  return false;
}

View SocketIoSession::ping() {
  return "2";
}

View SocketIoSession::subscribe(View channel, const Grant& grant) {
  if (dialect_->has_namespaces_) return subscribe_to_namespace(channel, grant.data);
  if (traits_of(channel).presence && !joining_.subscribe(channel)) return {};
  return write_subscribe(dialect_->out_, channel, grant.data);
}

View SocketIoSession::subscribe_to_namespace(View space, View auth) {
  if (revision_ != Revision::Third) {
    String credentials;
    return write_connect(dialect_->out_, space,
                         dialect_->recovery_.connect(space, auth, credentials));
  }
  // Old servers know no credentials here, and connect the root namespace themselves.
  if (space != "/") return write_connect(dialect_->out_, space, {});
  awaits_root_ = true;
  return ping();
}

View SocketIoSession::unsubscribe(View channel) {
  if (dialect_->has_namespaces_) {
    dialect_->recovery_.ended(channel);
    return write_disconnect(dialect_->out_, channel);
  }
  if (traits_of(channel).presence && !joining_.unsubscribe(channel)) return {};
  return write_unsubscribe(dialect_->out_, channel);
}

View SocketIoSession::sign_in(const Grant& /*grant*/) {
  return {};
}

View SocketIoSession::authenticate(const Grant& grant) {
  auth_ = grant.data;
  has_auth_ = true;
  return id_.empty() || revision_ == Revision::Third ? View() : connect_message();
}

/// `{"code": …, "message": …}`.
View SocketIoSession::refusal(View body) {
  static constexpr auto kWanted = names("message");
  json::Value fields[1];
  dialect_->scratch_.begin(body);
  if (!json::read_fields(body, kWanted, fields)) return "not the answer of a Socket.IO server";
  return dialect_->scratch_.text_of(fields[0]);
}

View SocketIoSession::farewell() {
  return id_.empty() || is_closed_ ? "" : "1";
}

View SocketIoSession::upgrade_url() {
  if (!can_upgrade_ || !dialect_->transports_.may_use(Carrier::Socket)) return {};
  dialect_->out_ = dialect_->socket_url_;
  dialect_->out_ += "&sid=";
  return dialect_->out_ += id_;
}

View SocketIoSession::upgrade_request() {
  return "2probe";
}

bool SocketIoSession::upgrade_granted(View text) {
  return text == "3probe";
}

View SocketIoSession::upgrade() {
  carrier_ = Carrier::Socket;
  dialect_->transports_.upgraded();
  return "5";
}

View SocketIoSession::next_part(View& rest) {
  return socketio::next_part(rest, revision_, dialect_->part_);
}

void SocketIoSession::append(String& body, View message) {
  while (!message.empty()) append_packet(body, next_part(message), revision_);
}

}  // namespace oread::socketio
