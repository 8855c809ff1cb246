// What all parts of the broker share: the options, the time of the current input, the effects that
// it has caused so far, and the state.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "broker/cluster/facts.hpp"
#include "broker/state.hpp"
#include "broker/webhooks/grace.hpp"

namespace oread::broker {

struct Hub {
  Hub(Options given, const Digests& lent);
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  const Options options;
  const Digests& digests;

  Now now;          ///< The time of this input; `at` never goes backwards.
  Effects effects;  ///< The effects of this input.

  std::map<std::string, AppState> apps;  ///< By id.
  std::map<std::string, AppState*> apps_by_key;
  std::map<ConnectionId, Connection> connections;

  std::set<std::pair<Time, ConnectionId>> alarms;                ///< One for each connection.
  std::map<std::pair<AppState*, std::string>, Time> counts_due;  ///< Delayed subscription counts.
  Grace grace;
  std::map<WebhookId, Receiver*> deliveries;  ///< Deliveries in progress, by their id.
  std::uint32_t last_webhook = 0;
  std::map<AccessId, AccessQuestion> questions;  ///< The earliest deadline comes first.
  std::uint32_t last_access = 0;
  cluster::State cluster;

  /// While all clients are being disconnected, nobody is informed about the others: each would
  /// receive a message about every other.
  bool muted = false;
  bool draining = false;
  bool drained = false;
  Time drain_by{};

  [[nodiscard]] bool is_like_reverb() const { return options.like == Like::Reverb; }
  Connection* find(ConnectionId id);
  AppState* app(std::string_view id);
  AppState* app_of_key(std::string_view key);

  void send(ConnectionId to, SharedText text);
  /// `pusher:error`. `channel` is empty if the error is not about one.
  void send_error(ConnectionId to, std::string_view message, std::optional<std::uint16_t> code,
                  std::string_view channel = {});
  void send_all(const Channel& channel, const SharedText& text, ConnectionId except = {});
  void notice(NoticeKind kind, const Connection& about, std::string_view channel,
              std::string_view text, std::uint16_t code = 0);
  void notice(effect::Notice notice);
};

}  // namespace oread::broker
