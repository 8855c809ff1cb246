// A blocking connection that is set up layer by layer, so that each layer can report its own
// failure.
#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oread/result.hpp"

namespace oread::wire {

/// A server address in the operating system's form.
struct Address {
  int family = 0;
  std::string bytes;  ///< The `sockaddr`.
  std::string text;   ///< Printable form.
};

/// Error: LinkFailed, with the resolver's reason.
Result<std::vector<Address>> look_up(const std::string& host, std::uint16_t port);

/// Blocking; an operation that takes longer than `wait` fails.
class Stream {
 public:
  explicit Stream(std::chrono::milliseconds wait) : wait_(wait) { begin(); }
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Begins a step: all reads and writes until the next `begin` share one timeout of `wait`. A peer
  /// that sends a byte now and then must not block the caller indefinitely.
  void begin() { deadline_ = std::chrono::steady_clock::now() + wait_; }

  /// Begins a step. Returns nothing, or the `errno` of the failure.
  int connect(const Address& address);

  /// Why the TLS handshake failed.
  struct Distrust {
    enum class Why {
      Certificate,  ///< The certificate is not valid: `verdict` of X509_verify_cert.
      CaFile,       ///< The file given with --ca cannot be read.
      NotTls,       ///< The peer's data is not TLS.
      Refused,      ///< The server speaks TLS, but refused this client.
      Silent,       ///< Nothing was received in time.
      Ended,        ///< The server closed the connection.
    };
    Why why = Why::Ended;
    long verdict = 0;
    std::string reason;  ///< OpenSSL's message.
  };
  /// Begins a step.
  std::optional<Distrust> secure(const std::string& host, const std::string& ca_file);
  /// TLS with any peer, only to find out whether it speaks TLS. Begins a step.
  std::optional<Distrust> secure_with_anybody(const std::string& host);

  bool write(std::string_view bytes);
  /// Waits for more bytes in `unread()`. Returns false when the step has timed out or the server
  /// has closed the connection (`ended()`).
  bool fill();
  /// Moves what has already arrived to `unread()`, without waiting. Returns whether that was
  /// anything.
  bool take();
  std::string& unread() { return unread_; }
  [[nodiscard]] bool ended() const { return ended_; }
  /// For poll(); TLS may have read more from it than `take` has moved.
  [[nodiscard]] int descriptor() const { return fd_; }

 private:
  [[nodiscard]] bool ready(short events) const;
  enum class Got { Bytes, Nothing, End };
  Got read_some();
  std::optional<Distrust> shake_hands(const std::string& host);

  std::chrono::milliseconds wait_;
  std::chrono::steady_clock::time_point deadline_;
  int fd_ = -1;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
  std::string unread_;
  bool ended_ = false;
};

}  // namespace oread::wire
