// All channels that have a holder.
#pragma once

#include <memory>
#include <string_view>

#include "channel/channel.hpp"

namespace oread {

/// Finds the channel that something is about, and keeps the order of all.
class Directory {
 public:
  Directory(const Options& options, Dialect& dialect, const LiveLink& live, Jitter& jitter,
            AuthDesk& desk)
      : ports_(options, dialect, live, jitter, desk) {}

  // Wishes.
  void subscribe(View name, LeaseId lease, Step& step);
  void unsubscribe(View name, LeaseId lease, Step& step);
  void whisper(const in::Whisper& whisper, Step& step);
  void emit(const in::Emit& emit, Step& step);
  void reply(const in::Reply& reply, Step& step);
  /// Takes, for the engine itself, the channel on which the signed-in user's own events come.
  void hold_for_user(View user_id, Step& step);

  // The live link.
  void link_up(Step& step);
  void link_down(Step& step);
  /// The app has disconnected: members that are there when it connects again have joined.
  void forget_members();

  // Answers.
  void granted(View name, const Grant& grant, Step& step);
  void denied(View name, const Error& error, bool retrying, Step& step);
  void decryption_ready(const in::DecryptionReady& fact, Step& step);
  void decrypted(const in::Decrypted& decrypted, Step& step);

  /// A frame that names a channel.
  void take(const Frame& frame, View text, Step& step);
  /// An event of the server itself, as the app hears it.
  void tell(const Frame& frame, Step& step) { message(nullptr, frame, {}, step); }
  /// An error frame: whether it answers something that we asked. A refused subscription is marked
  /// as such.
  [[nodiscard]] bool take_refusal(const Frame& error, Step& step);

  void tick(Step& step);
  /// The end of a step: channels that were left go, and whispers that may be sent are sent.
  void settle(Step& step);
  /// "subscribe": the server's answer is awaited; "resubscribe": it is asked again; "linger" and
  /// "leave-grace": a channel or a member leaves; "key": a fresh one is asked for; "whisper".
  void timers(NextTimer& next) const;
  [[nodiscard]] Time deadline() const { return next_due(*this); }
  [[nodiscard]] ChannelState state_of(View name) const;
  /// See `Engine::broken_invariant`.
  [[nodiscard]] std::string_view broken_invariant() const;

 private:
  [[nodiscard]] Channel* find(View name) const;
  void create(View name, ChannelTraits traits, LeaseId lease, Step& step);
  void sweep();
  void message(Channel* channel, const Frame& frame, View text, Step& step);
  [[nodiscard]] Errc refusal_of(const in::Whisper& whisper) const;
  [[nodiscard]] Errc send(const in::Whisper& whisper, View message, Time due, bool once,
                          Step& step);
  [[nodiscard]] Errc repeat(const in::Emit& emit, View message, Step& step);
  [[nodiscard]] Errc cannot_send_now(View channel, Time now) const;
  void send_whispers(Step& step);

  ChannelPorts ports_;
  /// In the order in which they were first asked for: that is the order of subscribing again.
  List<std::unique_ptr<Channel>> channels_;
};

}  // namespace oread
