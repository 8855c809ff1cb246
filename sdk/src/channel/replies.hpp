// The answers that the app waits for.
#pragma once

#include "oread/event.hpp"
#include "oread/frame.hpp"
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
    bool is_sent = false;
  };

  [[nodiscard]] std::size_t find(RequestId request) const;
  void erase(std::size_t index);
  void give_up(std::size_t index, Errc why, Step& step);

  List<Awaited> awaited_;
};

/// For builds without answers.
struct NoReplies {
  static bool add(RequestId /*request*/, View /*channel*/, Time /*due*/) { return true; }
  static void sent(RequestId /*request*/) {}
  static void forget(RequestId /*request*/) {}
  static void answered(const Frame& /*frame*/, Step& /*step*/) {}
  static void drop(View /*channel*/, Step& /*step*/) {}
  static void link_down(Step& /*step*/) {}
  static void tick(Step& /*step*/) {}
  static constexpr Time deadline() { return kNever; }
};

}  // namespace oread
