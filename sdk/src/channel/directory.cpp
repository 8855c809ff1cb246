// Theory of operation.
//
// A channel exists here from its first claim until nobody holds it. `begin` starts it on its way
// whenever there is a live link: code for decryption (if it is encrypted) → signature (if it needs
// one) → subscribe request → acknowledgement. The table in channel_state.cpp says which of these
// steps may follow which; `move` is the only writer of a state.
#include "channel/directory.hpp"

#include <algorithm>
#include <utility>

namespace oread {

Directory::Directory(const Options& options, const Dialect& dialect, Jitter& jitter, AuthDesk& desk)
    : options_(options),
      dialect_(dialect),
      jitter_(jitter),
      desk_(desk),
      whispers_(options.whispers),
      routes_(options.limits.routes) {}

void Directory::subscribe(const std::string& name, LeaseId lease, Step& step) {
  if (Channel* channel = find(name)) {
    channel->leases.take(lease);
    if (channel->state == ChannelState::Failed) begin(*channel, step);
    return;
  }
  const ChannelTraits traits = dialect_.traits(name);
  Errc refusal = Errc::None;
  if (name.empty() || name.size() > options_.limits.name_bytes || traits.of_user)
    refusal = Errc::BadChannelName;
  if (channels_.size() >= options_.limits.channels) refusal = Errc::TooLarge;
  if (refusal != Errc::None) {
    step.tells(event::SubscribeFailed{name, {refusal, 0, {}}, false, {}});
    return;
  }
  create(name, traits, lease, step);
}

void Directory::hold_for_user(const std::string& name, Step& step) {
  if (find(name) == nullptr) create(name, dialect_.traits(name), {}, step);
}

void Directory::create(const std::string& name, ChannelTraits traits, LeaseId lease, Step& step) {
  const ReconnectOptions& reconnect = options_.reconnect;
  Channel& channel =
      channels_
          .try_emplace(name,
                       Channel{name, traits, next_order_++,
                               Backoff(reconnect.first, reconnect.most, reconnect.factor_percent)})
          .first->second;
  channel.leases.take(lease);
  if (traits.presence) channel.roster = std::make_unique<Roster>();
  if (traits.encrypted) {
    channel.sealed = std::make_unique<Sealed>();
    // Loaded beside the handshake, not after it.
    if (decryption_ == Decryption::Unknown) {
      decryption_ = Decryption::Loading;
      step.does(effect::LoadDecryption{});
    }
  }
  step.tells(event::ChannelChanged{name, channel.state});
  begin(channel, step);
}

void Directory::unsubscribe(const std::string& name, LeaseId lease, Step& step) {
  Channel* channel = find(name);
  if (channel == nullptr) return;
  if (channel->leases.give_back(lease, step.now + options_.channels.linger)) leave(name, step);
}

void Directory::leave(const std::string& name, Step& step) {
  const auto at = channels_.find(name);
  Channel& channel = at->second;
  if (channel.state == ChannelState::Subscribing || channel.state == ChannelState::Subscribed) {
    send(dialect_.unsubscribe(name), step);
  }
  desk_.withdraw(name, step);
  whispers_.drop(name, step);
  move(channel, Trigger::Leave, step);
  channels_.erase(at);
}

void Directory::link_up(LinkId link, Step& step) {
  link_ = link;
  asked_server_ = 0;
  std::vector<Channel*> wanted;
  for (auto& [name, channel] : channels_) wanted.push_back(&channel);
  std::sort(wanted.begin(), wanted.end(),
            [](const Channel* a, const Channel* b) { return a->order < b->order; });
  for (Channel* channel : wanted) begin(*channel, step);
}

void Directory::link_down(Step& step) {
  link_ = {};
  routes_.drop(step);
  // The user's own channels come back with the next sign-in.
  std::vector<std::string> of_user;
  for (auto& [name, channel] : channels_) {
    channel.due.reset();
    move(channel, Trigger::LinkLost, step);
    if (channel.traits.of_user) of_user.push_back(name);
  }
  for (const std::string& name : of_user) leave(name, step);
}

void Directory::begin(Channel& channel, Step& step) {
  if (!link_) return;
  channel.due.reset();
  if (channel.sealed && decryption_ != Decryption::Ready) {
    move(channel, Trigger::Load, step);
  } else if (channel.traits.needs_auth) {
    if (move(channel, Trigger::AskEndpoint, step)) desk_.ask(channel.name, step);
  } else {
    ask_server(channel, {}, step);
  }
}

void Directory::granted(const std::string& name, Grant grant, Step& step) {
  Channel* channel = find(name);
  if (channel == nullptr) return;
  if (channel->sealed) {
    channel->sealed->set_key(std::move(grant.shared_secret));
    channel->sealed->open_next(last_decrypt_, step);
  }
  if (channel->traits.presence) channel->me = grant.user_id.empty() ? user_id_ : grant.user_id;
  ask_server(*channel, grant, step);
}

void Directory::ask_server(Channel& channel, const Grant& grant, Step& step) {
  if (!move(channel, Trigger::AskServer, step)) return;
  channel.due = step.now + options_.channels.subscribe_timeout;
  channel.asked_server_as = ++asked_server_;
  send(dialect_.subscribe(channel.name, grant), step);
}

void Directory::denied(const std::string& name, Error error, bool retrying, Step& step) {
  Channel* channel = find(name);
  if (channel == nullptr) return;
  if (channel->state == ChannelState::Subscribed) {
    // It was about a fresh key; the subscription itself stands.
    if (channel->sealed && !retrying) unseal(*channel, channel->sealed->key_refused(), {}, step);
    return;
  }
  fail(*channel, std::move(error), retrying, {}, step);
}

void Directory::fail(Channel& channel, Error error, bool retrying, std::string said, Step& step) {
  // While the endpoint is asked again and again the channel stays Authorizing.
  if (!retrying || channel.state != ChannelState::Authorizing) {
    if (!move(channel, Trigger::Refused, step)) return;
  }
  if (retrying && channel.failure_told) return;
  channel.failure_told = true;
  step.tells(event::SubscribeFailed{channel.name, std::move(error), retrying, std::move(said)});
}

void Directory::decryption_ready(bool ok, Step& step) {
  if (decryption_ != Decryption::Loading) return;
  decryption_ = ok ? Decryption::Ready : Decryption::Unknown;
  for (auto& [name, channel] : channels_) {
    if (!channel.sealed) continue;
    if (!ok) {
      fail(channel, {Errc::DecryptFailed, 0, {}}, false, {}, step);
    } else if (channel.state == ChannelState::Preparing) {
      begin(channel, step);
    }
  }
}

void Directory::decrypted(in::Decrypted decrypted, Step& step) {
  for (auto& [name, channel] : channels_) {
    if (!channel.sealed || !channel.sealed->is_opening(decrypted.request)) continue;
    const Sealed::Next next = channel.sealed->opened(decrypted.request, decrypted.ok, step);
    unseal(channel, next, std::move(decrypted.text), step);
    return;
  }
}

void Directory::unseal(Channel& channel, Sealed::Next next, std::string text, Step& step) {
  switch (next) {
    case Sealed::Next::Deliver:
      step.tells(event::Message{channel.name, channel.sealed->pop().event, std::move(text), {}});
      break;
    case Sealed::Next::Report:
      step.tells(event::ConnectionError{
          {Errc::DecryptFailed, 0, channel.name + ' ' + channel.sealed->pop().event}});
      break;
    case Sealed::Next::AskForKey:
      // Without a link the next subscription brings the key.
      if (link_) desk_.ask(channel.name, step);
      break;
    case Sealed::Next::Nothing: break;
  }
  channel.sealed->open_next(last_decrypt_, step);
}

void Directory::take(Frame& frame, std::string_view text, Step& step) {
  Channel* channel = find(frame.channel);
  if (frame.kind == Frame::Kind::Message) {
    message(channel, frame, text, step);
    return;
  }
  if (channel == nullptr) return;
  switch (frame.kind) {
    case Frame::Kind::Subscribed: acked(*channel, frame, step); break;
    case Frame::Kind::SubscribeRefused:
      fail(*channel, {Errc::SubscribeRefused, frame.code, std::move(frame.text)}, false,
           std::move(frame.data).value_or(std::string()), step);
      break;
    // Before the acknowledgement they are news of an earlier subscription; the list will be newer.
    case Frame::Kind::MemberAdded:
      if (channel->state == ChannelState::Subscribed && channel->roster &&
          channel->roster->add(frame.members[0], options_.limits.members)) {
        step.tells(event::MemberJoined{channel->name, std::move(frame.members[0])});
      }
      break;
    case Frame::Kind::MemberRemoved:
      if (channel->state == ChannelState::Subscribed && channel->roster) {
        channel->roster->remove(frame.members[0].id, step.now + options_.channels.leave_grace);
        tick(*channel, step);
      }
      break;
    case Frame::Kind::Count:
      step.tells(event::SubscriptionCount{channel->name, frame.count});
      break;
    default: break;
  }
}

void Directory::acked(Channel& channel, Frame& frame, Step& step) {
  if (!move(channel, Trigger::Acked, step)) return;
  channel.due.reset();
  channel.backoff.reset();
  channel.failure_told = false;
  event::Subscribed subscribed{channel.name, {}, channel.me};
  std::vector<Member> joined;
  if (channel.roster) {
    channel.roster->replace(std::move(frame.members), step.now + options_.channels.leave_grace,
                            options_.limits.members, joined);
    subscribed.members = channel.roster->members();
  }
  step.tells(std::move(subscribed));
  for (Member& member : joined) step.tells(event::MemberJoined{channel.name, std::move(member)});
  flush_whispers(step);
}

void Directory::message(Channel* channel, Frame& frame, std::string_view text, Step& step) {
  const bool sealed =
      channel != nullptr ? channel->sealed != nullptr : dialect_.traits(frame.channel).encrypted;
  if (sealed && !frame.from_server) {
    if (channel == nullptr) return;
    Sealed::Box box;
    if (!frame.data || !dialect_.read_sealed(*frame.data, box.nonce, box.ciphertext)) {
      step.tells(
          event::ConnectionError{{Errc::DecryptFailed, 0, channel->name + ' ' + frame.event}});
      return;
    }
    box.event = std::move(frame.event);
    if (!channel->sealed->push(std::move(box), options_.limits.sealed)) {
      step.tells(event::ConnectionError{{Errc::TooLarge, 0, channel->name}});
    }
    channel->sealed->open_next(last_decrypt_, step);
    return;
  }
  // Routable: the channel is settled, and nothing but the engine would be skipped.
  if (channel != nullptr && channel->state == ChannelState::Subscribed &&
      !channel->traits.replays) {
    routes_.offer(link_, text, frame, step);
  }
  step.tells(event::Message{std::move(frame.channel), std::move(frame.event), std::move(frame.data),
                            std::move(frame.user_id)});
}

bool Directory::answers(const Frame& error, Step& step) {
  if (error.about == Frame::About::Connection) return false;
  if (error.about == Frame::About::Request) {
    // Servers answer in order, so a refusal that names no channel is about the one that has waited
    // longest.
    Channel* refused = nullptr;
    for (auto& [name, channel] : channels_) {
      if (channel.state != ChannelState::Subscribing || !channel.traits.needs_auth) continue;
      if (!error.channel.empty() && error.channel != name) continue;
      if (refused == nullptr || channel.asked_server_as < refused->asked_server_as)
        refused = &channel;
    }
    if (refused != nullptr) {
      refused->due.reset();
      fail(*refused, {Errc::AuthRejected, error.code, error.text}, false, {}, step);
      return true;
    }
  }
  return whispers_.sent_lately(step.now);
}

void Directory::whisper(in::Whisper whisper, Step& step) {
  const Channel* channel = find(whisper.channel);
  Errc refusal = Errc::None;
  if (channel == nullptr) {
    refusal = Errc::NotSubscribed;
  } else if (channel->traits.encrypted) {
    refusal = Errc::NotAllowed;
  } else if (whisper.data.size() > options_.whispers.bytes) {
    refusal = Errc::TooLarge;
  } else if (whisper.event.size() > options_.limits.name_bytes ||
             dialect_.client_event(whisper.channel, whisper.event, whisper.data).empty()) {
    refusal = Errc::BadEventName;
  } else if (!whisper.may_wait) {
    if (!link_) {
      refusal = Errc::NotConnected;
    } else if (channel->state != ChannelState::Subscribed) {
      refusal = Errc::NotSubscribed;
    } else if (!whispers_.has_token(step.now)) {
      refusal = Errc::RateLimited;
    }
  }
  if (refusal != Errc::None) {
    Whispers::settle(whisper.request, refusal, step);
    return;
  }
  whispers_.add(std::move(whisper), step);
  flush_whispers(step);
}

void Directory::flush_whispers(Step& step) {
  whispers_.flush(
      step, [this](std::string_view name) { return state_of(name) == ChannelState::Subscribed; },
      [&](const in::Whisper& w) { send(dialect_.client_event(w.channel, w.event, w.data), step); });
}

void Directory::tick(Step& step) {
  std::vector<std::string> abandoned;
  for (auto& [name, channel] : channels_) {
    tick(channel, step);
    if (is_due(channel.leases.deadline(), step.now)) abandoned.push_back(name);
  }
  for (const std::string& name : abandoned) leave(name, step);
  flush_whispers(step);
  whispers_.tick(step);
}

void Directory::tick(Channel& channel, Step& step) {
  if (is_due(channel.due, step.now)) {
    channel.due.reset();
    if (channel.state == ChannelState::Failed) {
      begin(channel, step);
    } else {
      fail(channel, {Errc::Timeout, 0, {}}, true, {}, step);
      channel.due = step.now + options_.channels.subscribe_timeout + channel.backoff.next(jitter_);
    }
  }
  if (channel.roster && is_due(channel.roster->deadline(), step.now)) {
    std::vector<Member> left;
    channel.roster->tick(step.now, left);
    for (Member& member : left) step.tells(event::MemberLeft{channel.name, std::move(member)});
  }
}

Deadline Directory::deadline() const {
  Deadline next = whispers_.deadline();
  for (const auto& [name, channel] : channels_) {
    next = earlier(next, earlier(channel.due, channel.leases.deadline()));
    if (channel.roster) next = earlier(next, channel.roster->deadline());
  }
  return next;
}

ChannelState Directory::state_of(std::string_view name) const {
  const auto at = channels_.find(name);
  return at == channels_.end() ? ChannelState::Left : at->second.state;
}

Channel* Directory::find(std::string_view name) {
  const auto at = channels_.find(name);
  return at == channels_.end() ? nullptr : &at->second;
}

bool Directory::move(Channel& channel, Trigger trigger, Step& step) {
  const auto next = after(channel.state, trigger);
  if (!next) return false;
  const bool settled = channel.state == ChannelState::Subscribed;
  if (*next != channel.state) {
    channel.state = *next;
    step.tells(event::ChannelChanged{channel.name, *next});
    if (settled) routes_.drop(step);
  }
  return true;
}

}  // namespace oread
