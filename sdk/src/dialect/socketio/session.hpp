// Socket.IO on one link.
#pragma once

#include "dialect/socketio/echo_server.hpp"
#include "dialect/socketio/packet.hpp"
#include "dialect/socketio/payload.hpp"
#include "dialect/socketio/socketio.hpp"

namespace oread::socketio {

struct Handshake;

/// `Session` says what each function does.
///
/// For laravel-echo-server the greeting has two steps: the server opens the Engine.IO session, and
/// then the root namespace is connected. Socket.IO 2 connects it unasked. Later servers wait for
/// our request; if the server's first message leaves the version open, it is sent when nothing else
/// has come for a moment. With namespaces, the greeting is over when the version is known.
class SocketIoSession final : public SessionBase {
 public:
  SocketIoSession() = default;
  explicit SocketIoSession(SocketIo& dialect);

  [[nodiscard]] Carrier carrier() const OREAD_OVERRIDE { return carrier_; }
  [[nodiscard]] View url() OREAD_OVERRIDE;
  void decode(View text, FrameSink& out) OREAD_OVERRIDE;
  void decode_binary(View bytes, FrameSink& out) OREAD_OVERRIDE;
  void nothing_came(FrameSink& out) OREAD_OVERRIDE;
  [[nodiscard]] bool read_sealed(View data, SealedPayload& out) OREAD_OVERRIDE;
  View ping() OREAD_OVERRIDE;
  View subscribe(View channel, const Grant& grant) OREAD_OVERRIDE;
  View unsubscribe(View channel) OREAD_OVERRIDE;
  View sign_in(const Grant& grant) OREAD_OVERRIDE;
  View authenticate(const Grant& grant) OREAD_OVERRIDE;
  View refusal(View body) OREAD_OVERRIDE;
  View farewell() OREAD_OVERRIDE;
  [[nodiscard]] View upgrade_url() OREAD_OVERRIDE;
  View upgrade_request() OREAD_OVERRIDE;
  [[nodiscard]] bool upgrade_granted(View text) OREAD_OVERRIDE;
  View upgrade() OREAD_OVERRIDE;
  View next_part(View& rest) OREAD_OVERRIDE;
  void append(String& body, View message) OREAD_OVERRIDE;
  [[nodiscard]] std::uint32_t max_body() const OREAD_OVERRIDE { return max_body_; }

 private:
  void read_message(View message, Frame& frame);
  bool read_engine_packet(View packet, FrameSink& out);
  bool parse(View packet, Frame& frame);
  void mark_payload(View text, Frame& frame);
  void opened_by_server(View json, Frame& frame);
  void connected(View json, Frame& frame);
  void refused(View json, Frame& frame);
  void greet(View socket_id, Frame& frame);
  void read_in_namespace(const Packet& packet, Frame& frame);
  void take_attachment(View base64, Frame& frame);
  View connect_message();
  View subscribe_to_namespace(View space, View auth);

  SocketIo* dialect_ = nullptr;
  Carrier carrier_ = Carrier::Socket;
  Revision revision_ = Revision::Unknown;
  String id_;  ///< Of the Engine.IO session; empty until the server has opened it.
  String auth_;
  bool has_auth_ = false;
  bool is_connected_ = false;  ///< The root namespace is; with namespaces, the version is known.
  bool awaits_root_ = false;   ///< Socket.IO 2: the next pong tells the app that the root is there.
  bool can_upgrade_ = false;   ///< The server offers a WebSocket.
  bool is_closed_ = false;     ///< The server has closed the session.
  Millis ping_interval_{};
  Millis ping_timeout_{};
  std::uint64_t attachments_ = 0;  ///< Those of the last packet that have not come.
  String packet_;                  ///< That packet.
  String base64_;                  ///< Those that have come, with commas between them.
  std::uint64_t requests_ = 0;
  std::uint32_t max_body_ = 1'000'000;  ///< Servers' default; old ones do not say.
  Joining joining_;
};

}  // namespace oread::socketio
