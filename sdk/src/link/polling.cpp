#include "link/polling.hpp"

namespace oread {

namespace {

/// 10 a second are enough for a server that has something to say all the time, because one answer
/// may hold many messages; and as many may follow each other at once, as in a handshake.
constexpr std::uint32_t kPollsPerSecond = 10;
constexpr Millis kBurst = seconds(1);

/// How much may wait for a request, with the memory that keeps it. A server that takes none of it
/// for so long is of no use.
constexpr std::size_t kMostWaiting = std::size_t{8} * 1024 * 1024;

}  // namespace

Polling::Polling() : pace_(kBurst) {}

void Polling::poll(LinkId link, Session& session, Step& step) {
  if (pace_.take(kPollsPerSecond, step.now)) {
    poll_due_ = kNever;
    poll_ = request(link, session.url(), {}, false, step);
  } else {
    poll_due_ = pace_.next(kPollsPerSecond);
  }
}

void Polling::add(View message) {
  const std::size_t bytes = message.size() + sizeof(String);
  has_lost_one_ = has_lost_one_ || waiting_bytes_ + bytes > kMostWaiting;
  if (has_lost_one_) return;
  waiting_bytes_ += bytes;
  waiting_.emplace_back(message);
}

void Polling::send_waiting(LinkId link, Session& session, Millis answer_within, Step& step) {
  if (send_ || waiting_.empty()) return;
  const String body = take_body(session);
  // An empty one would be a poll.
  if (body.empty()) return;
  send_due_ = step.now + answer_within;
  send_ = request(link, session.url(), body, false, step);
}

/// The first messages, as many as one body may hold; at least one.
String Polling::take_body(Session& session) {
  const std::size_t most = session.max_body();
  String body;
  std::size_t count = 0;
  while (count < waiting_.size() && (count == 0 || body.size() <= most)) {
    session.append(body, waiting_[count++]);
  }
  if (count > 1 && body.size() > most) {
    // The last one did not fit. Only the dialect knows how a body is put together, so it makes the
    // body again without it.
    --count;
    body.clear();
    for (std::size_t i = 0; i < count; ++i) session.append(body, waiting_[i]);
  }
  for (std::size_t i = 0; i < count; ++i) waiting_bytes_ -= waiting_[i].size() + sizeof(String);
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
  return body;
}

void Polling::send_last(LinkId link, Session& session, Step& step) {
  const String farewell{session.farewell()};
  if (farewell.empty()) return;
  String body;
  for (const String& message : waiting_) session.append(body, message);
  session.append(body, farewell);
  (void)request(link, session.url(), body, true, step);
}

RequestId Polling::request(LinkId link, View url, View body, bool last, Step& step) {
  const RequestId id{++last_};
  step.does(effect::SendRequest{link, id, Text(url), Text(body), last});
  return id;
}

Polling::Answer Polling::answered(RequestId request) {
  if (request && request == poll_) {
    poll_ = {};
    return Answer::Poll;
  }
  if (!request || request != send_) return Answer::Unasked;
  send_ = {};
  send_due_ = kNever;
  return Answer::Sent;
}

}  // namespace oread
