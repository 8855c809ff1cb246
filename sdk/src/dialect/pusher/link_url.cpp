#include "dialect/pusher/link_url.hpp"

namespace oread::pusher {

namespace {

/// Percent-encodes what JavaScript's encodeURIComponent does.
void append_component(std::string& out, std::string_view text) {
  constexpr std::string_view kPlain = "-_.!~*'()";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const bool alphanumeric =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (alphanumeric || kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
}

}  // namespace

std::string link_url(const PusherOptions& options) {
  const bool is_ipv6 = options.host.find(':') != std::string::npos && options.host[0] != '[';
  std::string url = options.tls ? "wss://" : "ws://";
  if (is_ipv6) url += '[';
  url += options.host;
  if (is_ipv6) url += ']';
  url += ':';
  url += std::to_string(options.tls ? options.tls_port : options.port);
  url += options.path;
  url += "/app/";
  append_component(url, options.key);
  url += "?protocol=7&client=";
  append_component(url, options.client);
  url += "&version=";
  append_component(url, options.version);
  return url;
}

}  // namespace oread::pusher
