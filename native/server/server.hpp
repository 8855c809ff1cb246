// The dev server: WebSocket, HTTP API and files on one port; the broker makes all decisions.
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

/// Everything runs on the loop's thread.
class Server {
 public:
  /// `options` must have passed `check()`. The loop must outlive the server.
  Server(native::Loop& loop, ServerOptions options, Log log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Starts to listen, and returns a printable address: "http://127.0.0.1:6001". Error: BadOption.
  Result<std::string> open();

  /// Shuts down cleanly: accepts no new connections, closes every client with 4200 and flushes the
  /// webhooks; then calls `done`.
  void drain(std::function<void()> done);

  /// The number of open connections that have sent something.
  [[nodiscard]] std::size_t connections() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace oread::server
