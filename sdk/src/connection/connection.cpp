// Theory of operation.
//
//   Idle ──connect──▶ Linked ──the link fails──▶ Waiting ──due, woke, online, connect──▶ Linked
//                                 │
//                                 └─▶ Stopped
//
// The link's own states are in link.hpp: Asking, Opening, Greeting, Live, Ended. Stopped is for
// close codes that say so and for `give_up_after`; connect, and woke if the user asked, leave it.
// From every wanted state: suspended ──▶ Suspended ──woke──▶ Linked. From every state: disconnect
// ──▶ Idle.
//
// Every failure of a link goes through `fail`, which alone decides when the next attempt is made.
// `find` knows no link that has ended, so what still comes from one is ignored.
#include "connection/connection.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace oread {

namespace {

/// The error of an attempt for which the app did not give the credentials in time.
Error no_credentials() {
  return {Errc::Timeout, 0, Text("the app gave no credentials for the connection")};
}

/// Attempts in a row that are made as usual while the host says that there is no network: VPNs, a
/// blocked probe of the system or a server on this machine make it say so wrongly.
constexpr std::uint32_t kTriesOffline = 4;

/// Whether an attempt must be made again when the network is back: what it sent before is lost, and
/// it would wait for an answer. Not so while the app is asked (Asking), which may ask a person in
/// turn: that question did not go over the network, and is still there. And not if the server has
/// answered a part of the handshake, so that the host `was_wrong`; the Pusher protocol has no
/// parts.
bool is_lost_without_network(const Link& link, bool was_wrong) {
  if (kUses.connection_credentials && link.phase() == Link::Phase::Asking) return false;
  return !kUses.requests || !was_wrong || !link.is_greeting();
}

}  // namespace

Connection::Connection(const Options& options, Dialect& dialect)
    : options_(options),
      dialect_(dialect),
      jitter_(options.seed),
      backoff_(options.reconnect.initial_delay, options.reconnect.max_delay,
               options.reconnect.growth_percent) {}

void Connection::connect(Step& step) {
  if (is_wanted() && !is<state::Stopped>()) {
    open_soon(step);
  } else {
    start(step);
  }
}

/// Resets the backoff and makes the first attempt at once.
void Connection::start(Step& step) {
  backoff_.reset();
  trouble_since_ = step.now;
  open(step);
}

void Connection::disconnect(Step& step) {
  end_all(step);
  enter(state::Idle{});
  trouble_since_ = kNever;
  was_connected_ = false;
  if (status_ != ConnectionStatus::Initialized) {
    set_status(ConnectionStatus::Disconnected, {Errc::Stopped, 0, {}}, step);
  }
}

void Connection::opened(LinkId link, Step& step) {
  if (Link* const found = find(link)) found->opened(step);
  if (!kUses.upgrades) return;
  if (Link* const found = upgrading_to(link)) found->upgrade_opened(step);
}

void Connection::closed(const in::LinkClosed& closed, Step& step) {
  if (Link* const upgrading = kUses.upgrades ? upgrading_to(closed.link) : nullptr) {
    upgrading->upgrade_failed(true, step);
    return;
  }
  Link* const link = find(closed.link);
  if (link == nullptr) return;
  const Error why = link->why(closed, step.now);
  link->lost();
  fail(*link, dialect_.after_close(why.status), why, step);
}

Link* Connection::heard(LinkId id, Time at) {
  Link* const link = find(id);
  if (link == nullptr || !link->is_open()) return nullptr;
  network_proved_ = true;
  link->heard(at);
  return link;
}

bool Connection::upgrade_heard(const in::LinkText& message, Step& step) {
  Link* const link = upgrading_to(message.link);
  if (link == nullptr) return false;
  const bool is_short = !message.withheld && message.text.size() <= options_.limits.message_bytes;
  link->upgrade_heard(is_short ? View(message.text) : View(), step);
  return true;
}

Link* Connection::answered(const in::RequestAnswered& answer, Step& step) {
  constexpr unsigned kSuccess = 2;  // 200 to 299: a server may have nothing to say but 204.
  Link* const link = find(answer.link);
  if (link == nullptr) return nullptr;
  const Polling::Answer answers = link->answered(answer.request);
  if (answers == Polling::Answer::Unasked) return nullptr;
  if (answer.status / 100U != kSuccess) {
    const Text why = answer.status == 0 ? answer.body : Text(link->session().refusal(answer.body));
    link->request_failed();
    fail(*link, dialect_.after_close(answer.status), {Errc::LinkFailed, answer.status, why}, step);
    return nullptr;
  }
  network_proved_ = true;
  if (answers != Polling::Answer::Poll) return nullptr;
  link->heard(step.now);
  return link;
}

void Connection::welcomed(Link& link, const Frame& frame, Step& step) {
  // A second greeting on a live link changes nothing.
  if (!link.welcomed(frame, options_.liveness, step.now)) return;
  live_.link_ = &link;
  changes_.gained = true;
  trouble_since_ = kNever;
  was_connected_ = true;
  set_status(ConnectionStatus::Connected, {}, step);
  const Time give_up_at = step.now + options_.reconnect.attempt_timeout;
  if (kUses.upgrades && link.try_upgrade(LinkId{last_link_ + 1}, give_up_at, step)) ++last_link_;
}

void Connection::server_error(Link& link, const Frame& frame, bool answers_us, Step& step) {
  const Error error{Errc::ServerError, frame.code, Text(frame.text)};
  if (link.is_greeting()) {
    // Some servers leave a refused link open, although it is of no use. The frame gives the reason.
    fail(link, dialect_.after_close(frame.code), error, step);
    return;
  }
  step.does(event::ConnectionError{error});
  link.note_error(frame, answers_us, step.now);
}

void Connection::closed_by_server(Link& link, const Frame& frame, Step& step) {
  const Error why{Errc::LinkClosed, frame.code, Text(frame.text)};
  fail(link, dialect_.after_close(frame.code), why, step);
}

void Connection::unexpected(Link& link, View what, Step& step) {
  const bool fatal = link.is_greeting();
  const Error why{fatal ? Errc::BadHandshake : Errc::BadFrame, 0, Text(what)};
  step.does(event::ConnectionError{why});
  if (fatal) fail(link, AfterClose::BackOff, why, step);
}

void Connection::granted(const Grant& grant, Step& step) {
  if (Link* const link = attempt()) link->authenticate(grant, step);
}

void Connection::denied(const Error& error, Millis retry_after, Step& step) {
  Link* const link = attempt();
  if (link == nullptr) return;
  may_ask_at_ = step.now + retry_after;
  fail(*link, AfterClose::BackOff, error.code == Errc::Timeout ? no_credentials() : error, step);
}

void Connection::online_changed(bool online, Step& step) {
  if (online_ == online) return;
  online_ = online;
  const bool was_wrong = std::exchange(network_proved_, false);
  auto* const waiting = std::get_if<state::Waiting>(&state_);
  if (live_) {
    live_->probe(options_.liveness, step);
  } else if (online) {
    Link* const link = attempt();
    if (link != nullptr && is_lost_without_network(*link, was_wrong)) {
      end(*link, step);
      enter(state::Waiting{});
    }
    open_soon(step);
  } else if (waiting != nullptr && is_offline()) {
    waiting->retry_at = std::max(waiting->retry_at, tried_at_ + options_.reconnect.offline_probe);
  }
}

bool Connection::is_offline() const {
  return !online_ && !network_proved_ && backoff_.attempt() > kTriesOffline;
}

void Connection::woke(WakeReason reason, Step& step) {
  if (live_) {
    live_->probe(options_.liveness, step);
  } else if (is<state::Suspended>() || (is<state::Stopped>() && reason == WakeReason::Asked)) {
    start(step);
  } else {
    open_soon(step);
  }
}

void Connection::suspended(Step& step) {
  if (!is_wanted() || is<state::Stopped>()) return;
  end_all(step);
  enter(state::Suspended{});
  trouble_since_ = kNever;
  set_status(status_while_down(), {Errc::Suspended, 0, {}}, step);
}

Link* Connection::pause_over(Time now) {
  Link* found = nullptr;
  links_.each([&](Link& link) {
    if (link.is_pause_over(now)) found = &link;
  });
  if (found != nullptr) found->end_pause();
  return found;
}

void Connection::tick(Step& step) {
  const auto* const waiting = std::get_if<state::Waiting>(&state_);
  if (waiting != nullptr && waiting->retry_at <= step.now) {
    open(step);
  } else {
    links_.each([&](Link& link) {
      const Errc why = link.tick(options_.liveness, step);
      if (why == Errc::None) return;
      const bool has_none = why == Errc::Timeout && link.awaits_credentials();
      fail(link, AfterClose::BackOff, has_none ? no_credentials() : Error{why, 0, {}}, step);
    });
  }
  if (step.now >= unavailable_at()) {
    set_status(ConnectionStatus::Unavailable, {Errc::Timeout, 0, {}}, step);
  }
}

Connection::Changes Connection::take_changes() {
  const Changes changes = changes_;
  changes_ = {};
  return changes;
}

void Connection::settle(Step& step) {
  if (kUses.requests) {
    links_.each([&](Link& link) {
      if (link.settle(options_.reconnect, step)) return;
      const Error why{Errc::RateLimited, 0, Text("more than 8 MiB wait for a request")};
      fail(link, AfterClose::BackOff, why, step);
    });
  }
  links_.sweep();
}

void Connection::timers(NextTimer& next) const {
  next.add("unavailable", unavailable_at());
  if (const auto* waiting = std::get_if<state::Waiting>(&state_))
    next.add("reconnect", waiting->retry_at);
  links_.each([&next](const Link& link) { link.timers(next); });
}

/// When the status becomes Unavailable, if nothing gets better.
Time Connection::unavailable_at() const {
  if (trouble_since_ == kNever || status_ == ConnectionStatus::Unavailable) return kNever;
  return trouble_since_ + options_.reconnect.unavailable_after;
}

Link* Connection::find(LinkId id) {
  Link* found = nullptr;
  links_.each([&](Link& link) {
    if (link.id() == id && !link.has_ended()) found = &link;
  });
  return found;
}

Link* Connection::upgrading_to(LinkId socket) {
  Link* found = nullptr;
  links_.each([&](Link& link) {
    if (link.is_upgrading_to(socket) && !link.has_ended()) found = &link;
  });
  return found;
}

Link* Connection::attempt() {
  Link* found = nullptr;
  links_.each([&](Link& link) {
    if (link.is_trying()) found = &link;
  });
  return found;
}

void Connection::open(Step& step) {
  tried_at_ = step.now;
  Link& link = links_.add(LinkId{++last_link_}, dialect_);
  const Time give_up_at = step.now + options_.reconnect.attempt_timeout;
  enter(state::Linked{});
  if (kUses.connection_credentials) changes_.asks = dialect_.asks() != Asks::Nothing;
  if (dialect_.asks() == Asks::BeforeLink) {
    link.wait_for_credentials(give_up_at);
  } else {
    link.open(give_up_at, step);
  }
  set_status(status_while_down(), {}, step);
}

/// Brings the next attempt forward, without letting a flood of wake-ups become a flood of attempts.
void Connection::open_soon(Step& step) {
  auto* const waiting = std::get_if<state::Waiting>(&state_);
  if (waiting == nullptr) return;
  Time soonest = std::max(step.now, tried_at_ + options_.reconnect.busy_min);
  if (kUses.connection_credentials) soonest = std::max(soonest, may_ask_at_);
  waiting->retry_at = earlier(waiting->retry_at, soonest);
  if (waiting->retry_at <= step.now) open(step);
}

/// The link has ended, or is of no use any more. Decides what comes next.
void Connection::fail(Link& link, AfterClose then, const Error& why, Step& step) {
  const ReconnectOptions& reconnect = options_.reconnect;
  if (&link == live_.link_) {
    if (step.now - link.since() >= reconnect.healthy_after) backoff_.reset();
    trouble_since_ = step.now;
  } else if (kUses.fallback && then == AfterClose::BackOff) {
    then = dialect_.attempt_failed();
  }
  end(link, step);
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
  if (kUses.connection_credentials && may_ask_at_ > step.now) {
    delay += std::chrono::duration_cast<Span>(may_ask_at_ - step.now);
  }
  enter(state::Waiting{step.now + delay});
  set_status(status_while_down(), why, step);
  step.does(event::RetryScheduled{backoff_.attempt(), delay, why});
}

void Connection::end(Link& link, Step& step) {
  if (&link == live_.link_) {
    live_.link_ = nullptr;
    changes_.lost = true;
  } else if (kUses.connection_credentials) {
    changes_.ended = true;
  }
  link.close(step);
}

void Connection::end_all(Step& step) {
  links_.each([&](Link& link) {
    if (!link.has_ended()) end(link, step);
  });
}

/// The status while there is no live link but one is wanted.
ConnectionStatus Connection::status_while_down() const {
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
  step.does(event::ConnectionChanged{previous, next, Text(socket_id()), why, lasted});
}

#ifndef OREAD_LEAN
std::string_view Connection::state_name() {
  static constexpr std::string_view kNames[] = {"idle", "suspended", "stopped", "waiting"};
  if (state_.index() < std::size(kNames)) return kNames[state_.index()];
  if (live_) return "live";
  const Link* const link = attempt();
  if (link->phase() == Link::Phase::Asking) return "asking";
  return link->is_greeting() ? "greeting" : "opening";
}

std::string_view Connection::broken_invariant() const {
  std::size_t links = 0;
  std::size_t live = 0;
  std::string_view broken;
  links_.each([&](const Link& link) {
    ++links;
    live += link.is_live() ? 1U : 0U;
    if (link.is_deaf()) broken = "a link that requests carry has a poll, or a time for one";
    if (link.has_ended()) broken = "a link that has ended is gone at the end of the step";
    if (!link.is_live() && !link.socket_id().empty()) broken = "only a live link has a socket id";
  });
  if (!broken.empty()) return broken;
  if (live != (live_ ? 1U : 0U) || (live_ && !live_->is_live())) {
    return "the live link is the one that is live";
  }
  if ((links != 0) != is<state::Linked>()) return "there is a link while it says so";
  if (bool{live_} != (status_ == ConnectionStatus::Connected)) {
    return "the status is Connected while a link is live";
  }
  if (!is_wanted() && trouble_since_ != kNever)
    return "a connection nobody wants is not in trouble";
  return {};
}
#endif

}  // namespace oread
