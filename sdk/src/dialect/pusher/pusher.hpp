// The Pusher Channels protocol, version 7, as a dialect.
#pragma once

#include "dialect/pusher/writer.hpp"
#include "dialect/scratch.hpp"
#include "oread/dialects.hpp"

namespace oread::pusher {

/// `Dialect` documents the functions.
class Pusher final : public DialectBase {
 public:
  explicit Pusher(const LinkAddresses& links);

  [[nodiscard]] OwnSession session() OREAD_OVERRIDE;
  AfterClose after_close(std::uint16_t code) OREAD_OVERRIDE;
  [[nodiscard]] ChannelTraits traits(View channel) const OREAD_OVERRIDE;
  View user_channel(View user_id) OREAD_OVERRIDE;
  View client_event(View channel, View event, View data) OREAD_OVERRIDE;
  [[nodiscard]] std::uint32_t client_events_per_second() const OREAD_OVERRIDE;
  [[nodiscard]] const char* read_grant(View body, ChannelTraits traits, AuthKind kind,
                                       Grant& out) OREAD_OVERRIDE;

 private:
  friend class PusherSession;

  String url_;
  String tls_url_;
  bool tls_;
  // Shared by all sessions: only one of them reads or writes at a time.
  Scratch scratch_;
  Writer out_;
};

}  // namespace oread::pusher
