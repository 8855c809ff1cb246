#include "wire/stream.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/sslerr.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "url.hpp"

namespace oread::wire {
namespace {

using Distrust = Stream::Distrust;

/// After a failed handshake.
Distrust why_not(SSL* tls, bool silent) {
  if (silent) return {Distrust::Why::Silent, 0, {}};
  const long verdict = SSL_get_verify_result(tls);
  if (SSL_get_verify_mode(tls) != SSL_VERIFY_NONE && verdict != X509_V_OK) {
    return {Distrust::Why::Certificate, verdict, X509_verify_cert_error_string(verdict)};
  }
  const unsigned long error = ERR_peek_last_error();
  const char* words = error != 0 ? ERR_reason_error_string(error) : nullptr;
  if (words == nullptr) return {Distrust::Why::Ended, 0, {}};
  // Codes above SSL_AD_REASON_OFFSET are alerts from the peer, which must speak TLS to send one.
  const int reason = ERR_GET_REASON(error);
  if (reason > SSL_AD_REASON_OFFSET) return {Distrust::Why::Refused, 0, words};
  switch (reason) {
    case SSL_R_UNEXPECTED_EOF_WHILE_READING: return {Distrust::Why::Ended, 0, {}};
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
    case SSL_R_BAD_RECORD_TYPE:
    case SSL_R_UNKNOWN_PROTOCOL: return {Distrust::Why::NotTls, 0, words};
    default: return {Distrust::Why::Refused, 0, words};
  }
}

}  // namespace

Result<std::vector<Address>> look_up(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int why = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
      why != 0) {
    return Error{Errc::LinkFailed, 0, gai_strerror(why)};
  }
  std::vector<Address> addresses;
  for (const addrinfo* at = found; at != nullptr; at = at->ai_next) {
    char text[NI_MAXHOST] = "?";
    getnameinfo(at->ai_addr, at->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
    addresses.push_back(
        {at->ai_family, {reinterpret_cast<const char*>(at->ai_addr), at->ai_addrlen}, text});
  }
  freeaddrinfo(found);
  return addresses;
}

Stream::~Stream() {
  tls_.reset();
  if (fd_ >= 0) close(fd_);
}

bool Stream::ready(short events) const {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline_ - std::chrono::steady_clock::now());
  if (left.count() <= 0) return false;
  pollfd waiting{fd_, events, 0};
  return poll(&waiting, 1, static_cast<int>(left.count())) > 0;
}

int Stream::connect(const Address& address) {
  begin();
  if (fd_ >= 0) close(fd_);
  fd_ = socket(address.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd_ < 0) return errno;
  const auto* to = reinterpret_cast<const sockaddr*>(address.bytes.data());
  if (::connect(fd_, to, static_cast<socklen_t>(address.bytes.size())) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  if (!ready(POLLOUT)) return ETIMEDOUT;
  int why = 0;
  socklen_t size = sizeof why;
  getsockopt(fd_, SOL_SOCKET, SO_ERROR, &why, &size);
  return why;
}

std::optional<Stream::Distrust> Stream::secure(const std::string& host,
                                               const std::string& ca_file) {
  begin();
  context_.reset(SSL_CTX_new(TLS_client_method()));
  if (ca_file.empty()) {
    SSL_CTX_set_default_verify_paths(context_.get());
  } else if (SSL_CTX_load_verify_locations(context_.get(), ca_file.c_str(), nullptr) != 1) {
    ERR_clear_error();
    return Distrust{Distrust::Why::CaFile, 0, ca_file};
  }
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
  return shake_hands(host);
}

std::optional<Stream::Distrust> Stream::secure_with_anybody(const std::string& host) {
  begin();
  context_.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_NONE, nullptr);
  return shake_hands(host);
}

std::optional<Stream::Distrust> Stream::shake_hands(const std::string& host) {
  tls_.reset(SSL_new(context_.get()));
  if (native::is_address(host)) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls_.get()), host.c_str());
  } else {
    SSL_set1_host(tls_.get(), host.c_str());
    SSL_set_tlsext_host_name(tls_.get(), host.c_str());
  }
  SSL_set_fd(tls_.get(), fd_);
  for (;;) {
    ERR_clear_error();
    const int done = SSL_connect(tls_.get());
    if (done == 1) return std::nullopt;
    const int why = SSL_get_error(tls_.get(), done);
    const bool waits = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
    if (waits && ready(why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT)) continue;
    Distrust distrust = why_not(tls_.get(), waits);
    ERR_clear_error();
    tls_.reset();
    return distrust;
  }
}

bool Stream::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const long sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                           : static_cast<long>(send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (!(tls_ ? SSL_get_error(tls_.get(), static_cast<int>(sent)) == SSL_ERROR_WANT_WRITE
                      : errno == EAGAIN) ||
               !ready(POLLOUT)) {
      return false;
    }
  }
  return true;
}

Stream::Got Stream::read_some() {
  char piece[16 * 1024];
  const long got = tls_ ? SSL_read(tls_.get(), piece, sizeof piece)
                        : static_cast<long>(recv(fd_, piece, sizeof piece, 0));
  if (got > 0) {
    unread_.append(piece, static_cast<std::size_t>(got));
    return Got::Bytes;
  }
  const bool wait = tls_ ? SSL_get_error(tls_.get(), static_cast<int>(got)) == SSL_ERROR_WANT_READ
                         : got < 0 && errno == EAGAIN;
  if (!wait) ended_ = true;
  return wait ? Got::Nothing : Got::End;
}

bool Stream::fill() {
  // A peer that sends without a pause must not block the caller either: in that case do not wait at
  // all.
  while (std::chrono::steady_clock::now() < deadline_) {
    const Got got = read_some();
    if (got != Got::Nothing) return got == Got::Bytes;
    if (!ready(POLLIN)) return false;
  }
  return false;
}

bool Stream::take() {
  constexpr std::size_t kAtOnce = std::size_t{1024} * 1024;
  const std::size_t before = unread_.size();
  while (unread_.size() - before < kAtOnce && read_some() == Got::Bytes) {
  }
  return unread_.size() > before;
}

}  // namespace oread::wire
