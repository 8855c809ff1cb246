#include "conform/upgrade.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace oread::conform {
namespace {

constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
constexpr std::string_view kSpace = " \t";

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(kSpace);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpace) + 1 - from);
}

/// The three digits after "HTTP/1.1 ", or 0.
int status_in(std::string_view head) {
  constexpr std::size_t kBegin = 9;
  if (!head.starts_with("HTTP/1.") || head.size() < kBegin + 3 || head[kBegin - 1] != ' ') return 0;
  int out = 0;
  for (const char c : head.substr(kBegin, 3)) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return 0;
    out = out * 10 + (c - '0');
  }
  return out;
}

/// permessage-deflate with the options that a server may choose by itself (RFC 7692, section 7.1).
bool is_deflate(std::string_view extension) {
  if (extension.ends_with(';')) return false;
  bool is_name = true;
  while (!extension.empty() || is_name) {
    const std::size_t end = std::min(extension.find(';'), extension.size());
    const std::string_view part = trimmed(extension.substr(0, end));
    extension.remove_prefix(std::min(end + 1, extension.size()));
    const bool fits = is_name ? same(part, "permessage-deflate")
                              : same(part, "server_no_context_takeover") ||
                                    same(part, "client_no_context_takeover") ||
                                    part.starts_with("server_max_window_bits=");
    if (!fits) return false;
    is_name = false;
  }
  return true;
}

}  // namespace

std::string accept_for(std::string_view key) {
  const std::string text = std::string(key) + std::string(kGuid);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::array<unsigned char, std::size_t{2} * EVP_MAX_MD_SIZE> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
  return {encoded.begin(), encoded.begin() + length};
}

std::string header_in(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !same(line.substr(0, colon), name)) continue;
    return std::string(trimmed(line.substr(colon + 1)));
  }
  return {};
}

Upgrade read_upgrade(std::string_view head, std::string_view key, bool offers_compression) {
  const int status = status_in(head);
  if (status != 101) return {status, {}};
  if (!same(header_in(head, "Upgrade"), "websocket")) return {0, "there is no Upgrade: websocket"};
  if (header_in(head, "Sec-WebSocket-Accept") != accept_for(key)) {
    return {0, "Sec-WebSocket-Accept does not belong to the key"};
  }
  if (!header_in(head, "Sec-WebSocket-Protocol").empty()) {
    return {0, "Sec-WebSocket-Protocol was not offered"};
  }
  const std::string extensions = header_in(head, "Sec-WebSocket-Extensions");
  if (extensions.empty()) return {status, {}};
  if (!offers_compression) return {0, "Sec-WebSocket-Extensions was not offered"};
  if (!is_deflate(extensions)) return {0, "Sec-WebSocket-Extensions has more than was offered"};
  return {status, {}, true};
}

std::optional<int> take_response(std::string& bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) return std::nullopt;
  const std::string_view head = std::string_view(bytes).substr(0, end);
  const int status = status_in(head);
  const std::string length = header_in(head, "Content-Length");
  std::size_t size = end + 4;
  if (same(header_in(head, "Transfer-Encoding"), "chunked")) {
    constexpr std::string_view kLastChunk = "0\r\n\r\n";
    const std::size_t last = bytes.find(kLastChunk, size);
    if (last == std::string::npos) return std::nullopt;
    size = last + kLastChunk.size();
  } else if (!length.empty()) {
    const unsigned long long body = std::strtoull(length.c_str(), nullptr, 10);
    if (body > bytes.size()) return std::nullopt;  // The sum below might overflow.
    size += body;
  } else if (status >= 200) {
    size = bytes.size();
  }
  if (size > bytes.size()) return std::nullopt;
  bytes.erase(0, size);
  return status;
}

}  // namespace oread::conform
