// Where a client under test plays: a server that does what a case says, the auth endpoint of an
// app, and the driver that tells the client what to do. Our engine in virtual time and a program
// behind real sockets are two kinds of it.
#pragma once

#include <cstdint>
#include <string>

#include "conform/child_process.hpp"
#include "conform/expand.hpp"
#include "conform/wire.hpp"

namespace oread::conform {

/// A question for the app's auth endpoint.
struct Question {
  int id = 0;
  std::string path;  ///< "/auth", or "/user-auth" for signing in.
  Json fields;       ///< The fields of its form: socket_id, channel_name…
  Json headers;      ///< By their names in lower case.
};

/// What is told of the client while a case runs.
class StageEvents {
 public:
  virtual ~StageEvents() = default;
  /// The client asks for a connection; it waits for `accept` or `refuse`. `head` is its request.
  virtual void opened(int connection, std::string head) = 0;
  virtual void received(int connection, Received received) = 0;
  virtual void asked(Question question) = 0;
  /// A report of the driver: {"report": "state", …}.
  virtual void reported(Json report) = 0;
  /// The client's process has ended.
  virtual void died(std::string why) = 0;
};

class Stage {
 public:
  Stage() = default;
  virtual ~Stage() = default;
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// Begins a case with a driver that answers; nobody hears of the case before. Error: a sentence.
  virtual std::string begin(StageEvents& events) = 0;
  /// Nothing is reported to the events of `begin` from now on.
  virtual void end() = 0;

  /// What the driver says about itself: {"name": "pusher-js 8.6.0", "can": ["presence"]}.
  virtual Json hello() = 0;
  /// A command for the driver: {"cmd": "subscribe", "ch": "news"}.
  virtual void tell(const Json& command) = 0;

  /// `headers` are lines with their ends, for an acceptance that is not a right one.
  virtual void accept(int connection, const std::string& headers) = 0;
  virtual void refuse(int connection, int status, const std::string& headers) = 0;
  virtual void send(int connection, const RawFrame& frame) = 0;
  /// Code 0: without a close frame.
  virtual void close(int connection, std::uint16_t code, const std::string& reason) = 0;
  /// Status 0: the connection of the request is dropped.
  virtual void answer(int question, int status, const std::string& body) = 0;

  /// What the client's process holds; nothing if it has none of its own.
  [[nodiscard]] virtual std::optional<Usage> usage() const { return std::nullopt; }

  /// Lets something happen, or time pass until `until` at the latest.
  virtual void pump(Time until) = 0;
  [[nodiscard]] virtual Time now() const = 0;
  /// Whether time passes only when a case waits, so that it can be measured exactly.
  [[nodiscard]] virtual bool is_virtual() const = 0;
};

}  // namespace oread::conform
