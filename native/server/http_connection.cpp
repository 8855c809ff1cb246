#include "server/http_connection.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include "loop_core.hpp"
#include "server/request_reader.hpp"
#include "server/upgrade.hpp"

namespace oread::server {
namespace {

constexpr std::size_t kWriteMost = std::size_t{64} * 1024;
/// A client that reads nothing for this long is disconnected.
constexpr int kTakeSeconds = 15;
/// Timeout for a body. libwebsockets has none as long as single bytes arrive.
constexpr std::chrono::seconds kBodyWithin{15};

constexpr std::string_view kBrokenFraming = "Content-Length or Transfer-Encoding is invalid.";

/// Whether libwebsockets already has the headers of the next request: it releases the table after a
/// response unless it has read more than the request. There is no other way to detect that.
bool has_read_ahead(lws* wsi) {
  char touched = '-';
  lws_hdr_custom_copy(wsi, &touched, 1, "-", 1);
  return touched == '\0';
}

/// Writes headers into a buffer that libwebsockets can send.
class HeadWriter {
 public:
  explicit HeadWriter(lws* wsi) : wsi_(wsi) {}

  void status(unsigned code) {
    ok_ = ok_ && lws_add_http_header_status(wsi_, code, &at_, end()) == 0;
  }

  void add(const std::string& name, const std::string& value) {
    const std::string with_colon = name + ":";
    ok_ = ok_ && lws_add_http_header_by_name(
                     wsi_, reinterpret_cast<const unsigned char*>(with_colon.c_str()),
                     reinterpret_cast<const unsigned char*>(value.c_str()),
                     static_cast<int>(value.size()), &at_, end()) == 0;
  }

  bool send() { return ok_ && lws_finalize_write_http_header(wsi_, start(), &at_, end()) == 0; }

 private:
  unsigned char* start() { return buffer_.data() + LWS_PRE; }
  unsigned char* end() { return buffer_.data() + buffer_.size(); }

  lws* wsi_;
  std::array<unsigned char, LWS_PRE + 4096> buffer_{};
  unsigned char* at_ = start();
  bool ok_ = true;
};

}  // namespace

HttpConnection::HttpConnection(lws* wsi, HttpHandler& handler, std::size_t body_bound,
                               Budget& waiting)
    : wsi_(wsi),
      handler_(handler),
      body_bound_(body_bound),
      body_share_(waiting),
      answer_share_(waiting) {}

HttpConnection::~HttpConnection() {
  handler_.forget(*this);
}

int HttpConnection::on_wsi(lws* /*wsi*/, lws_callback_reasons reason, std::string_view bytes) {
  switch (reason) {
    case LWS_CALLBACK_HTTP: return begin();
    case LWS_CALLBACK_HTTP_BODY: return body_piece(bytes);
    case LWS_CALLBACK_HTTP_BODY_COMPLETION: return body_complete();
    case LWS_CALLBACK_HTTP_WRITEABLE: return write();
    default: return 0;
  }
}

int HttpConnection::begin() {
  handler_.forget(*this);
  forget_answer();
  headers_.clear();
  body_.reset();
  body_share_.clear();
  handed_over_ = head_written_ = close_after_ = head_only_ = completing_ = false;
  written_ = 0;
  const bool in_advance = std::exchange(in_advance_, false);
  begun_at_ = native::LoopCore::now();

  std::optional<HttpRequest> request = read_request(wsi_);
  if (!request) return -1;
  request_ = std::move(*request);
  head_only_ = request_.method == "HEAD";

  const BodyFraming framing = read_framing(wsi_);
  const bool has_body = framing.chunked || framing.length.value_or(0) > 0;
  // After a POST without a length, or a chunked body, libwebsockets treats up to 100 MB of what
  // follows as the body: the connection cannot be reused.
  close_after_ =
      framing.broken || framing.chunked || (!framing.length && request_.method == "POST");
  if (in_advance && (framing.broken || framing.comes)) return refuse_in_advance(framing.broken);
  if (framing.broken) {
    handed_over_ = true;
    answer(text_answer(400, kBrokenFraming));
    return 0;
  }
  if (!has_body) {
    // libwebsockets reports the completion of an empty body only for POST.
    if (!framing.length || request_.method != "POST") hand_over();
    return 0;
  }
  body_.emplace(framing.chunked ? std::nullopt : framing.length, body_bound_);
  if (framing.waits && body_->state() == BodyReader::State::Reading && say_continue(wsi_) != 0) {
    return -1;
  }
  return body_piece({});
}

/// libwebsockets 4.1 takes the head of a request that it read ahead for the beginning of its body,
/// and then may loop forever: such a request must end inside the callback.
int HttpConnection::refuse_in_advance(bool broken) {
  handed_over_ = close_after_ = true;
  answer(text_answer(
      400, broken
               ? kBrokenFraming
               : "A request with a body was sent before the previous response; send it again on a "
                 "new connection."));
  return write_all();
}

/// Called repeatedly if more than this request was read. What follows would be misread, so the
/// connection is closed with this response, as HTTP allows for pipelined requests.
int HttpConnection::body_complete() {
  if (handed_over_) {
    close_after_ = true;
    return write_all();
  }
  hand_over();
  return 0;
}

int HttpConnection::body_piece(std::string_view bytes) {
  if (!body_ || handed_over_) return 0;
  if (native::LoopCore::now() > begun_at_ + kBodyWithin) {
    return refuse_body(408, "The body took too long.");
  }
  // A body over the limit is not stored.
  if (body_->state() == BodyReader::State::Reading && !body_->is_too_large() &&
      !body_share_.add(bytes.size())) {
    return refuse_body(503, "The server has no memory left for this body; try again later.");
  }
  switch (body_->read(bytes)) {
    case BodyReader::State::Reading: return 0;
    case BodyReader::State::Complete:
    case BodyReader::State::TooLarge:
      // With a length, libwebsockets reports the completion itself.
      if (close_after_) hand_over();
      return 0;
    case BodyReader::State::Unreadable:
      return refuse_body(413, "The body is too large, or its chunks are invalid.");
  }
  return 0;
}

/// The rest of the body is not read.
int HttpConnection::refuse_body(std::uint16_t status, std::string_view why) {
  close_after_ = true;
  handed_over_ = true;
  body_.reset();
  body_share_.clear();
  answer(text_answer(status, why));
  return 0;
}

void HttpConnection::hand_over() {
  if (handed_over_) return;
  handed_over_ = true;
  if (body_ && body_->state() == BodyReader::State::TooLarge) {
    answer(text_answer(413, "The body is larger than " + std::to_string(body_bound_) + " bytes."));
    return;
  }
  if (body_) request_.body = body_->take();
  body_share_.clear();
  handler_.handle(*this, std::move(request_));
}

void HttpConnection::answer(HttpAnswer answer) {
  answer_share_.clear();
  if (!answer_share_.add(answer.body.size())) {
    answer = text_answer(503, "The server has no memory left for this response; try again later.");
    answer.close = true;
  }
  answer_ = std::move(answer);
  close_after_ = close_after_ || answer_->close;
  lws_callback_on_writable(wsi_);
}

int HttpConnection::write() {
  if (completing_) return complete();
  if (!answer_) return 0;
  lws_set_timeout(wsi_, PENDING_TIMEOUT_HTTP_CONTENT, kTakeSeconds);
  if (!head_written_) {
    if (write_head() != 0) return -1;
    head_written_ = true;
    const bool no_body = head_only_ || answer_->size() == 0;
    if (no_body) return complete();
    lws_callback_on_writable(wsi_);
    return 0;
  }
  return write_body();
}

int HttpConnection::write_head() {
  HeadWriter head(wsi_);
  head.status(answer_->status);
  for (const auto& [name, value] : headers_) head.add(name, value);
  for (const auto& [name, value] : answer_->headers) head.add(name, value);
  if (!answer_->content_type.empty()) head.add("content-type", answer_->content_type);
  if (answer_->status != 204 && answer_->status != 304) {
    head.add("content-length", std::to_string(answer_->size()));
  }
  if (close_after_) head.add("connection", "close");
  return head.send() ? 0 : -1;
}

int HttpConnection::write_body() {
  if (!write_piece(std::min(kWriteMost, answer_->size() - written_))) return -1;
  if (written_ == answer_->size()) return complete();
  lws_callback_on_writable(wsi_);
  return 0;
}

bool HttpConnection::write_piece(std::size_t size) {
  std::vector<unsigned char> buffer(LWS_PRE + size);
  unsigned char* bytes = buffer.data() + LWS_PRE;
  if (!answer_->file) {
    std::copy_n(answer_->body.data() + written_, size, bytes);
  } else if (!answer_->file->read(bytes, written_, size)) {
    return false;
  }
  written_ += size;
  const bool last = written_ == answer_->size();
  return lws_write(wsi_, bytes, size, last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) >=
         static_cast<int>(size);
}

/// Sends the rest of the response, as far as it is in memory, and closes. The rest of a file is not
/// sent: it might not fit into memory.
int HttpConnection::write_all() {
  if (answer_ && (head_written_ || write_head() == 0)) {
    const bool no_body = head_only_ || answer_->file || written_ == answer_->size();
    if (!no_body) write_piece(answer_->size() - written_);
  }
  forget_answer();
  return -1;
}

void HttpConnection::forget_answer() {
  answer_.reset();
  answer_share_.clear();
}

int HttpConnection::complete() {
  forget_answer();
  if (close_after_) return -1;
  // Sends the unsent part first: otherwise libwebsockets would silently continue without it.
  completing_ = lws_partial_buffered(wsi_) != 0;
  if (completing_) {
    lws_callback_on_writable(wsi_);
    return 0;
  }
  if (lws_http_transaction_completed(wsi_) != 0) return -1;
  in_advance_ = has_read_ahead(wsi_);
  return 0;
}

}  // namespace oread::server
