#include "channel/replies.hpp"

namespace oread {

namespace {

/// More are not under way to a server that answers.
constexpr std::size_t kMax = 100'000;

}  // namespace

bool Replies::add(RequestId request, View channel, Time due) {
  if (awaited_.size() >= kMax) return false;
  awaited_.push_back({request, due, String(channel)});
  return true;
}

void Replies::sent(RequestId request) {
  const std::size_t index = find(request);
  if (index < awaited_.size()) awaited_[index].is_sent = true;
}

void Replies::forget(RequestId request) {
  const std::size_t index = find(request);
  if (index < awaited_.size()) erase(index);
}

void Replies::answered(const Frame& frame, Step& step) {
  const std::size_t index = find(frame.request);
  if (index == awaited_.size() || !awaited_[index].is_sent) return;
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
    if (awaited_[i].due <= step.now) give_up(i, Errc::Timeout, step);
  }
}

Time Replies::deadline() const {
  Time next = kNever;
  for (const Awaited& one : awaited_) {
    if (one.is_sent) next = earlier(next, one.due);
  }
  return next;
}

std::size_t Replies::find(RequestId request) const {
  std::size_t index = 0;
  while (index < awaited_.size() && awaited_[index].request != request) ++index;
  return index;
}

void Replies::erase(std::size_t index) {
  awaited_.erase(awaited_.begin() + static_cast<std::ptrdiff_t>(index));
}

/// One that was not sent waits on: the event may still be sent, or settles as not sent.
void Replies::give_up(std::size_t index, Errc why, Step& step) {
  if (!awaited_[index].is_sent) return;
  step.does(event::Replied{awaited_[index].request, why, {}, {}});
  erase(index);
}

}  // namespace oread
