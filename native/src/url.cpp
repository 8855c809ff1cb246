#include "url.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace oread::native {
namespace {

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_in(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

std::uint16_t default_port(std::string_view scheme) {
  return scheme == "wss" || scheme == "https" ? 443 : 80;
}

Error wrong(std::string_view url, const std::string& what) {
  return Error{Errc::BadOption, 0, "\"" + std::string(url) + "\" " + what};
}

}  // namespace

bool is_address(const std::string& host) {
  in6_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

namespace {

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace

std::string Url::place() const {
  return bracketed(host) + ":" + std::to_string(port);
}

std::string Url::authority() const {
  std::string out = bracketed(host);
  if (port != default_port(scheme)) out += ":" + std::to_string(port);
  return out;
}

Result<Url> parse_url(std::string_view text) {
  // Characters that could break out of a request line are rejected, not escaped.
  if (std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F;
      })) {
    return wrong(text, "contains a space, a control character or a non-ASCII character");
  }
  Url url;
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos) {
    return wrong(text, "is not a URL; it must begin with ws://, wss://, http:// or https://");
  }
  for (const char c : text.substr(0, colon)) {
    url.scheme += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }
  if (url.scheme != "ws" && url.scheme != "wss" && url.scheme != "http" && url.scheme != "https") {
    return wrong(text, "must begin with ws://, wss://, http:// or https://");
  }

  std::string_view rest = text.substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t end = rest.find_first_of("/?");
  const std::string_view authority = rest.substr(0, end);
  if (end != std::string_view::npos) {
    url.target = std::string(rest.substr(end));
    if (url.target[0] == '?') url.target.insert(0, "/");
  }
  if (authority.find('@') != std::string_view::npos) {
    return wrong(text, "must not contain a user name or password; use a header");
  }

  std::string_view port;
  if (!authority.empty() && authority[0] == '[') {
    const std::size_t bracket = authority.find(']');
    if (bracket == std::string_view::npos) return wrong(text, "has no closing \"]\"");
    url.host = std::string(authority.substr(1, bracket - 1));
    if (!is_address(url.host)) return wrong(text, "has no valid address in its brackets");
    const std::string_view after = authority.substr(bracket + 1);
    if (!after.empty() && after[0] != ':') return wrong(text, "has text after its \"]\"");
    port = after.empty() ? after : after.substr(1);
  } else {
    const std::size_t at = authority.find(':');
    url.host = std::string(authority.substr(0, at));
    if (at != std::string_view::npos) port = authority.substr(at + 1);
    if (!std::all_of(url.host.begin(), url.host.end(),
                     [](char c) { return is_alnum(c) || is_in(c, "-._"); })) {
      return wrong(text, "has invalid characters in its host");
    }
  }
  if (url.host.empty()) return wrong(text, "has no host");

  url.port = default_port(url.scheme);
  if (!port.empty()) {
    const auto [last, code] = std::from_chars(port.data(), port.data() + port.size(), url.port);
    if (code != std::errc{} || last != port.data() + port.size() || url.port == 0) {
      return wrong(text, "must have a port from 1 to 65535");
    }
  }
  return url;
}

std::string encode_form(const Fields& fields) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  const auto append = [&out](const std::string& text) {
    for (const char c : text) {
      if (is_alnum(c) || is_in(c, "-._*")) {
        out += c;
      } else if (c == ' ') {
        out += '+';
      } else {
        out += '%';
        out += kHex[static_cast<unsigned char>(c) >> 4];
        out += kHex[static_cast<unsigned char>(c) & 15];
      }
    }
  };
  for (const Field& field : fields) {
    if (!out.empty()) out += '&';
    append(field.name);
    out += '=';
    append(field.value);
  }
  return out;
}

bool is_header(const Field& header) {
  const bool token = !header.name.empty() &&
                     std::all_of(header.name.begin(), header.name.end(),
                                 [](char c) { return is_alnum(c) || is_in(c, "!#$%&'*+-.^_`|~"); });
  return token && std::none_of(header.value.begin(), header.value.end(),
                               [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

}  // namespace oread::native
