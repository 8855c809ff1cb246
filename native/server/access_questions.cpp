#include "server/access_questions.hpp"

#include <algorithm>
#include <utility>

#include "server/http_message.hpp"

namespace oread::server {

Result<native::HttpRequest> access_request(const broker::effect::AskAccess& question,
                                           const std::string& cookie) {
  Result<native::Url> url = native::parse_url(question.url);
  if (!url) return url.error();
  native::HttpRequest request;
  request.url = std::move(url).value();
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"},
                     // Laravel then refuses with a status, and does not redirect to its login page.
                     {"X-Requested-With", "XMLHttpRequest"}};
  if (!question.authorization.empty()) {
    request.headers.push_back({"Authorization", question.authorization});
  }
  const bool is_one_line = std::none_of(cookie.begin(), cookie.end(),
                                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  if (!cookie.empty() && is_one_line) request.headers.push_back({"Cookie", cookie});
  request.body = "channel_name=" + percent_encoded(question.channel, "&=+;@,") +
                 "&socket_id=" + question.socket_id;
  // An answer names one user.
  request.most_bytes = std::size_t{64} * 1024;
  return request;
}

AccessQuestions::AccessQuestions(native::LoopCore& loop, Millis answer_within, Report report,
                                 CookieOf cookie_of, const Log& log)
    : loop_(loop),
      answer_within_(answer_within),
      report_(std::move(report)),
      cookie_of_(std::move(cookie_of)),
      log_(log) {}

void AccessQuestions::ask(const broker::effect::AskAccess& question) {
  waiting_[question.connection].push_back({question, native::LoopCore::now() + answer_within_});
  send_waiting();
}

void AccessQuestions::drop(const broker::effect::DropAccess& question) {
  const auto found = waiting_.find(question.connection);
  if (found == waiting_.end()) return;
  std::erase_if(found->second, [&question](const Waiting& each) {
    return each.question.access == question.access;
  });
  if (found->second.empty()) waiting_.erase(found);
}

AccessQuestions::Waiting AccessQuestions::next() {
  auto turn = waiting_.upper_bound(last_served_);
  if (turn == waiting_.end()) turn = waiting_.begin();
  last_served_ = turn->first;
  Waiting out = std::move(turn->second.front());
  turn->second.pop_front();
  if (turn->second.empty()) waiting_.erase(turn);
  return out;
}

void AccessQuestions::send_waiting() {
  while (!waiting_.empty() && running_.size() < kAtOnce) send(next());
}

void AccessQuestions::send(const Waiting& waiting) {
  const Millis left = waiting.until - native::LoopCore::now();
  // The broker has given up, too.
  if (left <= Millis::zero()) return;
  const broker::AccessId access = waiting.question.access;
  const std::string cookie =
      waiting.question.with_cookies ? cookie_of_(waiting.question.connection) : std::string();
  Result<native::HttpRequest> request = access_request(waiting.question, cookie);
  if (!request) {
    return loop_.post([this, access, error = request.error()] { failed(access, error); });
  }
  request.value().timeout = left;
  running_[access] = std::make_unique<native::HttpExchange>(
      loop_, std::move(request).value(),
      [this, access](Result<native::HttpAnswer> result) { finished(access, std::move(result)); });
}

void AccessQuestions::finished(broker::AccessId access, Result<native::HttpAnswer> result) {
  running_.erase(access);
  if (!result) {
    failed(access, result.error());
  } else {
    is_away_ = false;
    native::HttpAnswer answer = std::move(result).value();
    // The beginning of an answer is not the answer.
    if (answer.cut) answer.body.clear();
    report_(broker::in::AccessAnswered{access, answer.status, std::move(answer.body)});
  }
  send_waiting();
}

void AccessQuestions::failed(broker::AccessId access, const Error& error) {
  const bool is_late = error.code == Errc::Timeout;
  if (log_ && !std::exchange(is_away_, true)) {
    // A request may have had less time than that: its question waited for its turn.
    const std::string late = "the auth endpoint did not answer within " +
                             std::to_string(answer_within_.count()) + " ms of the question; " +
                             std::to_string(running_.size()) + " other requests are under way";
    log_({Level::Bad, "auth-endpoint-failed", {{"text", is_late ? late : error.text}}});
  }
  // The broker has its own clock for answers that do not come.
  if (!is_late) report_(broker::in::AccessAnswered{access, 0, {}});
}

}  // namespace oread::server
