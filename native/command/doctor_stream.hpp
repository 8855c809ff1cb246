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
  explicit Stream(std::chrono::milliseconds wait) : wait_(wait) {}
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Nothing, or the `errno` of why not.
  int connect(const Address& address);

  /// Why there is no TLS.
  struct Distrust {
    long verdict = 0;    ///< Of X509_verify_cert; 0 when the certificate is not the reason.
    std::string reason;  ///< OpenSSL's words.
  };
  std::optional<Distrust> secure(const std::string& host, const std::string& ca_file);

  bool write(std::string_view bytes);
  /// Waits for more bytes in `unread()`. False: none came in time, or the server is gone
  /// (`ended()`).
  bool fill();
  std::string& unread() { return unread_; }
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  [[nodiscard]] bool ready(short events) const;

  std::chrono::milliseconds wait_;
  int fd_ = -1;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
  std::string unread_;
  bool ended_ = false;
};

}  // namespace oread::command
