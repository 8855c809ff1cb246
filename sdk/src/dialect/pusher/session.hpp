// The Pusher Channels protocol on one link. It has no state of its own.
#pragma once

#include "dialect/pusher/pusher.hpp"

namespace oread::pusher {

/// `Session` documents the functions.
class PusherSession final : public SessionBase {
 public:
  PusherSession() = default;
  explicit PusherSession(Pusher& pusher) : pusher_(&pusher) {}

  [[nodiscard]] View url() OREAD_OVERRIDE;
  void decode(View text, FrameSink& out) OREAD_OVERRIDE;
  [[nodiscard]] bool read_sealed(View data, SealedPayload& out) OREAD_OVERRIDE;
  View ping() OREAD_OVERRIDE;
  View subscribe(View channel, const Grant& grant) OREAD_OVERRIDE;
  View unsubscribe(View channel) OREAD_OVERRIDE;
  View sign_in(const Grant& grant) OREAD_OVERRIDE;

 private:
  Pusher* pusher_ = nullptr;
};

}  // namespace oread::pusher
