// A link that HTTP requests carry.
#pragma once

#include "dialect/dialect.hpp"
#include "oread/input.hpp"
#include "support/bucket.hpp"
#include "support/deadline.hpp"
#include "support/step.hpp"

namespace oread {

/// Long polling: one request is always under way for what the server has to say, and at most one
/// brings it what we have to say. Messages that arise meanwhile wait, and as many as one body may
/// hold go together.
class Polling {
 public:
  Polling();

  /// Asks the server for what it has to say: now, or at `poll_due()` if there were too many polls
  /// lately. A server that answers each at once would otherwise be asked without a pause.
  void poll(LinkId link, Session& session, Step& step);
  /// When the next poll, which had to wait, is sent.
  [[nodiscard]] Time poll_due() const { return poll_due_; }
  /// The server has a poll to answer, or will have one at `poll_due()`.
  [[nodiscard]] bool is_polling() const { return poll_ || poll_due_ != kNever; }

  /// `message` waits for a request. If too much waits already, it is lost.
  void add(View message);
  /// A message was lost: the link is of no use any more.
  [[nodiscard]] bool has_lost_one() const { return has_lost_one_; }
  /// Sends what waits, unless a request is under way already. It must be answered within
  /// `answer_within`.
  void send_waiting(LinkId link, Session& session, Millis answer_within, Step& step);
  /// Sends what waits and the message that ends the session, even while another request is under
  /// way.
  void send_last(LinkId link, Session& session, Step& step);
  /// No request is under way.
  [[nodiscard]] bool is_quiet() const { return !poll_ && !send_; }
  /// No more polls: a socket takes over.
  void stop() { poll_due_ = kNever; }
  /// Passes what waits to `send`, one by one.
  template <class Send>
  void flush(Send send) {
    for (const String& message : waiting_) send(View(message));
    waiting_.clear();
    waiting_bytes_ = 0;
  }
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
  [[nodiscard]] String take_body(Session& session);
  RequestId request(LinkId link, View url, View body, bool last, Step& step);

  std::uint32_t last_ = 0;
  Bucket pace_;
  Time poll_due_ = kNever;
  RequestId poll_;  ///< None between an answer and the next poll.
  RequestId send_;  ///< None while nothing is being sent.
  Time send_due_ = kNever;
  List<String> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool has_lost_one_ = false;
};

/// For builds whose dialect never uses requests.
struct NoPolling {
  static void poll(LinkId /*link*/, Session& /*session*/, Step& /*step*/) {}
  [[nodiscard]] static constexpr Time poll_due() { return kNever; }
  [[nodiscard]] static constexpr bool is_polling() { return true; }
  static void add(View /*message*/) {}
  [[nodiscard]] static constexpr bool has_lost_one() { return false; }
  static void send_waiting(LinkId /*link*/, Session& /*session*/, Millis /*within*/,
                           Step& /*step*/) {}
  static void send_last(LinkId /*link*/, Session& /*session*/, Step& /*step*/) {}
  [[nodiscard]] static constexpr bool is_quiet() { return true; }
  static void stop() {}
  template <class Send>
  static void flush(Send /*send*/) {}
  [[nodiscard]] static constexpr Time send_due() { return kNever; }
  static void give_time_until(Time /*due*/) {}
  [[nodiscard]] static Polling::Answer answered(RequestId /*request*/) {
    return Polling::Answer::Unasked;
  }
};

}  // namespace oread
