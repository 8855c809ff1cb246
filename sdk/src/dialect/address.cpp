#include "dialect/address.hpp"

#include <algorithm>

namespace oread {

bool is_plain(View text, View forbidden) {
  return std::all_of(text.begin(), text.end(), [forbidden](char c) {
    return c > ' ' && c <= '~' && forbidden.find(c) == View::npos;
  });
}

const char* address_problem(View host, std::uint16_t port, View path) {
  if (host.empty()) return "host is missing";
  if (!is_plain(host, "/?#@\\")) return "host is not a name or address alone";
  if (port == 0) return "port is 0";
  if ((!path.empty() && path[0] != '/') || !is_plain(path, "?#\\"))
    return "path is not plain or has no '/' in front";
  return nullptr;
}

void append_host(String& out, View host) {
  const bool is_ipv6 = host[0] != '[' && host.find(':') != View::npos;
  if (is_ipv6) out += '[';
  out += host;
  if (is_ipv6) out += ']';
}

void append_number(String& out, std::uint64_t number) {
  if (number >= 10) append_number(out, number / 10);
  out += static_cast<char>('0' + number % 10);
}

}  // namespace oread
