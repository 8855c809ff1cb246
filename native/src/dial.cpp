#include "dial.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "peer_check.hpp"
#include "vhosts.hpp"

namespace oread::native {
namespace {

// An address that drops our packets must not use up the whole attempt if there is another one
// (typically IPv6 that is announced but not routed).
constexpr Millis kNextAddressAfter{2500};

// libwebsockets times out after 5 s in every waiting state. The engine and HttpRequest::timeout set
// our timeouts, so its own are extended repeatedly until the connection is open or abandoned.
constexpr Millis kPutOffEvery{2000};
constexpr int kPutOffSeconds = 3600;

// The maximum sizes that fit into libwebsockets' buffers for the Host header and the request line.
constexpr std::size_t kMostHost = 110;
constexpr std::size_t kMostTarget = 2000;

constexpr const char* kUserAgent = "oread-native";

}  // namespace

Dial::Dial(LoopCore& loop, DialOptions options)
    : loop_(loop), options_(std::move(options)), turn_(loop), hold_(loop) {}

Dial::~Dial() {
  abandon();
}

void Dial::start() {
  // libwebsockets would truncate them and send the rest.
  if (options_.url.host.size() > kMostHost || options_.url.target.size() > kMostTarget) {
    return attempt_failed("the address is too long: the maximum is " + std::to_string(kMostHost) +
                          " characters for the host and " + std::to_string(kMostTarget) +
                          " for the path");
  }
  lookup_.emplace(loop_, options_.url.host, [this](Result<std::vector<std::string>> addresses) {
    on_resolved(std::move(addresses));
  });
}

void Dial::abandon() {
  turn_.disarm();
  hold_.disarm();
  lookup_.reset();
  if (wsi_ == nullptr) return;
  lws_set_timeout(wsi_, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
  forget_wsi();
  const std::shared_ptr<Dial> last = stop_lingering();
}

std::shared_ptr<Dial> Dial::stop_lingering() {
  if (self_) loop_.goodbye_ended();
  return std::exchange(self_, nullptr);
}

void Dial::linger(std::chrono::seconds most) {
  if (wsi_ == nullptr) return;
  hold_.disarm();
  if (!self_) loop_.goodbye_begins();
  self_ = shared_from_this();
  lws_set_timeout(wsi_, PENDING_TIMEOUT_USER_OK, static_cast<int>(most.count()));
}

void Dial::hold() {
  if (wsi_ == nullptr) return;
  lws_set_timeout(wsi_, PENDING_TIMEOUT_USER_OK, kPutOffSeconds);
  hold_.arm(LoopCore::now() + kPutOffEvery, [this] { hold(); });
}

void Dial::forget_wsi() {
  if (wsi_ != nullptr) set_handler(std::exchange(wsi_, nullptr), nullptr);
}

void Dial::on_resolved(Result<std::vector<std::string>> addresses) {
  const std::shared_ptr<Dial> keep = shared_from_this();
  lookup_.reset();
  if (!addresses.ok()) return on_failed(addresses.error().text);
  addresses_ = std::move(addresses).value();
  std::reverse(addresses_.begin(), addresses_.end());
  try_next_address();
}

void Dial::try_next_address() {
  const std::shared_ptr<Dial> keep = shared_from_this();
  if (reached_ || addresses_.empty()) return on_failed(why_);
  const std::string address = std::move(addresses_.back());
  addresses_.pop_back();

  lws_client_connect_info info{};
  info.context = loop_.context();
  info.vhost = loop_.plain_vhost();
  if (options_.url.tls()) {
    Result<lws_vhost*> vhost = loop_.vhosts().with(options_.tls);
    if (!vhost.ok()) return on_failed(vhost.error().text);
    info.vhost = vhost.value();
    info.ssl_connection = LCCSCF_USE_SSL;
    // libwebsockets compares only names; check_peer() also compares addresses.
    if (is_address(options_.url.host)) {
      info.ssl_connection |= LCCSCF_SKIP_SERVER_CERT_HOSTNAME_CHECK;
    }
  }
  info.ssl_connection |= LCCSCF_HTTP_NO_FOLLOW_REDIRECT;
  info.address = address.c_str();
  info.port = options_.url.port;
  info.path = options_.url.target.c_str();
  const std::string host = options_.url.authority();
  info.host = host.c_str();  // Host header and server name indication
  info.alpn = "http/1.1";
  info.method = options_.method.empty() ? nullptr : options_.method.c_str();
  info.local_protocol_name = kWsiProtocolName;
  info.opaque_user_data = static_cast<WsiHandler*>(this);
  info.pwsi = &wsi_;

  if (!addresses_.empty()) {
    turn_.arm(LoopCore::now() + kNextAddressAfter, [this, address] {
      abandon();
      why_ = "cannot connect to " + options_.url.place() + ": " + address + " does not respond";
      try_next_address();
    });
  }
  connected_ = false;
  if (lws_client_connect_via_info(&info) == nullptr) {
    forget_wsi();
    return attempt_failed(why_.empty() ? failure(nullptr, {}) : why_);
  }
  hold_.arm(LoopCore::now() + kPutOffEvery, [this] { hold(); });
}

// libwebsockets' own messages are for its developers; the state it was in is more helpful.
std::string Dial::failure(lws* wsi, std::string_view said) const {
  const std::string place = options_.url.place();
  if (!connected_) return "cannot connect to " + place + ": nothing listens there";
  if (!reached_) return "TLS with " + place + " failed: " + why_tls_failed(wsi, said);
  const auto status = wsi == nullptr ? 0U : lws_http_client_http_response(wsi);
  if (status == 101) return place + " sent an invalid response to the WebSocket handshake";
  if (options_.method.empty() && status != 0) {
    return place + " returned HTTP " + std::to_string(status) + " instead of opening a WebSocket";
  }
  const bool unreadable =
      said.find("pars") != std::string_view::npos || said.starts_with("HS:") || status != 0;
  return place + (unreadable ? " sent a malformed HTTP response"
                             : " closed the connection before it responded");
}

void Dial::attempt_failed(std::string why) {
  forget_wsi();
  why_ = std::move(why);
  turn_.arm(LoopCore::now(), [this] { try_next_address(); });
}

int Dial::write_headers(lws* wsi, void* in, std::size_t room) {
  auto** cursor = static_cast<unsigned char**>(in);
  std::string text = std::string("User-Agent: ") + kUserAgent + "\r\n";
  for (const Field& header : options_.headers) {
    text += header.name + ": " + header.value + "\r\n";
  }
  if (text.size() + 16 > room) {
    attempt_failed("the headers of the request are too long");
    return -1;
  }
  std::memcpy(*cursor, text.data(), text.size());
  *cursor += text.size();
  return on_event(wsi, LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER, nullptr, 0);
}

int Dial::on_wsi(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) {
  const std::shared_ptr<Dial> keep = shared_from_this();
  switch (reason) {
    case LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER: {
      // The first callback after the TLS handshake, and the last one before anything is sent.
      turn_.disarm();
      reached_ = true;
      const auto wrong =
          options_.url.tls() ? check_peer(wsi, options_.url.host) : std::optional<std::string>();
      if (wrong) {
        attempt_failed("TLS with " + options_.url.place() + " failed: " + *wrong);
        return -1;
      }
      return write_headers(wsi, in, length);
    }
    case LWS_CALLBACK_RAW_CONNECTED:
      turn_.disarm();
      reached_ = true;
      return on_event(wsi, reason, in, length);
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR: {
      const bool has_words = in != nullptr;
      attempt_failed(failure(wsi, has_words ? std::string_view(static_cast<const char*>(in), length)
                                            : std::string_view()));
      return 0;
    }
    case LWS_CALLBACK_WSI_CREATE: connected_ = true; return 0;
    case LWS_CALLBACK_WSI_DESTROY: {
      const int result = reached_ ? on_event(wsi, reason, in, length) : 0;
      if (wsi_ == wsi) wsi_ = nullptr;
      stop_lingering();
      return result;
    }
    default: return reached_ ? on_event(wsi, reason, in, length) : 0;
  }
}

}  // namespace oread::native
