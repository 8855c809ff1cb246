// What happens here when something changes on another node: our clients are informed as if it had
// changed here. Webhooks are sent by the node where it happened.
#pragma once

#include <string>

#include "broker/hub.hpp"

namespace oread::broker::cluster {

/// Changes what is known about one app on one node, and informs our clients.
class News {
 public:
  /// `is_lost`: the node cannot send webhooks any more; this one does it in its place.
  News(Hub& hub, AppState& app, AppFacts& facts, bool is_lost = false)
      : hub_(hub), app_(app), facts_(facts), is_lost_(is_lost) {}

  /// 0: the channel and its members are gone.
  void subscribers(const std::string& channel, std::size_t count, bool miss_told);
  void joined(const std::string& channel, const Member& member);
  void left(const std::string& channel, const std::string& user);
  void online(const std::string& user);
  void offline(const std::string& user);

  /// Everything at once: what is not in `facts` is gone.
  void replace(const AppFacts& facts);

 private:
  Channel* ours(const std::string& channel);

  Hub& hub_;
  AppState& app_;
  AppFacts& facts_;
  bool is_lost_;
};

/// An event was published on a cache channel, so that the next miss is one to report.
void cache_filled(Hub& hub, const AppState& app, const std::string& channel);

}  // namespace oread::broker::cluster
