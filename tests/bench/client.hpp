// An engine with a live link and subscribed channels, as a host would hold it, without a network.
#pragma once

#include <string>
#include <vector>

#include "oread/engine.hpp"

namespace oread::bench {

class Client {
 public:
  /// Connects, is greeted and subscribes to `channels`, all of which the server acknowledges.
  explicit Client(const std::vector<std::string>& channels);

  /// A text of the server; returns how many effects it had.
  std::size_t receive(std::string text);

 private:
  Effects give(Input input);

  Engine engine_;
  LinkId link_;
  Time now_{};
};

}  // namespace oread::bench
