// The receiver of a server's webhooks: a small HTTP server in a thread of its own, which all cases
// of a run share.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "conform/wire.hpp"

namespace oread::conform {

class HookReceiver {
 public:
  /// Returns null if the port cannot be opened. 0 takes a free one.
  static std::unique_ptr<HookReceiver> listen(std::uint16_t port);
  ~HookReceiver();
  HookReceiver(const HookReceiver&) = delete;
  HookReceiver& operator=(const HookReceiver&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

  /// How many requests have arrived.
  [[nodiscard]] std::size_t count() const;
  /// The requests from this one on.
  [[nodiscard]] std::vector<Hook> since(std::size_t first) const;
  /// The status of the next answers; 0: none.
  void answer_with(int status) { status_ = status; }

 private:
  struct Client {
    std::string unread;
    bool silent = false;  ///< It gets no answer.
  };
  HookReceiver(int listener, std::uint16_t port);
  void serve();
  void take_in();
  /// Returns whether the client stays.
  bool read(int fd, Client& client);

  int listener_;
  std::uint16_t port_;
  std::map<int, Client> clients_;  ///< Of the thread alone.
  std::atomic<int> status_{200};
  std::atomic<bool> ends_{false};
  mutable std::mutex mutex_;  ///< Guards the hooks.
  std::vector<Hook> hooks_;
  std::thread thread_;
};

}  // namespace oread::conform
