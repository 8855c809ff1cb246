// The listening sockets of the server: every address that the host name stands for, one port.
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

/// Ours and not libwebsockets', for errors that say what is wrong, for port 0, and to stop
/// listening while the rest of the server goes on.
class Listener {
 public:
  /// Asked when connections wait in the kernel: how many may be accepted. The others wait on, and
  /// it is asked again when the loop has come round.
  using MakeRoom = std::function<std::size_t()>;
  /// Given each accepted socket; takes it over.
  using OnAccept = std::function<void(int fd)>;

  Listener(native::LoopCore& loop, MakeRoom make_room, OnAccept on_accept);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// The port that was bound. Error: BadOption, with the address and what is wrong with it.
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
  int spare_fd_ = -1;  ///< Given up to be able to turn somebody away when descriptors run out.
};

}  // namespace oread::server
