// Requests of hostile HTTP and WebSocket clients, in pieces that a fuzzer combines.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace oread::fuzz {

/// Lines of requests, valid and invalid.
inline constexpr auto kPhrases = std::to_array<std::string_view>({
    "\r\n",
    "\n",
    "GET / HTTP/1.1\r\n",
    "GET /app/key?protocol=7 HTTP/1.1\r\n",
    "GET /gate/g/app/key?protocol=7 HTTP/1.1\r\n",
    "GET /big.bin HTTP/1.1\r\n",
    "GET /none?a=1&b;c=%3B HTTP/1.1\r\n",
    "GET / HTTP/1.0\r\n",
    "HEAD / HTTP/1.1\r\n",
    "POST / HTTP/1.1\r\n",
    "POST /apps/1/events HTTP/1.1\r\n",
    "POST /broadcasting/auth HTTP/1.1\r\n",
    "POST /demo/publish HTTP/1.1\r\n",
    "POST /demo/gate HTTP/1.1\r\n",
    "PUT / HTTP/1.1\r\n",
    "PATCH / HTTP/1.1\r\n",
    "DELETE / HTTP/1.1\r\n",
    "OPTIONS /apps/1/channels HTTP/1.1\r\n",
    "CONNECT x:1 HTTP/1.1\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "POST /\n",
    "Host: localhost\r\n",
    "Origin: http://localhost\r\n",
    "Origin: https://evil.example\r\n",
    "Connection: Upgrade\r\n",
    "Connection: close\r\n",
    "Connection: keep-alive\r\n",
    "Upgrade: websocket\r\n",
    "Upgrade: h2c\r\n",
    "Upgrade: foo\r\n",
    "HTTP2-Settings: AAMAAABk\r\n",
    "Sec-WebSocket-Version: 13\r\n",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
    "Sec-WebSocket-Protocol: x\r\n",
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 7\r\n",
    "Content-Length: 7\n",
    "Content-Length: 36\r\n",
    "Content-Length: 20000000\r\n",
    "Content-Length: -1\r\n",
    "Content-Length : 7\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding:n\n",
    "Expect: 100-continue\r\n",
    "Content-Type: application/json\r\n",
    "Content-Type: application/x-www-form-urlencoded\r\n",
    "If-None-Match: \"x\"\r\n",
    "Cookie: user=ann; a=b\r\n",
    "X-Demo-User: ann\r\n",
    "X: y\r\n",
    " folded\r\n",
    "7\r\n1234567\r\n",
    "0\r\n\r\n",
    "ffffffff\r\n",
    "1234567",
    "socket_id=1.2&channel_name=private-a",
    "channel=news&event=e&data=%7B%7D&gate=g&seconds=1",
});

/// A complete handshake, to get past it quickly.
inline constexpr std::string_view kHandshake =
    "GET /app/key?protocol=7 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

/// Messages of the protocol.
inline constexpr auto kTexts = std::to_array<std::string_view>({
    R"({"event":"pusher:ping","data":{}})",
    R"({"event":"pusher:subscribe","data":{"channel":"news"}})",
    R"({"event":"pusher:subscribe","data":{"channel":"private-a","auth":"key:0"}})",
    R"({"event":"pusher:subscribe","data":{"channel":"presence-a","auth":"key:0"}})",
    R"({"event":"pusher:unsubscribe","data":{"channel":"news"}})",
    R"({"event":"client-x","channel":"private-a","data":1})",
    "{",
    "\xFF\xFE",
    "",
});

/// One WebSocket frame. `first` is its first byte. In `shape`, bit 0 omits the mask, bits 1 and 2
/// select how the length is written, and bit 3 makes it wrong.
std::string frame(unsigned first, unsigned shape, std::string_view payload);

}  // namespace oread::fuzz
