#include "server/cors.hpp"

#include <algorithm>

namespace oread::server {
namespace {

/// "http://localhost:5173" → "localhost"; empty when it is not an origin of the web.
std::string_view host_of(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = origin.substr(scheme + 3);
  if (!host.empty() && host.front() == '[') return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_loopback(std::string_view host) {
  constexpr std::string_view kSuffix = ".localhost";
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]" ||
         (host.size() > kSuffix.size() && host.substr(host.size() - kSuffix.size()) == kSuffix);
}

}  // namespace

bool Cors::allows(const HttpRequest& request) const {
  const std::string& origin = request.origin;
  if (origin.empty()) return true;
  const std::string own = (request.secure ? "https://" : "http://") + request.host;
  if (origin == own || is_loopback(host_of(origin))) return true;
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
    return text_answer(403, "Pages of this origin may not ask; allow it with --cors ORIGIN.");
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
