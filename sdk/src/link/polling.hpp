// A link that HTTP requests carry.
#pragma once

#include "dialect/dialect.hpp"
#include "oread/input.hpp"
#include "support/deadline.hpp"
#include "support/step.hpp"

namespace oread {

/// Long polling: one request is always under way for what the server has to say, and at most one
/// brings it what we have to say. Messages that arise meanwhile wait, and go together.
class Polling {
 public:
  /// Asks the server for what it has to say.
  void poll(LinkId link, Session& session, Step& step);
  void add(View message, Session& session) { session.append(waiting_, message); }
  /// Sends what waits, unless a request is under way already. It must be answered within
  /// `answer_within`.
  void send_waiting(LinkId link, Session& session, Millis answer_within, Step& step);
  /// When the request that brings our messages must have been answered.
  [[nodiscard]] Time send_due() const { return send_due_; }
  void give_time_until(Time due) { send_due_ = due; }

  enum class Answer : std::uint8_t {
    Unasked,  ///< To no request that is under way.
    Poll,     ///< What the server has to say.
    Sent,     ///< Our messages have arrived.
  };
  [[nodiscard]] Answer answered(RequestId request);

 private:
  RequestId request(LinkId link, View url, View body, Step& step);

  std::uint32_t last_ = 0;
  RequestId poll_;  ///< None between an answer and the next poll.
  RequestId send_;  ///< None while nothing is being sent.
  Time send_due_ = kNever;
  String waiting_;
};

/// For builds whose dialect needs none.
struct NoPolling {
  static void poll(LinkId /*link*/, Session& /*session*/, Step& /*step*/) {}
  static void add(View /*message*/, Session& /*session*/) {}
  static void send_waiting(LinkId /*link*/, Session& /*session*/, Millis /*within*/,
                           Step& /*step*/) {}
  [[nodiscard]] static constexpr Time send_due() { return kNever; }
  static void give_time_until(Time /*due*/) {}
  [[nodiscard]] static Polling::Answer answered(RequestId /*request*/) {
    return Polling::Answer::Unasked;
  }
};

}  // namespace oread
