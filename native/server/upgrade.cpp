#include "server/upgrade.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "header_value.hpp"
#include "server/request_reader.hpp"

namespace oread::server {
namespace {

/// 16 bytes in base64.
constexpr int kKeyLength = 24;

/// Bypasses libwebsockets' own state of the response: there is none yet, or one of several.
int write_raw(lws* wsi, std::string_view text) {
  std::vector<unsigned char> buffer(LWS_PRE + text.size());
  std::copy(text.begin(), text.end(), buffer.begin() + LWS_PRE);
  const int sent = lws_write(wsi, buffer.data() + LWS_PRE, text.size(), LWS_WRITE_HTTP_HEADERS);
  return sent < static_cast<int>(text.size()) ? -1 : 0;
}

int refuse(lws* wsi, std::string_view status, std::string_view header, std::string_view why) {
  std::string text = "HTTP/1.1 ";
  text.append(status).append("\r\n").append(header);
  text.append("content-type: text/plain; charset=utf-8\r\nconnection: close\r\ncontent-length: ");
  text.append(std::to_string(why.size() + 1)).append("\r\n\r\n").append(why).append("\n");
  write_raw(wsi, text);
  return -1;
}

}  // namespace

int judge_upgrade(lws* wsi, char* wanted) {
  // libwebsockets answers an unknown upgrade with 403 by itself, frees the headers, and still makes
  // this callback: `wanted` must not be touched then.
  if (lws_hdr_total_length(wsi, WSI_TOKEN_UPGRADE) <= 0) return -1;
  if (equal_in_any_case(wanted, "h2c")) {
    // A server may ignore an upgrade, and some HTTP clients request HTTP/2 with every request. With
    // an unknown name, libwebsockets treats the request as plain HTTP/1.1.
    *wanted = '-';
    return 0;
  }
  // Its 403 was not sent completely, and the headers still exist: one response is enough.
  if (!equal_in_any_case(wanted, "websocket")) return -1;
  if (lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) <= 0) {
    return refuse(wsi, "400 Bad Request", {}, "A WebSocket handshake must be a GET request.");
  }
  if (native::header_value(wsi, WSI_TOKEN_VERSION) != "13") {
    return refuse(wsi, "426 Upgrade Required",
                  "upgrade: websocket\r\nsec-websocket-version: 13\r\n",
                  "Sec-WebSocket-Version must be 13.");
  }
  if (lws_hdr_total_length(wsi, WSI_TOKEN_KEY) != kKeyLength) {
    return refuse(wsi, "400 Bad Request", {}, "Sec-WebSocket-Key must be 16 bytes in base64.");
  }
  if (lws_hdr_total_length(wsi, WSI_TOKEN_CONNECTION) <= 0) {
    return refuse(wsi, "400 Bad Request", {}, "A WebSocket handshake needs `Connection: Upgrade`.");
  }
  if (lws_hdr_total_length(wsi, WSI_TOKEN_PROTOCOL) > 0) {
    return refuse(wsi, "400 Bad Request", {},
                  "This server supports no subprotocols; request none.");
  }
  return 0;
}

int say_continue(lws* wsi) {
  return write_raw(wsi, "HTTP/1.1 100 Continue\r\n\r\n");
}

}  // namespace oread::server
