// The parts of Socket.IO that all links share.
#include "dialect/socketio/close_codes.hpp"
#include "dialect/socketio/echo_server.hpp"
#include "dialect/socketio/link_url.hpp"
#include "dialect/socketio/session.hpp"
#include "dialect/socketio/socketio.hpp"
#include "support/cut.hpp"
#include "support/json_scan.hpp"

namespace oread {

namespace socketio {

SocketIo::SocketIo(const SocketIoOptions& options)
    : socket_url_(link_url(options, Carrier::Socket)),
      polling_url_(link_url(options, Carrier::Requests)),
      sends_auth_(options.sends_auth) {
  (void)transports_.read(options.transports);
}

OwnSession SocketIo::session() {
  transports_.begin();
  return make_session<SocketIoSession>(*this);
}

Asks SocketIo::asks() const {
  return sends_auth_ ? Asks::BeforeGreeting : Asks::Nothing;
}

AfterClose SocketIo::after_close(std::uint16_t code) {
  return socketio::after_close(code);
}

AfterClose SocketIo::attempt_failed() {
  return transports_.failed() ? AfterClose::Prompt : AfterClose::BackOff;
}

ChannelTraits SocketIo::traits(View channel) const {
  return traits_of(channel);
}

View SocketIo::user_channel(View /*user_id*/) {
  return {};
}

View SocketIo::client_event(View channel, View event, View data) {
  View name = event;
  if (!cut(name, "client-")) return {};
  return write_client_event(out_, channel, event, data);
}

std::uint32_t SocketIo::client_events_per_second() const {
  return 0;
}

const char* SocketIo::read_grant(View body, ChannelTraits /*traits*/, AuthKind kind, Grant& out) {
  if (kind == AuthKind::User) return "laravel-echo-server has no sign-in";
  if (!json::Value::parse(body).is(json::Kind::Object)) return "not a JSON object";
  out.data = body;
  return nullptr;
}

}  // namespace socketio

std::unique_ptr<Dialect> make_socketio(const SocketIoOptions& options) {
  return std::make_unique<socketio::SocketIo>(options);
}

}  // namespace oread
