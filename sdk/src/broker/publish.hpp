// Publishing: sends an event from an app's backend to the subscribers of channels.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "broker/hub.hpp"

namespace oread::broker {

struct Publication {
  std::string event;
  std::string data;
  std::vector<std::string> channels;
  std::string socket_id;  ///< The connection to exclude; empty: none.
};

/// Why a publication is rejected, or nothing. A caller with several checks all of them before
/// publishing the first, so that a request is carried out completely or not at all.
std::optional<Error> refusal_of(const Publication& publication, const Limits& limits);

/// Sends it to every channel once, on all nodes. It must have passed `refusal_of`.
void publish(Hub& hub, AppState& app, const Publication& publication);

/// The same for the clients of this node only.
void publish_here(Hub& hub, AppState& app, const Publication& publication);

}  // namespace oread::broker
