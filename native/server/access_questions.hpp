// Asks apps' auth endpoints whether a client may join a channel. The broker decides what the answer
// means.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "http.hpp"
#include "oread/broker/effect.hpp"
#include "oread/broker/input.hpp"
#include "server/log.hpp"

namespace oread::server {

class AccessQuestions {
 public:
  /// Receives AccessAnswered, later, never from within `ask()`; not if no answer comes in time.
  using Report = std::function<void(broker::Input)>;

  /// Returns the Cookie header of a connection; it may be empty.
  using CookieOf = std::function<std::string(broker::ConnectionId)>;

  AccessQuestions(native::LoopCore& loop, Millis answer_within, Report report, CookieOf cookie_of,
                  const Log& log);

  /// Connections take turns: one with many questions delays itself.
  void ask(const broker::effect::AskAccess& question);
  /// Forgets a question that has not been sent.
  void drop(const broker::effect::DropAccess& question);

 private:
  /// Requests at the same time. After a restart of the server, all clients ask at once.
  static constexpr std::size_t kAtOnce = 32;

  struct Waiting {
    broker::effect::AskAccess question;
    Time until{};
  };

  void send_waiting();
  /// The first question of the connection whose turn it is; there is one.
  Waiting next();
  void send(const Waiting& waiting);
  void finished(broker::AccessId access, Result<native::HttpAnswer> result);
  void failed(broker::AccessId access, const Error& error);

  native::LoopCore& loop_;
  Millis answer_within_;
  Report report_;
  CookieOf cookie_of_;
  const Log& log_;
  bool is_away_ = false;  ///< The last request had no response, and the log says so.
  std::map<broker::ConnectionId, std::deque<Waiting>> waiting_;
  broker::ConnectionId last_served_;
  std::map<broker::AccessId, std::unique_ptr<native::HttpExchange>> running_;
};

/// The request for this question. Error: BadOption, if the URL is invalid.
Result<native::HttpRequest> access_request(const broker::effect::AskAccess& question,
                                           const std::string& cookie);

}  // namespace oread::server
