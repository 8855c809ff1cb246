// All channels that somebody holds, and what each of them needs next.
#pragma once

#include <memory>
#include <string_view>

#include "channel/auth_desk.hpp"
#include "channel/channel.hpp"
#include "channel/channel_state.hpp"
#include "channel/requests.hpp"
#include "channel/routes.hpp"
#include "channel/whispers.hpp"
#include "dialect/dialect.hpp"
#include "link/link.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/jitter.hpp"
#include "support/next_timer.hpp"

namespace oread {

class Directory {
 public:
  Directory(const Options& options, Dialect& dialect, const LiveLink& live, Jitter& jitter,
            AuthDesk& desk);

  // Wishes.
  void subscribe(View name, LeaseId lease, Step& step);
  void unsubscribe(View name, LeaseId lease, Step& step);
  void whisper(const in::Whisper& whisper, Step& step);
  /// Takes, for the engine itself, the channel on which the signed-in user's own events come.
  void hold_for_user(View user_id, Step& step);

  // The live link.
  void link_up(Step& step);
  void link_down(Step& step);
  /// The app went away for good, as far as it knows: whoever is there when it comes back is new.
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
  bool move(Channel& channel, Trigger trigger, Step& step);
  static void tell_failed(View name, const Error& error, bool retrying, View said, Step& step);
  static void tell_state(const Channel& channel, Step& step);
  void create(View name, ChannelTraits traits, LeaseId lease, Step& step);
  void begin(Channel& channel, Step& step);
  void ask_server(Channel& channel, const Grant& grant, Step& step);
  void fail(Channel& channel, const Error& error, bool retrying, View said, Step& step);
  void leave(Channel& channel, Step& step);
  void sweep();

  void acked(Channel& channel, const Frame& frame, Step& step);
  void message(Channel* channel, const Frame& frame, View text, Step& step);
  void unseal(Channel& channel, Sealed::Next next, View text, Step& step);
  void renew_key(Channel& channel, Step& step);
  void report_sealed(const Channel& channel, Errc why, Step& step);
  void tick(Channel& channel, Step& step);
  [[nodiscard]] Errc cannot_send_now(const Channel& channel, Time now);

  void send_whispers(Step& step);

  const Options& options_;
  Dialect& dialect_;
  const LiveLink& live_;
  Jitter& jitter_;
  AuthDesk& desk_;
  Requests requests_;
  /// In the order in which they were first asked for: that is the order of subscribing again.
  List<std::unique_ptr<Channel>> channels_;
  Whispers whispers_;
  Routes routes_;
  String user_id_;  ///< The signed-in user: "me" on presence channels whose grant names nobody.
  std::uint32_t last_decrypt_ = 0;
  bool has_left_ = false;  ///< A channel was left in this step.
  enum class Decryption : std::uint8_t {
    Unknown,
    Loading,
    Ready
  } decryption_ = Decryption::Unknown;
};

}  // namespace oread
