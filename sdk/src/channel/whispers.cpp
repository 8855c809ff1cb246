#include "channel/whispers.hpp"

#include <algorithm>

namespace oread {

namespace {

/// A server's answer to a whisper comes within a round trip; 5 s allows for a bad one.
constexpr Millis kAnsweredWithin = seconds(5);

}  // namespace

void Whispers::add(in::Whisper whisper, Step& step) {
  for (Waiting& waiting : queue_) {
    if (waiting.whisper.channel != whisper.channel || waiting.whisper.event != whisper.event)
      continue;
    settle(waiting.whisper.request, Errc::Superseded, step);
    waiting = {std::move(whisper), step.now + options_.wait_most};
    return;
  }
  if (queue_.size() >= options_.queue) {
    settle(whisper.request, Errc::RateLimited, step);
    return;
  }
  queue_.push_back({std::move(whisper), step.now + options_.wait_most});
}

void Whispers::tick(Step& step) {
  for (std::size_t i = 0; i < queue_.size();) {
    if (queue_[i].expires_at > step.now) {
      ++i;
    } else {
      settle(take(i).request, starved_ ? Errc::RateLimited : Errc::Timeout, step);
    }
  }
}

void Whispers::drop(std::string_view channel, Step& step) {
  for (std::size_t i = 0; i < queue_.size();) {
    if (queue_[i].whisper.channel != channel) {
      ++i;
    } else {
      settle(take(i).request, Errc::NotSubscribed, step);
    }
  }
}

bool Whispers::has_token(Time now) {
  refill(now);
  return tokens_ >= kToken;
}

bool Whispers::sent_lately(Time now) const {
  return sent_at_ && now - *sent_at_ <= kAnsweredWithin;
}

Deadline Whispers::deadline() const {
  if (queue_.empty()) return std::nullopt;
  Deadline next;
  for (const Waiting& waiting : queue_) next = earlier(next, waiting.expires_at);
  if (starved_) {
    const std::int64_t missing = kToken - tokens_;
    next = earlier(
        next, refilled_at_ + Millis{(missing + options_.per_second - 1) / options_.per_second});
  }
  return next;
}

void Whispers::refill(Time now) {
  tokens_ = std::min(capacity(), tokens_ + (now - refilled_at_).count() * options_.per_second);
  refilled_at_ = now;
}

in::Whisper Whispers::take(std::size_t index) {
  in::Whisper whisper = std::move(queue_[index].whisper);
  queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(index));
  return whisper;
}

}  // namespace oread
