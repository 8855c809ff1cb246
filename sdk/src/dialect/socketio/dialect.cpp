// The parts of Socket.IO that all links share.
#include "dialect/socketio/close_codes.hpp"
#include "dialect/socketio/echo_server.hpp"
#include "dialect/socketio/link_url.hpp"
#include "dialect/socketio/namespaces.hpp"
#include "dialect/socketio/session.hpp"
#include "dialect/socketio/socketio.hpp"
#include "support/cut.hpp"
#include "support/json_scan.hpp"

namespace oread {

namespace socketio {

SocketIo::SocketIo(const CarrierAddresses& addresses)
    : socket_url_(addresses.socket_url),
      polling_url_(addresses.polling_url),
      sends_auth_(addresses.sends_auth),
      has_namespaces_(addresses.namespaces) {
  (void)transports_.read(addresses.transports);
}

OwnSession SocketIo::session() {
  transports_.begin();
  return make_session<SocketIoSession>(*this);
}

Asks SocketIo::asks() const {
  // Namespaces have credentials of their own.
  return sends_auth_ && !has_namespaces_ ? Asks::BeforeGreeting : Asks::Nothing;
}

AfterClose SocketIo::after_close(std::uint16_t code) {
  return socketio::after_close(code);
}

AfterClose SocketIo::attempt_failed() {
  return transports_.failed() ? AfterClose::Prompt : AfterClose::BackOff;
}

ChannelTraits SocketIo::traits(View channel) const {
  if (!has_namespaces_) return traits_of(channel);
  ChannelTraits traits;
  traits.needs_auth = sends_auth_;
  // The name ends at a comma on the wire, and a query follows it after a question mark.
  traits.forbidden = channel.substr(0, 1) != "/" || channel.find(',') != View::npos ||
                     channel.find('?') != View::npos;
  return traits;
}

View SocketIo::user_channel(View /*user_id*/) {
  return {};
}

View SocketIo::client_event(View channel, View event, View data) {
  View name = event;
  if (has_namespaces_ || !cut(name, "client-")) return {};
  return write_client_event(out_, channel, event, data);
}

View SocketIo::emit(View channel, View data, View attachments, RequestId reply_to) {
  return has_namespaces_ ? write_event(out_, channel, data, attachments, reply_to) : View();
}

View SocketIo::reply(View channel, View reply, View data, View attachments) {
  return has_namespaces_ ? write_ack(out_, channel, reply, data, attachments) : View();
}

std::uint32_t SocketIo::client_events_per_second() const {
  return 0;
}

const char* SocketIo::read_grant(View body, ChannelTraits /*traits*/, AuthKind kind, Grant& out) {
  if (kind == AuthKind::User) return "Socket.IO has no sign-in";
  if (!json::Value::parse(body).is(json::Kind::Object)) return "not a JSON object";
  out.data = body;
  return nullptr;
}

}  // namespace socketio

std::unique_ptr<Dialect> make_socketio(const SocketIoOptions& options) {
  const String socket_url = socketio::link_url(options, Carrier::Socket);
  const String polling_url = socketio::link_url(options, Carrier::Requests);
  return make_socketio(CarrierAddresses{socket_url, polling_url, options.transports,
                                        options.sends_auth, options.namespaces});
}

std::unique_ptr<Dialect> make_socketio(const CarrierAddresses& addresses) {
  return std::make_unique<socketio::SocketIo>(addresses);
}

}  // namespace oread
