#include "dialect/pusher/link_url.hpp"

#include "dialect/address.hpp"

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

}  // namespace

String link_url(const PusherOptions& options, bool tls) {
  String out;
  out += tls ? "wss://" : "ws://";
  append_host(out, options.host);
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
