#include "support/cluster_script.hpp"

#include <utility>

namespace oread::test {

broker::Options node_options(const std::string& id, broker::Options options) {
  options.cluster.node = id;
  return options;
}

ClusterScript::ClusterScript(std::size_t nodes, const broker::Options& options) {
  for (std::size_t i = 0; i < nodes; ++i) {
    add(std::string(1, static_cast<char>('a' + i)), options);
  }
  wait(Millis(100));
}

BrokerScript& ClusterScript::add(const std::string& id, const broker::Options& options) {
  nodes_.push_back(std::make_unique<BrokerScript>(node_options(id, options)));
  nodes_.back()->give(broker::in::NodesReachable{});
  return *nodes_.back();
}

void ClusterScript::settle() {
  for (bool any = true; any;) {
    any = false;
    for (std::size_t from = 0; from < nodes_.size(); ++from) {
      for (const std::string& text : std::exchange(nodes_[from]->told, {})) {
        if (is_off(from) || loses(text)) continue;
        any = true;
        // A node also hears itself, as with Redis.
        for (std::size_t to = 0; to < nodes_.size(); ++to) {
          if (!is_off(to)) nodes_[to]->give(broker::in::NodeMessage{text});
        }
      }
    }
  }
}

void ClusterScript::wait(Millis span) {
  constexpr Millis kStep{10};
  for (Millis passed{0}; passed < span; passed += kStep) {
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
      if (dead_.count(node) == 0) nodes_[node]->wait(kStep);
    }
    settle();
  }
}

void ClusterScript::cut(std::size_t node) {
  cut_.insert(node);
  nodes_[node]->give(broker::in::NodesUnreachable{});
}

void ClusterScript::heal(std::size_t node) {
  cut_.erase(node);
  nodes_[node]->give(broker::in::NodesReachable{});
  wait(Millis(100));
}

Texts take(ClusterScript& cluster, std::size_t node, ConnectionId who) {
  cluster.settle();
  return cluster[node].take(who);
}

}  // namespace oread::test
