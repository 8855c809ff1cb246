// What comes on a channel: acknowledgements, members, encrypted events.
#include "channel/channel.hpp"
#include "channel/delivery.hpp"
#include "support/given.hpp"

namespace oread {

void Channel::acknowledged(const Frame& frame, Step& step) {
  // Nothing was asked yet: the acknowledgement belongs to an earlier, ended subscription.
  if (!asked_server_) return;
  // We stopped waiting and began again, and the first request is answered after all.
  if (state_ == ChannelState::Authorizing) ports_.desk.withdraw(name_, step);
  if (!move(Trigger::Acked, step)) return;
  due_ = kNever;
  backoff_.reset();
  failure_told_ = false;
  if (traits_.presence) {
    roster_.begin_list();
    for (const MemberView& member : frame.members) {
      roster_.add(member, ports_.options.limits.members);
    }
    roster_.end_list(step.now + ports_.options.channels.leave_grace);
  }
  event::Subscribed subscribed{Text(name_), roster_.members(), Text(me_), me_is_number_, {}};
  if (!traits_.presence && frame.data != "{}") subscribed.said = Text(frame.data);
  step.does(std::move(subscribed));
  roster_.tell_joined(name_, step);
}

void Channel::members_changed(const Frame& frame, Step& step) {
  if (frame.kind == Frame::Kind::Count) {
    step.does(event::SubscriptionCount{Text(name_), frame.count});
    return;
  }
  // News of members before the acknowledgement belong to an earlier subscription; the list will be
  // newer.
  if (state_ != ChannelState::Subscribed || !traits_.presence) return;
  if (frame.members.empty()) return;
  if (frame.kind == Frame::Kind::MemberAdded) {
    roster_.add(frame.members.front(), ports_.options.limits.members);
    roster_.tell_joined(name_, step);
  } else if (frame.kind == Frame::Kind::MemberRemoved) {
    roster_.remove(frame.members.front(), step.now + ports_.options.channels.leave_grace);
    roster_.tick(name_, step);
  }
}

void Channel::sealed_event(const Frame& frame, Step& step) {
  SealedPayload payload;
  if (!ports_.live->session().read_sealed(frame.data, payload)) {
    report_sealed(Errc::DecryptFailed, step);
  } else if (!sealed_.push(frame.event, payload, ports_.options.limits.sealed)) {
    report_sealed(Errc::TooLarge, step);
  }
  sealed_.open_next(ports_.last_decrypt, step);
}

bool Channel::decrypted(const in::Decrypted& decrypted, Step& step) {
  if (!sealed_.is_opening(decrypted.request)) return false;
  const bool ok = decrypted.ok && given::is_text(decrypted.text);
  unseal(sealed_.opened(decrypted.request, ok), decrypted.text, step);
  return true;
}

void Channel::unseal(Sealed::Next next, View text, Step& step) {
  if (next == Sealed::Next::Deliver) {
    deliver_decrypted(*this, sealed_.head(), text, step);
    sealed_.pop();
  } else if (next == Sealed::Next::Report) {
    report_sealed(Errc::DecryptFailed, step);
    sealed_.pop();
  } else if (next == Sealed::Next::AskForKey) {
    renew_key(step);
  }
  sealed_.open_next(ports_.last_decrypt, step);
}

/// Asks for a fresh key if one is due. Unless subscribed, the next subscription brings it.
void Channel::renew_key(Step& step) {
  if (state_ != ChannelState::Subscribed || sealed_.key_due() > step.now) return;
  sealed_.asked(step.now + backoff_.next(ports_.jitter));
  ports_.desk.ask(name_);
}

void Channel::report_sealed(Errc why, Step& step) const {
  step.does(event::ConnectionError{{why, 0, Text(name_)}});
}

}  // namespace oread
