#include "server/routes.hpp"

#include <algorithm>
#include <charconv>

#include "server/clocks.hpp"
#include "server/parameters.hpp"

namespace oread::server {
namespace {

constexpr std::string_view kApi = "/apps/";
constexpr std::string_view kSocket = "/app/";
/// Longer outages are not useful.
constexpr int kShutMost = 120;

int seconds_of(const std::string& text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp(value, 1, kShutMost);
}

}  // namespace

Routes::Routes(BrokerHost& broker, const ServerOptions& options, const Log& log)
    : broker_(broker),
      log_(log),
      app_id_(options.broker.apps.front().id),
      demo_(options.demo_auth),
      cors_(options.host, options.cors),
      auth_(broker.digests(), options.broker.apps.front(), options.master_key),
      files_(options.mounts) {}

bool Routes::is_demo_path(const std::string& path) const {
  return demo_ && (path == "/broadcasting/auth" || path == "/broadcasting/user-auth" ||
                   path == "/pusher/auth" || path == "/pusher/user-auth" ||
                   path == "/demo/publish" || path == "/demo/gate");
}

void Routes::handle(HttpCaller& caller, HttpRequest request) {
  const bool api = request.path.starts_with(kApi);
  const bool demo = is_demo_path(request.path);
  if (api || demo) caller.add_headers(cors_.headers(request));
  if (request.method == "OPTIONS" && (api || demo)) {
    caller.answer(cors_.preflight(request));
  } else if (api) {
    broker_.request(caller, std::move(request));
  } else if (demo) {
    handle_demo(caller, request);
  } else {
    caller.answer(page(request));
  }
}

void Routes::handle_demo(HttpCaller& caller, const HttpRequest& request) {
  if (request.method != "POST") {
    caller.answer(text_answer(405, "This address accepts only POST."));
    return;
  }
  if (!cors_.is_ours(request)) {
    caller.answer(text_answer(403, "This server does not answer to the name " + request.host +
                                       "; allow it with --cors HOST."));
    return;
  }
  if (!cors_.allows(request)) {
    caller.answer(text_answer(403, "Pages of this origin are not allowed; allow it with --cors."));
    return;
  }
  if (request.path == "/demo/publish") {
    publish(caller, request);
    return;
  }
  const bool user =
      request.path == "/broadcasting/user-auth" || request.path == "/pusher/user-auth";
  caller.answer(request.path == "/demo/gate" ? shut_gate(request)
                : user                       ? auth_.user(request)
                                             : auth_.channel(request));
}

void Routes::publish(HttpCaller& caller, const HttpRequest& request) {
  const std::optional<Parameters> parameters = body_parameters(request);
  if (!parameters) {
    caller.answer(text_answer(400, "The body must be a form or a JSON object."));
    return;
  }
  broker::in::Publish publish;
  publish.app_id = app_id_;
  publish.channels = {parameter(*parameters, "channel")};
  publish.event = parameter(*parameters, "event");
  publish.data = parameter(*parameters, "data");
  publish.socket_id = parameter(*parameters, "socket_id");
  broker_.publish(caller, std::move(publish));
}

HttpAnswer Routes::shut_gate(const HttpRequest& request) {
  const std::optional<Parameters> parameters = body_parameters(request);
  const std::string gate = parameters ? parameter(*parameters, "gate") : std::string();
  if (gate.empty() || gate.size() > 64) {
    return text_answer(400, "`gate` must name the gate of your connection: /gate/NAME/app/KEY.");
  }
  const int seconds = seconds_of(parameter(*parameters, "seconds"), 5);
  const Time at = now().at;
  if (!gates_.shut(gate, at + std::chrono::seconds(seconds), at)) {
    return text_answer(503, "Too many gates are shut at the moment.");
  }
  int cut = 0;
  for (const auto& [id, client] : broker_.clients()) {
    if (client->handshake().gate != gate) continue;
    client->cut();
    ++cut;
  }
  if (log_) {
    log_({Level::Warn,
          "gate-shut",
          {{"gate", gate}, {"seconds", std::to_string(seconds)}, {"cut", std::to_string(cut)}}});
  }
  return json_answer(
      200, "{\"cut\":" + std::to_string(cut) + ",\"seconds\":" + std::to_string(seconds) + "}");
}

/// Reverb's health check. Without Redis the server still serves its clients: a supervisor must not
/// restart it.
HttpAnswer Routes::health() const {
  if (!redis_is_connected_) return json_answer(200, R"({"health":"OK"})");
  return json_answer(200, redis_is_connected_() ? R"({"health":"OK","redis":"connected"})"
                                                : R"({"health":"OK","redis":"away"})");
}

HttpAnswer Routes::page(const HttpRequest& request) const {
  if (request.method != "GET" && request.method != "HEAD") {
    return text_answer(405, "This address accepts only GET.");
  }
  if (std::optional<HttpAnswer> file = files_.answer(request)) return std::move(*file);
  if (request.path == "/up") return health();
  if (request.path.starts_with(kSocket)) {
    HttpAnswer answer = text_answer(426, "This is a WebSocket address.");
    answer.headers.emplace_back("upgrade", "websocket");
    return answer;
  }
  if (request.path == "/" && files_.empty()) {
    return text_answer(200, "The Oread dev server is running. Clients connect to /app/KEY.");
  }
  return text_answer(404, "Not found.");
}

}  // namespace oread::server
