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

  AccessQuestions(native::LoopCore& loop, Millis answer_within, Report report, const Log& log);

  /// `cookie` is the Cookie header to pass on; it may be empty.
  void ask(const broker::effect::AskAccess& question, const std::string& cookie);

 private:
  /// Requests at the same time. After a restart of the server, all clients ask at once.
  static constexpr std::size_t kAtOnce = 32;

  struct Waiting {
    broker::AccessId access;
    native::HttpRequest request;
    Time until{};
  };

  void send_waiting();
  void finished(broker::AccessId access, Result<native::HttpAnswer> result);
  void failed(broker::AccessId access, const Error& error);

  native::LoopCore& loop_;
  Millis answer_within_;
  Report report_;
  const Log& log_;
  bool is_away_ = false;  ///< The last request had no response, and the log says so.
  std::deque<Waiting> waiting_;
  std::map<broker::AccessId, std::unique_ptr<native::HttpExchange>> running_;
};

/// The request for this question. Error: BadOption, if the URL is invalid.
Result<native::HttpRequest> access_request(const broker::effect::AskAccess& question,
                                           const std::string& cookie);

}  // namespace oread::server
