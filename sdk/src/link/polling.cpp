#include "link/polling.hpp"

namespace oread {

void Polling::poll(LinkId link, Session& session, Step& step) {
  poll_ = request(link, session.url(), {}, step);
}

void Polling::send_waiting(LinkId link, Session& session, Millis answer_within, Step& step) {
  if (send_ || waiting_.empty()) return;
  send_due_ = step.now + answer_within;
  send_ = request(link, session.url(), waiting_, step);
  waiting_.clear();
}

RequestId Polling::request(LinkId link, View url, View body, Step& step) {
  const RequestId id{++last_};
  step.does(effect::SendRequest{link, id, Text(url), Text(body)});
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
