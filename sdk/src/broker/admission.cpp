#include "broker/admission.hpp"

#include <algorithm>

#include "broker/cluster/elsewhere.hpp"
#include "broker/cluster/report.hpp"
#include "broker/liveness.hpp"
#include "broker/messages.hpp"
#include "broker/origin.hpp"
#include "broker/url_query.hpp"

namespace oread::broker {
namespace {

struct ConnectionRefusal {
  std::uint16_t code;
  const char* text;
};

/// The key in "/app/KEY", or nothing.
std::optional<std::string_view> key_in(std::string_view path) {
  constexpr std::string_view prefix = "/app/";
  if (!path.starts_with(prefix)) return std::nullopt;
  path.remove_prefix(prefix.size());
  if (!path.empty() && path.back() == '/') path.remove_suffix(1);
  if (path.find('/') != std::string_view::npos) return std::nullopt;
  return path;
}

/// Whether `text` starts like a version: "8", "8.4.0-rc2".
bool is_version(std::string_view text) {
  return text.size() <= 64 && text.front() >= '0' && text.front() <= '9' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '.' || c == '-' || c == '+' || c == '_';
         });
}

std::optional<ConnectionRefusal> refusal_of_query(std::string_view text) {
  const auto protocol = first_value(text, "protocol");
  if (!protocol) {
    return ConnectionRefusal{4008, "No protocol version given: connect with ?protocol=7"};
  }
  // From version 5 on, both sides ping and subscriptions are acknowledged; no deployed client is
  // older.
  if (*protocol != "5" && *protocol != "6" && *protocol != "7") {
    return ConnectionRefusal{4007, "Unsupported protocol version: this server speaks 5, 6 and 7"};
  }
  const std::string version = first_value(text, "version").value_or("");
  if (!version.empty() && !is_version(version)) {
    return ConnectionRefusal{4006, "Invalid version string"};
  }
  return std::nullopt;
}

std::optional<ConnectionRefusal> refusal_of_app(const Hub& hub, const AppState& app,
                                                const in::ConnectionOpened& opened) {
  if (!app.options->enabled) return ConnectionRefusal{4003, "The app is disabled"};
  if (app.options->tls_only && !opened.secure) {
    return ConnectionRefusal{4000, "The app accepts TLS connections only"};
  }
  if (!hub.is_like_reverb()) {
    if (const auto refusal = refusal_of_query(opened.query)) return refusal;
  }
  if (!origin_allowed(*app.options, opened.origin)) {
    return ConnectionRefusal{4009, "The origin of this page is not allowed"};
  }
  if (hub.connections.size() >= hub.options.limits.connections) {
    return ConnectionRefusal{4100, "The server is over capacity"};
  }
  const std::size_t connections = app.sockets.size() + cluster::connections_elsewhere(hub, app);
  if (app.options->max_connections != 0 && connections >= app.options->max_connections) {
    return ConnectionRefusal{4004, "The app is over its connection quota"};
  }
  return std::nullopt;
}

std::optional<ConnectionRefusal> refusal_of_connection(Hub& hub, const in::ConnectionOpened& opened,
                                                       AppState*& app) {
  if (hub.draining) return ConnectionRefusal{4200, "The server is shutting down"};
  const auto key = key_in(opened.path);
  if (!key) return ConnectionRefusal{4005, "Path not found: connect to /app/APP_KEY"};
  app = hub.app_of_key(*key);
  if (app == nullptr) return ConnectionRefusal{4001, "Unknown app key"};
  return refusal_of_app(hub, *app, opened);
}

/// "digits.digits", as server SDKs check it. Generates another one in the practically impossible
/// case that it is taken.
std::string socket_id(const AppState& app, std::uint64_t entropy) {
  for (;; ++entropy) {
    std::string id = std::to_string(entropy >> 32) + "." + std::to_string(entropy & 0xFFFFFFFF);
    if (app.sockets.count(id) == 0) return id;
  }
}

}  // namespace

void admit(Hub& hub, const in::ConnectionOpened& opened) {
  if (hub.find(opened.connection) != nullptr) return;
  AppState* app = nullptr;
  if (const auto refusal = refusal_of_connection(hub, opened, app)) {
    // Some clients read the error message, others the close code; both contain the same code.
    hub.send_error(opened.connection, refusal->text, refusal->code);
    hub.effects.push_back(effect::CloseConnection{opened.connection, refusal->code, refusal->text});
    hub.notice({.kind = NoticeKind::ConnectionRefused,
                .app_id = app == nullptr ? std::string() : app->options->id,
                .connection = opened.connection,
                .code = refusal->code,
                .text = refusal->text});
    return;
  }
  Connection& connection = hub.connections[opened.connection];
  connection.id = opened.connection;
  connection.app = app;
  connection.socket_id = socket_id(*app, opened.entropy);
  connection.may_send_cookies =
      may_send_cookies(*app->options, opened.origin, opened.host, opened.secure);
  app->sockets[connection.socket_id] = connection.id;
  cluster::connections_changed(hub, *app);
  watch(hub, connection);
  const auto activity =
      std::chrono::duration_cast<std::chrono::seconds>(hub.options.liveness.activity_timeout);
  hub.send(connection.id, messages::connection_established(connection.socket_id, activity.count()));
  hub.notice(NoticeKind::ConnectionAccepted, connection, {}, connection.socket_id);
}

}  // namespace oread::broker
