// What this node tells the other nodes of the cluster. Without a cluster nothing is told.
#pragma once

#include <string>
#include <string_view>

#include "broker/client_event.hpp"
#include "broker/hub.hpp"
#include "broker/publish.hpp"

namespace oread::broker::cluster {

// Something about our clients may have changed; `tell_changes` tells how it is now.

void connections_changed(Hub& hub, const AppState& app);
void channel_changed(Hub& hub, const AppState& app, const std::string& channel);
void member_changed(Hub& hub, const AppState& app, const std::string& channel,
                    const std::string& user);
void user_changed(Hub& hub, const AppState& app, const std::string& user);

/// Tells what has changed during this input. While the others cannot be reached this is not needed:
/// they are told everything as soon as they can be.
void tell_changes(Hub& hub);

/// Tells everything about our clients, and with `with_cache` the cached events.
void tell_everything(Hub& hub, bool with_cache);

// What happens once: the other nodes do the same for their clients. Events and terminations wait
// while the others cannot be reached, and until they have come back; client events do not, because
// nobody expects old ones.

void tell_event(Hub& hub, const AppState& app, const Publication& publication);
void tell_client_event(Hub& hub, const AppState& app, const ClientEvent& event,
                       std::string_view user_id_json);
void tell_termination(Hub& hub, const AppState& app, const std::string& user);

/// Sends what has waited.
void tell_held(Hub& hub);

/// Asks `node`, or with an empty id every node, to tell everything. `is_new`: this node has no
/// cached events yet.
void ask_for_everything(Hub& hub, std::string_view node, bool is_new);

void tell_alive(Hub& hub);
void tell_leaving(Hub& hub);

}  // namespace oread::broker::cluster
