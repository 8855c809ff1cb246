#include "broker/origin.hpp"

#include <algorithm>
#include <string_view>

namespace oread::broker {
namespace {

struct Origin {
  std::string scheme;  ///< Empty in a pattern that contains only a host.
  std::string host;
  std::string port;  ///< Empty for the scheme's default port.
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_host(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == ':' || c == '[' || c == ']';
  });
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Parses "scheme://host[:port]"; rejects user names, paths and anything else.
std::optional<Origin> parse(std::string_view text) {
  const std::string whole = lower(text);
  std::string_view rest = whole;
  Origin origin;
  const std::size_t scheme = rest.find("://");
  if (scheme == std::string_view::npos || scheme == 0) return std::nullopt;
  origin.scheme = rest.substr(0, scheme);
  rest.remove_prefix(scheme + 3);
  // The port's colon comes after the bracket of an IPv6 address.
  const std::size_t bracket = rest.find(']');
  const std::size_t colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  origin.host = rest.substr(0, colon);
  if (!is_host(origin.host)) return std::nullopt;
  if (bracket == std::string_view::npos && origin.host.find_first_of("[:") != std::string::npos) {
    return std::nullopt;
  }
  if (colon != std::string_view::npos) {
    const std::string_view port = rest.substr(colon + 1);
    if (!is_port(port)) return std::nullopt;
    const bool own =
        (origin.scheme == "https" && port == "443") || (origin.scheme == "http" && port == "80");
    if (!own) origin.port = port;
  }
  return origin;
}

bool matches(std::string_view pattern, const Origin& origin) {
  if (const auto exact = parse(pattern)) {
    return exact->scheme == origin.scheme && exact->host == origin.host &&
           exact->port == origin.port;
  }
  const std::string host = lower(pattern);
  if (!host.starts_with("*.")) return host == origin.host;
  const std::string_view suffix = std::string_view(host).substr(1);
  return origin.host.size() > suffix.size() && origin.host.ends_with(suffix);
}

}  // namespace

bool origin_allowed(const App& app, const std::optional<std::string>& origin) {
  if (app.origins.empty()) return true;
  if (!origin) return app.allow_missing_origin;
  const auto parsed = parse(*origin);
  return parsed && std::any_of(app.origins.begin(), app.origins.end(),
                               [&](const std::string& each) { return matches(each, *parsed); });
}

bool may_send_cookies(const App& app, const std::optional<std::string>& origin,
                      std::string_view host, bool secure) {
  if (!origin) return true;
  if (!app.origins.empty()) return origin_allowed(app, origin);
  const auto page = parse(*origin);
  // Whoever controls the network can put a page without TLS on any host.
  if (secure && page && page->scheme == "http") return false;
  // Cookies do not depend on the port, so the Host header needs no scheme of its own.
  const auto here = parse("http://" + std::string(host));
  return page && here && page->host == here->host;
}

bool is_origin_pattern(std::string_view pattern) {
  if (parse(pattern)) return true;
  if (pattern.starts_with("*.")) pattern.remove_prefix(2);
  // A colon belongs to an IPv6 address; "host:port" without a scheme would never match.
  const bool colon = pattern.find(':') != std::string_view::npos;
  return is_host(lower(pattern)) && (!colon || pattern.front() == '[');
}

}  // namespace oread::broker
