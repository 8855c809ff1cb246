// One HTTP connection: reads a request with its body, writes the response, and continues with the
// next request.
#pragma once

#include <optional>

#include "oread/ids.hpp"
#include "oread/time.hpp"
#include "server/body_reader.hpp"
#include "server/budget.hpp"
#include "server/http_message.hpp"
#include "server/wsi_owner.hpp"

namespace oread::server {

class HttpConnection;

/// Handles the requests.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  /// Calls `connection.answer()` exactly once, now or later.
  virtual void handle(HttpConnection& connection, HttpRequest request) = 0;
  /// This connection is closed: do not respond any more.
  virtual void forget(HttpConnection& connection) = 0;
};

class HttpConnection final : public WsiOwner {
 public:
  /// `waiting`: the budget for an incoming body and an outgoing response.
  HttpConnection(lws* wsi, HttpHandler& handler, std::size_t body_bound, Budget& waiting);
  ~HttpConnection() override;

  int on_wsi(lws* wsi, lws_callback_reasons reason, std::string_view bytes) override;

  /// Headers for the response to this request, whatever it is.
  void add_headers(HttpHeaders headers) { headers_ = std::move(headers); }
  /// Responds to the request that was last passed to the handler.
  void answer(HttpAnswer answer);

  /// Set by the handler while it waits for a response of the broker; otherwise 0.
  RequestId awaited;

 private:
  int begin();
  int body_piece(std::string_view bytes);
  int refuse_in_advance(bool broken);
  int body_complete();
  int refuse_body(std::uint16_t status, std::string_view why);
  void hand_over();
  int write();
  int write_head();
  int write_body();
  bool write_piece(std::size_t size);
  int write_all();
  int complete();
  void forget_answer();

  lws* wsi_;
  HttpHandler& handler_;
  std::size_t body_bound_;
  Share body_share_;
  Share answer_share_;

  HttpRequest request_;
  std::optional<BodyReader> body_;
  Time begun_at_{};
  bool in_advance_ = false;  ///< It was read, in part, before the previous response.
  bool handed_over_ = false;
  bool head_only_ = false;
  bool close_after_ = false;  ///< libwebsockets does not know where the body ended.

  HttpHeaders headers_;
  std::optional<HttpAnswer> answer_;
  bool head_written_ = false;
  bool completing_ = false;
  std::size_t written_ = 0;
};

}  // namespace oread::server
