// What is known about clients of other nodes. Without a cluster there are no other nodes.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "broker/hub.hpp"

namespace oread::broker::cluster {

std::size_t connections_elsewhere(const Hub& hub, const AppState& app);
std::size_t subscribers_elsewhere(const Hub& hub, const AppState& app, const std::string& channel);
bool is_occupied_elsewhere(const Hub& hub, const AppState& app, const std::string& channel);
bool is_member_elsewhere(const Hub& hub, const AppState& app, const std::string& channel,
                         const std::string& user);
bool is_miss_told_elsewhere(const Hub& hub, const AppState& app, const std::string& channel);
bool is_online_elsewhere(const Hub& hub, const AppState& app, const std::string& user);

/// Clients of all nodes together: the members of a channel and their number, its subscribers, and
/// the names of occupied channels that begin with `prefix`.
Roster everyone(const Hub& hub, const AppState& app, const std::string& channel);
std::size_t all_members(const Hub& hub, const AppState& app, const std::string& channel);
std::size_t all_subscribers(const Hub& hub, const AppState& app, const std::string& channel);
std::set<std::string> all_channels(const Hub& hub, const AppState& app, std::string_view prefix);

}  // namespace oread::broker::cluster
