// A server on loopback that does what no server should. It accepts, answers and breaks off only
// when it is told to, and never waits.
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

  /// Takes the next connection that waits, if there is none, and reads what the client has sent.
  void look();
  /// Keeps bytes back, to have them in one packet with others.
  void put(std::string_view bytes);
  /// The right answer to the WebSocket handshake that was read last.
  void put_upgrade();
  /// Sends at most `most` of what was kept back.
  void flush(std::size_t most);

  void half_close() const;
  /// Ends the connection: with a reset, or after everything that was sent.
  void close(bool reset);
  /// Ends every connection, also those that wait.
  void close_all();

 private:
  int listener_ = -1;
  int fd_ = -1;
  std::uint16_t port_ = 0;
  std::string heard_;
  std::string kept_;
};

}  // namespace oread::fuzz
