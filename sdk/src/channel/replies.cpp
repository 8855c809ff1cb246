#include "channel/replies.hpp"

namespace oread {

namespace {

/// More are not under way to a server that answers.
constexpr std::size_t kMax = 100'000;
constexpr std::uint32_t kMostRetries = 0xffff'ffff;

}  // namespace

bool Replies::add(RequestId request, View channel, Time due) {
  if (awaited_.size() >= kMax) return false;
  awaited_.push_back({request, due, String(channel)});
  return true;
}

void Replies::sent(RequestId request) {
  const std::size_t index = find(request);
  if (index < awaited_.size()) awaited_[index].is_sent = awaited_[index].was_sent = true;
}

bool Replies::repeat(const in::Emit& emit, View message, Time expires_at, std::size_t most) {
  std::size_t waiting = 0;
  for (const Awaited& one : awaited_) {
    if (!one.message.empty() && !one.was_sent) ++waiting;
  }
  if (waiting >= most || !add(emit.request, emit.channel, expires_at)) return false;
  Awaited& one = awaited_[awaited_.size() - 1];
  one.tries = emit.retries == kMostRetries ? kMostRetries : 1 + emit.retries;
  one.within = emit.reply_within;
  one.message = message;
  return true;
}

void Replies::forget(RequestId request) {
  const std::size_t index = find(request);
  if (index < awaited_.size()) erase(index);
}

void Replies::answered(const Frame& frame, Step& step) {
  const std::size_t index = find(frame.request);
  if (index == awaited_.size() || !awaited_[index].was_sent) return;
  step.does(event::Replied{frame.request, Errc::None, Text(frame.data), Text(frame.attachments)});
  erase(index);
}

void Replies::drop(View channel, Step& step) {
  for (std::size_t i = awaited_.size(); i-- > 0;) {
    if (awaited_[i].channel == channel) give_up(i, Errc::NotSubscribed, step);
  }
}

void Replies::link_down(Step& step) {
  for (std::size_t i = awaited_.size(); i-- > 0;) give_up(i, Errc::LinkClosed, step);
}

void Replies::tick(Step& step) {
  for (std::size_t i = awaited_.size(); i-- > 0;) {
    if (awaited_[i].due > step.now) continue;
    if (awaited_[i].is_sent || awaited_[i].message.empty()) {
      give_up(i, Errc::Timeout, step);
    } else {
      step.does(event::WhisperSettled{awaited_[i].request, Errc::Timeout});
      erase(i);
    }
  }
}

Time Replies::deadline() const {
  Time next = kNever;
  for (const Awaited& one : awaited_) {
    if (one.is_sent || !one.message.empty()) next = earlier(next, one.due);
  }
  return next;
}

std::size_t Replies::find(RequestId request) const {
  std::size_t index = 0;
  while (index < awaited_.size() && awaited_[index].request != request) ++index;
  return index;
}

bool Replies::is_first(std::size_t index) const {
  const View channel = awaited_[index].channel;
  for (std::size_t i = 0; i < index; ++i) {
    if (!awaited_[i].message.empty() && awaited_[i].channel == channel) return false;
  }
  return true;
}

void Replies::erase(std::size_t index) {
  awaited_.erase(awaited_.begin() + static_cast<std::ptrdiff_t>(index));
}

/// One that was not sent waits on: the event may still be sent, or settles as not sent.
void Replies::give_up(std::size_t index, Errc why, Step& step) {
  if (!awaited_[index].is_sent) return;
  if (awaited_[index].tries != 0) {
    awaited_[index].is_sent = false;
    awaited_[index].due = kNever;
    return;
  }
  step.does(event::Replied{awaited_[index].request, why, {}, {}});
  erase(index);
}

}  // namespace oread
