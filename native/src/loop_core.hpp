// The components of the loop: the libwebsockets context, timers on CLOCK_BOOTTIME, tasks from other
// threads, and one vhost per set of TLS settings. Everything except post() is for the loop's
// thread.
#pragma once

#include <libwebsockets.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "clock.hpp"
#include "oread/time.hpp"
#include "timer_queue.hpp"

namespace oread::native {

class Watch;
class Vhosts;

class LoopCore {
 public:
  LoopCore();
  ~LoopCore();
  LoopCore(const LoopCore&) = delete;
  LoopCore& operator=(const LoopCore&) = delete;

  [[nodiscard]] static Time now() { return boot_time(); }

  /// Waits for events and handles them. Returns false if the loop has failed for good.
  bool serve_once();

  /// Callable from any thread.
  void post(std::function<void()> task);
  /// Runs the posted tasks.
  void run_posted();
  [[nodiscard]] bool nothing_posted();

  TimerQueue::Key add_timer(Time at, std::function<void()> run);
  void remove_timer(const TimerQueue::Key& key);

  /// Connections in their closing handshake; the loop does not stop before they finish.
  void goodbye_begins() { ++goodbyes_; }
  void goodbye_ended() { --goodbyes_; }
  [[nodiscard]] bool has_goodbyes() const { return goodbyes_ > 0 || !kept_.empty(); }
  /// Keeps something alive until `forget`, with its address; the loop does not stop before.
  void keep(const std::shared_ptr<void>& thing) { kept_[thing.get()] = thing; }
  void forget(const void* thing) { kept_.erase(thing); }

  [[nodiscard]] lws_context* context() { return context_; }
  [[nodiscard]] Vhosts& vhosts() { return *vhosts_; }
  /// The vhost for connections without TLS.
  [[nodiscard]] lws_vhost* plain_vhost();

 private:
  void close_all();
  void set_alarm();
  void on_alarm();
  void on_wake_up();

  lws_context* context_ = nullptr;
  int wake_fd_ = -1;   // eventfd: a task was posted
  int alarm_fd_ = -1;  // timerfd: the first timer is due
  std::unique_ptr<Vhosts> vhosts_;
  std::unique_ptr<Watch> wake_watch_;
  std::unique_ptr<Watch> alarm_watch_;
  TimerQueue timers_;
  std::optional<Time> alarm_at_;
  int goodbyes_ = 0;
  std::map<const void*, std::shared_ptr<void>> kept_;

  std::mutex mutex_;
  std::vector<std::function<void()>> posted_;  // guarded by mutex_
};

}  // namespace oread::native
