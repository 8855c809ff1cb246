// One channel, from its first holder until it has none.
#pragma once

#include <string_view>

#include "channel/channel_state.hpp"
#include "channel/leases.hpp"
#include "channel/ports.hpp"
#include "channel/roster.hpp"
#include "channel/sealed.hpp"
#include "support/backoff.hpp"
#include "support/next_timer.hpp"

namespace oread {

class Channel {
 public:
  Channel(View name, ChannelTraits traits, ChannelPorts& ports)
      : ports_(ports),
        name_(name),
        traits_(traits),
        backoff_(ports.options.reconnect.initial_delay, ports.options.reconnect.max_delay,
                 ports.options.reconnect.growth_percent) {}

  [[nodiscard]] View name() const { return name_; }
  [[nodiscard]] ChannelTraits traits() const { return traits_; }
  [[nodiscard]] ChannelState state() const { return state_; }
  [[nodiscard]] Leases& leases() { return leases_; }
  /// It has no holder any more; it is removed at the end of the step.
  [[nodiscard]] bool is_left() const { return is_left_; }

  /// Starts to subscribe, if there is a live link: code for decryption (if it is encrypted) →
  /// signature (if it needs one) → subscribe request → acknowledgement.
  void begin(Step& step);
  void link_down(Step& step);
  /// Ends the subscription.
  void leave(Step& step);
  void forget_members() { roster_.clear(); }

  // Answers.
  void granted(const Grant& grant, Step& step);
  void denied(const Error& error, bool retrying, Step& step);
  void decryption_ready(const in::DecryptionReady& fact, Step& step);
  /// False: it answers no request of this channel.
  bool decrypted(const in::Decrypted& decrypted, Step& step);
  /// The server refuses the subscription; `said` is what it sent, verbatim.
  void refused(const Error& error, View said, Step& step);

  // Frames.
  void acknowledged(const Frame& frame, Step& step);
  /// News of members, or their number.
  void members_changed(const Frame& frame, Step& step);
  /// An encrypted event.
  void sealed_event(const Frame& frame, Step& step);

  void tick(Step& step);
  /// See `Directory::timers`.
  void timers(NextTimer& next) const;
  void tell_state(Step& step) const { step.does(event::ChannelChanged{Text(name_), state_}); }
  /// See `Engine::broken_invariant`.
  [[nodiscard]] std::string_view broken_invariant(bool is_live) const;

 private:
  bool move(Trigger trigger, Step& step);
  void ask_server(const Grant& grant, Step& step);
  void fail(const Error& error, bool retrying, View said, Step& step);
  void unseal(Sealed::Next next, View text, Step& step);
  void renew_key(Step& step);
  void report_sealed(Errc why, Step& step) const;

  ChannelPorts& ports_;
  String name_;
  ChannelTraits traits_;
  Backoff backoff_;  ///< Between tries after the server did not answer, or gave no new key.
  ChannelState state_ = ChannelState::Waiting;
  bool failure_told_ =
      false;  ///< The app knows that it does not work; told again only after a success.
  bool is_left_ = false;
  bool asked_server_ = false;  ///< On this link.
  Leases leases_;
  /// Subscribing: when to stop waiting for the server. Failed: when to ask again.
  Time due_ = kNever;
  String me_;  ///< Our own member id, on presence channels.
  bool me_is_number_ = false;
  Roster roster_;  ///< Presence channels only.
  Sealed sealed_;  ///< Encrypted channels only.
};

}  // namespace oread
