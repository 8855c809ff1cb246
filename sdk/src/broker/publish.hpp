// Publishing: what an app's backend tells the subscribers of some channels.
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
  std::string socket_id;  ///< Does not get it; empty: everybody does.
};

/// Why a publication is not taken. Whoever has several checks them all before publishing the first,
/// so that a request is carried out whole or not at all.
std::optional<Error> refusal_of(const Publication& publication, const Limits& limits);

/// Sends it to every channel once. It must have passed `refusal_of`.
void publish(Hub& hub, AppState& app, const Publication& publication);

}  // namespace oread::broker
