#include "server/cors.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace oread::server {
namespace {

/// "localhost:5173" → "localhost", "[::1]:80" → "::1".
std::string_view without_port(std::string_view authority) {
  if (!authority.empty() && authority.front() == '[') {
    authority.remove_prefix(1);
    return authority.substr(0, authority.find(']'));
  }
  return authority.substr(0, authority.find(':'));
}

/// "http://localhost:5173" → "localhost"; empty if it is not a web origin.
std::string_view host_of(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  if (scheme == std::string_view::npos) return {};
  return without_port(origin.substr(scheme + 3));
}

/// A literal address: DNS cannot point it elsewhere.
bool is_address(const std::string& host) {
  in_addr four{};
  in6_addr six{};
  return inet_pton(AF_INET, host.c_str(), &four) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &six) == 1;
}

}  // namespace

bool is_this_machine(std::string_view host) {
  constexpr std::string_view kSuffix = ".localhost";
  return equal_in_any_case(host, "localhost") || host == "::1" ||
         (host.starts_with("127.") && is_address(std::string(host))) ||
         (host.size() > kSuffix.size() &&
          equal_in_any_case(host.substr(host.size() - kSuffix.size()), kSuffix));
}

bool Cors::is_ours(const HttpRequest& request) const {
  // Browsers always send it.
  if (request.host.empty()) return true;
  const std::string host(without_port(request.host));
  if (is_this_machine(host) || is_address(host) || equal_in_any_case(host, host_)) return true;
  return std::any_of(extra_.begin(), extra_.end(), [&](const std::string& allowed) {
    return allowed == "*" || equal_in_any_case(allowed, host) ||
           equal_in_any_case(host_of(allowed), host);
  });
}

bool Cors::allows(const HttpRequest& request) const {
  const std::string& origin = request.origin;
  if (origin.empty()) return true;
  const std::string own = (request.secure ? "https://" : "http://") + request.host;
  if ((origin == own && is_ours(request)) || is_this_machine(host_of(origin))) return true;
  return std::any_of(extra_.begin(), extra_.end(), [&](const std::string& allowed) {
    return allowed == "*" || allowed == origin || allowed == host_of(origin);
  });
}

HttpHeaders Cors::headers(const HttpRequest& request) const {
  HttpHeaders headers{{"vary", "origin"}};
  if (request.origin.empty() || !allows(request)) return headers;
  headers.emplace_back("access-control-allow-origin", request.origin);
  headers.emplace_back("access-control-allow-credentials", "true");
  return headers;
}

HttpAnswer Cors::preflight(const HttpRequest& request) const {
  if (!allows(request)) {
    return text_answer(403, "Pages of this origin are not allowed; allow it with --cors ORIGIN.");
  }
  HttpAnswer answer;
  answer.status = 204;
  answer.headers.emplace_back("access-control-allow-methods", "GET, POST, OPTIONS");
  answer.headers.emplace_back("access-control-allow-headers",
                              "content-type, accept, authorization, x-csrf-token, x-xsrf-token, "
                              "x-requested-with, x-socket-id, x-demo-user");
  answer.headers.emplace_back("access-control-max-age", "600");
  return answer;
}

}  // namespace oread::server
