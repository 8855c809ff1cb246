// Client events on their way out: they wait for their channel and for the rate limit, not for long.
#pragma once

#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/deadline.hpp"
#include "support/step.hpp"

namespace oread {

/// Who knows whether a channel is ready, and how to send.
class WhisperDesk {
 public:
  [[nodiscard]] virtual bool is_ready(View channel) = 0;
  virtual void send(View channel, View event, View data, Step& step) = 0;

 protected:
  ~WhisperDesk() = default;
};

/// A queue with a token bucket. A waiting whisper is replaced by a newer one of the same channel
/// and event: only the latest "is typing" or cursor position is worth sending.
class Whispers {
 public:
  Whispers(const WhisperOptions& options, WhisperDesk& desk)
      : options_(options), desk_(desk), tokens_(capacity()) {}

  void add(const in::Whisper& whisper, Step& step);
  /// Sends what may be sent now.
  void flush(Step& step);
  /// Gives up on what waited too long.
  void tick(Step& step);
  /// The channel was left.
  void drop(View channel, Step& step);
  [[nodiscard]] bool has_token(Time now);
  /// Whether an error frame that comes now may answer a whisper.
  [[nodiscard]] bool sent_lately(Time now) const;
  [[nodiscard]] Time deadline() const;

  static void settle(RequestId request, Errc outcome, Step& step) {
    step.does(event::WhisperSettled{request, outcome});
  }

 private:
  /// Tokens are counted in thousandths, so that a millisecond earns a whole number of them.
  static constexpr std::int32_t kToken = 1000;

  struct Waiting {
    Waiting(const in::Whisper& whisper, Time its_end)
        : request(whisper.request),
          expires_at(its_end),
          channel(whisper.channel),
          event(whisper.event),
          data(whisper.data) {}

    RequestId request;
    Time expires_at;
    String channel;
    String event;
    String data;
  };

  [[nodiscard]] std::int32_t per_second() const {
    return static_cast<std::int32_t>(options_.per_second);
  }
  [[nodiscard]] std::int32_t capacity() const { return per_second() * kToken; }
  void refill(Time now);
  void settle_at(std::size_t index, Errc outcome, Step& step);

  const WhisperOptions& options_;
  WhisperDesk& desk_;
  List<Waiting> queue_;
  std::int32_t tokens_;
  Time refilled_at_{};
  Time sent_at_ = kNever;
  bool starved_ = false;  ///< One of the queue waits for a token, not for its channel.
};

}  // namespace oread
