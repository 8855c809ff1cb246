// A scripted server: it does exactly what a test says, including what no proper server does.
// Blocking sockets and one thread per connection.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "certificates.hpp"

namespace oread::test {

/// One accepted connection. Reading waits at most 10 s and then returns what has arrived.
class PeerConnection {
 public:
  struct Tls;

  PeerConnection(int fd, std::unique_ptr<Tls> tls);
  ~PeerConnection();

  /// The head of a request and, by its Content-Length, its body.
  std::string read_request();
  void write(std::string_view bytes);

  /// Reads the request and sends the WebSocket handshake. Returns the request.
  std::string upgrade();
  /// The client's next message, unmasked. A close frame is returned as "close CODE", the end of the
  /// connection as "end".
  std::string read_message();
  /// The next message that is not a ping of the protocol; answers pings.
  std::string read_beyond_pings();
  void send_text(std::string_view text) { send_frame(0x81, text); }
  /// Any frame: `first` is FIN and opcode.
  void send_frame(unsigned char first, std::string_view payload);
  void send_close(std::uint16_t code, std::string_view reason = {});

  /// Closes the connection with a reset, as with unread bytes.
  void reset() const;

  /// Waits until the client disconnects.
  void wait_for_end();

  /// The server name that the TLS client requested.
  [[nodiscard]] std::string server_name() const;
  /// The negotiated protocol: "h2" if the TLS client offered it.
  [[nodiscard]] std::string application_protocol() const;

 private:
  friend class Peer;
  bool fill();

  int fd_;
  std::unique_ptr<Tls> tls_;
  std::string unread_;
};

class Peer {
 public:
  using Script = std::function<void(PeerConnection&)>;

  /// Listens on 127.0.0.1, on a free port or the given one; every connection runs `script`.
  explicit Peer(Script script, const Identity* identity = nullptr, std::uint16_t port = 0);
  /// Closes every connection and waits for the scripts.
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// "http://127.0.0.1:PORT/path"
  [[nodiscard]] std::string url(const std::string& scheme, const std::string& path = "/") const;

 private:
  void accept_all();

  Script script_;
  std::shared_ptr<void> tls_context_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::thread acceptor_;
  std::mutex mutex_;
  std::vector<int> open_;                 // guarded by mutex_
  std::vector<std::thread> connections_;  // guarded by mutex_
};

/// "HTTP/1.1 STATUS X", the headers, and the body with its length.
std::string http_answer(int status, const std::string& body,
                        const std::string& headers = "Content-Type: application/json\r\n");

}  // namespace oread::test
