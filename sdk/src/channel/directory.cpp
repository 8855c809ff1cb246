#include "channel/directory.hpp"

#include "channel/delivery.hpp"
#include "support/given.hpp"

namespace oread {

void Directory::subscribe(View name, LeaseId lease, Step& step) {
  if (Channel* channel = find(name)) {
    channel->leases().take(lease);
    if (channel->state() == ChannelState::Failed) channel->begin(step);
    return;
  }
  const Limits& limits = ports_.options.limits;
  const ChannelTraits traits = ports_.dialect.traits(name);
  Errc refusal = Errc::None;
  if (name.empty() || name.size() > limits.name_bytes || traits.of_user || !given::is_text(name))
    refusal = Errc::BadChannelName;
  if (kUses.forbidden_names && traits.forbidden) refusal = Errc::BadChannelName;
  if (channels_.size() >= limits.channels) refusal = Errc::TooLarge;
  if (refusal != Errc::None) {
    tell_failed(name, {refusal, 0, {}}, false, {}, step);
    return;
  }
  create(name, traits, lease, step);
}

void Directory::hold_for_user(View user_id, Step& step) {
  ports_.user_id = user_id;
  const View name = ports_.dialect.user_channel(user_id);
  if (!name.empty() && find(name) == nullptr) create(name, ports_.dialect.traits(name), {}, step);
}

void Directory::create(View name, ChannelTraits traits, LeaseId lease, Step& step) {
  Channel& channel = *channels_.emplace_back(new Channel(name, traits, ports_));
  channel.leases().take(lease);
  channel.tell_state(step);
  channel.begin(step);
}

void Directory::unsubscribe(View name, LeaseId lease, Step& step) {
  Channel* channel = find(name);
  if (channel == nullptr) return;
  if (channel->leases().give_back(lease, step.now + ports_.options.channels.linger)) {
    channel->leave(step);
  }
}

void Directory::settle(Step& step) {
  if (ports_.has_left) sweep();
  send_whispers(step);
}

void Directory::sweep() {
  ports_.has_left = false;
  for (std::size_t i = channels_.size(); i-- > 0;) {
    if (channels_[i]->is_left())
      channels_.erase(channels_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void Directory::link_up(Step& step) {
  ports_.requests.clear();
  for (const auto& channel : channels_) channel->begin(step);
}

void Directory::link_down(Step& step) {
  ports_.routes.drop(step);
  for (const auto& channel : channels_) channel->link_down(step);
  ports_.whispers.replies.link_down(step);
}

void Directory::forget_members() {
  for (const auto& channel : channels_) channel->forget_members();
}

void Directory::granted(View name, const Grant& grant, Step& step) {
  if (Channel* channel = find(name)) channel->granted(grant, step);
}

void Directory::denied(View name, const Error& error, bool retrying, Step& step) {
  if (Channel* channel = find(name)) channel->denied(error, retrying, step);
}

void Directory::decryption_ready(const in::DecryptionReady& fact, Step& step) {
  if (ports_.decryption != Decryption::Loading) return;
  ports_.decryption = fact.ok ? Decryption::Ready : Decryption::Unknown;
  for (const auto& channel : channels_) channel->decryption_ready(fact, step);
}

void Directory::decrypted(const in::Decrypted& decrypted, Step& step) {
  for (const auto& channel : channels_) {
    if (channel->decrypted(decrypted, step)) return;
  }
}

void Directory::take(const Frame& frame, View text, Step& step) {
  Channel* channel = find(frame.channel);
  if (frame.kind == Frame::Kind::Message) {
    message(channel, frame, text, step);
    return;
  }
  if (kUses.replies && frame.kind == Frame::Kind::Answer) {
    ports_.whispers.replies.answered(frame, step);
    return;
  }
  Requests::Answer answer = Requests::Answer::Unasked;
  if (frame.kind == Frame::Kind::Subscribed || frame.kind == Frame::Kind::SubscribeRefused) {
    answer = ports_.requests.answered(frame.channel);
  }
  if (channel == nullptr || answer == Requests::Answer::Left) return;
  if (frame.kind == Frame::Kind::Subscribed) {
    channel->acknowledged(frame, step);
  } else if (frame.kind == Frame::Kind::SubscribeRefused) {
    channel->refused({Errc::SubscribeRefused, frame.code, Text(frame.text)}, frame.data, step);
  } else {
    channel->members_changed(frame, step);
  }
}

void Directory::message(Channel* channel, const Frame& frame, View text, Step& step) {
  const ChannelTraits traits = ports_.dialect.traits(frame.channel);
  const bool is_sealed = traits.encrypted && !frame.from_server;
  // We did not subscribe: there is no key for it, or it belongs to another user.
  if (channel == nullptr && (is_sealed || traits.of_user)) return;
  if (is_sealed) {
    channel->sealed_event(frame, step);
  } else {
    deliver(channel, frame, text, ports_, step);
  }
}

bool Directory::take_refusal(const Frame& error, Step& step) {
  const bool of_whisper = ports_.whispers.sent_lately(step.now);
  if (of_whisper && error.about == Frame::About::TooOften) ports_.whispers.refused(step.now);
  if (error.about != Frame::About::Request) return error.about != Frame::About::Connection;
  const View refused = ports_.requests.refused(error.channel, !of_whisper);
  if (refused.empty()) return of_whisper;
  Channel* channel = find(refused);
  if (ports_.requests.answered(refused) == Requests::Answer::Wanted && channel != nullptr) {
    const Errc why = channel->traits().needs_auth ? Errc::AuthRejected : Errc::SubscribeRefused;
    channel->refused({why, error.code, Text(error.text)}, {}, step);
  }
  return true;
}

void Directory::whisper(const in::Whisper& whisper, Step& step) {
  Errc refusal = find(whisper.channel) == nullptr ? Errc::NotSubscribed : refusal_of(whisper);
  if (refusal == Errc::None) {
    refusal =
        send(whisper, ports_.dialect.client_event(whisper.channel, whisper.event, whisper.data),
             kNever, false, step);
  }
  if (refusal != Errc::None) ports_.whispers.settle(whisper.request, refusal, step);
}

void Directory::emit(const in::Emit& emit, Step& step) {
  Time due = kNever;
  RequestId reply_to;
  const bool repeats = emit.retries != 0 && emit.may_wait && !emit.coalesce;
  if (emit.wants_reply || repeats) {
    reply_to = emit.request;
    if (emit.reply_within > Millis{0}) due = step.now + emit.reply_within;
  }
  // It may be emitted before its channel is subscribed, and after the channel was left.
  Errc refusal = emit.channel.size() > ports_.options.limits.name_bytes ? Errc::BadChannelName
                                                                        : refusal_of(emit);
  if (refusal == Errc::None && reply_to && !repeats &&
      !ports_.whispers.replies.add(reply_to, emit.channel, due))
    refusal = Errc::RateLimited;
  if (refusal == Errc::None) {
    const View message = ports_.dialect.emit(emit.channel, emit.data, emit.attachments, reply_to);
    refusal = repeats ? repeat(emit, message, step) : send(emit, message, due, true, step);
  }
  if (refusal != Errc::None) ports_.whispers.settle(emit.request, refusal, step);
}

/// Why an event of the app cannot be sent, whatever the dialect makes of it.
Errc Directory::refusal_of(const in::Whisper& whisper) const {
  if (whisper.data.size() > ports_.options.whispers.max_bytes) return Errc::TooLarge;
  if (ports_.dialect.traits(whisper.channel).encrypted || !given::is_json(whisper.data))
    return Errc::NotAllowed;
  if (whisper.event.size() > ports_.options.limits.name_bytes || !given::is_text(whisper.event))
    return Errc::BadEventName;
  return Errc::None;
}

/// Sends it as soon as its channel takes it, until `due`. `message`: empty if the dialect has none
/// for it. `once`: see `Whispers::add`. Returns why it will not be sent.
Errc Directory::send(const in::Whisper& whisper, View message, Time due, bool once, Step& step) {
  if (message.empty()) return Errc::BadEventName;
  if (message.size() > ports_.options.whispers.max_bytes) return Errc::TooLarge;
  if (!whisper.may_wait) {
    const Errc refusal = cannot_send_now(whisper.channel, step.now);
    if (refusal != Errc::None) return refusal;
  }
  const Time expires_at = earlier(due, step.now + ports_.options.whispers.max_wait);
  return ports_.whispers.add(whisper, message, expires_at, once, step);
}

/// The same for one that is sent until it is answered.
Errc Directory::repeat(const in::Emit& emit, View message, Step& step) {
  if (message.empty()) return Errc::BadEventName;
  if (message.size() > ports_.options.whispers.max_bytes) return Errc::TooLarge;
  const WhisperOptions& options = ports_.options.whispers;
  const bool is_kept =
      ports_.whispers.replies.repeat(emit, message, step.now + options.max_wait, options.max_queue);
  return is_kept ? Errc::None : Errc::RateLimited;
}

void Directory::reply(const in::Reply& reply, Step& step) {
  if (!ports_.live || ports_.live->first_id() != reply.link) return;
  if (state_of(reply.channel) != ChannelState::Subscribed || !given::is_json(reply.data)) return;
  const View message =
      ports_.dialect.reply(reply.channel, reply.reply, reply.data, reply.attachments);
  if (!message.empty()) ports_.live->send(message, step);
}

Errc Directory::cannot_send_now(View channel, Time now) const {
  if (!ports_.live) return Errc::NotConnected;
  if (state_of(channel) != ChannelState::Subscribed) return Errc::NotSubscribed;
  return ports_.whispers.may_send(now) ? Errc::None : Errc::RateLimited;
}

void Directory::send_whispers(Step& step) {
  const auto is_ready = [this](View channel) {
    return state_of(channel) == ChannelState::Subscribed;
  };
  const auto send = [&](View frame) { ports_.live->send(frame, step); };
  ports_.whispers.flush(is_ready, send, step);
  ports_.whispers.replies.flush(is_ready, send, step);
}

void Directory::tick(Step& step) {
  for (const auto& channel : channels_) channel->tick(step);
  // First sends what may be sent by now, so that it is not given up.
  settle(step);
  ports_.whispers.tick(step);
  ports_.whispers.replies.tick(step);
}

void Directory::timers(NextTimer& next) const {
  next.add("whisper", ports_.whispers.deadline());
  next.add("answer", ports_.whispers.replies.deadline());
  for (const auto& channel : channels_) channel->timers(next);
}

ChannelState Directory::state_of(View name) const {
  const Channel* channel = find(name);
  return channel == nullptr ? ChannelState::Left : channel->state();
}

Channel* Directory::find(View name) const {
  for (const auto& channel : channels_) {
    if (channel->name() == name) return channel.get();
  }
  return nullptr;
}

#ifndef OREAD_LEAN
std::string_view Directory::broken_invariant() const {
  for (const auto& channel : channels_) {
    const std::string_view broken = channel->broken_invariant(bool{ports_.live});
    if (!broken.empty()) return broken;
    if (find(channel->name()) != channel.get()) return "a name is one channel";
  }
  return {};
}
#endif

}  // namespace oread
