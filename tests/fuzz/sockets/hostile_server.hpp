// A misbehaving server on loopback. It accepts, responds and disconnects only when told to, and
// never blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace oread::fuzz {

class HostileServer {
 public:
  HostileServer();
  ~HostileServer();
  HostileServer(const HostileServer&) = delete;
  HostileServer& operator=(const HostileServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

  /// Accepts the next waiting connection, if it has none, and reads what the client has sent.
  void look();
  /// Buffers bytes, to send them in one packet with others.
  void put(std::string_view bytes);
  /// The correct response to the WebSocket handshake that was read last.
  void put_upgrade();
  /// Sends at most `most` of the buffered bytes.
  void flush(std::size_t most);

  void half_close() const;
  /// Closes the connection: with a reset, or after everything that was sent.
  void close(bool reset);
  /// Closes all connections, including waiting ones.
  void close_all();

 private:
  int listener_ = -1;
  int fd_ = -1;
  std::uint16_t port_ = 0;
  std::string heard_;
  std::string kept_;
};

}  // namespace oread::fuzz
