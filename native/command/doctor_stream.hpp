// A connection that `oread doctor` makes by hand, one layer after the other, so that each can say
// what is wrong with it.
#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oread/result.hpp"

namespace oread::command {

/// An address of the server, as the system wants it.
struct Address {
  int family = 0;
  std::string bytes;  ///< The `sockaddr`.
  std::string text;   ///< For people.
};

/// Error: LinkFailed, with the resolver's reason.
Result<std::vector<Address>> look_up(const std::string& host, std::uint16_t port);

/// Blocking; whatever takes longer than `wait` has failed.
class Stream {
 public:
  explicit Stream(std::chrono::milliseconds wait) : wait_(wait) { begin(); }
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Begins a step: all that is read and written until the next `begin` shares one `wait`. A peer
  /// that sends a byte now and then must not keep the doctor without end.
  void begin() { deadline_ = std::chrono::steady_clock::now() + wait_; }

  /// Begins a step. Nothing, or the `errno` of why not.
  int connect(const Address& address);

  /// Why there is no TLS.
  struct Distrust {
    enum class Why {
      Certificate,  ///< It is not good: `verdict` of X509_verify_cert.
      CaFile,       ///< The file of --ca cannot be read.
      NotTls,       ///< What came is no TLS.
      Refused,      ///< The server speaks TLS, but not with us.
      Silent,       ///< Nothing came in time.
      Ended,        ///< The server hung up.
    };
    Why why = Why::Ended;
    long verdict = 0;
    std::string reason;  ///< OpenSSL's words.
  };
  /// Begins a step.
  std::optional<Distrust> secure(const std::string& host, const std::string& ca_file);
  /// TLS with whoever it is: only to learn whether TLS is spoken here. Begins a step.
  std::optional<Distrust> secure_with_anybody(const std::string& host);

  bool write(std::string_view bytes);
  /// Waits for more bytes in `unread()`. False: the step's time is over, or the server is gone
  /// (`ended()`).
  bool fill();
  std::string& unread() { return unread_; }
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  [[nodiscard]] bool ready(short events) const;
  std::optional<Distrust> shake_hands(const std::string& host);

  std::chrono::milliseconds wait_;
  std::chrono::steady_clock::time_point deadline_;
  int fd_ = -1;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
  std::string unread_;
  bool ended_ = false;
};

}  // namespace oread::command
