#include "broker/hub.hpp"

#include "broker/messages.hpp"

namespace oread::broker {

Hub::Hub(Options given, const Digests& lent) : options(std::move(given)), digests(lent) {
  for (const App& each : options.apps) {
    AppState& app = apps[each.id];
    app.options = &each;
    app.credentials = {each.key, each.secret};
    for (const Webhook& webhook : each.webhooks) {
      app.receivers.emplace_back();
      app.receivers.back().app = &app;
      app.receivers.back().options = &webhook;
    }
    apps_by_key[each.key] = &app;
  }
}

Connection* Hub::find(ConnectionId id) {
  const auto at = connections.find(id);
  return at == connections.end() ? nullptr : &at->second;
}

AppState* Hub::app(std::string_view id) {
  const auto at = apps.find(std::string(id));
  return at == apps.end() ? nullptr : &at->second;
}

AppState* Hub::app_of_key(std::string_view key) {
  const auto at = apps_by_key.find(std::string(key));
  return at == apps_by_key.end() ? nullptr : at->second;
}

void Hub::send(ConnectionId to, SharedText text) {
  if (!muted) effects.push_back(effect::SendText{to, std::move(text)});
}

void Hub::send_error(ConnectionId to, std::string_view message, std::optional<std::uint16_t> code,
                     std::string_view channel) {
  send(to, is_like_reverb() ? messages::text_error(message, code)
                            : messages::error(message, code, channel));
}

void Hub::send_all(const Channel& channel, const SharedText& text, ConnectionId except) {
  for (const ConnectionId each : channel.subscribers) {
    if (!(each == except)) send(each, text);
  }
}

void Hub::notice(NoticeKind kind, const Connection& about, std::string_view channel,
                 std::string_view text, std::uint16_t code) {
  if (!options.notices) return;
  effects.push_back(effect::Notice{.kind = kind,
                                   .app_id = about.app->options->id,
                                   .connection = about.id,
                                   .channel = std::string(channel),
                                   .code = code,
                                   .text = std::string(text)});
}

void Hub::notice(effect::Notice notice) {
  if (options.notices) effects.push_back(std::move(notice));
}

}  // namespace oread::broker
