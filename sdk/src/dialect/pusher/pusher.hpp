// The Pusher Channels protocol, version 7, as a dialect.
#pragma once

#include "dialect/pusher/scratch.hpp"
#include "oread/dialects.hpp"

namespace oread::pusher {

/// `Dialect` says what each function does.
class Pusher final
#ifndef OREAD_LEAN
    : public Dialect
#endif
{
 public:
  explicit Pusher(const LinkAddresses& links);

  View link_url() OREAD_OVERRIDE;
  void restart() OREAD_OVERRIDE;
  void decode(View text, FrameSink& out) OREAD_OVERRIDE;
  View ping() OREAD_OVERRIDE;
  View subscribe(View channel, const Grant& grant) OREAD_OVERRIDE;
  View unsubscribe(View channel) OREAD_OVERRIDE;
  View client_event(View channel, View event, View data) OREAD_OVERRIDE;
  [[nodiscard]] std::uint32_t client_events_per_second() const OREAD_OVERRIDE;
  View sign_in(const Grant& grant) OREAD_OVERRIDE;
  [[nodiscard]] ChannelTraits traits(View channel) const OREAD_OVERRIDE;
  View user_channel(View user_id) OREAD_OVERRIDE;
  [[nodiscard]] const char* read_grant(View body, ChannelTraits traits, AuthKind kind,
                                       Grant& out) OREAD_OVERRIDE;
  [[nodiscard]] bool read_sealed(View data, SealedPayload& out) OREAD_OVERRIDE;
  AfterClose after_close(std::uint16_t code) OREAD_OVERRIDE;

 private:
  /// `{"event":…,"channel":…,"data":{`
  void begin(View event, View channel);
  /// A member of data; an empty one is left out.
  void member(const char* key, View value);
  View end();

  String url_;
  String tls_url_;
  bool tls_;
  Scratch scratch_;
  String out_;
};

}  // namespace oread::pusher
