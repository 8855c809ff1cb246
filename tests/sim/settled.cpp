// What must be true after the weather has been clear for a while.
#include <algorithm>
#include <string>

#include "channels.hpp"
#include "world.hpp"

namespace oread::sim {
namespace {

std::string listed(const std::set<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ",") + name;
  return "{" + list + "}";
}

std::string number(std::size_t value) {
  return std::to_string(value);
}

}  // namespace

void World::look_at(std::size_t client) {
  const Client& app = *clients_[client];
  const Rules& seen = app.rules();
  if (!seen.unsettled().empty()) breach(client, "Every whisper is settled in the end.");
  if (!app.wants_connection()) {
    if (seen.link()) breach(client, "Who does not want a connection has none.");
    if (app.deadline()) breach(client, "After Disconnect there is no deadline.");
    return;
  }
  if (seen.status() != ConnectionStatus::Connected) {
    breach(client, "Who wants a connection and can have one has it.",
           "status " + number(static_cast<std::size_t>(seen.status())));
  }
  const std::set<std::string> wanted = app.wanted();
  for (const std::string& channel : channels()) {
    const ChannelState state = app.state_of(channel);
    const std::string detail = channel + " is " + number(static_cast<std::size_t>(state));
    if (!wanted.contains(channel)) {
      if (state != ChannelState::Left) breach(client, "What nobody holds is left.", detail);
    } else if (is_denied(channel)) {
      if (state != ChannelState::Failed) breach(client, "What is refused has failed.", detail);
    } else if (state != ChannelState::Subscribed) {
      breach(client, "Every wanted subscription is held in the end.", detail);
    }
    if (seen.state_of(channel) != state) {
      breach(client, "What the app was told is how things are.", detail);
    }
  }
}

void World::look_at_rosters() {
  std::size_t connected = 0;
  for (const auto& client : clients_) connected += client->wants_connection() ? 1 : 0;
  if (server_.counts().connections != connected) {
    breach(0, "The server holds exactly the connections that clients hold.",
           number(server_.counts().connections) + " for " + number(connected));
  }
  for (const std::string& channel : channels()) {
    if (!is_presence(channel)) continue;
    const std::set<std::string> members = server_.members(channel);
    std::set<std::string> there;
    for (std::size_t i = 0; i < clients_.size(); ++i) {
      const Client& client = *clients_[i];
      if (client.state_of(channel) != ChannelState::Subscribed) continue;
      there.insert(client.user_id());
      const std::set<std::string> seen = client.rules().members(channel);
      if (seen != members) {
        breach(i, "The roster equals the server's.",
               channel + " " + listed(seen) + " there " + listed(members));
      }
    }
    if (there != members) {
      breach(0, "On the server are exactly those who subscribed.",
             channel + " " + listed(members) + " for " + listed(there));
    }
  }
}

void World::look_at_deliveries() {
  constexpr std::int64_t kEach = 3;
  std::map<std::string, std::int64_t> first;
  for (const std::string& channel : channels()) {
    first[channel] = number_ + 1;
    for (std::int64_t i = 0; i < kEach; ++i) publish(channel);
  }
  pass(std::chrono::seconds(3));
  for (std::size_t i = 0; i < clients_.size(); ++i) {
    for (const std::string& channel : channels()) {
      if (clients_[i]->state_of(channel) != ChannelState::Subscribed) continue;
      const std::vector<std::int64_t>& got = clients_[i]->rules().numbers(channel);
      std::vector<std::int64_t> last(got.end() - std::min<std::ptrdiff_t>(kEach, std::ssize(got)),
                                     got.end());
      const std::int64_t begin = first[channel];
      if (last != std::vector<std::int64_t>{begin, begin + 1, begin + 2}) {
        breach(i, "Who is subscribed gets every event exactly once.", channel);
      }
    }
  }
}

void World::look_at_the_end() {
  for (const auto& client : clients_) client->disconnect();
  pass(std::chrono::seconds(60));
  for (std::size_t i = 0; i < clients_.size(); ++i) {
    if (clients_[i]->deadline()) breach(i, "After Disconnect there is no deadline.");
    if (clients_[i]->rules().link()) breach(i, "After Disconnect there is no link.");
  }
  const broker::Counts counts = server_.counts();
  if (counts.connections + counts.channels + counts.subscriptions + counts.users != 0) {
    breach(0, "When all have gone, the server holds nothing of them.");
  }
}

}  // namespace oread::sim
