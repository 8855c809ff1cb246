// Several brokers that exchange messages: a medium that can be cut, and that can lose messages.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "support/broker_script.hpp"

namespace oread::test {

/// Options of a node with this id.
broker::Options node_options(const std::string& id, broker::Options options = one_app());

class ClusterScript {
 public:
  /// Nodes "a", "b" and so on, which can reach each other.
  explicit ClusterScript(std::size_t nodes = 2, const broker::Options& options = one_app());

  BrokerScript& operator[](std::size_t node) { return *nodes_[node]; }

  /// Adds another node.
  BrokerScript& add(const std::string& id, const broker::Options& options = one_app());

  /// Delivers what was told, and what is told in answer, until nobody says any more.
  void settle();
  /// Time passes for all, and messages are delivered on the way.
  void wait(Millis span);

  /// Nothing reaches the node, and nothing that it says reaches others.
  void cut(std::size_t node);
  void heal(std::size_t node);
  /// The process has ended without a word.
  void kill(std::size_t node) { dead_.insert(node); }

  /// Messages for which this returns true are lost.
  std::function<bool(const std::string&)> loses = [](const std::string&) { return false; };

 private:
  [[nodiscard]] bool is_off(std::size_t node) const {
    return dead_.count(node) != 0 || cut_.count(node) != 0;
  }

  std::vector<std::unique_ptr<BrokerScript>> nodes_;
  std::set<std::size_t> dead_;
  std::set<std::size_t> cut_;
};

/// Lets messages take effect, and returns what the client has received.
Texts take(ClusterScript& cluster, std::size_t node, ConnectionId who);

}  // namespace oread::test
