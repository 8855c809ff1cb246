#include "dialect/pusher/link_url.hpp"

namespace oread::pusher {

namespace {

/// Percent-encodes the same characters as JavaScript's encodeURIComponent.
void append_component(String& out, View text) {
  const View kPlain = "-_.!~*'()";
  constexpr char kHex[] = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned letter = byte | 0x20U;
    if ((letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9') ||
        kPlain.find(c) != View::npos) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
}

void append_number(String& out, unsigned number) {
  if (number >= 10) append_number(out, number / 10);
  out += static_cast<char>('0' + number % 10);
}

}  // namespace

String link_url(const PusherOptions& options, bool tls) {
  String out;
  const View host = options.host;
  const bool is_ipv6 = host[0] != '[' && host.find(':') != View::npos;
  out += tls ? "wss://" : "ws://";
  if (is_ipv6) out += '[';
  out += host;
  if (is_ipv6) out += ']';
  out += ':';
  append_number(out, tls ? options.tls_port : options.port);
  out += options.path;
  out += "/app/";
  append_component(out, options.key);
  out += "?protocol=7&client=";
  append_component(out, options.client);
  out += "&version=";
  append_component(out, options.version);
  return out;
}

}  // namespace oread::pusher
