// One HTTP connection: reads a request with its body, writes the response, and continues with the
// next request.
#pragma once

#include <optional>

#include "oread/time.hpp"
#include "server/body_reader.hpp"
#include "server/budget.hpp"
#include "server/http_handler.hpp"
#include "server/wsi_owner.hpp"

namespace oread::server {

class HttpConnection final : public WsiOwner, public HttpCaller {
 public:
  /// `waiting`: the budget for an incoming body and an outgoing response.
  HttpConnection(lws* wsi, HttpHandler& handler, std::size_t body_bound, Budget& waiting);
  ~HttpConnection() override;

  int on_wsi(lws* wsi, lws_callback_reasons reason, std::string_view bytes) override;

  void add_headers(HttpHeaders headers) override { headers_ = std::move(headers); }
  void answer(HttpAnswer answer) override;

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
