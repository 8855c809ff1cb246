// Theory of operation.
//
//   Idle ──connect──▶ Opening ──opened──▶ Greeting ──welcomed──▶ Live
//                      ▲   │                 │                    │
//           due, woke, │   └─────────────────┴── ended, given up ─┤
//      online, connect │                                          ▼
//                   Waiting ◀─────────────────────────────────── fail ──▶ Stopped
//
// Stopped is for close codes that say so and for `give_up_after`; connect, and woke if the user
// asked, leave it. From every wanted state: suspended ──▶ Suspended ──woke──▶ Opening. From every
// state: disconnect ──▶ Idle.
//
// Every way out of a link goes through `fail`, which alone decides when the next attempt is made. A
// link is forgotten the moment we leave its state: late news from it fails the comparison of ids.
#include "connection/connection.hpp"

#include <algorithm>
#include <iterator>

namespace oread {

namespace {

/// An error frame this long before the end of the link may stand in for a close code (Reverb sends
/// no close codes).
constexpr Millis kErrorFrameStandsFor = seconds(1);

/// Attempts in a row that are made as usual while the host says that there is no network: VPNs, a
/// blocked probe of the system or a server on this machine make it say so wrongly.
constexpr std::uint32_t kTriesOffline = 4;

constexpr std::uint16_t kFirstAppCode = 4000;  // RFC 6455 §7.4.2: private use

}  // namespace

Connection::Connection(const Options& options, Dialect& dialect)
    : options_(options),
      dialect_(dialect),
      jitter_(options.seed),
      backoff_(options.reconnect.initial_delay, options.reconnect.max_delay,
               options.reconnect.growth_percent) {}

void Connection::connect(Step& step) {
  if (is_wanted() && !std::holds_alternative<state::Stopped>(state_)) {
    open_soon(step);
    return;
  }
  start(step);
}

/// Begins afresh, with a first attempt at once.
void Connection::start(Step& step) {
  backoff_.reset();
  trouble_since_ = step.now;
  open(step);
}

void Connection::disconnect(Step& step) {
  close(step);
  enter(state::Idle{});
  trouble_since_ = kNever;
  was_connected_ = false;
  if (status_ != ConnectionStatus::Initialized) {
    set_status(ConnectionStatus::Disconnected, {Errc::Stopped, 0, {}}, step);
  }
}

void Connection::opened(LinkId link, Step& step) {
  if (!std::holds_alternative<state::Opening>(state_) || link != link_) return;
  enter(state::Greeting{step.now}, due_);
}

void Connection::closed(const in::LinkClosed& closed, Step& step) {
  if (!closed.link || closed.link != link_) return;
  Errc what = Errc::LinkClosed;
  std::uint16_t code = closed.code;
  View said = closed.reason;
  if (code < kFirstAppCode && error_code_ != 0 && step.now - error_at_ <= kErrorFrameStandsFor) {
    what = Errc::ServerError;
    code = error_code_;
    said = error_text_;
  } else if (code < kFirstAppCode && !live_link()) {
    what = Errc::LinkFailed;
  }
  link_ = {};
  fail(dialect_.after_close(code), {what, code, Text(said)}, step);
}

bool Connection::heard(LinkId link, Time at) {
  const bool opening = std::holds_alternative<state::Opening>(state_);
  if (!link || opening || link != link_) return false;
  network_proved_ = true;
  if (auto* live = std::get_if<state::Live>(&state_)) live->liveness.heard(at);
  return true;
}

void Connection::welcomed(const Frame& frame, Step& step) {
  // A second greeting on a live link changes nothing.
  const auto* greeting = std::get_if<state::Greeting>(&state_);
  if (greeting == nullptr) return;
  const Millis round_trip = step.now - greeting->opened_at;
  enter(state::Live{step.now, Liveness(options_.liveness, frame.idle_for, round_trip, step.now)});
  socket_id_ = frame.socket_id;
  trouble_since_ = kNever;
  was_connected_ = true;
  set_status(ConnectionStatus::Connected, {}, step);
}

void Connection::server_error(const Frame& frame, bool answers_us, Step& step) {
  const Error error{Errc::ServerError, frame.code, Text(frame.text)};
  if (greeting()) {
    // Some servers leave a refused link open; it is useless all the same. What the frame says is
    // told as the reason.
    fail(dialect_.after_close(frame.code), error, step);
    return;
  }
  step.does(event::ConnectionError{error});
  if (!answers_us && frame.code >= kFirstAppCode) {
    error_code_ = frame.code;
    error_text_ = frame.text;
    error_at_ = step.now;
  }
}

void Connection::baffled(View what, Step& step) {
  const bool fatal = greeting();
  const Error why{fatal ? Errc::BadHandshake : Errc::BadFrame, 0, Text(what)};
  step.does(event::ConnectionError{why});
  if (fatal) fail(AfterClose::BackOff, why, step);
}

void Connection::send(View text, Step& step) {
  step.does(effect::SendText{link_, Text(text)});
}

void Connection::online_changed(bool online, Step& step) {
  if (online_ == online) return;
  online_ = online;
  network_proved_ = false;
  if (auto* live = std::get_if<state::Live>(&state_)) {
    ping_if(live->liveness.probe(step.now), step);
  } else if (online) {
    // What an attempt sent while there was no network is lost, and it would wait for an answer.
    if (std::holds_alternative<state::Opening>(state_)) {
      close(step);
      enter(state::Waiting{});
    }
    open_soon(step);
  } else if (std::holds_alternative<state::Waiting>(state_) && is_offline()) {
    due_ = std::max(due_, tried_at_ + options_.reconnect.offline_probe);
  }
}

bool Connection::is_offline() const {
  return !online_ && !network_proved_ && backoff_.attempt() > kTriesOffline;
}

void Connection::woke(WakeReason reason, Step& step) {
  if (auto* live = std::get_if<state::Live>(&state_)) {
    ping_if(live->liveness.probe(step.now), step);
    return;
  }
  if (std::holds_alternative<state::Suspended>(state_) ||
      (std::holds_alternative<state::Stopped>(state_) && reason == WakeReason::Asked)) {
    start(step);
  } else {
    open_soon(step);
  }
}

void Connection::suspended(Step& step) {
  if (!is_wanted() || std::holds_alternative<state::Stopped>(state_)) return;
  close(step);
  enter(state::Suspended{});
  trouble_since_ = kNever;
  set_status(striving(), {Errc::Suspended, 0, {}}, step);
}

void Connection::tick(Step& step) {
  if (auto* live = std::get_if<state::Live>(&state_)) {
    const Liveness::Verdict verdict = live->liveness.tick(step.now);
    if (verdict == Liveness::Verdict::Dead) {
      give_up(Errc::Silent, step);
    } else {
      ping_if(verdict == Liveness::Verdict::Ping, step);
    }
  } else if (due_ <= step.now) {
    if (std::holds_alternative<state::Waiting>(state_)) {
      open(step);
    } else {
      give_up_opening(step);
    }
  }
  if (step.now >= unavailable_at()) {
    set_status(ConnectionStatus::Unavailable, {Errc::Timeout, 0, {}}, step);
  }
}

/// The time for opening a link is over.
void Connection::give_up_opening(Step& step) {
  if (step.now - due_ > options_.liveness.late_after) {
    // A late Tick proves a slept or throttled host: the greeting may be waiting behind it.
    due_ = step.now + options_.liveness.pong_min;
  } else {
    give_up(Errc::Timeout, step);
  }
}

void Connection::give_up(Errc why, Step& step) {
  fail(AfterClose::BackOff, {why, 0, {}}, step);
}

Time Connection::deadline() const {
  if (const auto* live = std::get_if<state::Live>(&state_)) return live->liveness.deadline();
  return earlier(unavailable_at(), due_);
}

/// When the status becomes Unavailable, if nothing gets better.
Time Connection::unavailable_at() const {
  if (trouble_since_ == kNever || status_ == ConnectionStatus::Unavailable) return kNever;
  return trouble_since_ + options_.reconnect.unavailable_after;
}

LinkId Connection::live_link() const {
  return std::holds_alternative<state::Live>(state_) ? link_ : LinkId{};
}

void Connection::open(Step& step) {
  dialect_.restart();
  error_code_ = 0;
  tried_at_ = step.now;
  link_ = LinkId{++last_link_};
  enter(state::Opening{}, step.now + options_.reconnect.attempt_timeout);
  step.does(effect::OpenLink{link_, Text(dialect_.link_url())});
  set_status(striving(), {}, step);
}

/// Brings the next attempt forward, without letting a flood of wake-ups become a flood of attempts.
void Connection::open_soon(Step& step) {
  if (!std::holds_alternative<state::Waiting>(state_)) return;
  due_ = earlier(due_, std::max(step.now, tried_at_ + options_.reconnect.busy_min));
  if (due_ <= step.now) open(step);
}

/// The link has ended, or is of no use any more. Decides what comes next.
void Connection::fail(AfterClose then, const Error& why, Step& step) {
  const ReconnectOptions& reconnect = options_.reconnect;
  if (const auto* live = std::get_if<state::Live>(&state_)) {
    if (step.now - live->since >= reconnect.healthy_after) backoff_.reset();
    trouble_since_ = step.now;
  }
  close(step);
  const bool first = backoff_.attempt() == 0;
  Span delay = backoff_.next(jitter_);
  const bool fatal = then == AfterClose::Stop;
  if ((fatal && reconnect.on_fatal == OnFatal::Stop) ||
      (reconnect.give_up_after != 0 && backoff_.attempt() > reconnect.give_up_after)) {
    enter(state::Stopped{});
    trouble_since_ = kNever;
    set_status(ConnectionStatus::Disconnected, why, step);
    return;
  }
  if (fatal) delay = jitter_.between(reconnect.fatal_retry / 2, reconnect.fatal_retry * 3 / 2);
  if (then == AfterClose::BackOffLong) delay += reconnect.busy_min;
  if (then == AfterClose::Prompt && first) delay = jitter_.between(Span{0}, reconnect.prompt_max);
  if (is_offline()) delay = std::max(delay, reconnect.offline_probe);
  enter(state::Waiting{}, step.now + delay);
  set_status(striving(), why, step);
  step.does(event::RetryScheduled{backoff_.attempt(), delay, why});
}

void Connection::close(Step& step) {
  socket_id_.clear();
  if (link_) step.does(effect::CloseLink{link_, 1000});
  link_ = {};
}

void Connection::ping_if(bool wanted, Step& step) {
  if (wanted) send(dialect_.ping(), step);
}

/// The status while there is no live link but one is wanted.
ConnectionStatus Connection::striving() const {
  if (status_ == ConnectionStatus::Unavailable) return status_;
  return was_connected_ ? ConnectionStatus::Reconnecting : ConnectionStatus::Connecting;
}

void Connection::set_status(ConnectionStatus next, const Error& why, Step& step) {
  if (next == status_) return;
  const ConnectionStatus previous = status_;
  const Millis lasted =
      previous == ConnectionStatus::Initialized ? Millis{0} : step.now - status_since_;
  status_ = next;
  status_since_ = step.now;
  step.does(event::ConnectionChanged{previous, next, Text(socket_id_), why, lasted});
}

#ifndef OREAD_LEAN
std::string_view Connection::state_name() const {
  static constexpr std::string_view kNames[] = {"idle",    "suspended", "stopped", "waiting",
                                                "opening", "greeting",  "live"};
  static_assert(std::size(kNames) == std::variant_size_v<decltype(state_)>);
  return kNames[state_.index()];
}

std::string_view Connection::broken_invariant() const {
  const bool has_link = std::holds_alternative<state::Opening>(state_) ||
                        std::holds_alternative<state::Greeting>(state_) || live_link();
  if (has_link != bool{link_}) return "a link's id is kept while it exists, and no longer";
  if (bool{live_link()} != !socket_id_.empty()) return "a live link, and no other, has a socket id";
  if (bool{live_link()} != (status_ == ConnectionStatus::Connected)) {
    return "the status is Connected while a link is live";
  }
  if (!is_wanted() && trouble_since_ != kNever)
    return "a connection nobody wants is not in trouble";
  return {};
}
#endif

}  // namespace oread
