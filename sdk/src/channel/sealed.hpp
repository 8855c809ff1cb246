// Encrypted events of one channel on their way to the app: opened one at a time, so that their
// order is kept.
#pragma once

#include "oread/dialect.hpp"
#include "oread/ids.hpp"
#include "support/deadline.hpp"
#include "support/step.hpp"

namespace oread {

/// Opens with the current key, then with the previous one (for an event that was encrypted before
/// the key changed). An event that neither opens waits for a fresh key, and all later ones wait
/// behind it. It is dropped and reported only if a key that was asked for after it came does not
/// open it either. After a new key the next one may be asked for at once. After an answer without a
/// new key the next request waits, longer each time: events that no key opens must not make every
/// client flood the auth endpoint.
class Sealed {
 public:
  /// What the owner must do after a call.
  enum class Next : std::uint8_t { Nothing, Deliver, AskForKey, Report };

  /// True when it is another key than before.
  bool set_key(View key);
  /// False: too many wait already.
  [[nodiscard]] bool push(View event, const SealedPayload& payload, std::size_t most);
  /// Has the box at the head opened under a fresh id, unless one is being opened.
  void open_next(std::uint32_t& last_request, Step& step);
  /// The host has tried. `Deliver`: the head is open. `Report`: no key opens it. In both cases take
  /// it with `pop`. `AskForKey`: at `key_due()`, and then call `asked`.
  [[nodiscard]] Next opened(RequestId request, bool ok);
  /// When a fresh key must be asked for.
  [[nodiscard]] Time key_due() const { return key_due_; }
  /// A fresh key was asked for; if it turns out to be the old one, the next request is due at
  /// `again_at`.
  void asked(Time again_at);
  /// There will be no fresh key.
  [[nodiscard]] Next key_refused();
  /// The event's name.
  [[nodiscard]] const String& head() const { return boxes_.front().event; }
  void pop();
  [[nodiscard]] bool is_opening(RequestId request) const { return request_ == request && request; }

 private:
  enum class Try : std::uint8_t { Current, Previous, WaitingForKey };

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
  std::size_t covered_ = 0;  ///< So many at the head had come when a key was last asked for.
  Time may_ask_at_{};
  Time key_due_ = kNever;
};

}  // namespace oread
