#include "link/link.hpp"

#include <algorithm>

namespace oread {

namespace {

/// An error frame this long before the end of the link may stand in for a close code (Reverb sends
/// no close codes).
constexpr Millis kErrorFrameStandsFor = seconds(1);

constexpr std::uint16_t kFirstAppCode = 4000;  // RFC 6455 §7.4.2: private use

}  // namespace

void Link::begin(LinkId id, Dialect& dialect) {
  id_ = first_id_ = id;
  session_ = dialect.session();
  if (kUses.connection_credentials) awaits_credentials_ = dialect.asks() != Asks::Nothing;
  phase_ = Phase::Asking;
  is_lost_ = false;
  has_failed_ = false;
  may_end_ = false;
  socket_id_.clear();
  if (kUses.pauses) end_pause();
  // A lean build has one link, which it begins again for each attempt.
  polling_ = {};
  upgrade_ = {};
}

void Link::open(Time give_up_at, Step& step) {
  give_up_at_ = give_up_at;
  if (session_->carrier() == Carrier::Requests) {
    begin_handshake(step);
    poll(step);
    return;
  }
  phase_ = Phase::Opening;
  step.does(effect::OpenLink{id_, Text(session_->url())});
}

void Link::opened(Step& step) {
  if (phase_ == Phase::Opening) begin_handshake(step);
}

void Link::begin_handshake(Step& step) {
  phase_ = Phase::Greeting;
  since_ = step.now;
  const View first = session_->opened();
  if (!first.empty()) send(first, step);
}

void Link::authenticate(const Grant& grant, Step& step) {
  awaits_credentials_ = false;
  const View message = session_->authenticate(grant);
  if (phase_ == Phase::Asking) {
    open(give_up_at_, step);
  } else if (is_open() && !message.empty()) {
    send(message, step);
  }
}

bool Link::welcomed(const Frame& frame, const LivenessOptions& options, Time now) {
  if (!is_greeting()) return false;
  liveness_.start(options, frame.heartbeat, now - since_, now);
  phase_ = Phase::Live;
  since_ = now;
  socket_id_ = frame.socket_id;
  return true;
}

void Link::note_error(const Frame& frame, bool answers_us, Time now) {
  const bool may_end = !answers_us && frame.code >= kFirstAppCode;
  // An error that ends nothing does not replace one that may be the reason for the end.
  if (may_end_ && !may_end) return;
  may_end_ = may_end;
  last_words_.code = frame.code;
  last_words_.text = frame.text;
  last_words_.said_at = now;
}

void Link::heard(Time at) {
  if (is_live()) liveness_.heard(at);
}

Error Link::why(const in::LinkClosed& closed, Time now) const {
  if (closed.code < kFirstAppCode && may_end_ &&
      now - last_words_.said_at <= kErrorFrameStandsFor) {
    return {Errc::ServerError, last_words_.code, Text(last_words_.text)};
  }
  const bool failed = closed.code < kFirstAppCode && !is_live();
  return {failed ? Errc::LinkFailed : Errc::LinkClosed, closed.code, closed.reason};
}

void Link::close(Step& step) {
  if (kUses.requests) say_goodbye(step);
  // The host has nothing to close before it was told to open.
  if (phase_ != Phase::Asking && !is_lost_) step.does(effect::CloseLink{id_, 1000});
  phase_ = Phase::Ended;
}

/// What else ends with the link.
void Link::say_goodbye(Step& step) {
  if (upgrade_.is_under_way()) close_upgrade(step);
  const bool is_there = phase_ != Phase::Asking && !is_lost_ && !has_failed_;
  if (is_there && session_->carrier() == Carrier::Requests)
    polling_.send_last(id_, *session_, step);
}

void Link::send(View message, Step& step, bool is_binary) {
  if (session_->carrier() == Carrier::Requests) {
    polling_.add(message);
  } else if (kUses.binary && is_binary) {
    step.does(effect::SendBinary{id_, Text(message)});
  } else if (kUses.parts) {
    while (!message.empty()) step.does(effect::SendText{id_, Text(session_->next_part(message))});
  } else {
    step.does(effect::SendText{id_, Text(message)});
  }
}

void Link::poll(Step& step) {
  if (!has_ended() && !upgrade_.is_draining()) polling_.poll(id_, *session_, step);
}

bool Link::try_upgrade(LinkId socket, Time give_up_at, Step& step) {
  if (session_->carrier() != Carrier::Requests) return false;
  const View url = session_->upgrade_url();
  if (url.empty()) return false;
  upgrade_.begin(socket, give_up_at);
  step.does(effect::OpenLink{socket, Text(url)});
  return true;
}

void Link::upgrade_opened(Step& step) {
  if (upgrade_.state() != Upgrade::State::Opening) return;
  upgrade_.enter(Upgrade::State::Asking);
  step.does(effect::SendText{upgrade_.socket(), Text(session_->upgrade_request())});
}

void Link::upgrade_heard(View text, Step& step) {
  if (upgrade_.state() != Upgrade::State::Asking || !session_->upgrade_granted(text)) {
    upgrade_failed(false, step);
    return;
  }
  upgrade_.enter(Upgrade::State::Draining);
  polling_.stop();
}

void Link::upgrade_failed(bool is_lost, Step& step) {
  const bool was_draining = upgrade_.is_draining();
  if (is_lost) {
    upgrade_.end();
  } else {
    close_upgrade(step);
  }
  if (was_draining && !polling_.is_polling()) poll(step);
}

void Link::close_upgrade(Step& step) {
  step.does(effect::CloseLink{upgrade_.socket(), 1000});
  upgrade_.end();
}

void Link::complete_upgrade(Step& step) {
  // None of its requests is under way: the host forgets them.
  step.does(effect::CloseLink{id_, 1000});
  id_ = upgrade_.socket();
  upgrade_.end();
  send(session_->upgrade(), step);
  polling_.flush([&](View message) { send(message, step); });
}

bool Link::settle(const ReconnectOptions& options, Step& step) {
  if (session_->carrier() != Carrier::Requests || !is_open()) return true;
  if (polling_.has_lost_one()) return false;
  if (upgrade_.is_draining()) {
    if (polling_.is_quiet()) complete_upgrade(step);
    return true;
  }
  if (polling_.poll_due() <= step.now) poll(step);
  polling_.send_waiting(id_, *session_, options.attempt_timeout, step);
  return true;
}

Errc Link::tick(const LivenessOptions& options, Step& step) {
  if (kUses.requests && is_open() && polling_.send_due() <= step.now) {
    if (step.now - polling_.send_due() <= options.late_after) return Errc::Timeout;
    polling_.give_time_until(step.now + options.pong_min);
  }
  if (kUses.upgrades && upgrade_.deadline() <= step.now) upgrade_failed(false, step);
  if (is_live()) {
    const Liveness::Verdict verdict = liveness_.tick(options, step.now);
    if (verdict == Liveness::Verdict::Ping) send(session_->ping(), step);
    return verdict == Liveness::Verdict::Dead ? Errc::Silent : Errc::None;
  }
  if (has_ended() || give_up_at_ > step.now) return Errc::None;
  if (step.now - give_up_at_ <= options.late_after) return Errc::Timeout;
  // A late Tick proves a slept or throttled host: the greeting may be waiting behind it.
  give_up_at_ = step.now + options.pong_min;
  return Errc::None;
}

void Link::probe(const LivenessOptions& options, Step& step) {
  if (is_live() && liveness_.probe(options, step.now)) send(session_->ping(), step);
}

void Link::timers(NextTimer& next) const {
  if (has_ended()) return;
  next.add("request", polling_.send_due());
  next.add("poll", polling_.poll_due());
  if (kUses.pauses) next.add("pause", pause_ends_);
  next.add("upgrade", upgrade_.deadline());
  if (is_live()) {
    liveness_.timers(next);
  } else {
    next.add("attempt", give_up_at_);
  }
}

#ifndef OREAD_LEAN
bool Link::is_deaf() const {
  return is_open() && session_->carrier() == Carrier::Requests && !polling_.is_polling() &&
         !upgrade_.is_draining();
}
#endif

}  // namespace oread
