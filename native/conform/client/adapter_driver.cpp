#include "conform/client/adapter_driver.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <exception>
#include <mutex>
#include <vector>

#include "conform/foreign_json.hpp"

namespace oread::conform {
namespace {

/// Reports that wait to be read. Adapters may keep the way to it for longer than the driver lives.
class Mailbox {
 public:
  Mailbox() : bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~Mailbox() {
    if (bell_ >= 0) close(bell_);
  }
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  void put(const std::string& line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(line);
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t rung = write(bell_, &one, sizeof one);
  }
  std::vector<std::string> take() {
    const std::lock_guard lock(mutex_);
    std::uint64_t rung = 0;
    [[maybe_unused]] const ssize_t size = ::read(bell_, &rung, sizeof rung);
    return std::exchange(lines_, {});
  }
  [[nodiscard]] int bell() const { return bell_; }

 private:
  int bell_;
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

class AdapterDriver final : public Driver {
 public:
  explicit AdapterDriver(conformance::AdapterMaker maker) : maker_(std::move(maker)) {}
  ~AdapterDriver() override { end(); }
  AdapterDriver(const AdapterDriver&) = delete;
  AdapterDriver& operator=(const AdapterDriver&) = delete;

  bool start() override {
    end();
    why_.clear();
    mailbox_ = std::make_shared<Mailbox>();
    guarded([this] {
      adapter_ = maker_();
      if (!adapter_) return;
      const Json hello = {{"report", "hello"}, {"name", title_}, {"can", adapter_->can()}};
      mailbox_->put(json_text(hello));
      adapter_->begin([mailbox = mailbox_](const std::string& json) { mailbox->put(json); });
    });
    return adapter_ != nullptr;
  }
  void stop() override { end(); }
  [[nodiscard]] bool is_running() const override { return adapter_ != nullptr; }
  [[nodiscard]] const std::string& title() const override { return title_; }

  void tell(const Json& command) override {
    if (adapter_ && !is_dead_) guarded([&] { adapter_->tell(json_text(command)); });
  }

  [[nodiscard]] int output() const override { return mailbox_ ? mailbox_->bell() : -1; }
  void read(const std::function<void(Json)>& line) override {
    if (!mailbox_) return;
    for (const std::string& each : mailbox_->take()) {
      Json json = foreign_json(each);
      if (json.is_object()) line(std::move(json));
    }
    if (is_dead_) end();
  }
  [[nodiscard]] const std::string& why() const override { return why_; }

 private:
  /// What an adapter throws ends it, as a driver's process would end.
  template <class Call>
  void guarded(const Call& call) {
    try {
      return call();
    } catch (const std::exception& error) {
      why_ = std::string("an exception: ") + error.what();
    } catch (...) {
      why_ = "an exception";
    }
    is_dead_ = true;
    // So that it is noticed at the next look.
    mailbox_->put({});
  }

  void end() {
    adapter_.reset();
    is_dead_ = false;
  }

  conformance::AdapterMaker maker_;
  std::string title_ = "adapter";
  std::shared_ptr<Mailbox> mailbox_;
  std::unique_ptr<conformance::Adapter> adapter_;
  std::string why_;
  bool is_dead_ = false;
};

}  // namespace

std::unique_ptr<Driver> make_adapter_driver(conformance::AdapterMaker maker) {
  return std::make_unique<AdapterDriver>(std::move(maker));
}

}  // namespace oread::conform
