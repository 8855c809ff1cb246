// An engine with a live link and subscribed channels, driven like a host would, without a network.
#pragma once

#include <string>
#include <vector>

#include "oread/engine.hpp"

namespace oread::bench {

class Client {
 public:
  /// Connects, receives the greeting, and subscribes to `channels`, all of which the server
  /// acknowledges.
  explicit Client(const std::vector<std::string>& channels);

  /// A message from the server; returns the number of its effects.
  std::size_t receive(std::string text);

 private:
  Effects give(Input input);

  Engine engine_;
  LinkId link_;
  Time now_{};
};

}  // namespace oread::bench
