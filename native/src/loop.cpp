#include "oread/native/loop.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "loop_core.hpp"
#include "sigpipe.hpp"

namespace oread::native {

/// The thread that runs the loop.
struct Loop::Threads {
  std::mutex mutex;
  std::condition_variable changed;
  std::optional<std::thread::id> server;  // guarded by mutex
  bool stopping = false;                  // only on the serving thread
  std::thread own;
};

Loop::Loop() : core_(std::make_unique<LoopCore>()), threads_(std::make_unique<Threads>()) {}

Loop::~Loop() {
  stop();
  if (threads_->own.joinable()) threads_->own.join();
}

void Loop::run() {
  const SigpipeBlocked guard;
  {
    const std::lock_guard lock(threads_->mutex);
    threads_->server = std::this_thread::get_id();
  }
  threads_->changed.notify_all();
  threads_->stopping = false;
  while ((!threads_->stopping || core_->has_goodbyes()) && core_->serve_once()) {
  }
  // call() must not wait for a task that never runs: stop only with an empty queue.
  for (;;) {
    core_->run_posted();
    const std::lock_guard lock(threads_->mutex);
    if (core_->nothing_posted()) {
      threads_->server.reset();
      break;
    }
  }
}

void Loop::start() {
  threads_->own = std::thread([this] { run(); });
  std::unique_lock lock(threads_->mutex);
  threads_->changed.wait(lock, [this] { return threads_->server.has_value(); });
}

void Loop::stop() {
  core_->post([this] { threads_->stopping = true; });
}

void Loop::post(std::function<void()> task) {
  core_->post(std::move(task));
}

void Loop::call(const std::function<void()>& task) {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;  // guarded by mutex
  bool elsewhere = false;
  {
    const std::lock_guard lock(threads_->mutex);
    elsewhere = threads_->server && *threads_->server != std::this_thread::get_id();
    if (elsewhere) {
      core_->post([&] {
        task();
        const std::lock_guard inner(mutex);
        done = true;
        changed.notify_all();
      });
    }
  }
  if (!elsewhere) return task();
  std::unique_lock lock(mutex);
  changed.wait(lock, [&done] { return done; });
}

bool Loop::on_its_thread() const {
  const std::lock_guard lock(threads_->mutex);
  return threads_->server == std::this_thread::get_id();
}

Time Loop::now() const {
  return LoopCore::now();
}

}  // namespace oread::native
