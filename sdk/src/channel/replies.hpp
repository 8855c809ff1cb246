// The answers that the app waits for, and the events that are sent until they are answered.
#pragma once

#include "oread/event.hpp"
#include "oread/frame.hpp"
#include "oread/input.hpp"
#include "oread/time.hpp"
#include "support/deadline.hpp"
#include "support/step.hpp"

namespace oread {

/// From `add` on an event of the app waits for its answer. Only after `sent` can it come, and can
/// the engine say that it will not.
class Replies {
 public:
  /// Returns false if too many are awaited. `due`: when to give up, or `kNever`.
  [[nodiscard]] bool add(RequestId request, View channel, Time due);
  void sent(RequestId request);
  /// `message` is to be sent up to 1 + `retries` times until it is answered, and for the first time
  /// before `expires_at`. Returns false if `most` wait already.
  [[nodiscard]] bool repeat(const in::Emit& emit, View message, Time expires_at, std::size_t most);
  /// Sends those of `repeat` whose turn it is: of each channel only the first one that was not
  /// answered. The functions are as for `Whispers::flush`.
  template <class IsReady, class Send>
  void flush(IsReady is_ready, Send send, Step& step);
  /// It was not sent.
  void forget(RequestId request);
  /// The answer has come.
  void answered(const Frame& frame, Step& step);
  /// The channel was left.
  void drop(View channel, Step& step);
  void link_down(Step& step);
  void tick(Step& step);
  [[nodiscard]] Time deadline() const;

 private:
  struct Awaited {
    RequestId request;
    Time due;
    String channel;
    bool is_sent = false;     ///< An answer is due.
    bool was_sent = false;    ///< At least once: an answer may come.
    std::uint32_t tries = 0;  ///< So many more times it may be sent.
    Millis within{};
    String message{};  ///< Empty if `Whispers` sends it.
  };

  [[nodiscard]] std::size_t find(RequestId request) const;
  /// Of those of `repeat` on its channel.
  [[nodiscard]] bool is_first(std::size_t index) const;
  void erase(std::size_t index);
  void give_up(std::size_t index, Errc why, Step& step);

  List<Awaited> awaited_;
};

template <class IsReady, class Send>
void Replies::flush(IsReady is_ready, Send send, Step& step) {
  for (std::size_t i = 0; i < awaited_.size(); ++i) {
    Awaited& one = awaited_[i];
    if (one.message.empty() || one.is_sent || !is_first(i) || !is_ready(one.channel)) continue;
    send(View(one.message));
    if (!one.was_sent) step.does(event::WhisperSettled{one.request, Errc::None});
    one.is_sent = one.was_sent = true;
    --one.tries;
    one.due = one.within > Millis{} ? step.now + one.within : kNever;
  }
}

/// For builds without answers.
struct NoReplies {
  static bool add(RequestId /*request*/, View /*channel*/, Time /*due*/) { return true; }
  static void sent(RequestId /*request*/) {}
  static bool repeat(const in::Emit& /*emit*/, View /*message*/, Time /*at*/,
                     std::size_t /*most*/) {
    return true;
  }
  template <class IsReady, class Send>
  static void flush(IsReady /*is_ready*/, Send /*send*/, Step& /*step*/) {}
  static void forget(RequestId /*request*/) {}
  static void answered(const Frame& /*frame*/, Step& /*step*/) {}
  static void drop(View /*channel*/, Step& /*step*/) {}
  static void link_down(Step& /*step*/) {}
  static void tick(Step& /*step*/) {}
  static constexpr Time deadline() { return kNever; }
};

}  // namespace oread
