// Client events on their way out: they wait for their channel and, where the server limits them,
// for their turn.
#pragma once

#include <type_traits>

#include "channel/replies.hpp"
#include "dialect/dialect.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"
#include "support/deadline.hpp"
#include "support/step.hpp"

namespace oread {

/// A queue that loses nothing within its bounds. It is paced only where the server limits client
/// events: by the option, by what the dialect knows of the server, or since the server refused one
/// for coming too soon. Those that it refused at that first time are sent once more. A whisper that
/// coalesces takes the place of a waiting one of its channel and event: only the latest cursor
/// position is worth sending.
class Whispers {
 public:
  /// `per_second`: what the server is known to allow; 0: no limit is known.
  Whispers(const WhisperOptions& options, std::uint32_t per_second)
      : options_(options), per_second_(options.per_second != 0 ? options.per_second : per_second) {}

  /// `frame` is what will be sent, until `expires_at`; once only, or again if the server says that
  /// it came too soon. Returns RateLimited if too many wait.
  [[nodiscard]] Errc add(const in::Whisper& whisper, View frame, Time expires_at, bool once,
                         Step& step);
  /// Sends what may be sent now: `is_ready(channel)` tells whether its channel takes it,
  /// `send(frame)` sends it.
  template <class IsReady, class Send>
  void flush(IsReady is_ready, Send send, Step& step);
  /// Gives up on what waited too long.
  void tick(Step& step);
  /// The channel was left. Those that are sent `once` wait until it is subscribed again.
  void drop(View channel, Step& step);
  /// The server said that something came too often, while one was `sent_lately`.
  void refused(Time now);
  /// Whether the server takes another one now.
  [[nodiscard]] bool may_send(Time now) const;
  /// Whether an error frame that comes now may answer a whisper.
  [[nodiscard]] bool sent_lately(Time now) const;
  [[nodiscard]] Time deadline() const;

  void settle(RequestId request, Errc outcome, Step& step) {
    // One that is sent once more was settled the first time.
    if (!request) return;
    step.does(event::WhisperSettled{request, outcome});
    if (outcome == Errc::None) {
      replies.sent(request);
    } else {
      replies.forget(request);
    }
  }

  /// To those that were sent.
  [[no_unique_address]] std::conditional_t<kUses.replies, Replies, NoReplies> replies;

 private:
  struct Entry {
    Entry(const in::Whisper& whisper, View its_frame, Time its_end, bool is_once)
        : request(whisper.request),
          at(its_end),
          coalesce(whisper.coalesce),
          once(is_once),
          channel(whisper.channel),
          event(whisper.event),
          frame(its_frame) {}

    RequestId request;
    Time at;  ///< Waiting: when to give up. Sent: when it was sent.
    bool coalesce;
    bool once;
    String channel;
    String event;
    String frame;
  };

  void settle_at(std::size_t index, Errc outcome, Step& step);
  void keep_sent(std::size_t index, Time now);
  void send_refused_again(Time now);
  [[nodiscard]] Time next_turn() const;

  const WhisperOptions& options_;
  std::uint32_t per_second_;  ///< 0: as many as come.
  List<Entry> queue_;
  List<Entry> sent_;           ///< The last ones, oldest first.
  Time held_until_{};          ///< After a refusal nothing is sent until then.
  std::uint32_t refused_ = 0;  ///< So many of `sent_`, at its end, are sent again after that.
  bool starved_ = false;       ///< One of the queue waits for its turn, not for its channel.
};

template <class IsReady, class Send>
void Whispers::flush(IsReady is_ready, Send send, Step& step) {
  if (refused_ != 0 && held_until_ <= step.now) send_refused_again(step.now);
  starved_ = false;
  for (std::size_t i = 0; i < queue_.size();) {
    const Entry& whisper = queue_[i];
    if (!is_ready(whisper.channel)) {
      ++i;
    } else if (!may_send(step.now)) {
      starved_ = true;
      return;
    } else {
      send(whisper.frame);
      if (kUses.replies && whisper.once) {
        settle_at(i, Errc::None, step);
      } else {
        settle(whisper.request, Errc::None, step);
        keep_sent(i, step.now);
      }
    }
  }
}

}  // namespace oread
