// Signed-in users: who they are, who watches whom, and how they are sent away.
#pragma once

#include <string>
#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker {

/// `pusher:signin`; `data` is the frame's data as JSON text.
void sign_in(Hub& hub, Connection& connection, std::string_view data);

/// Gives back what signing in has taken; harmless when nobody signed in.
void sign_out(Hub& hub, Connection& connection);

/// Closes every connection that is signed in as `user`. Who is only a member of a presence channel
/// under that id stays.
void terminate(Hub& hub, AppState& app, const std::string& user);

}  // namespace oread::broker
