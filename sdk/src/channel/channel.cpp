// Theory of operation.
//
// The table in channel_state.cpp says which step of a subscription may follow which; `move` is the
// only writer of a state. channel_events.cpp has what comes on a subscribed channel.
#include "channel/channel.hpp"

#include "channel/delivery.hpp"

namespace oread {

void Channel::begin(Step& step) {
  // Code for decryption is loaded beside the handshake, not after it.
  if (traits_.encrypted && ports_.decryption == Decryption::Unknown) {
    ports_.decryption = Decryption::Loading;
    step.does(effect::LoadDecryption{});
  }
  if (!ports_.live) return;
  due_ = kNever;
  if (traits_.encrypted && ports_.decryption != Decryption::Ready) {
    move(Trigger::Load, step);
  } else if (!traits_.needs_auth) {
    ask_server({}, step);
  } else if (move(Trigger::AskEndpoint, step)) {
    ports_.desk.ask(name_);
  }
}

void Channel::link_down(Step& step) {
  due_ = kNever;
  asked_server_ = false;
  move(Trigger::LinkLost, step);
  // The user's own channel comes back with the next sign-in.
  if (traits_.of_user) leave(step);
}

void Channel::leave(Step& step) {
  if (state_ == ChannelState::Subscribing || state_ == ChannelState::Subscribed) {
    ports_.live->unsubscribe(name_, step);
  }
  ports_.requests.leave(name_);
  ports_.desk.withdraw(name_, step);
  ports_.whispers.drop(name_, step);
  ports_.whispers.replies.drop(name_, step);
  move(Trigger::Leave, step);
  is_left_ = ports_.has_left = true;
}

void Channel::granted(const Grant& grant, Step& step) {
  if (traits_.presence) {
    me_ = grant.user_id.empty() ? View(ports_.user_id) : grant.user_id;
    me_is_number_ = grant.user_id_is_number;
  }
  if (traits_.encrypted) {
    if (sealed_.set_key(grant.shared_secret)) backoff_.reset();
    sealed_.open_next(ports_.last_decrypt, step);
  }
  ask_server(grant, step);
}

void Channel::ask_server(const Grant& grant, Step& step) {
  // A subscribed channel asked for a fresh key only.
  if (!move(Trigger::AskServer, step)) return;
  due_ = step.now + ports_.options.channels.subscribe_timeout;
  asked_server_ = true;
  const bool is_silent = kUses.silent_channels && traits_.silent;
  // Without acknowledgements, answers cannot be counted: a refusal is about the last request.
  if (!is_silent) ports_.requests.sent(name_, traits_.needs_auth);
  ports_.live->subscribe(name_, grant, step);
  if (is_silent) acknowledged({}, step);
}

void Channel::denied(const Error& error, bool retrying, Step& step) {
  if (state_ != ChannelState::Subscribed) {
    fail(error, retrying, {}, step);
  } else if (traits_.encrypted && !retrying) {
    // It was about a fresh key; the subscription itself stands.
    unseal(sealed_.key_refused(), {}, step);
  }
}

void Channel::fail(const Error& error, bool retrying, View said, Step& step) {
  // While the endpoint is asked again and again the channel stays Authorizing.
  const bool stays = retrying && state_ == ChannelState::Authorizing;
  if (!stays && !move(Trigger::Refused, step)) return;
  due_ = kNever;
  if (retrying && failure_told_) return;
  failure_told_ = true;
  tell_failed(name_, error, retrying, said, step);
}

void Channel::refused(const Error& error, View said, Step& step) {
  // With 5xx, the server, or the endpoint that it asks, has failed and not decided.
  const bool retrying = error.status / 100 == 5;
  if (state_ == ChannelState::Failed) {
    // It comes late: the channel has failed without an answer, and waits to ask again.
    if (retrying || due_ == kNever) return;
    due_ = kNever;
    return tell_failed(name_, error, false, said, step);
  }
  fail(error, retrying, said, step);
  if (retrying && state_ == ChannelState::Failed) due_ = step.now + backoff_.next(ports_.jitter);
}

void Channel::decryption_ready(const in::DecryptionReady& fact, Step& step) {
  if (state_ != ChannelState::Preparing) return;
  if (fact.ok) {
    begin(step);
  } else {
    // `begin` then asks for the code again.
    fail({Errc::LoadFailed, 0, Text(fact.text)}, true, {}, step);
    due_ = step.now + backoff_.next(ports_.jitter);
  }
}

void Channel::tick(Step& step) {
  if (due_ <= step.now && state_ == ChannelState::Failed) {
    begin(step);
  } else if (due_ <= step.now) {
    const Time asked_at = due_ - ports_.options.channels.subscribe_timeout;
    fail(ports_.live->last_words().timeout(asked_at), true, {}, step);
    due_ = step.now + ports_.options.channels.subscribe_timeout + backoff_.next(ports_.jitter);
  }
  renew_key(step);
  roster_.tick(name_, step);
  if (leases_.deadline() <= step.now) leave(step);
}

void Channel::timers(NextTimer& next) const {
  next.add(state_ == ChannelState::Failed ? "resubscribe" : "subscribe", due_);
  next.add("linger", leases_.deadline());
  next.add("leave-grace", roster_.deadline());
  if (state_ == ChannelState::Subscribed) next.add("key", sealed_.key_due());
}

bool Channel::move(Trigger trigger, Step& step) {
  const auto next = after(state_, trigger);
  if (!next) return false;
  if (*next != state_) {
    if (state_ == ChannelState::Subscribed) ports_.routes.drop(step);
    state_ = *next;
    tell_state(step);
  }
  return true;
}

#ifndef OREAD_LEAN
std::string_view Channel::broken_invariant(bool is_live) const {
  const bool is_under_way = state_ == ChannelState::Authorizing ||
                            state_ == ChannelState::Subscribing ||
                            state_ == ChannelState::Subscribed;
  if (is_left_ || state_ == ChannelState::Left) {
    return "a channel that was left goes at the end of the step";
  }
  if (!is_live && (is_under_way || asked_server_)) {
    return "without a live link no channel is being subscribed";
  }
  if (state_ == ChannelState::Subscribing && due_ == kNever) {
    return "a subscription does not wait for the server without a limit";
  }
  return {};
}
#endif

}  // namespace oread
