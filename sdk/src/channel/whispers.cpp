#include "channel/whispers.hpp"

#include <algorithm>

namespace oread {

namespace {

/// A server's answer to a whisper comes within a round trip; 5 s allows for a bad one.
constexpr Millis kAnsweredWithin = seconds(5);

}  // namespace

void Whispers::add(const in::Whisper& whisper, Step& step) {
  const Time expires_at = step.now + options_.wait_most;
  for (Waiting& waiting : queue_) {
    if (waiting.channel != whisper.channel || waiting.event != whisper.event) continue;
    settle(waiting.request, Errc::Superseded, step);
    waiting.request = whisper.request;
    waiting.expires_at = expires_at;
    waiting.data = whisper.data;
    return;
  }
  if (queue_.size() >= options_.queue) {
    settle(whisper.request, Errc::RateLimited, step);
    return;
  }
  queue_.emplace_back(whisper, expires_at);
}

void Whispers::flush(Step& step) {
  refill(step.now);
  starved_ = false;
  for (std::size_t i = 0; i < queue_.size();) {
    const Waiting& whisper = queue_[i];
    if (!desk_.is_ready(whisper.channel)) {
      ++i;
    } else if (tokens_ < kToken) {
      starved_ = true;
      return;
    } else {
      tokens_ -= kToken;
      sent_at_ = step.now;
      desk_.send(whisper.channel, whisper.event, whisper.data, step);
      settle_at(i, Errc::None, step);
    }
  }
}

void Whispers::tick(Step& step) {
  const Errc why = starved_ ? Errc::RateLimited : Errc::Timeout;
  for (std::size_t i = queue_.size(); i-- > 0;) {
    if (queue_[i].expires_at <= step.now) settle_at(i, why, step);
  }
}

void Whispers::drop(View channel, Step& step) {
  for (std::size_t i = queue_.size(); i-- > 0;) {
    if (queue_[i].channel == channel) settle_at(i, Errc::NotSubscribed, step);
  }
}

bool Whispers::has_token(Time now) {
  refill(now);
  return tokens_ >= kToken;
}

bool Whispers::sent_lately(Time now) const {
  return sent_at_ != kNever && now - sent_at_ <= kAnsweredWithin;
}

Time Whispers::deadline() const {
  Time next = kNever;
  for (const Waiting& waiting : queue_) next = earlier(next, waiting.expires_at);
  if (starved_ && next != kNever) {
    const std::int32_t wait = (kToken - tokens_ + per_second() - 1) / per_second();
    next = earlier(next, refilled_at_ + Span{wait});
  }
  return next;
}

void Whispers::refill(Time now) {
  // A second fills the bucket from empty.
  const Span since{std::min<Millis>(now - refilled_at_, seconds(1))};
  tokens_ = std::min(capacity(), tokens_ + since.count() * per_second());
  refilled_at_ = now;
}

void Whispers::settle_at(std::size_t index, Errc outcome, Step& step) {
  settle(queue_[index].request, outcome, step);
  queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(index));
}

}  // namespace oread
