// Responses of a hostile server to a client, in pieces that a fuzzer combines.
#pragma once

#include <array>
#include <string_view>

namespace oread::fuzz {

/// Lines of HTTP responses, valid and invalid, and bodies of the auth endpoint.
inline constexpr auto kAnswers = std::to_array<std::string_view>({
    "\r\n",
    "\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.0 200 OK\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 101 Switching Protocols\r\n",
    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
    "HTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n",
    "HTTP/1.1 401 Unauthorized\r\n",
    "HTTP/1.1 403 Forbidden\r\n",
    "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\n",
    "HTTP/1.1 503 Service Unavailable\r\n",
    "HTTP/1.1 0\r\n",
    "HTTP/1.1 99999999999 X\r\n",
    "HTTP/9 \r\n",
    "GET / HTTP/1.1\r\n",
    "SSH-2.0-x\r\n",
    "Upgrade: websocket\r\n",
    "Connection: Upgrade\r\n",
    "Connection: close\r\n",
    "Connection: keep-alive\r\n",
    "Sec-WebSocket-Accept: wrong\r\n",
    "Sec-WebSocket-Protocol: x\r\n",
    "Sec-WebSocket-Extensions: permessage-deflate\r\n",
    "Sec-WebSocket-Extensions: x; y=\"\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: 39\r\n",
    "Content-Length: 99999999999999999999\r\n",
    "Content-Length: -1\r\n",
    "Content-Length:\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: gzip, chunked\r\n",
    "Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n",
    "Retry-After: 99999999999999999999\r\n",
    "Set-Cookie: a=b\r\n",
    "X: y\r\n",
    " folded\r\n",
    "Location: /login\r\n",
    "0\r\n\r\n",
    "5\r\nhello\r\n",
    "27\r\n",
    "7fffffff\r\n",
    "80000000\r\n",
    "fffffff0\r\n",
    "ffffffffffffffff\r\n",
    "100000001\r\nx\r\n",
    "-1\r\n",
    "5;a=b\r\n",
    R"({"auth":"key:signature","x":"12345678"})",
    R"({"auth":"key:s","channel_data":"{\"user_id\":\"1\"}"})",
    R"({"auth":"key:s","shared_secret":"a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="})",
    "<html>",
    "hello",
});

/// Messages of the protocol, as a server sends them.
inline constexpr auto kServerTexts = std::to_array<std::string_view>({
    R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"1.1\",\"activity_timeout\":120}"})",
    R"({"event":"pusher:ping","data":{}})",
    R"({"event":"pusher:pong"})",
    R"({"event":"pusher_internal:subscription_succeeded","channel":"news","data":"{}"})",
    R"({"event":"pusher_internal:subscription_succeeded","channel":"private-a","data":"{}"})",
    R"({"event":"pusher_internal:subscription_succeeded","channel":"presence-a","data":"{\"presence\":{\"ids\":[\"1\"],\"hash\":{\"1\":{}},\"count\":1}}"})",
    R"({"event":"pusher_internal:member_added","channel":"presence-a","data":"{\"user_id\":2}"})",
    R"({"event":"pusher:subscription_error","channel":"private-a","data":{"status":403}})",
    R"({"event":"pusher:error","data":{"code":4001,"message":"no"}})",
    R"({"event":"pusher:error","data":{"code":4301,"message":"slow down"}})",
    R"({"event":"x","channel":"news","data":"{\"a\":1}"})",
    R"({"event":"x","channel":"private-encrypted-a","data":"{\"nonce\":\"bm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5u\",\"ciphertext\":\"AAAA\"}"})",
    "{",
    "\xFF\xFE",
    "\xE2\x82",
    "\xED\xA0\x80",
    "",
});

}  // namespace oread::fuzz
