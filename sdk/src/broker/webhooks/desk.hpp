// Reports events to an app's receivers: filters, delays departures, batches, signs and retries.
#pragma once

#include <string>
#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker::webhooks {

void occupied(Hub& hub, AppState& app, const std::string& channel);
void vacated(Hub& hub, AppState& app, const std::string& channel);
void member_added(Hub& hub, AppState& app, const std::string& channel, const std::string& user);
void member_removed(Hub& hub, AppState& app, const std::string& channel, const std::string& user);

// The same happened on another node of the cluster, which reports it: what comes back within the
// grace time is reported by nobody, wherever it comes back. `is_lost`: that node cannot report it,
// so this one does.

void occupied_elsewhere(Hub& hub, AppState& app, const std::string& channel);
void vacated_elsewhere(Hub& hub, AppState& app, const std::string& channel, bool is_lost);
void member_added_elsewhere(Hub& hub, AppState& app, const std::string& channel,
                            const std::string& user);
void member_removed_elsewhere(Hub& hub, AppState& app, const std::string& channel,
                              const std::string& user, bool is_lost);

void cache_miss(Hub& hub, AppState& app, const std::string& channel);
void subscription_count(Hub& hub, AppState& app, const std::string& channel, std::size_t count);

struct ClientEvent {
  std::string_view channel;
  std::string_view event;
  std::string_view data;  ///< JSON text; empty if there was none.
  std::string_view socket_id;
  std::string_view user_id;  ///< Verified, on presence channels; otherwise empty.
};
void client_event(Hub& hub, AppState& app, const ClientEvent& event);

/// The host's result for a delivery.
void delivered(Hub& hub, WebhookId id);
void failed(Hub& hub, WebhookId id, std::uint16_t status);

/// Handles everything that is due: departures, batches, retries. While draining, everything that is
/// delayed is due immediately.
void run(Hub& hub);

[[nodiscard]] Time deadline(const Hub& hub);
[[nodiscard]] bool idle(const Hub& hub);
[[nodiscard]] std::size_t waiting(const Hub& hub);  ///< Events not yet delivered or given up.

}  // namespace oread::broker::webhooks
