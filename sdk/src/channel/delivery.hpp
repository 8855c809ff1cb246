// Passes messages to the app.
#pragma once

#include "channel/channel.hpp"

namespace oread {

/// Passes the event in `frame` to the app, and decides whether further ones like it may skip the
/// engine. `channel`: null if it has no holder. `text`: the message of the wire.
void deliver(const Channel* channel, const Frame& frame, View text, ChannelPorts& ports,
             Step& step);

/// Passes an event that was encrypted to the app. Such events never skip the engine.
void deliver_decrypted(const Channel& channel, View event, View data, Step& step);

/// The app learns that a subscription does not work. `said`: what the server sent, verbatim.
void tell_failed(View channel, const Error& error, bool retrying, View said, Step& step);

}  // namespace oread
