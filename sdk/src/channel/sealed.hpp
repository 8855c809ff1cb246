// Encrypted events of one channel on their way to the app: opened one at a time, so that their
// order is kept.
#pragma once

#include "oread/dialect.hpp"
#include "oread/ids.hpp"
#include "support/deadline.hpp"
#include "support/step.hpp"

namespace oread {

/// Opens with the current key, then with the one before it (a straggler sealed before a rotation),
/// then asks for a fresh key, once for a queue and not more often than `kRenewalsApart`: garbage
/// must not make every client hammer the auth endpoint. What no key opens is dropped and reported.
class Sealed {
 public:
  static constexpr Millis kRenewalsApart = seconds(10);

  /// What the owner must do after a call.
  enum class Next : std::uint8_t { Nothing, Deliver, AskForKey, Report };

  void set_key(View key);
  /// False: too many wait already.
  [[nodiscard]] bool push(View event, const SealedPayload& payload, std::size_t most);
  /// Has the box at the head opened under a fresh id, unless one is being opened.
  void open_next(std::uint32_t& last_request, Step& step);
  /// The host has tried. `Deliver`: the head is open. `Report`: no key opens it. In both cases take
  /// it with `pop`.
  [[nodiscard]] Next opened(RequestId request, bool ok, Step& step);
  /// There will be no fresh key.
  [[nodiscard]] Next key_refused();
  /// The event's name.
  [[nodiscard]] const String& head() const { return boxes_.front().event; }
  void pop();
  [[nodiscard]] bool is_opening(RequestId request) const { return request_ == request && request; }

 private:
  enum class Try : std::uint8_t { Current, Previous, WaitingForKey, Renewed };

  struct Box {
    Box(View its_event, const SealedPayload& payload)
        : event(its_event), nonce(payload.nonce), ciphertext(payload.ciphertext) {}

    String event;
    String nonce;
    String ciphertext;
  };

  List<Box> boxes_;
  String key_;
  String previous_key_;
  Try try_ = Try::Current;
  RequestId request_;
  Time renewed_at_ = kNever;
};

}  // namespace oread
