// The one connection: its states, when to try again, and what the app is told about it.
#pragma once

#include <string_view>
#include <variant>

#include "connection/liveness.hpp"
#include "dialect/dialect.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/backoff.hpp"
#include "support/deadline.hpp"
#include "support/jitter.hpp"
#include "support/step.hpp"

namespace oread {

/// Each state owns what is only true in it. They are plain data: a state is entered by assignment
/// and left without a trace.
namespace state {
struct Idle {};       ///< Not wanted.
struct Suspended {};  ///< Wanted, but the page or device is asleep.
struct Stopped {};    ///< Wanted, but the server said that there is no point.
struct Waiting {};    ///< Wanted; the next attempt waits for its moment.
struct Opening {};    ///< The link was asked for.
/// The link is open, and the server's greeting is awaited.
struct Greeting {
  Time opened_at;
};
/// Connected.
struct Live {
  Time since;
  Liveness liveness;
};
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
  void tick(Step& step);

  /// A text of `link` came at `at`. False: the link is not ours any more, or not open yet, and the
  /// text must be dropped.
  [[nodiscard]] bool heard(LinkId link, Time at);
  void welcomed(const Frame& frame, Step& step);
  /// An error frame. `answers_us`: it answers one of our own requests, so it says nothing about the
  /// connection.
  void server_error(const Frame& frame, bool answers_us, Step& step);
  /// A text that is no frame, or a frame that has no place before the greeting.
  void baffled(View what, Step& step);
  [[nodiscard]] bool greeting() const { return std::holds_alternative<state::Greeting>(state_); }

  void send(View text, Step& step);

  /// The link that is live; none otherwise.
  [[nodiscard]] LinkId live_link() const;
  [[nodiscard]] View socket_id() const { return socket_id_; }
  [[nodiscard]] ConnectionStatus status() const { return status_; }
  [[nodiscard]] Time deadline() const;
  [[nodiscard]] Jitter& jitter() { return jitter_; }
  [[nodiscard]] std::string_view state_name() const;
  /// See `Engine::broken_invariant`.
  [[nodiscard]] std::string_view broken_invariant() const;

 private:
  template <class State>
  void enter(State next, Time due = kNever) {
    // Assignment would ask first whether the state is the same.
    state_.template emplace<State>(next);
    due_ = due;
  }
  void start(Step& step);
  void open(Step& step);
  void open_soon(Step& step);
  void fail(AfterClose then, const Error& why, Step& step);
  void give_up_opening(Step& step);
  void give_up(Errc why, Step& step);
  void close(Step& step);
  [[nodiscard]] ConnectionStatus striving() const;
  void ping_if(bool wanted, Step& step);
  void set_status(ConnectionStatus next, const Error& why, Step& step);
  [[nodiscard]] Time unavailable_at() const;
  /// The host says that there is no network, and nothing speaks against it.
  [[nodiscard]] bool is_offline() const;
  [[nodiscard]] bool is_wanted() const { return !std::holds_alternative<state::Idle>(state_); }

  const Options& options_;
  Dialect& dialect_;
  Jitter jitter_;
  Backoff backoff_;
  std::variant<state::Idle, state::Suspended, state::Stopped, state::Waiting, state::Opening,
               state::Greeting, state::Live>
      state_;
  Time due_ = kNever;  ///< Waiting: when to try again. Opening, Greeting: when to give up.
  Time trouble_since_ = kNever;  ///< Since when there is no live link although one is wanted.
  bool online_ = true;
  bool network_proved_ = false;  ///< Something came since the host last spoke of the network.
  bool was_connected_ = false;
  ConnectionStatus status_ = ConnectionStatus::Initialized;
  std::uint32_t last_link_ = 0;
  Time status_since_{};
  Time tried_at_{};   ///< When the last link was asked for.
  LinkId link_;       ///< Of the states Opening, Greeting and Live; none in all others.
  String socket_id_;  ///< Empty unless Live.
  // The last error frame of this link that answered nothing of ours; code 0 when there was none.
  Time error_at_{};
  String error_text_;
  std::uint16_t error_code_ = 0;
};

}  // namespace oread
