// Theory of operation.
//
//   Idle ──connect──▶ Opening ──opened──▶ Greeting ──welcomed──▶ Live
//     ▲                  ▲ └───────────────┴──── fail ────────────┘
//     │ disconnect       │ retry_at, online, woke       │
//   (any)             Waiting ◀─────────────────────────┤      Suspended ◀─suspended─ (any wanted) ─woke─▶ Opening
//                                                       └────▶ Stopped (only on a close code that says so)
//
// Every way out of a link goes through `fail`, which alone decides when the next attempt is made. A link is forgotten
// the moment we leave its state: late news from it fails the comparison of ids.
#include "connection/connection.hpp"

#include <algorithm>

namespace oread {

namespace {

/// An error frame this long before the end of the link may stand in for a close code (Reverb sends no close codes).
constexpr Millis kErrorFrameStandsFor = seconds(1);

constexpr std::uint16_t kNormalClosure = 1000;  // RFC 6455 §7.4.1
constexpr std::uint16_t kFirstAppCode = 4000;   // RFC 6455 §7.4.2: private use

}  // namespace

Connection::Connection(const Options& options, Dialect& dialect)
    : options_(options),
      dialect_(dialect),
      jitter_(options.seed),
      backoff_(options.reconnect.first, options.reconnect.most, options.reconnect.factor_percent) {}

void Connection::connect(Step& step) {
  if (is_wanted() && !std::holds_alternative<state::Stopped>(state_)) return;
  backoff_.reset();
  trouble_since_ = step.now;
  open(step);
}

void Connection::disconnect(Step& step) {
  close(kNormalClosure, step);
  state_ = state::Idle{};
  trouble_since_.reset();
  was_connected_ = false;
  if (status_ != ConnectionStatus::Initialized) {
    set_status(ConnectionStatus::Disconnected, {Errc::Stopped, 0, {}}, step);
  }
}

void Connection::opened(LinkId link, Step& step) {
  const auto* opening = std::get_if<state::Opening>(&state_);
  if (opening == nullptr || opening->link != link) return;
  state_ = state::Greeting{link, opening->give_up_at, step.now};
}

void Connection::closed(const in::LinkClosed& closed, Step& step) {
  if (link() != closed.link) return;
  Error why{Errc::LinkClosed, closed.code, closed.reason};
  AfterClose then = AfterClose::BackOff;
  if (closed.code >= kFirstAppCode) {
    then = dialect_.after_close(closed.code);
  } else if (error_frame_ && step.now - error_frame_->at <= kErrorFrameStandsFor) {
    why = {Errc::ServerError, error_frame_->code, std::move(error_frame_->text)};
    then = dialect_.after_close(error_frame_->code);
  } else if (!std::holds_alternative<state::Live>(state_)) {
    why.code = Errc::LinkFailed;
  }
  fail(then, std::move(why), step);
}

bool Connection::heard(LinkId link, Time at) {
  if (this->link() != link || !link) return false;
  if (auto* live = std::get_if<state::Live>(&state_)) live->liveness.heard(at);
  return true;
}

void Connection::welcomed(Frame& frame, Step& step) {
  // A second greeting on a live link changes nothing.
  const auto* greeting = std::get_if<state::Greeting>(&state_);
  if (greeting == nullptr) return;
  const Millis round_trip = step.now - greeting->opened_at;
  state_ = state::Live{greeting->link, std::move(frame.socket_id), step.now,
                       Liveness(options_.liveness, frame.idle_for, round_trip, step.now)};
  trouble_since_.reset();
  was_connected_ = true;
  set_status(ConnectionStatus::Connected, {}, step);
}

void Connection::refused(const Frame& frame, bool answers_us, Step& step) {
  const Error error{Errc::ServerError, frame.code, frame.text};
  step.tells(event::ConnectionError{error});
  if (greeting()) {
    // Some servers leave a refused link open; it is useless all the same.
    const AfterClose then = frame.code == 0 ? AfterClose::BackOff : dialect_.after_close(frame.code);
    close(kNormalClosure, step);
    fail(then, error, step);
  } else if (!answers_us && frame.code >= kFirstAppCode) {
    error_frame_ = ErrorFrame{frame.code, frame.text, step.now};
  }
}

void Connection::baffled(std::string_view what, Step& step) {
  if (!greeting()) {
    step.tells(event::ConnectionError{{Errc::BadFrame, 0, std::string(what)}});
    return;
  }
  Error why{Errc::BadHandshake, 0, std::string(what)};
  step.tells(event::ConnectionError{why});
  close(kNormalClosure, step);
  fail(AfterClose::BackOff, std::move(why), step);
}

void Connection::send(std::string text, Step& step) { step.does(effect::SendText{link(), std::move(text)}); }

void Connection::online_changed(bool online, Step& step) {
  if (online_ == online) return;
  online_ = online;
  if (auto* live = std::get_if<state::Live>(&state_)) {
    ping_if(live->liveness.probe(step.now), step);
  } else if (online) {
    open_soon(step);
  } else if (auto* waiting = std::get_if<state::Waiting>(&state_)) {
    waiting->retry_at = std::max(waiting->retry_at, tried_at_ + options_.reconnect.offline_probe);
  }
}

void Connection::woke(WakeReason reason, Step& step) {
  if (auto* live = std::get_if<state::Live>(&state_)) {
    ping_if(live->liveness.probe(step.now), step);
    return;
  }
  if (std::holds_alternative<state::Suspended>(state_) ||
      (std::holds_alternative<state::Stopped>(state_) && reason == WakeReason::Asked)) {
    backoff_.reset();
    trouble_since_ = step.now;
    open(step);
  } else {
    open_soon(step);
  }
}

void Connection::suspended(Step& step) {
  if (!is_wanted() || std::holds_alternative<state::Stopped>(state_)) return;
  close(kNormalClosure, step);
  state_ = state::Suspended{};
  trouble_since_.reset();
  set_status(was_connected_ ? ConnectionStatus::Reconnecting : ConnectionStatus::Connecting,
             {Errc::Suspended, 0, {}}, step);
}

void Connection::tick(Step& step) {
  const auto late = [&](Time due) { return step.now - due > options_.liveness.late_after; };
  // A late Tick proves a slept or throttled host: the greeting may be waiting behind it.
  const auto give_up = [&](Time& due) {
    if (step.now < due) return;
    if (late(due)) {
      due = step.now + options_.liveness.pong_least;
      return;
    }
    close(kNormalClosure, step);
    fail(AfterClose::BackOff, {Errc::Timeout, 0, {}}, step);
  };
  if (auto* live = std::get_if<state::Live>(&state_)) {
    const Liveness::Verdict verdict = live->liveness.tick(step.now);
    ping_if(verdict == Liveness::Verdict::Ping, step);
    if (verdict == Liveness::Verdict::Dead) {
      close(kNormalClosure, step);
      fail(AfterClose::BackOff, {Errc::Silent, 0, {}}, step);
    }
  } else if (auto* greeting = std::get_if<state::Greeting>(&state_)) {
    give_up(greeting->give_up_at);
  } else if (auto* opening = std::get_if<state::Opening>(&state_)) {
    give_up(opening->give_up_at);
  } else if (auto* waiting = std::get_if<state::Waiting>(&state_)) {
    if (waiting->retry_at <= step.now) open(step);
  }
  if (trouble_since_ && step.now >= *trouble_since_ + options_.reconnect.unavailable_after) {
    set_status(ConnectionStatus::Unavailable, {Errc::Timeout, 0, {}}, step);
  }
}

Deadline Connection::deadline() const {
  Deadline next;
  if (const auto* live = std::get_if<state::Live>(&state_)) next = live->liveness.deadline();
  if (const auto* greeting = std::get_if<state::Greeting>(&state_)) next = greeting->give_up_at;
  if (const auto* opening = std::get_if<state::Opening>(&state_)) next = opening->give_up_at;
  if (const auto* waiting = std::get_if<state::Waiting>(&state_)) next = waiting->retry_at;
  if (trouble_since_ && status_ != ConnectionStatus::Unavailable) {
    next = earlier(next, *trouble_since_ + options_.reconnect.unavailable_after);
  }
  return next;
}

LinkId Connection::live_link() const {
  const auto* live = std::get_if<state::Live>(&state_);
  return live == nullptr ? LinkId{} : live->link;
}

std::string_view Connection::socket_id() const {
  const auto* live = std::get_if<state::Live>(&state_);
  return live == nullptr ? std::string_view{} : std::string_view(live->socket_id);
}

LinkId Connection::link() const {
  if (const auto* greeting = std::get_if<state::Greeting>(&state_)) return greeting->link;
  if (const auto* opening = std::get_if<state::Opening>(&state_)) return opening->link;
  return live_link();
}

void Connection::open(Step& step) {
  dialect_.restart();
  error_frame_.reset();
  tried_at_ = step.now;
  const LinkId link{++last_link_};
  state_ = state::Opening{link, step.now + options_.reconnect.attempt_timeout};
  step.does(effect::OpenLink{link, dialect_.link_url()});
  if (status_ != ConnectionStatus::Unavailable) {
    set_status(was_connected_ ? ConnectionStatus::Reconnecting : ConnectionStatus::Connecting, {}, step);
  }
}

/// Brings the next attempt forward, without letting a flood of wake-ups become a flood of attempts.
void Connection::open_soon(Step& step) {
  auto* waiting = std::get_if<state::Waiting>(&state_);
  if (waiting == nullptr) return;
  waiting->retry_at = std::min(waiting->retry_at, std::max(step.now, tried_at_ + options_.reconnect.busy_least));
  if (waiting->retry_at <= step.now) open(step);
}

/// The link has ended, or we have just closed it. Decides what comes next.
void Connection::fail(AfterClose then, Error why, Step& step) {
  const ReconnectOptions& reconnect = options_.reconnect;
  if (const auto* live = std::get_if<state::Live>(&state_)) {
    if (step.now - live->since >= reconnect.healthy_after) backoff_.reset();
    trouble_since_ = step.now;
  }
  const bool first = backoff_.attempt() == 0;
  Millis delay = backoff_.next(jitter_);
  if (reconnect.give_up_after != 0 && backoff_.attempt() > reconnect.give_up_after) {
    stop(why, step);
    return;
  }
  switch (then) {
    case AfterClose::BackOff:
      break;
    case AfterClose::BackOffLong:
      delay += reconnect.busy_least;
      break;
    case AfterClose::Prompt:
      if (first) delay = jitter_.between(Millis{0}, reconnect.prompt_most);
      break;
    case AfterClose::Stop:
      if (reconnect.on_fatal == OnFatal::Stop) {
        stop(why, step);
        return;
      }
      delay = jitter_.between(reconnect.fatal_retry / 2, reconnect.fatal_retry * 3 / 2);
      break;
  }
  if (!online_) delay = std::max(delay, reconnect.offline_probe);
  wait(delay, why, step);
}

void Connection::wait(Millis delay, const Error& why, Step& step) {
  state_ = state::Waiting{step.now + delay};
  if (status_ != ConnectionStatus::Unavailable) {
    set_status(was_connected_ ? ConnectionStatus::Reconnecting : ConnectionStatus::Connecting, why, step);
  }
  step.tells(event::RetryScheduled{backoff_.attempt(), delay, why});
}

void Connection::stop(const Error& why, Step& step) {
  state_ = state::Stopped{};
  trouble_since_.reset();
  set_status(ConnectionStatus::Disconnected, why, step);
}

void Connection::close(std::uint16_t code, Step& step) {
  if (const LinkId open = link()) step.does(effect::CloseLink{open, code});
}

void Connection::ping_if(bool wanted, Step& step) {
  if (wanted) send(dialect_.ping(), step);
}

void Connection::set_status(ConnectionStatus next, Error why, Step& step) {
  if (next == status_) return;
  const ConnectionStatus previous = status_;
  const Millis lasted = previous == ConnectionStatus::Initialized ? Millis{0} : step.now - status_since_;
  status_ = next;
  status_since_ = step.now;
  step.tells(event::ConnectionChanged{previous, next, std::string(socket_id()), std::move(why), lasted});
}

}  // namespace oread
