// When to try to connect, which link is the live one, and what the app is told about it.
#pragma once

#include <memory>
#include <string_view>
#include <variant>

#include "dialect/dialect.hpp"
#include "link/links.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/backoff.hpp"
#include "support/jitter.hpp"
#include "support/next_timer.hpp"
#include "support/step.hpp"

namespace oread {

/// Each state owns what is only true in it. They are plain data: nothing of a state remains when
/// the next one is entered.
namespace state {
struct Idle {};       ///< Not wanted.
struct Suspended {};  ///< Wanted, but the page or device is asleep.
struct Stopped {};    ///< Wanted, but the server said that reconnecting is pointless.
/// Wanted; the next attempt is made at `retry_at`.
struct Waiting {
  Time retry_at = kNever;
};
struct Linked {};  ///< There is a link: one that is live, or an attempt.
}  // namespace state

class Connection {
 public:
  Connection(const Options& options, Dialect& dialect);

  // Wishes and facts, as in input.hpp.
  void connect(Step& step);
  void disconnect(Step& step);
  void opened(LinkId link, Step& step);
  void closed(const in::LinkClosed& closed, Step& step);
  void online_changed(bool online, Step& step);
  void woke(WakeReason reason, Step& step);
  void suspended(Step& step);
  /// The link whose session must be told that nothing came, or null.
  [[nodiscard]] Link* pause_over(Time now);
  void tick(Step& step);

  /// Something of the link `id` came at `at`. Returns the link; null if it is not ours any more, or
  /// not open yet: what came must be dropped.
  [[nodiscard]] Link* heard(LinkId id, Time at);
  /// A message on a socket that is to take over from requests. Returns false if it is on another.
  [[nodiscard]] bool upgrade_heard(const in::LinkText& message, Step& step);
  /// Returns the link if the answer is to a poll: its body must be read, and then the link polls
  /// again.
  [[nodiscard]] Link* answered(const in::RequestAnswered& answer, Step& step);
  void welcomed(Link& link, const Frame& frame, Step& step);
  /// An error frame. `answers_us`: it answers one of our own requests, so it says nothing about the
  /// connection.
  void server_error(Link& link, const Frame& frame, bool answers_us, Step& step);
  /// A frame with which the server ends the link.
  void closed_by_server(Link& link, const Frame& frame, Step& step);
  /// A message that is not a frame, or a frame that must not precede the greeting.
  void unexpected(Link& link, View what, Step& step);
  /// The app gave the credentials for the link that is being opened, or gave none because of
  /// `error`. Its endpoint must not be asked again within `retry_after`.
  void granted(const Grant& grant, Step& step);
  void denied(const Error& error, Millis retry_after, Step& step);

  /// What happened to the links since the last call, in this order.
  struct Changes {
    bool lost = false;    ///< The link that was live is not any more.
    bool gained = false;  ///< A link has become live.
    bool asks = false;    ///< The app must be asked for the credentials of an attempt.
    bool ended = false;   ///< An attempt has ended, or needs no credentials any more.
  };
  [[nodiscard]] Changes take_changes();
  /// The end of a step.
  void settle(Step& step);

  [[nodiscard]] const LiveLink& live() const { return live_; }
  [[nodiscard]] View socket_id() const { return live_ ? live_->socket_id() : View(); }
  [[nodiscard]] ConnectionStatus status() const { return status_; }
  /// "unavailable": the status becomes so; "reconnect": the next attempt; and those of its links.
  void timers(NextTimer& next) const;
  [[nodiscard]] Time deadline() const { return next_due(*this); }
  [[nodiscard]] Jitter& jitter() { return jitter_; }
  [[nodiscard]] std::string_view state_name();
  /// See `Engine::broken_invariant`.
  [[nodiscard]] std::string_view broken_invariant() const;

 private:
  template <class State>
  [[nodiscard]] bool is() const {
    return std::holds_alternative<State>(state_);
  }
  template <class State>
  void enter(State next) {
    // Assignment would ask first whether the state is the same.
    state_.template emplace<State>(next);
  }
  /// Null if there is none, or if it has ended.
  [[nodiscard]] Link* find(LinkId id);
  /// Returns the link that this socket will carry, or null.
  [[nodiscard]] Link* upgrading_to(LinkId socket);
  /// The link that is being opened; null if there is none.
  [[nodiscard]] Link* attempt();
  void start(Step& step);
  void open(Step& step);
  void open_soon(Step& step);
  void fail(Link& link, AfterClose then, const Error& why, Step& step);
  void end(Link& link, Step& step);
  void end_all(Step& step);
  [[nodiscard]] ConnectionStatus status_while_down() const;
  void set_status(ConnectionStatus next, const Error& why, Step& step);
  [[nodiscard]] Time unavailable_at() const;
  /// The host says that there is no network, and nothing speaks against it.
  [[nodiscard]] bool is_offline() const;
  [[nodiscard]] bool is_wanted() const { return !is<state::Idle>(); }

  const Options& options_;
  Dialect& dialect_;
  Jitter jitter_;
  Backoff backoff_;
  std::variant<state::Idle, state::Suspended, state::Stopped, state::Waiting, state::Linked> state_;
  Links links_;
  LiveLink live_;
  Changes changes_;
  Time trouble_since_ = kNever;  ///< Since when there is no live link although one is wanted.
  bool online_ = true;
  bool network_proved_ = false;  ///< Something came since the host last spoke of the network.
  bool was_connected_ = false;
  ConnectionStatus status_ = ConnectionStatus::Initialized;
  std::uint32_t last_link_ = 0;
  Time status_since_{};
  Time tried_at_{};    ///< When the last link was asked for.
  Time may_ask_at_{};  ///< When the app may be asked for credentials again.
};

}  // namespace oread
