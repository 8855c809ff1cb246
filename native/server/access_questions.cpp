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
                                 const Log& log)
    : loop_(loop), answer_within_(answer_within), report_(std::move(report)), log_(log) {}

void AccessQuestions::ask(const broker::effect::AskAccess& question, const std::string& cookie) {
  Result<native::HttpRequest> request = access_request(question, cookie);
  if (!request) {
    return loop_.post(
        [this, access = question.access, error = request.error()] { failed(access, error); });
  }
  waiting_.push_back(
      {question.access, std::move(request).value(), native::LoopCore::now() + answer_within_});
  send_waiting();
}

void AccessQuestions::send_waiting() {
  while (!waiting_.empty() && running_.size() < kAtOnce) {
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    const Millis left = next.until - native::LoopCore::now();
    // The broker has given up, too.
    if (left <= Millis::zero()) continue;
    next.request.timeout = left;
    const broker::AccessId access = next.access;
    running_[access] = std::make_unique<native::HttpExchange>(
        loop_, std::move(next.request),
        [this, access](Result<native::HttpAnswer> result) { finished(access, std::move(result)); });
  }
}

void AccessQuestions::finished(broker::AccessId access, Result<native::HttpAnswer> result) {
  running_.erase(access);
  if (result) {
    is_away_ = false;
    report_(
        broker::in::AccessAnswered{access, result.value().status, std::move(result.value().body)});
  } else {
    failed(access, result.error());
  }
  send_waiting();
}

void AccessQuestions::failed(broker::AccessId access, const Error& error) {
  if (log_ && !std::exchange(is_away_, true)) {
    log_({Level::Bad, "auth-endpoint-failed", {{"text", error.text}}});
  }
  // The broker has its own clock for answers that do not come.
  if (error.code != Errc::Timeout) report_(broker::in::AccessAnswered{access, 0, {}});
}

}  // namespace oread::server
