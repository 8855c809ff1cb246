// Socket.IO as a dialect.
#pragma once

#include "dialect/scratch.hpp"
#include "dialect/socketio/recovery.hpp"
#include "dialect/socketio/transports.hpp"
#include "oread/dialects.hpp"

namespace oread::socketio {

/// `Dialect` says what each function does.
class SocketIo final : public DialectBase {
 public:
  explicit SocketIo(const CarrierAddresses& addresses);

  [[nodiscard]] OwnSession session() OREAD_OVERRIDE;
  [[nodiscard]] Asks asks() const OREAD_OVERRIDE;
  AfterClose after_close(std::uint16_t code) OREAD_OVERRIDE;
  AfterClose attempt_failed() OREAD_OVERRIDE;
  [[nodiscard]] ChannelTraits traits(View channel) const OREAD_OVERRIDE;
  View user_channel(View user_id) OREAD_OVERRIDE;
  View client_event(View channel, View event, View data) OREAD_OVERRIDE;
  View emit(View channel, View data, View attachments, RequestId reply_to) OREAD_OVERRIDE;
  View reply(View channel, View reply, View data, View attachments) OREAD_OVERRIDE;
  [[nodiscard]] std::uint32_t client_events_per_second() const OREAD_OVERRIDE;
  [[nodiscard]] const char* read_grant(View body, ChannelTraits traits, AuthKind kind,
                                       Grant& out) OREAD_OVERRIDE;

 private:
  friend class SocketIoSession;

  String socket_url_;
  String polling_url_;
  bool sends_auth_;
  bool has_namespaces_;
  Transports transports_;
  // Of all sessions: only one of them reads or writes at a time.
  Scratch scratch_;
  String out_;
  String part_;  ///< A part of a message that is being sent, which may be in `out_`.
  Recovery recovery_;
};

}  // namespace oread::socketio
