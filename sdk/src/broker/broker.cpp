// The broker's front: passes each input to the part that handles it, and collects the deadlines of
// all parts. The parts share a `Hub` and call each other's functions; none holds a reference to
// another.
#include "oread/broker/broker.hpp"

#include <algorithm>
#include <utility>

#include "broker/access.hpp"
#include "broker/admission.hpp"
#include "broker/client_message.hpp"
#include "broker/cluster/cluster.hpp"
#include "broker/cluster/receive.hpp"
#include "broker/cluster/report.hpp"
#include "broker/departure.hpp"
#include "broker/http/api.hpp"
#include "broker/liveness.hpp"
#include "broker/membership.hpp"
#include "broker/publish.hpp"
#include "broker/webhooks/desk.hpp"
#include "support/match.hpp"

namespace oread::broker {
namespace {

void publish_directly(Hub& hub, in::Publish wish) {
  AppState* const app = hub.app(wish.app_id);
  if (app == nullptr) {
    hub.effects.push_back(
        effect::Published{wish.request, Error{Errc::BadOption, 404, "No app has this id"}, {}, {}});
    return;
  }
  const Publication publication{std::move(wish.event), std::move(wish.data),
                                std::move(wish.channels), std::move(wish.socket_id)};
  auto refused = refusal_of(publication, hub.options.limits);
  if (!refused && wish.reaches_all_nodes) publish_here(hub, *app, publication);
  if (!refused && !wish.reaches_all_nodes) publish(hub, *app, publication);
  effect::Published result{wish.request, std::move(refused), {}, {}};
  if (result.error) {
    if (!publication.channels.empty()) result.channel = publication.channels.front();
    result.event = publication.event;
  }
  hub.effects.push_back(std::move(result));
}

void drain(Hub& hub) {
  if (hub.draining) return;
  hub.draining = true;
  hub.drain_by = hub.now.at + hub.options.drain_for;
  hub.muted = true;
  while (!hub.connections.empty()) {
    close(hub, hub.connections.begin()->second, 4200, "The server is shutting down");
  }
  hub.muted = false;
  cluster::tell_leaving(hub);
  webhooks::run(hub);
}

/// Reports once that everything is done, or that it has taken too long.
void finish_draining(Hub& hub) {
  if (!hub.draining || hub.drained) return;
  if (!webhooks::idle(hub) && hub.now.at < hub.drain_by) return;
  hub.drained = true;
  hub.effects.push_back(effect::Drained{});
}

void tick(Hub& hub) {
  run_alarms(hub);
  run_counts(hub);
  access::run(hub);
  cluster::run(hub);
  webhooks::run(hub);
}

}  // namespace

struct Broker::Parts {
  Parts(Options options, const Digests& digests) : hub(std::move(options), digests) {}
  Hub hub;
};

Broker::Broker(Options options, const Digests& digests)
    : parts_(std::make_unique<Parts>(std::move(options), digests)) {}
Broker::~Broker() = default;
Broker::Broker(Broker&&) noexcept = default;
Broker& Broker::operator=(Broker&&) noexcept = default;

Effects Broker::handle(Input input, Now now) {
  Hub& hub = parts_->hub;
  hub.now = {std::max(hub.now.at, now.at), now.unix_ms};
  std::visit(Match{[&](const in::ConnectionOpened& it) { admit(hub, it); },
                   [&](const in::TextReceived& it) {
                     if (Connection* const who = hub.find(it.connection))
                       receive(hub, *who, it.text);
                   },
                   [&](const in::ConnectionFlooded& it) {
                     Connection* const who = hub.find(it.connection);
                     if (who != nullptr)
                       close(hub, *who, 4100, "Too slow: too many bytes are waiting to be sent");
                   },
                   [&](const in::ConnectionClosed& it) {
                     if (Connection* const who = hub.find(it.connection)) forget(hub, *who);
                   },
                   [&](const in::HttpRequest& it) { http::answer(hub, it); },
                   [&](const in::WebhookDelivered& it) {
                     webhooks::delivered(hub, it.webhook);
                     webhooks::run(hub);
                   },
                   [&](const in::WebhookFailed& it) {
                     webhooks::failed(hub, it.webhook, it.status);
                     webhooks::run(hub);
                   },
                   [&](const in::AccessAnswered& it) { access::answered(hub, it); },
                   [&](in::Publish& it) { publish_directly(hub, std::move(it)); },
                   [&](const in::NodesReachable&) { cluster::reachable(hub); },
                   [&](const in::NodesUnreachable&) { cluster::unreachable(hub); },
                   [&](const in::NodeMessage& it) { cluster::receive(hub, it.text); },
                   [&](const in::Drain&) { drain(hub); }, [&](const in::Tick&) { tick(hub); }},
             input);
  cluster::tell_changes(hub);
  finish_draining(hub);
  return std::exchange(hub.effects, {});
}

std::optional<Time> Broker::deadline() const {
  const Hub& hub = parts_->hub;
  Time next = earlier(webhooks::deadline(hub), cluster::deadline(hub));
  if (!hub.alarms.empty()) next = earlier(next, hub.alarms.begin()->first);
  next = earlier(next, access::deadline(hub));
  for (const auto& [channel, due] : hub.counts_due) next = earlier(next, due);
  if (hub.draining && !hub.drained) next = earlier(next, hub.drain_by);
  if (next == kNever) return std::nullopt;
  return next;
}

Counts Broker::counts() const {
  const Hub& hub = parts_->hub;
  Counts counts;
  counts.connections = hub.connections.size();
  for (const auto& [id, connection] : hub.connections) {
    counts.subscriptions += connection.subscriptions.size();
  }
  for (const auto& [id, app] : hub.apps) {
    counts.channels += app.channels.size();
    counts.users += app.users.size();
    counts.cached_events += app.cache.size();
  }
  counts.webhook_events = webhooks::waiting(hub);
  return counts;
}

std::string_view Broker::socket_id(ConnectionId connection) const {
  const Connection* const found = parts_->hub.find(connection);
  return found == nullptr ? std::string_view() : std::string_view(found->socket_id);
}

}  // namespace oread::broker
