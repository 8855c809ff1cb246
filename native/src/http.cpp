#include "http.hpp"

#include <algorithm>
#include <climits>
#include <ctime>
#include <optional>
#include <utility>

#include "answer_reader.hpp"
#include "header_value.hpp"

namespace oread::native {
namespace {

std::string in_seconds(Millis span) {
  const std::string whole = std::to_string(span.count() / 1000);
  const std::string rest = std::to_string(1000 + span.count() % 1000).substr(1);
  return span.count() % 1000 == 0 ? whole + " s" : whole + "." + rest + " s";
}

DialOptions dial_options(const HttpRequest& request) {
  DialOptions options{request.url, request.tls, request.method, request.headers};
  options.headers.push_back({"Content-Length", std::to_string(request.body.size())});
  return options;
}

}  // namespace

class HttpExchange::Session : public Dial {
 public:
  Session(LoopCore& loop, HttpRequest request, Done done)
      : Dial(loop, dial_options(request)),
        body_(std::move(request.body)),
        most_bytes_(request.most_bytes),
        done_(std::move(done)),
        timeout_(loop) {
    timeout_.arm(LoopCore::now() + request.timeout, [this, most = request.timeout] {
      fail(Errc::Timeout, "sent no response within " + in_seconds(most));
    });
  }

  void cancel() {
    done_ = nullptr;
    timeout_.disarm();
    abandon();
  }

 private:
  void on_failed(const std::string& why) override { finish(Error{Errc::LinkFailed, 0, why}); }

  int on_event(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) override {
    switch (reason) {
      case LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER:
        if (!body_.empty()) {
          lws_client_http_body_pending(wsi, 1);
          lws_callback_on_writable(wsi);
        }
        return 0;
      case LWS_CALLBACK_CLIENT_HTTP_WRITEABLE: return write_body(wsi);
      case LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP: return on_head(wsi);
      case LWS_CALLBACK_RECEIVE_CLIENT_HTTP: {
        // Makes libwebsockets decode the chunks and call back with RECEIVE_CLIENT_HTTP_READ.
        char buffer[LWS_PRE + 4096];
        char* begin = buffer + LWS_PRE;
        int room = 4096;
        return lws_http_client_read(wsi, &begin, &room) < 0 ? -1 : 0;
      }
      case LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ:
        return on_body(std::string_view(static_cast<const char*>(in), length));
      case LWS_CALLBACK_COMPLETED_CLIENT_HTTP:
        if (rest_) return judge_rest(rest_->end());
        finish(std::move(answer_));
        return -1;
      case LWS_CALLBACK_CLOSED_CLIENT_HTTP:
      case LWS_CALLBACK_WSI_DESTROY: on_end(); return 0;
      default: return 0;
    }
  }

  int write_body(lws* wsi) {
    static constexpr std::size_t kAtOnce = std::size_t{16} * 1024;
    const std::size_t size = std::min(kAtOnce, body_.size() - sent_);
    std::string buffer(LWS_PRE, '\0');
    buffer.append(body_, sent_, size);
    sent_ += size;
    const bool last = sent_ == body_.size();
    auto* begin = reinterpret_cast<unsigned char*>(buffer.data()) + LWS_PRE;
    if (last) lws_client_http_body_pending(wsi, 0);
    if (lws_write(wsi, begin, size, last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) < 0) return -1;
    if (!last) lws_callback_on_writable(wsi);
    return 0;
  }

  int on_head(lws* wsi) {
    const unsigned status = lws_http_client_http_response(wsi);
    // The final response is still to come; libwebsockets delivers it as the body of this one.
    if (status >= 100 && status < 200) {
      rest_.emplace(most_bytes_);
      return 0;
    }
    answer_.status = static_cast<std::uint16_t>(status);
    set_headers(header_value(wsi, WSI_TOKEN_HTTP_LOCATION),
                header_value(wsi, WSI_TOKEN_HTTP_RETRY_AFTER));
    const bool has_length = lws_hdr_total_length(wsi, WSI_TOKEN_HTTP_CONTENT_LENGTH) > 0;
    const bool chunked = lws_hdr_total_length(wsi, WSI_TOKEN_HTTP_TRANSFER_ENCODING) > 0;
    ends_with_connection_ = !has_length && !chunked;
    return 0;
  }

  void set_headers(std::string location, const std::string& retry_after) {
    answer_.location = std::move(location);
    answer_.retry_after = parse_retry_after(retry_after, std::time(nullptr));
  }

  int on_body(std::string_view piece) {
    // libwebsockets stores a chunk's size in an int, so a chunk of 2 GB or more has a negative
    // size.
    if (piece.size() > INT_MAX) {
      fail(Errc::LinkFailed, "sent a response with chunks that are too large");
      return -1;
    }
    if (rest_) return judge_rest(rest_->read(piece));
    const std::size_t room = most_bytes_ - answer_.body.size();
    answer_.body.append(piece.substr(0, room));
    if (piece.size() <= room) return 0;
    answer_.cut = true;
    finish(std::move(answer_));
    return -1;
  }

  int judge_rest(AnswerReader::State state) {
    if (state == AnswerReader::State::Reading && !rest_->cut()) return 0;
    if (state == AnswerReader::State::Unreadable) {
      fail(Errc::LinkFailed, "sent a malformed HTTP response");
      return -1;
    }
    answer_.status = rest_->status();
    set_headers(rest_->header("location"), rest_->header("retry-after"));
    answer_.body = std::move(rest_->body());
    answer_.cut = rest_->cut();
    finish(std::move(answer_));
    return -1;
  }

  void on_end() {
    if (rest_) {
      judge_rest(rest_->end());
      return;
    }
    if (answer_.status != 0 && ends_with_connection_) return finish(std::move(answer_));
    fail(Errc::LinkFailed, "closed the connection before the response was complete");
  }

  void fail(Errc code, const std::string& what) {
    finish(Error{code, 0, options().url.place() + " " + what});
  }

  void finish(Result<HttpAnswer> result) {
    const std::shared_ptr<Dial> keep = shared_from_this();
    timeout_.disarm();
    const Done done = std::exchange(done_, nullptr);
    abandon();
    if (done) done(std::move(result));
  }

  std::string body_;
  std::size_t sent_ = 0;
  std::size_t most_bytes_;
  Done done_;
  Timer timeout_;
  HttpAnswer answer_;
  std::optional<AnswerReader> rest_;  // the data after an interim response
  bool ends_with_connection_ = false;
};

HttpExchange::HttpExchange(LoopCore& loop, HttpRequest request, Done done)
    : session_(std::make_shared<Session>(loop, std::move(request), std::move(done))) {
  session_->start();
}

HttpExchange::~HttpExchange() {
  session_->cancel();
}

std::uint32_t parse_retry_after(const std::string& value, std::int64_t unix_now) {
  if (value.empty()) return 0;
  static constexpr std::int64_t kMost = std::int64_t{24} * 3600;
  if (std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    const std::string digits = value.substr(0, 9);
    return static_cast<std::uint32_t>(std::min<std::int64_t>(std::stol(digits), kMost));
  }
  std::tm date{};
  if (strptime(value.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date) == nullptr) return 0;
  const std::int64_t seconds = static_cast<std::int64_t>(timegm(&date)) - unix_now;
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(seconds, 0, kMost));
}

}  // namespace oread::native
