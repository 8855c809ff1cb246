// What the server says on channels: acknowledgements, members, events, refusals.
#include "channel/directory.hpp"
#include "support/given.hpp"

namespace oread {

void Directory::take(const Frame& frame, View text, Step& step) {
  Channel* channel = find(frame.channel);
  if (frame.kind == Frame::Kind::Message) {
    message(channel, frame, text, step);
    return;
  }
  Requests::Answer answer = Requests::Answer::Unasked;
  if (frame.kind == Frame::Kind::Subscribed || frame.kind == Frame::Kind::SubscribeRefused) {
    answer = requests_.answered(frame.channel);
  }
  if (channel == nullptr || answer == Requests::Answer::Left) return;
  // News of members before the acknowledgement belong to an earlier subscription; the list will be
  // newer.
  const bool lists = channel->state == ChannelState::Subscribed && channel->traits.presence;
  if (frame.kind == Frame::Kind::Subscribed) {
    acked(*channel, frame, step);
  } else if (frame.kind == Frame::Kind::SubscribeRefused) {
    fail(*channel, {Errc::SubscribeRefused, frame.code, Text(frame.text)}, false, frame.data, step);
  } else if (frame.kind == Frame::Kind::Count) {
    step.does(event::SubscriptionCount{Text(channel->name), frame.count});
  } else if (lists && frame.kind == Frame::Kind::MemberAdded) {
    channel->roster.add(frame.members.front(), options_.limits.members);
    channel->roster.tell_joined(channel->name, step);
  } else if (lists && frame.kind == Frame::Kind::MemberRemoved) {
    channel->roster.remove(frame.members.front(), step.now + options_.channels.leave_grace);
    channel->roster.tick(channel->name, step);
  }
}

void Directory::acked(Channel& channel, const Frame& frame, Step& step) {
  // Nothing was asked yet: the acknowledgement belongs to an earlier, ended subscription.
  if (!channel.asked_server) return;
  // We stopped waiting and began again, and the first request is answered after all.
  if (channel.state == ChannelState::Authorizing) desk_.withdraw(channel.name, step);
  if (!move(channel, Trigger::Acked, step)) return;
  channel.due = kNever;
  channel.backoff.reset();
  channel.failure_told = false;
  if (channel.traits.presence) {
    channel.roster.begin_list();
    for (const MemberView& member : frame.members) {
      channel.roster.add(member, options_.limits.members);
    }
    channel.roster.end_list(step.now + options_.channels.leave_grace);
  }
  event::Subscribed subscribed{
      Text(channel.name), channel.roster.members(), Text(channel.me), channel.me_is_number, {}};
  if (!channel.traits.presence && frame.data != "{}") subscribed.said = Text(frame.data);
  step.does(std::move(subscribed));
  channel.roster.tell_joined(channel.name, step);
}

void Directory::message(Channel* channel, const Frame& frame, View text, Step& step) {
  const ChannelTraits traits = dialect_.traits(frame.channel);
  const bool is_sealed = traits.encrypted && !frame.from_server;
  // Of somebody else: we have no key to it, or are not the user whom it is for.
  if (channel == nullptr && (is_sealed || traits.of_user)) return;
  if (is_sealed) {
    SealedPayload payload;
    if (!live_->session().read_sealed(frame.data, payload)) {
      report_sealed(*channel, Errc::DecryptFailed, step);
    } else if (!channel->sealed.push(frame.event, payload, options_.limits.sealed)) {
      report_sealed(*channel, Errc::TooLarge, step);
    }
    channel->sealed.open_next(last_decrypt_, step);
    return;
  }
  // Routable: the channel is settled, and nothing but the engine would be skipped.
  if (channel != nullptr && channel->state == ChannelState::Subscribed && !traits.replays) {
    routes_.offer(live_->id(), text, frame, step);
  }
  event::Message message{
      Text(frame.channel), Text(frame.event), {}, Text(frame.user_id), frame.user_id_is_number};
  if (frame.has_data) message.data = Text(frame.data);
  step.does(std::move(message));
}

bool Directory::take_refusal(const Frame& error, Step& step) {
  const bool of_whisper = whispers_.sent_lately(step.now);
  if (of_whisper && error.about == Frame::About::TooOften) whispers_.refused(step.now);
  if (error.about != Frame::About::Request) return error.about != Frame::About::Connection;
  const View refused = requests_.refused(error.channel, !of_whisper);
  if (refused.empty()) return of_whisper;
  Channel* channel = find(refused);
  if (requests_.answered(refused) == Requests::Answer::Wanted && channel != nullptr) {
    const Errc why = channel->traits.needs_auth ? Errc::AuthRejected : Errc::SubscribeRefused;
    fail(*channel, {why, error.code, Text(error.text)}, false, {}, step);
  }
  return true;
}

void Directory::decrypted(const in::Decrypted& decrypted, Step& step) {
  for (const auto& channel : channels_) {
    if (!channel->sealed.is_opening(decrypted.request)) continue;
    const bool ok = decrypted.ok && given::is_text(decrypted.text);
    unseal(*channel, channel->sealed.opened(decrypted.request, ok), decrypted.text, step);
    return;
  }
}

void Directory::unseal(Channel& channel, Sealed::Next next, View text, Step& step) {
  Sealed& sealed = channel.sealed;
  if (next == Sealed::Next::Deliver) {
    step.does(event::Message{Text(channel.name), Text(sealed.head()), Text(text), {}, false});
    sealed.pop();
  } else if (next == Sealed::Next::Report) {
    report_sealed(channel, Errc::DecryptFailed, step);
    sealed.pop();
  } else if (next == Sealed::Next::AskForKey) {
    renew_key(channel, step);
  }
  sealed.open_next(last_decrypt_, step);
}

/// Asks for a fresh key if one is due. Unless subscribed, the next subscription brings it.
void Directory::renew_key(Channel& channel, Step& step) {
  if (channel.state != ChannelState::Subscribed || channel.sealed.key_due() > step.now) return;
  channel.sealed.asked(step.now + channel.backoff.next(jitter_));
  desk_.ask(channel.name);
}

void Directory::report_sealed(const Channel& channel, Errc why, Step& step) {
  step.does(event::ConnectionError{{why, 0, Text(channel.name)}});
}

}  // namespace oread
