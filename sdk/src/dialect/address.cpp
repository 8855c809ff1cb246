#include "dialect/address.hpp"

#include <algorithm>

namespace oread {

bool is_plain(View text, View forbidden) {
  return std::all_of(text.begin(), text.end(), [forbidden](char c) {
    return c > ' ' && c <= '~' && forbidden.find(c) == View::npos;
  });
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
