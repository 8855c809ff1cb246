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

int refuse(lws* wsi, const UpgradeRefusal& refusal) {
  std::string text = "HTTP/1.1 ";
  text.append(refusal.status).append("\r\n").append(refusal.headers);
  text.append("content-type: text/plain; charset=utf-8\r\nconnection: close\r\ncontent-length: ");
  text.append(std::to_string(refusal.why.size() + 1)).append("\r\n\r\n");
  text.append(refusal.why).append("\n");
  write_raw(wsi, text);
  return -1;
}

Upgrade read_upgrade(lws* wsi) {
  return {.is_get = lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) > 0,
          .version = native::header_value(wsi, WSI_TOKEN_VERSION),
          .key_length = lws_hdr_total_length(wsi, WSI_TOKEN_KEY),
          .has_connection = lws_hdr_total_length(wsi, WSI_TOKEN_CONNECTION) > 0,
          .requests_subprotocol = lws_hdr_total_length(wsi, WSI_TOKEN_PROTOCOL) > 0};
}

}  // namespace

std::optional<UpgradeRefusal> fault_of(const Upgrade& upgrade) {
  constexpr std::string_view kBad = "400 Bad Request";
  if (!upgrade.is_get) {
    return UpgradeRefusal{kBad, {}, "A WebSocket handshake must be a GET request."};
  }
  if (upgrade.version != "13") {
    return UpgradeRefusal{"426 Upgrade Required",
                          "upgrade: websocket\r\nsec-websocket-version: 13\r\n",
                          "Sec-WebSocket-Version must be 13."};
  }
  if (upgrade.key_length != kKeyLength) {
    return UpgradeRefusal{kBad, {}, "Sec-WebSocket-Key must be 16 bytes in base64."};
  }
  if (!upgrade.has_connection) {
    return UpgradeRefusal{kBad, {}, "A WebSocket handshake needs `Connection: Upgrade`."};
  }
  if (upgrade.requests_subprotocol) {
    return UpgradeRefusal{kBad, {}, "This server supports no subprotocols; request none."};
  }
  return std::nullopt;
}

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
  const std::optional<UpgradeRefusal> fault = fault_of(read_upgrade(wsi));
  return fault ? refuse(wsi, *fault) : 0;
}

int say_continue(lws* wsi) {
  return write_raw(wsi, "HTTP/1.1 100 Continue\r\n\r\n");
}

}  // namespace oread::server
