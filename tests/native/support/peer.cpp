#include "peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace oread::test {
namespace {

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string header_of(const std::string& request, const std::string& name) {
  const std::size_t at = lower(request).find("\r\n" + lower(name) + ": ");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + 4 + name.size();
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

std::string accept_key(const std::string& key) {
  const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  unsigned char encoded[64];
  EVP_EncodeBlock(encoded, digest, sizeof digest);
  return reinterpret_cast<const char*>(encoded);
}

// Prefers HTTP/2, like real servers: a client that offers it gets it.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_length,
                    const unsigned char* offered, unsigned offered_length, void*) {
  static constexpr unsigned char kPreferred[] = "\x02h2\x08http/1.1";
  unsigned char* chosen = nullptr;
  const int code = SSL_select_next_proto(&chosen, out_length, kPreferred, sizeof kPreferred - 1,
                                         offered, offered_length);
  *out = chosen;
  return code == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

struct PeerConnection::Tls {
  std::unique_ptr<SSL, FreeSsl> ssl;
};

PeerConnection::PeerConnection(int fd, std::unique_ptr<Tls> tls) : fd_(fd), tls_(std::move(tls)) {
  const timeval most{10, 0};
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
  setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
}

PeerConnection::~PeerConnection() = default;

bool PeerConnection::fill() {
  char buffer[16 * 1024];
  const ssize_t got =
      tls_ ? SSL_read(tls_->ssl.get(), buffer, sizeof buffer) : recv(fd_, buffer, sizeof buffer, 0);
  if (got <= 0) return false;
  unread_.append(buffer, static_cast<std::size_t>(got));
  return true;
}

void PeerConnection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent =
        tls_ ? SSL_write(tls_->ssl.get(), bytes.data(), static_cast<int>(bytes.size()))
             : send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string PeerConnection::read_request() {
  std::size_t end = std::string::npos;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return std::exchange(unread_, {});
  }
  const std::string head = unread_.substr(0, end + 4);
  const std::size_t whole =
      head.size() + std::strtoul(header_of(head, "Content-Length").c_str(), nullptr, 10);
  while (unread_.size() < whole && fill()) {
  }
  std::string request = unread_.substr(0, whole);
  unread_.erase(0, whole);
  return request;
}

std::string PeerConnection::upgrade() {
  std::string request = read_request();
  write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: " +
      accept_key(header_of(request, "Sec-WebSocket-Key")) + "\r\n\r\n");
  return request;
}

std::string PeerConnection::read_message() {
  const auto need = [this](std::size_t bytes) {
    while (unread_.size() < bytes) {
      if (!fill()) return false;
    }
    return true;
  };
  if (!need(2)) return "end";
  const int opcode = unread_[0] & 0x0F;
  std::size_t length = static_cast<unsigned char>(unread_[1]) & 0x7F;
  std::size_t head = 2;
  if (length >= 126) {
    const std::size_t more = length == 126 ? 2 : 8;
    if (!need(2 + more)) return "end";
    length = 0;
    for (std::size_t i = 0; i < more; ++i) {
      length = length << 8 | static_cast<unsigned char>(unread_[2 + i]);
    }
    head += more;
  }
  if (!need(head + 4 + length)) return "end";
  std::string text = unread_.substr(head + 4, length);
  for (std::size_t i = 0; i < length; ++i) {
    text[i] = static_cast<char>(text[i] ^ unread_[head + i % 4]);
  }
  unread_.erase(0, head + 4 + length);
  if (opcode != 8) return text;
  if (text.size() < 2) return "close";
  return "close " + std::to_string(static_cast<unsigned char>(text[0]) << 8 |
                                   static_cast<unsigned char>(text[1]));
}

std::string PeerConnection::read_beyond_pings() {
  for (;;) {
    std::string text = read_message();
    if (text.find("pusher:ping") == std::string::npos) return text;
    send_text(R"({"event":"pusher:pong"})");
  }
}

void PeerConnection::send_frame(unsigned char first, std::string_view payload) {
  std::string frame(1, static_cast<char>(first));
  if (payload.size() < 126) {
    frame += static_cast<char>(payload.size());
  } else {
    frame += static_cast<char>(127);
    for (int shift = 56; shift >= 0; shift -= 8) {
      frame += static_cast<char>(payload.size() >> shift & 0xFF);
    }
  }
  write(frame.append(payload));
}

void PeerConnection::send_close(std::uint16_t code, std::string_view reason) {
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
  send_frame(0x88, payload.append(reason));
}

void PeerConnection::reset() const {
  const linger at_once{1, 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  // Not closed, because its owner does that: connecting it to nothing drops the connection.
  sockaddr nobody{};
  nobody.sa_family = AF_UNSPEC;
  static_cast<void>(connect(fd_, &nobody, sizeof nobody));
}

void PeerConnection::wait_for_end() {
  while (fill()) {
  }
}

std::string PeerConnection::server_name() const {
  const char* name =
      tls_ ? SSL_get_servername(tls_->ssl.get(), TLSEXT_NAMETYPE_host_name) : nullptr;
  return name == nullptr ? "" : name;
}

std::string PeerConnection::application_protocol() const {
  const unsigned char* name = nullptr;
  unsigned length = 0;
  if (tls_) SSL_get0_alpn_selected(tls_->ssl.get(), &name, &length);
  return std::string(reinterpret_cast<const char*>(name), length);
}

Peer::Peer(Script script, const Identity* identity, std::uint16_t port)
    : script_(std::move(script)) {
  // Clients that disconnect in the middle of our TLS are part of the tests.
  std::signal(SIGPIPE, SIG_IGN);
  if (identity != nullptr) {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    tls_context_ =
        std::shared_ptr<void>(context, [](void* it) { SSL_CTX_free(static_cast<SSL_CTX*>(it)); });
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    SSL_CTX_use_certificate(context, identity->certificate.get());
    SSL_CTX_use_PrivateKey(context, identity->key.get());
  }
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      listen(listener_, 64) != 0) {
    throw std::runtime_error("cannot listen");
  }
  getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

Peer::~Peer() {
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  close(listener_);
  {
    const std::lock_guard lock(mutex_);
    for (const int fd : open_) shutdown(fd, SHUT_RDWR);
  }
  for (std::thread& connection : connections_) connection.join();
}

void Peer::accept_all() {
  for (;;) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    const std::lock_guard lock(mutex_);
    open_.push_back(fd);
    connections_.emplace_back([this, fd] {
      std::unique_ptr<PeerConnection::Tls> tls;
      bool ok = true;
      if (tls_context_) {
        tls = std::make_unique<PeerConnection::Tls>();
        tls->ssl.reset(SSL_new(static_cast<SSL_CTX*>(tls_context_.get())));
        SSL_set_fd(tls->ssl.get(), fd);
        ok = SSL_accept(tls->ssl.get()) == 1;
      }
      if (ok) {
        PeerConnection connection(fd, std::move(tls));
        script_(connection);
      }
      const std::lock_guard inner(mutex_);
      open_.erase(std::find(open_.begin(), open_.end(), fd));
      close(fd);
    });
  }
}

std::string Peer::url(const std::string& scheme, const std::string& path) const {
  return scheme + "://127.0.0.1:" + std::to_string(port_) + path;
}

std::string http_answer(int status, const std::string& body, const std::string& headers) {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

}  // namespace oread::test
