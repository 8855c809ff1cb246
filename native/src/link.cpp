#include "link.hpp"

#include <poll.h>

#include <deque>
#include <utility>

#include "oread/utf8.hpp"

namespace oread::native {
namespace {

// How long a closing handshake that we started may take.
constexpr std::chrono::seconds kGoodbye{3};

constexpr std::uint16_t kNoCode = 1005;
constexpr std::uint16_t kAbnormal = 1006;
constexpr std::uint16_t kNotText = 1007;
constexpr std::uint16_t kTooBig = 1009;

}  // namespace

class Link::Session : public Dial {
 public:
  Session(LoopCore& loop, DialOptions options, LinkLimits limits, LinkEvents events)
      : Dial(loop, std::move(options)), limits_(limits), events_(std::move(events)) {}

  void send(std::string_view message, lws_write_protocol form) {
    if (!open_ || closing_) return;
    if (queued_bytes_ + message.size() > limits_.queue_bytes) {
      return give_up("more than " + std::to_string(limits_.queue_bytes) +
                     " bytes are waiting to be sent: the connection does not drain");
    }
    queued_bytes_ += message.size();
    queue_.push_back({std::string(message), form});
    lws_callback_on_writable(wsi());
  }

  void close(std::uint16_t code) {
    events_ = {};
    if (!open_) return abandon();
    if (!closing_) begin_goodbye(code);
  }

 private:
  void on_failed(const std::string& why) override { ended(kAbnormal, why); }

  int on_event(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) override {
    switch (reason) {
      case LWS_CALLBACK_CLIENT_ESTABLISHED:
        open_ = true;
        stop_holding();
        if (events_.opened) events_.opened();
        return 0;
      case LWS_CALLBACK_CLIENT_RECEIVE:
        // Never return a non-zero value here: libwebsockets would then forget how full its buffer
        // is, and keep writing past its end until the server has closed as well.
        on_piece(std::string_view(static_cast<const char*>(in), length), is_binary(wsi),
                 lws_is_final_fragment(wsi) != 0);
        return 0;
      case LWS_CALLBACK_CLIENT_WRITEABLE: return on_writable(wsi);
      case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
        on_close_frame(std::string_view(static_cast<const char*>(in), length));
        return 0;
      case LWS_CALLBACK_CLIENT_CLOSED:
      case LWS_CALLBACK_WSI_DESTROY:
        open_ = false;
        ended(code_, reason_);
        return 0;
      default: return 0;
    }
  }

  static bool is_binary(lws* wsi) { return lws_frame_is_binary(wsi) != 0; }

  void on_piece(std::string_view piece, bool binary, bool last) {
    if (closing_) return;
    if (message_.size() + piece.size() > limits_.message_bytes) {
      return refuse(kTooBig, "the server sent a message of more than " +
                                 std::to_string(limits_.message_bytes) + " bytes");
    }
    message_.append(piece);
    if (!last) return;
    std::string whole = std::exchange(message_, {});
    if (binary) {
      if (events_.binary) events_.binary(std::move(whole));
      return;
    }
    if (!is_utf8(whole)) return refuse(kNotText, "the server sent a message that is not UTF-8");
    if (events_.text) events_.text(std::move(whole));
  }

  // A failed write would make libwebsockets discard received but unread data, such as the close
  // frame that gives the reason.
  static bool is_reset(lws* wsi) {
    pollfd socket{lws_get_socket_fd(wsi), 0, 0};
    return poll(&socket, 1, 0) == 1 && (socket.revents & (POLLERR | POLLHUP)) != 0;
  }

  int on_writable(lws* wsi) {
    if (is_reset(wsi)) return 0;
    if (!queue_.empty()) {
      // libwebsockets needs space before the message, and masks in place.
      const Queued message = std::move(queue_.front());
      queue_.pop_front();
      queued_bytes_ -= message.bytes.size();
      std::string buffer(LWS_PRE, '\0');
      buffer += message.bytes;
      auto* begin = reinterpret_cast<unsigned char*>(buffer.data()) + LWS_PRE;
      if (lws_write(wsi, begin, message.bytes.size(), message.form) < 0) return -1;
      if (!queue_.empty() || closing_) lws_callback_on_writable(wsi);
      return 0;
    }
    if (!closing_) return 0;
    lws_close_reason(wsi, static_cast<lws_close_status>(code_), nullptr, 0);
    return -1;
  }

  void on_close_frame(std::string_view body) {
    code_ = kNoCode;
    if (body.size() < 2) return;
    code_ = static_cast<std::uint16_t>(static_cast<unsigned char>(body[0]) << 8 |
                                       static_cast<unsigned char>(body[1]));
    if (is_utf8(body.substr(2))) reason_ = std::string(body.substr(2));
  }

  // Closes with `code`, and drops everything received until the server has closed.
  void refuse(std::uint16_t code, const std::string& why) {
    queue_.clear();
    queued_bytes_ = 0;
    message_ = {};
    begin_goodbye(code);
    ended(code, why);
  }

  void begin_goodbye(std::uint16_t code) {
    closing_ = true;
    code_ = code;
    linger(kGoodbye);
    lws_callback_on_writable(wsi());
  }

  // Called by the owner, which must not be called back immediately.
  void give_up(std::string why) {
    closing_ = true;
    reason_ = std::move(why);
    lws_set_timeout(wsi(), PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
  }

  void ended(std::uint16_t code, const std::string& reason) {
    const LinkEvents events = std::exchange(events_, {});
    if (events.closed) events.closed(code, reason);
  }

  struct Queued {
    std::string bytes;
    lws_write_protocol form;
  };

  LinkLimits limits_;
  LinkEvents events_;
  bool open_ = false;
  bool closing_ = false;
  std::uint16_t code_ = kAbnormal;
  std::string reason_;
  std::string message_;  // the fragments so far
  std::deque<Queued> queue_;
  std::size_t queued_bytes_ = 0;
};

Link::Link(LoopCore& loop, DialOptions options, LinkLimits limits, LinkEvents events)
    : session_(std::make_shared<Session>(loop, std::move(options), limits, std::move(events))) {
  session_->start();
}

Link::~Link() {
  session_->close(1000);
}

void Link::send(std::string_view text) {
  session_->send(text, LWS_WRITE_TEXT);
}

void Link::send_binary(std::string_view bytes) {
  session_->send(bytes, LWS_WRITE_BINARY);
}

void Link::close(std::uint16_t code) {
  session_->close(code);
}

}  // namespace oread::native
