#include "loop_core.hpp"

#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <stdexcept>

#include "sigpipe.hpp"
#include "vhosts.hpp"
#include "watch.hpp"

namespace oread::native {
namespace {

// libwebsockets' own log is for its developers; the app gets typed errors instead.
void silence_transport_log() {
  static std::once_flag once;
  std::call_once(once, [] { lws_set_log_level(0, nullptr); });
}

lws_context* make_context() {
  silence_transport_log();
  lws_context_creation_info info{};
  info.port = CONTEXT_PORT_NO_LISTEN;
  // LWS_SERVER_OPTION_VALIDATE_UTF8 is not set: after a text fails that check, libwebsockets writes
  // past the end of its buffer. Link and the dev server check what they read.
  info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
  info.gid = -1;
  info.uid = -1;
  // Bearer tokens in requests and Set-Cookie in responses can exceed the default of 4 KB.
  info.pt_serv_buf_size = 32 * 1024;
  info.max_http_header_data2 = 32 * 1024;

  // libwebsockets ignores SIGPIPE for the whole process; that decision belongs to the app.
  struct sigaction before {};
  sigaction(SIGPIPE, nullptr, &before);
  lws_context* context = lws_create_context(&info);
  sigaction(SIGPIPE, &before, nullptr);
  return context;
}

}  // namespace

LoopCore::LoopCore()
    : context_(make_context()),
      wake_fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      alarm_fd_(timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC)) {
  try {
    if (context_ == nullptr || wake_fd_ < 0 || alarm_fd_ < 0) {
      throw std::runtime_error("no memory or file descriptors left for an event loop");
    }
    vhosts_ = std::make_unique<Vhosts>(context_);
    wake_watch_ = std::make_unique<Watch>(*this, wake_fd_, [this](Watch::Ready) { on_wake_up(); });
    alarm_watch_ = std::make_unique<Watch>(*this, alarm_fd_, [this](Watch::Ready) { on_alarm(); });
  } catch (...) {
    close_all();
    throw;
  }
}

LoopCore::~LoopCore() {
  close_all();
}

void LoopCore::close_all() {
  const SigpipeBlocked guard;
  kept_.clear();
  wake_watch_.reset();
  alarm_watch_.reset();
  if (context_ != nullptr) lws_context_destroy(context_);
  context_ = nullptr;
  if (wake_fd_ >= 0) close(wake_fd_);
  if (alarm_fd_ >= 0) close(alarm_fd_);
}

bool LoopCore::serve_once() {
  return lws_service(context_, 0) >= 0;
}

lws_vhost* LoopCore::plain_vhost() {
  return vhosts_->plain();
}

void LoopCore::post(std::function<void()> task) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = posted_.empty();
    posted_.push_back(std::move(task));
  }
  // The counter cannot overflow (it is read back to zero); an interrupted write is repeated.
  if (first) {
    const std::uint64_t one = 1;
    while (write(wake_fd_, &one, sizeof one) < 0 && errno == EINTR) {
    }
  }
}

void LoopCore::run_posted() {
  std::vector<std::function<void()>> tasks;
  {
    const std::lock_guard lock(mutex_);
    tasks.swap(posted_);
  }
  for (auto& task : tasks) task();
}

bool LoopCore::nothing_posted() {
  const std::lock_guard lock(mutex_);
  return posted_.empty();
}

void LoopCore::on_wake_up() {
  std::uint64_t count = 0;
  if (read(wake_fd_, &count, sizeof count) > 0) run_posted();
}

TimerQueue::Key LoopCore::add_timer(Time at, std::function<void()> run) {
  const TimerQueue::Key key = timers_.add(at, std::move(run));
  set_alarm();
  return key;
}

// Keep the alarm: an early one is harmless, and most timers are moved, not removed.
void LoopCore::remove_timer(const TimerQueue::Key& key) {
  timers_.remove(key);
}

void LoopCore::set_alarm() {
  const std::optional<Time> next = timers_.next();
  if (!next || (alarm_at_ && *alarm_at_ <= *next)) return;
  alarm_at_ = next;
  // An absolute time in the past fires immediately; zero would mean "never".
  const std::int64_t at = std::max<std::int64_t>(next->time_since_epoch().count(), 1);
  itimerspec spec{};
  spec.it_value.tv_sec = at / 1000;
  spec.it_value.tv_nsec = (at % 1000) * 1'000'000;
  timerfd_settime(alarm_fd_, TFD_TIMER_ABSTIME, &spec, nullptr);
}

void LoopCore::on_alarm() {
  std::uint64_t count = 0;
  if (read(alarm_fd_, &count, sizeof count) < 0) return;
  alarm_at_.reset();
  timers_.run_due(now());
  set_alarm();
}

}  // namespace oread::native
