// The dev server: WebSocket, HTTP API and files on one port, everything decided by the broker.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "oread/native/loop.hpp"
#include "oread/result.hpp"
#include "server/log.hpp"
#include "server/server_options.hpp"

namespace oread::server {

/// All of it lives on the loop's thread.
class Server {
 public:
  /// `options` must have passed `check()`. The loop must outlive the server.
  Server(native::Loop& loop, ServerOptions options, Log log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Listens from now on: the address for people, "http://127.0.0.1:6001". Error: BadOption.
  Result<std::string> open();

  /// Ends in peace: no new connections, 4200 to every client, webhooks flushed; then `done`.
  void drain(std::function<void()> done);

  /// Connections that have said something and are not gone yet.
  [[nodiscard]] std::size_t connections() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace oread::server
