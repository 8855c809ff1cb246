// Theory of operation.
//
// A channel exists here from its first claim until nobody holds it. `begin` starts it on its way
// whenever there is a live link: code for decryption (if it is encrypted) → signature (if it needs
// one) → subscribe request → acknowledgement. The table in channel_state.cpp says which of these
// steps may follow which; `move` is the only writer of a state.
#include "channel/directory.hpp"

#include <algorithm>

#include "support/given.hpp"

namespace oread {

Directory::Directory(const Options& options, Dialect& dialect, const LiveLink& live, Jitter& jitter,
                     AuthDesk& desk)
    : options_(options),
      dialect_(dialect),
      live_(live),
      jitter_(jitter),
      desk_(desk),
      requests_(options.limits.channels),
      whispers_(options.whispers, dialect.client_events_per_second()),
      routes_(options.limits.routes) {}

void Directory::subscribe(View name, LeaseId lease, Step& step) {
  if (Channel* channel = find(name)) {
    channel->leases.take(lease);
    if (channel->state == ChannelState::Failed) begin(*channel, step);
    return;
  }
  const ChannelTraits traits = dialect_.traits(name);
  Errc refusal = Errc::None;
  if (name.empty() || name.size() > options_.limits.name_bytes || traits.of_user ||
      !given::is_text(name))
    refusal = Errc::BadChannelName;
  if (channels_.size() >= options_.limits.channels) refusal = Errc::TooLarge;
  if (refusal != Errc::None) {
    tell_failed(name, {refusal, 0, {}}, false, {}, step);
    return;
  }
  create(name, traits, lease, step);
}

void Directory::hold_for_user(View user_id, Step& step) {
  user_id_ = user_id;
  const View name = dialect_.user_channel(user_id);
  if (!name.empty() && find(name) == nullptr) create(name, dialect_.traits(name), {}, step);
}

void Directory::create(View name, ChannelTraits traits, LeaseId lease, Step& step) {
  const ReconnectOptions& reconnect = options_.reconnect;
  const Backoff backoff(reconnect.initial_delay, reconnect.max_delay, reconnect.growth_percent);
  Channel& channel = *channels_.emplace_back(new Channel(name, traits, backoff));
  channel.leases.take(lease);
  tell_state(channel, step);
  begin(channel, step);
}

void Directory::unsubscribe(View name, LeaseId lease, Step& step) {
  Channel* channel = find(name);
  if (channel == nullptr) return;
  if (channel->leases.give_back(lease, step.now + options_.channels.linger)) leave(*channel, step);
}

/// Ends the subscription; the end of the step then takes the channel away.
void Directory::leave(Channel& channel, Step& step) {
  if (channel.state == ChannelState::Subscribing || channel.state == ChannelState::Subscribed) {
    live_->unsubscribe(channel.name, step);
  }
  requests_.leave(channel.name);
  desk_.withdraw(channel.name, step);
  whispers_.drop(channel.name, step);
  move(channel, Trigger::Leave, step);
  channel.is_left = has_left_ = true;
}

void Directory::settle(Step& step) {
  if (has_left_) sweep();
  send_whispers(step);
}

void Directory::sweep() {
  has_left_ = false;
  for (std::size_t i = channels_.size(); i-- > 0;) {
    if (channels_[i]->is_left) channels_.erase(channels_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void Directory::link_up(Step& step) {
  requests_.clear();
  for (const auto& channel : channels_) begin(*channel, step);
}

void Directory::link_down(Step& step) {
  routes_.drop(step);
  for (const auto& channel : channels_) {
    channel->due = kNever;
    channel->asked_server = false;
    move(*channel, Trigger::LinkLost, step);
    // The user's own channel comes back with the next sign-in.
    if (channel->traits.of_user) leave(*channel, step);
  }
}

void Directory::forget_members() {
  for (const auto& channel : channels_) channel->roster.clear();
}

void Directory::begin(Channel& channel, Step& step) {
  // Code for decryption is loaded beside the handshake, not after it.
  if (channel.traits.encrypted && decryption_ == Decryption::Unknown) {
    decryption_ = Decryption::Loading;
    step.does(effect::LoadDecryption{});
  }
  if (!live_) return;
  channel.due = kNever;
  if (channel.traits.encrypted && decryption_ != Decryption::Ready) {
    move(channel, Trigger::Load, step);
  } else if (!channel.traits.needs_auth) {
    ask_server(channel, {}, step);
  } else if (move(channel, Trigger::AskEndpoint, step)) {
    desk_.ask(channel.name);
  }
}

void Directory::granted(View name, const Grant& grant, Step& step) {
  Channel* channel = find(name);
  if (channel == nullptr) return;
  if (channel->traits.presence) {
    channel->me = grant.user_id.empty() ? View(user_id_) : grant.user_id;
    channel->me_is_number = grant.user_id_is_number;
  }
  if (channel->traits.encrypted) {
    if (channel->sealed.set_key(grant.shared_secret)) channel->backoff.reset();
    channel->sealed.open_next(last_decrypt_, step);
  }
  ask_server(*channel, grant, step);
}

void Directory::ask_server(Channel& channel, const Grant& grant, Step& step) {
  // A subscribed channel asked for a fresh key only.
  if (!move(channel, Trigger::AskServer, step)) return;
  channel.due = step.now + options_.channels.subscribe_timeout;
  channel.asked_server = true;
  requests_.sent(channel.name, channel.traits.needs_auth);
  live_->subscribe(channel.name, grant, step);
  if (kUses.silent_channels && channel.traits.silent) acked(channel, {}, step);
}

void Directory::denied(View name, const Error& error, bool retrying, Step& step) {
  Channel* channel = find(name);
  if (channel == nullptr) return;
  if (channel->state != ChannelState::Subscribed) {
    fail(*channel, error, retrying, {}, step);
  } else if (channel->traits.encrypted && !retrying) {
    // It was about a fresh key; the subscription itself stands.
    unseal(*channel, channel->sealed.key_refused(), {}, step);
  }
}

void Directory::fail(Channel& channel, const Error& error, bool retrying, View said, Step& step) {
  // While the endpoint is asked again and again the channel stays Authorizing.
  const bool stays = retrying && channel.state == ChannelState::Authorizing;
  if (!stays && !move(channel, Trigger::Refused, step)) return;
  channel.due = kNever;
  if (retrying && channel.failure_told) return;
  channel.failure_told = true;
  tell_failed(channel.name, error, retrying, said, step);
}

void Directory::tell_failed(View name, const Error& error, bool retrying, View said, Step& step) {
  step.does(event::SubscribeFailed{Text(name), error, retrying, Text(said)});
}

void Directory::decryption_ready(const in::DecryptionReady& fact, Step& step) {
  if (decryption_ != Decryption::Loading) return;
  decryption_ = fact.ok ? Decryption::Ready : Decryption::Unknown;
  for (const auto& channel : channels_) {
    if (channel->state != ChannelState::Preparing) continue;
    if (fact.ok) {
      begin(*channel, step);
    } else {
      // `begin` then asks for the code again.
      fail(*channel, {Errc::LoadFailed, 0, Text(fact.text)}, true, {}, step);
      channel->due = step.now + channel->backoff.next(jitter_);
    }
  }
}

void Directory::whisper(const in::Whisper& whisper, Step& step) {
  const Channel* channel = find(whisper.channel);
  Errc refusal = Errc::None;
  View frame;
  if (channel == nullptr) {
    refusal = Errc::NotSubscribed;
  } else if (whisper.data.size() > options_.whispers.max_bytes) {
    refusal = Errc::TooLarge;
  } else if (channel->traits.encrypted || !given::is_json(whisper.data)) {
    refusal = Errc::NotAllowed;
  } else if (whisper.event.size() > options_.limits.name_bytes || !given::is_text(whisper.event)) {
    refusal = Errc::BadEventName;
  } else {
    frame = dialect_.client_event(whisper.channel, whisper.event, whisper.data);
    if (frame.empty()) {
      refusal = Errc::BadEventName;
    } else if (frame.size() > options_.whispers.max_bytes) {
      refusal = Errc::TooLarge;
    } else if (!whisper.may_wait) {
      refusal = cannot_send_now(*channel, step.now);
    }
  }
  if (refusal != Errc::None) {
    Whispers::settle(whisper.request, refusal, step);
    return;
  }
  whispers_.add(whisper, frame, step);
}

Errc Directory::cannot_send_now(const Channel& channel, Time now) {
  if (!live_) return Errc::NotConnected;
  if (channel.state != ChannelState::Subscribed) return Errc::NotSubscribed;
  return whispers_.may_send(now) ? Errc::None : Errc::RateLimited;
}

void Directory::send_whispers(Step& step) {
  whispers_.flush([this](View channel) { return state_of(channel) == ChannelState::Subscribed; },
                  [&](View frame) { live_->send(frame, step); }, step);
}

void Directory::tick(Step& step) {
  for (const auto& channel : channels_) tick(*channel, step);
  // What may be sent at last is sent, and not given up.
  settle(step);
  whispers_.tick(step);
}

void Directory::tick(Channel& channel, Step& step) {
  if (channel.due <= step.now && channel.state == ChannelState::Failed) {
    begin(channel, step);
  } else if (channel.due <= step.now) {
    const Time asked_at = channel.due - options_.channels.subscribe_timeout;
    fail(channel, live_->last_words().timeout(asked_at), true, {}, step);
    channel.due = step.now + options_.channels.subscribe_timeout + channel.backoff.next(jitter_);
  }
  renew_key(channel, step);
  channel.roster.tick(channel.name, step);
  if (channel.leases.deadline() <= step.now) leave(channel, step);
}

void Directory::timers(NextTimer& next) const {
  next.add("whisper", whispers_.deadline());
  for (const auto& channel : channels_) {
    next.add(channel->state == ChannelState::Failed ? "resubscribe" : "subscribe", channel->due);
    next.add("linger", channel->leases.deadline());
    next.add("leave-grace", channel->roster.deadline());
    if (channel->state == ChannelState::Subscribed) next.add("key", channel->sealed.key_due());
  }
}

ChannelState Directory::state_of(View name) const {
  const Channel* channel = find(name);
  return channel == nullptr ? ChannelState::Left : channel->state;
}

Channel* Directory::find(View name) const {
  for (const auto& channel : channels_) {
    if (channel->name == name) return channel.get();
  }
  return nullptr;
}

void Directory::tell_state(const Channel& channel, Step& step) {
  step.does(event::ChannelChanged{Text(channel.name), channel.state});
}

bool Directory::move(Channel& channel, Trigger trigger, Step& step) {
  const auto next = after(channel.state, trigger);
  if (!next) return false;
  if (*next != channel.state) {
    if (channel.state == ChannelState::Subscribed) routes_.drop(step);
    channel.state = *next;
    tell_state(channel, step);
  }
  return true;
}

#ifndef OREAD_LEAN
std::string_view Directory::broken_invariant() const {
  for (const auto& channel : channels_) {
    const bool is_under_way = channel->state == ChannelState::Authorizing ||
                              channel->state == ChannelState::Subscribing ||
                              channel->state == ChannelState::Subscribed;
    if (channel->is_left || channel->state == ChannelState::Left) {
      return "a channel that was left goes at the end of the step";
    }
    if (!live_ && (is_under_way || channel->asked_server)) {
      return "without a live link no channel is being subscribed";
    }
    if (channel->state == ChannelState::Subscribing && channel->due == kNever) {
      return "a subscription does not wait for the server without a limit";
    }
    if (find(channel->name) != channel.get()) return "a name is one channel";
  }
  return {};
}
#endif

}  // namespace oread
