// A TCP socket that waits for connections: of clients under test, and of a server's webhooks.
#pragma once

#include <netinet/in.h>

#include <cstdint>

namespace oread::conform {

struct Listening {
  int fd = -1;  ///< -1 if the port cannot be opened. The caller closes it.
  std::uint16_t port = 0;
};

/// `address` is INADDR_LOOPBACK or INADDR_ANY; port 0 takes a free one.
Listening listen_at(in_addr_t address, std::uint16_t port);

}  // namespace oread::conform
