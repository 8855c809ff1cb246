// One attempt at one connection, from its opening to its end.
#pragma once

#include <memory>
#include <type_traits>

#include "dialect/dialect.hpp"
#include "link/liveness.hpp"
#include "link/polling.hpp"
#include "link/upgrade.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/last_words.hpp"
#include "support/next_timer.hpp"
#include "support/step.hpp"

namespace oread {

/// Sends, and knows whether the other end is still there. It decides nothing about other links: its
/// functions return what happened.
class Link {
 public:
  enum class Phase : std::uint8_t {
    Asking,    ///< The app is asked for credentials before it opens.
    Opening,   ///< The host was told to open it.
    Greeting,  ///< It is open, and the server's greeting is awaited.
    Live,      ///< Connected.
    Ended,     ///< Of no use any more; what still comes from it is ignored.
  };

  /// A new attempt, with a new session. Until then the link has ended.
  void begin(LinkId id, Dialect& dialect);

  [[nodiscard]] LinkId id() const { return id_; }
  /// The id with which it began: another socket may have taken over since.
  [[nodiscard]] LinkId first_id() const { return first_id_; }
  [[nodiscard]] Session& session() { return *session_; }
  [[nodiscard]] View socket_id() const { return socket_id_; }

  /// Waits for the app's credentials before it opens.
  void wait_for_credentials(Time give_up_at) { give_up_at_ = give_up_at; }
  void open(Time give_up_at, Step& step);
  /// The app's credentials have come.
  void authenticate(const Grant& grant, Step& step);
  /// Nothing but the app's credentials is awaited.
  [[nodiscard]] bool awaits_credentials() const {
    return kUses.connection_credentials && awaits_credentials_ && phase_ != Phase::Opening;
  }
  /// The host has opened it.
  void opened(Step& step);
  /// The server's greeting. False, and nothing changes: the link is live already.
  bool welcomed(const Frame& frame, const LivenessOptions& options, Time now);
  /// An error frame. It may stand in for a close code unless it `answers_us`.
  void note_error(const Frame& frame, bool answers_us, Time now);
  [[nodiscard]] const LastWords& last_words() const { return last_words_; }
  /// Something came at `at`.
  void heard(Time at);
  /// Why it ended, in the words of the close code or of the last error frame.
  [[nodiscard]] Error why(const in::LinkClosed& closed, Time now) const;
  /// The host says that it has ended: there is nothing left to close.
  void lost() { is_lost_ = true; }
  /// One of its requests has failed: the server gets no farewell.
  void request_failed() { has_failed_ = true; }
  void close(Step& step);

  void send(View message, Step& step, bool is_binary = false);
  /// The session wants to know if nothing comes until then.
  void pause_until(Time due) { pause_ends_ = due; }
  /// Something has come, or nothing did and the session is told.
  void end_pause() { pause_ends_ = kNever; }
  [[nodiscard]] bool is_pause_over(Time now) const { return is_open() && pause_ends_ <= now; }
  void subscribe(View channel, const Grant& grant, Step& step) {
    send_any(session_->subscribe(channel, grant), step);
  }
  void unsubscribe(View channel, Step& step) { send_any(session_->unsubscribe(channel), step); }
  void sign_in(const Grant& grant, Step& step) { send(session_->sign_in(grant), step); }
  /// A request of this number was answered. If it was the poll, the answer's body must be read, and
  /// then `poll` must be called.
  [[nodiscard]] Polling::Answer answered(RequestId request) { return polling_.answered(request); }
  void poll(Step& step);
  /// Lets a socket take over from the requests, if the dialect has one. Returns whether `socket` is
  /// used.
  bool try_upgrade(LinkId socket, Time give_up_at, Step& step);
  /// `socket` may take over, but does not carry the link yet.
  [[nodiscard]] bool is_upgrading_to(LinkId socket) const { return upgrade_.is_on(socket); }
  void upgrade_opened(Step& step);
  void upgrade_heard(View text, Step& step);
  /// The requests go on carrying the link. `is_lost`: the socket has ended by itself.
  void upgrade_failed(bool is_lost, Step& step);
  /// The end of a step: what waits for a request is sent. False: too much waited, and the link must
  /// be given up.
  [[nodiscard]] bool settle(const ReconnectOptions& options, Step& step);

  /// Sends a ping if one is due. Returns why the link must be given up, or `Errc::None`.
  [[nodiscard]] Errc tick(const LivenessOptions& options, Step& step);
  /// Something is suspicious (wake-up, network change): a live link is pinged.
  void probe(const LivenessOptions& options, Step& step);
  /// "attempt": it must be live by then; else those of its liveness. "request": messages that were
  /// sent must have arrived; "poll": the next poll is sent; "upgrade":
  /// a socket that was to take over is given up; "pause": see `Frame::pause`.
  void timers(NextTimer& next) const;
  [[nodiscard]] Time deadline() const { return next_due(*this); }

  [[nodiscard]] Phase phase() const { return phase_; }
  /// Being opened.
  [[nodiscard]] bool is_trying() const { return phase_ < Phase::Live; }
  [[nodiscard]] bool is_greeting() const { return phase_ == Phase::Greeting; }
  [[nodiscard]] bool is_live() const { return phase_ == Phase::Live; }
  [[nodiscard]] bool has_ended() const { return phase_ == Phase::Ended; }
  /// Messages of it count.
  [[nodiscard]] bool is_open() const { return is_greeting() || is_live(); }
  /// Since when it is open, or live.
  [[nodiscard]] Time since() const { return since_; }
  /// See `Engine::broken_invariant`.
  [[nodiscard]] bool is_deaf() const;

 private:
  void begin_handshake(Step& step);
  void complete_upgrade(Step& step);
  void close_upgrade(Step& step);
  void say_goodbye(Step& step);
  void send_any(View message, Step& step) {
    if (!kUses.silence || !message.empty()) send(message, step);
  }

  LinkId id_;
  LinkId first_id_;
  OwnSession session_;
  Phase phase_ = Phase::Ended;
  bool is_lost_ = false;
  bool has_failed_ = false;
  bool awaits_credentials_ = false;
  Time give_up_at_{};     ///< Until it is live.
  Time since_{};          ///< Greeting, Live: since when.
  Liveness liveness_;     ///< Live only.
  String socket_id_;      ///< Empty until it is live.
  LastWords last_words_;  ///< The last error frame.
  Time pause_ends_ = kNever;
  bool may_end_ = false;  ///< It may stand in for a close code.
  std::conditional_t<kUses.requests, Polling, NoPolling> polling_;
  std::conditional_t<kUses.upgrades, Upgrade, NoUpgrade> upgrade_;
};

/// A reference to the live link, for the parts that send on it. It is empty while no link is live.
/// Only the connection changes it.
class LiveLink {
 public:
  explicit operator bool() const { return link_ != nullptr; }
  Link* operator->() const { return link_; }

 private:
  friend class Connection;
  Link* link_ = nullptr;
};

}  // namespace oread
