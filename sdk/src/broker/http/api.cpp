#include "broker/http/api.hpp"

#include <vector>

#include "broker/http/endpoints.hpp"
#include "broker/http/request_auth.hpp"

namespace oread::broker::http {
namespace {

struct Route {
  std::string_view method;
  std::string_view path;  ///< The part after /apps/ID/; * is the argument.
  Response (*endpoint)(Hub&, const Call&);
};

constexpr Route kRoutes[] = {
    {"POST", "events", post_events},
    {"POST", "batch_events", post_batch_events},
    {"GET", "connections", get_connections},
    {"GET", "channels", get_channels},
    {"GET", "channels/*", get_channel},
    {"GET", "channels/*/users", get_channel_users},
    {"POST", "users/*/terminate_connections", post_terminate},
};

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t slash = path.find('/');
    out.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return out;
    path.remove_prefix(slash + 1);
  }
}

/// Whether `path` matches `pattern`; `argument` receives what matches the star.
bool fits(const std::vector<std::string_view>& path, std::string_view pattern,
          std::string_view& argument) {
  const auto wanted = segments_of(pattern);
  if (wanted.size() != path.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == "*") {
      argument = path[i];
    } else if (wanted[i] != path[i]) {
      return false;
    }
  }
  return true;
}

Response respond(Hub& hub, const in::HttpRequest& request) {
  // The signature covers the raw path, so it is split before anything is decoded: an escaped slash
  // cannot lead to another endpoint.
  auto path = segments_of(request.path);
  if (path.size() < 4 || !path[0].empty() || path[1] != "apps") {
    return refusal(404, "No such endpoint");
  }
  const std::string_view app_id = path[2];
  path.erase(path.begin(), path.begin() + 3);
  const Route* route = nullptr;
  std::string_view raw_argument;
  bool known_path = false;
  for (const Route& each : kRoutes) {
    if (!fits(path, each.path, raw_argument)) continue;
    known_path = true;
    if (each.method == request.method) route = &each;
  }
  if (!known_path) return refusal(404, "No such endpoint");
  if (route == nullptr) return refusal(405, "This endpoint does not support this method");
  if (hub.draining) return refusal(503, "The server is shutting down");
  if (request.body.size() > hub.options.limits.request_bytes) {
    return refusal(413, "The maximum size of a request body is " +
                            std::to_string(hub.options.limits.request_bytes) + " bytes");
  }

  const auto query = parse_query(request.query);
  // Ambiguous queries are not covered by a signature.
  if (!query)
    return refusal(401, "The query has an invalid escape, or a signed field more than once");
  AppState* const app = hub.app(app_id);
  if (app == nullptr) return refusal(404, "No app has this id");
  if (auto refused = refusal_of(hub, *app, request, *query)) return *std::move(refused);
  const auto argument = percent_decoded(raw_argument, false);
  if (!argument) return refusal(400, "The path is malformed");
  return route->endpoint(hub, {*app, *argument, *query, request.body});
}

}  // namespace

void answer(Hub& hub, const in::HttpRequest& request) {
  Response response = respond(hub, request);
  if (response.status != 200) {
    hub.notice({.kind = NoticeKind::RequestRefused,
                .code = response.status,
                .text = request.method.substr(0, 16) + " " + request.path.substr(0, 256) + ": " +
                        response.body});
  }
  hub.effects.push_back(effect::HttpResponse{request.request, response.status,
                                             std::move(response.content_type),
                                             std::move(response.body)});
}

}  // namespace oread::broker::http
