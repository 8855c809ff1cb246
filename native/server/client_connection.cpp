#include "server/client_connection.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace oread::server {
namespace {

constexpr std::uint16_t kTooBig = 1009;
/// From RFC 6455's registry: the server is overloaded.
constexpr std::uint16_t kTryAgainLater = 1013;

void say_why(lws* wsi, std::uint16_t code, std::string reason) {
  lws_close_reason(wsi, static_cast<lws_close_status>(code),
                   reinterpret_cast<unsigned char*>(reason.data()), reason.size());
}

}  // namespace

ClientConnection::ClientConnection(lws* wsi, native::LoopCore& loop, ClientEvents& events,
                                   broker::ConnectionId id, Handshake handshake,
                                   const ClientLimits& limits, Budget& incoming,
                                   QueueBudget& queues)
    : wsi_(wsi),
      events_(events),
      id_(id),
      handshake_(std::move(handshake)),
      limits_(limits),
      flush_timer_(loop),
      incoming_share_(incoming),
      queue_(queues) {}

ClientConnection::~ClientConnection() {
  if (open_) events_.client_gone(*this);
}

int ClientConnection::on_wsi(lws* /*wsi*/, lws_callback_reasons reason, std::string_view bytes) {
  switch (reason) {
    case LWS_CALLBACK_ESTABLISHED:
      open_ = true;
      events_.client_opened(*this);
      return 0;
    // Never return a non-zero value here: libwebsockets would forget how full its buffer is, and
    // keep reading into it until the client has closed as well.
    case LWS_CALLBACK_RECEIVE: receive(bytes); return 0;
    case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
      said_goodbye_ = true;
      queue_.clear();
      return 0;
    case LWS_CALLBACK_SERVER_WRITEABLE: return write();
    case LWS_CALLBACK_CLOSED:
      if (open_) events_.client_gone(*this);
      open_ = false;
      return 0;
    default: return 0;
  }
}

void ClientConnection::receive(std::string_view bytes) {
  if (closing_) return;
  if (incoming_.size() + bytes.size() > limits_.message_bytes) {
    forget_incoming();
    return close(kTooBig, "message too large");
  }
  if (!incoming_share_.add(bytes.size())) {
    forget_incoming();
    return close(kTryAgainLater, "The server has no memory left for this message; try again later");
  }
  incoming_.append(bytes);
  if (lws_remaining_packet_payload(wsi_) > 0 || lws_is_final_fragment(wsi_) == 0) return;
  std::string text;
  text.swap(incoming_);
  incoming_share_.clear();
  events_.client_said(*this, std::move(text));
}

void ClientConnection::send(const broker::SharedText& text) {
  if (closing_ || said_goodbye_ || flooded_) return;
  queue_.push(text);
  lws_callback_on_writable(wsi_);
  if (queue_.bytes() > limits_.queue_bytes) flooded();
}

void ClientConnection::flooded() {
  if (std::exchange(flooded_, true)) return;
  events_.client_flooded(*this);
  // Frees the room for other clients immediately, not only when the broker has closed this one.
  queue_.clear();
}

void ClientConnection::forget_incoming() {
  incoming_ = {};
  incoming_share_.clear();
}

void ClientConnection::close(std::uint16_t code, std::string reason) {
  if (closing_) return;
  closing_ = Closing{code, std::move(reason)};
  if (flooded_) queue_.clear();
  flush_timer_.arm(native::LoopCore::now() + limits_.flush_for, [this] { cut(); });
  lws_callback_on_writable(wsi_);
}

void ClientConnection::cut() {
  lws_set_timeout(wsi_, PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
}

int ClientConnection::write() {
  // libwebsockets itself closes a connection that violates the protocol, but still asks for more to
  // send.
  if (said_goodbye_ || lws_get_close_length(wsi_) > 0) {
    said_goodbye_ = true;
    queue_.clear();
    return 0;
  }
  while (!queue_.empty()) {
    if (write_one(*queue_.pop()) != 0) return -1;
    if (lws_send_pipe_choked(wsi_) == 0) continue;
    if (!queue_.empty() || closing_) lws_callback_on_writable(wsi_);
    return 0;
  }
  if (!closing_) return 0;
  say_why(wsi_, closing_->code, closing_->reason);
  return -1;
}

int ClientConnection::write_one(const std::string& text) {
  std::vector<unsigned char> buffer(LWS_PRE + text.size());
  std::copy(text.begin(), text.end(), buffer.begin() + LWS_PRE);
  const int sent = lws_write(wsi_, buffer.data() + LWS_PRE, text.size(), LWS_WRITE_TEXT);
  return sent < static_cast<int>(text.size()) ? -1 : 0;
}

}  // namespace oread::server
