// Signed-in users: their identity, their watchlists, and how their connections are terminated.
#pragma once

#include <string>
#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker {

/// `pusher:signin`; `data` is the message's data as JSON text.
void sign_in(Hub& hub, Connection& connection, std::string_view data);

/// Reverts what signing in did; harmless if nobody signed in.
void sign_out(Hub& hub, Connection& connection);

/// Informs the watchers of `user` that it came online or went offline.
void tell_watchers(Hub& hub, AppState& app, const std::string& user, bool online);

/// Closes every connection that is signed in as `user`, on all nodes. Connections that are only
/// members of a presence channel under that id stay open.
void terminate(Hub& hub, AppState& app, const std::string& user);

/// The same for the connections of this node only.
void terminate_here(Hub& hub, AppState& app, const std::string& user);

}  // namespace oread::broker
