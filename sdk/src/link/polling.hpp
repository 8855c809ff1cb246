// A link that HTTP requests carry.
#pragma once

#include "dialect/dialect.hpp"
#include "oread/input.hpp"
#include "support/step.hpp"

namespace oread {

/// Long polling: one request is always under way for what the server has to say, and at most one
/// brings it what we have to say. Messages that arise meanwhile wait, and go together.
class Polling {
 public:
  /// Asks the server for what it has to say.
  void poll(LinkId link, Session& session, Step& step);
  void add(View message, Session& session) { session.append(waiting_, message); }
  /// Sends what waits, unless a request is under way already.
  void send_waiting(LinkId link, Session& session, Step& step);

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
  String waiting_;
};

/// For builds whose dialect needs none.
struct NoPolling {
  static void poll(LinkId /*link*/, Session& /*session*/, Step& /*step*/) {}
  static void add(View /*message*/, Session& /*session*/) {}
  static void send_waiting(LinkId /*link*/, Session& /*session*/, Step& /*step*/) {}
  [[nodiscard]] static Polling::Answer answered(RequestId /*request*/) {
    return Polling::Answer::Unasked;
  }
};

}  // namespace oread
