// Client events on their way out: they wait for their channel and for the rate limit, not for long.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/deadline.hpp"
#include "support/step.hpp"

namespace oread {

/// A queue with a token bucket. A waiting whisper is replaced by a newer one of the same channel
/// and event: only the latest "is typing" or cursor position is worth sending.
class Whispers {
 public:
  explicit Whispers(const WhisperOptions& options) : options_(options), tokens_(capacity()) {}

  void add(in::Whisper whisper, Step& step);
  /// Hands out what may be sent now: calls `send(whisper)` for each whose channel
  /// `is_ready(channel)`.
  template <class IsReady, class Send>
  void flush(Step& step, IsReady&& is_ready, Send&& send) {
    refill(step.now);
    starved_ = false;
    for (std::size_t i = 0; i < queue_.size();) {
      if (!is_ready(queue_[i].whisper.channel)) {
        ++i;
      } else if (tokens_ < kToken) {
        starved_ = true;
        return;
      } else {
        tokens_ -= kToken;
        sent_at_ = step.now;
        const in::Whisper whisper = take(i);
        send(whisper);
        settle(whisper.request, Errc::None, step);
      }
    }
  }
  /// Gives up on what waited too long.
  void tick(Step& step);
  /// The channel was left.
  void drop(std::string_view channel, Step& step);
  [[nodiscard]] bool has_token(Time now);
  /// Whether an error frame that comes now may answer a whisper.
  [[nodiscard]] bool sent_lately(Time now) const;
  [[nodiscard]] Deadline deadline() const;

  static void settle(RequestId request, Errc outcome, Step& step) {
    step.tells(event::WhisperSettled{request, outcome});
  }

 private:
  /// Tokens are counted in thousandths, so that a millisecond earns a whole number of them.
  static constexpr std::int64_t kToken = 1000;

  struct Waiting {
    in::Whisper whisper;
    Time expires_at;
  };

  [[nodiscard]] std::int64_t capacity() const { return options_.per_second * kToken; }
  void refill(Time now);
  in::Whisper take(std::size_t index);

  const WhisperOptions& options_;
  std::vector<Waiting> queue_;
  std::int64_t tokens_;
  Time refilled_at_{};
  Deadline sent_at_;
  bool starved_ = false;  ///< The first of the queue waits for a token, not for its channel.
};

}  // namespace oread
