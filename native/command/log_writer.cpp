#include "log_writer.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>
#include <utility>

namespace oread::command {
namespace {

/// By the end of the process, a working reader has long finished reading.
constexpr std::chrono::milliseconds kFlushFor{500};

/// The part that could not be written.
std::string_view write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(fd, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0 && errno == EAGAIN) {
      // Another process, such as a shell or a parent, shares the descriptor and made it
      // non-blocking.
      pollfd room{fd, POLLOUT, 0};
      ::poll(&room, 1, -1);
      continue;
    }
    if (wrote <= 0) break;
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return text;
}

}  // namespace

LogWriter::LogWriter(int fd, std::size_t most_bytes, Dropped dropped)
    : most_bytes_(most_bytes), shared_(std::make_shared<Shared>()) {
  shared_->fd = fd;
  shared_->dropped_line = std::move(dropped);
  // Signals are for the serving thread; SIGPIPE must not end the process either.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  std::thread([shared = shared_] { run(shared); }).detach();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

LogWriter::~LogWriter() {
  std::unique_lock lock(shared_->mutex);
  tell_dropped(*shared_);
  shared_->ending = true;
  shared_->changed.notify_all();
  shared_->changed.wait_for(lock, kFlushFor,
                            [this] { return shared_->waiting.empty() && !shared_->writing; });
}

void LogWriter::line(std::string_view text) {
  const std::lock_guard lock(shared_->mutex);
  if (shared_->waiting.size() + text.size() >= most_bytes_) {
    ++shared_->dropped;
    return;
  }
  tell_dropped(*shared_);
  shared_->waiting.append(text).append("\n");
  shared_->changed.notify_all();
}

void LogWriter::tell_dropped(Shared& shared) {
  if (shared.dropped == 0) return;
  shared.waiting.append(shared.dropped_line(shared.dropped)).append("\n");
  shared.told.push_back({shared.waiting.size(), std::exchange(shared.dropped, 0)});
}

void LogWriter::run(const std::shared_ptr<Shared>& shared) {
  bool broken = false;  // The last line was written only partly.
  std::unique_lock lock(shared->mutex);
  for (;;) {
    shared->changed.wait(lock, [&] { return !shared->waiting.empty() || shared->ending; });
    if (shared->waiting.empty()) return;
    const std::string text = std::exchange(shared->waiting, {});
    const std::vector<Told> told = std::exchange(shared->told, {});
    shared->writing = true;
    lock.unlock();
    // Ends the partly written line.
    if (broken) broken = !write_all(shared->fd, "\n").empty();
    const std::string_view left = broken ? text : write_all(shared->fd, text);
    const std::size_t wrote = text.size() - left.size();
    if (wrote > 0) broken = text[wrote - 1] != '\n';
    lock.lock();
    shared->dropped += static_cast<std::size_t>(std::count(left.begin(), left.end(), '\n'));
    // A dropped line that reports dropped lines counts as those lines, not as one.
    for (const Told& one : told) {
      if (one.end > wrote) shared->dropped += one.count - 1;
    }
    shared->writing = false;
    shared->changed.notify_all();
  }
}

}  // namespace oread::command
