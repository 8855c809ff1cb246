// The server's listening sockets: all addresses of the host name, on one port.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "loop_core.hpp"
#include "oread/result.hpp"
#include "watch.hpp"

namespace oread::server {

/// We do not use libwebsockets' listener, in order to report what is wrong, to support port 0, and
/// to stop listening while the rest of the server keeps running.
class Listener {
 public:
  /// Called when connections wait in the kernel; returns how many may be accepted. The others keep
  /// waiting, and it is called again in the loop's next iteration.
  using MakeRoom = std::function<std::size_t()>;
  /// Called with each accepted socket, which it takes over.
  using OnAccept = std::function<void(int fd)>;

  Listener(native::LoopCore& loop, MakeRoom make_room, OnAccept on_accept);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// The bound port. Error: BadOption, with the address and what is wrong with it.
  Result<std::uint16_t> open(const std::string& host, std::uint16_t port);
  void close();

 private:
  void accept_all(int fd);
  void shed_one(int fd);

  native::LoopCore& loop_;
  MakeRoom make_room_;
  OnAccept on_accept_;
  std::vector<int> sockets_;
  std::vector<std::unique_ptr<native::Watch>> watches_;
  int spare_fd_ = -1;  ///< Closed when descriptors run out, in order to accept and reject a client.
};

}  // namespace oread::server
