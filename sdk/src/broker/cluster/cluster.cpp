#include "broker/cluster/cluster.hpp"

#include <utility>
#include <vector>

#include "broker/cluster/receive.hpp"
#include "broker/cluster/report.hpp"

namespace oread::broker::cluster {

void reachable(Hub& hub) {
  State& cluster = hub.cluster;
  if (hub.options.cluster.node.empty() || hub.draining) return;
  // Nobody could be heard meanwhile.
  for (auto& [id, node] : cluster.nodes) {
    node.heard_at = hub.now.at;
    node.asked_at = hub.now.at;
    cluster.returning.insert(id);
  }
  cluster.return_by = hub.now.at + hub.options.cluster.return_within;
  const bool is_new = cluster.number == 0;
  cluster.reachable = true;
  cluster.alive_at = hub.now.at + hub.options.cluster.alive_every;
  cluster.changes.clear();
  ask_for_everything(hub, {}, is_new);
  tell_everything(hub, false);
  returned(hub, {});
}

void unreachable(Hub& hub) {
  State& cluster = hub.cluster;
  cluster.reachable = false;
  cluster.alive_at = kNever;
  cluster.everything_at = kNever;
  cluster.return_by = kNever;
  // Messages may be missed from now on.
  for (auto& [id, node] : cluster.nodes) node.in_step = false;
}

void run(Hub& hub) {
  State& cluster = hub.cluster;
  if (!cluster.reachable || hub.draining) return;
  const Time now = hub.now.at;
  if (cluster.everything_at <= now) {
    cluster.everything_at = kNever;
    tell_everything(hub, std::exchange(cluster.with_cache, false));
  }
  if (cluster.alive_at <= now) {
    cluster.alive_at = now + hub.options.cluster.alive_every;
    tell_alive(hub);
  }
  if (cluster.return_by <= now) {
    cluster.returning.clear();
    returned(hub, {});
  }
  std::vector<std::string> silent;
  for (const auto& [id, node] : cluster.nodes) {
    if (node.heard_at + hub.options.cluster.lost_after <= now) silent.push_back(id);
  }
  for (const std::string& id : silent) forget_node(hub, id, true);
}

Time deadline(const Hub& hub) {
  const State& cluster = hub.cluster;
  if (!cluster.reachable || hub.draining) return kNever;
  Time next = earlier(earlier(cluster.alive_at, cluster.everything_at), cluster.return_by);
  for (const auto& [id, node] : cluster.nodes) {
    next = earlier(next, node.heard_at + hub.options.cluster.lost_after);
  }
  return next;
}

}  // namespace oread::broker::cluster
