#include "channel/whispers.hpp"

#include <algorithm>
#include <utility>

namespace oread {

namespace {

/// A server's answer to a whisper comes within a round trip; 5 s allows for a bad one.
constexpr Millis kAnsweredWithin = seconds(5);
/// Servers count by the second. The rest is for messages that arrive closer together than they were
/// sent.
constexpr Millis kWindow{1100};
/// What a server that limits most likely allows in a second (Pusher protocol).
constexpr std::uint32_t kUsualLimit = 10;
/// Sent ones that are remembered: more are not under way when a first refusal comes.
constexpr std::size_t kRemembered = 64;

}  // namespace

Errc Whispers::add(const in::Whisper& whisper, View frame, Time expires_at, bool once, Step& step) {
  for (Entry& waiting : queue_) {
    if (!whisper.coalesce || !waiting.coalesce || waiting.channel != whisper.channel ||
        waiting.event != whisper.event)
      continue;
    settle(waiting.request, Errc::Superseded, step);
    waiting.request = whisper.request;
    waiting.at = expires_at;
    waiting.frame = frame;
    return Errc::None;
  }
  if (queue_.size() >= options_.max_queue) return Errc::RateLimited;
  queue_.emplace_back(whisper, frame, expires_at, once);
  return Errc::None;
}

void Whispers::tick(Step& step) {
  const Errc why = starved_ ? Errc::RateLimited : Errc::Timeout;
  for (std::size_t i = queue_.size(); i-- > 0;) {
    if (queue_[i].at <= step.now) settle_at(i, why, step);
  }
}

void Whispers::drop(View channel, Step& step) {
  for (std::size_t i = queue_.size(); i-- > 0;) {
    const Entry& waiting = queue_[i];
    if (waiting.channel == channel && !(kUses.replies && waiting.once))
      settle_at(i, Errc::NotSubscribed, step);
  }
}

void Whispers::refused(Time now) {
  if (now < held_until_) {
    // What was under way with the first one was refused with it.
    if (refused_ != 0) ++refused_;
    return;
  }
  held_until_ = now + kWindow;
  if (per_second_ == 0) {
    per_second_ = kUsualLimit;
    refused_ = 1;
  } else {
    per_second_ = std::max(1U, per_second_ / 2);
  }
}

void Whispers::send_refused_again(Time now) {
  while (sent_.size() > refused_) sent_.erase(sent_.begin());
  refused_ = 0;
  for (Entry& again : sent_) {
    again.request = {};
    again.at = now + options_.max_wait;
  }
  for (Entry& waiting : queue_) sent_.emplace_back(std::move(waiting));
  queue_ = std::move(sent_);
  sent_.clear();
}

bool Whispers::may_send(Time now) const {
  return per_second_ == 0 || next_turn() <= now;
}

/// When a server that limits takes the next one.
Time Whispers::next_turn() const {
  Time next = held_until_;
  if (sent_.size() >= per_second_) {
    next = std::max(next, sent_[sent_.size() - per_second_].at + kWindow);
  }
  return next;
}

bool Whispers::sent_lately(Time now) const {
  return !sent_.empty() && now - sent_[sent_.size() - 1].at <= kAnsweredWithin;
}

Time Whispers::deadline() const {
  Time next = kNever;
  for (const Entry& waiting : queue_) next = earlier(next, waiting.at);
  if (starved_ || refused_ != 0) next = earlier(next, next_turn());
  return next;
}

void Whispers::keep_sent(std::size_t index, Time now) {
  sent_.emplace_back(std::move(queue_[index])).at = now;
  queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(index));
  if (sent_.size() > std::max<std::size_t>(kRemembered, per_second_)) sent_.erase(sent_.begin());
}

void Whispers::settle_at(std::size_t index, Errc outcome, Step& step) {
  settle(queue_[index].request, outcome, step);
  queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(index));
}

}  // namespace oread
