#include "server/redis/publisher.hpp"

#include <deque>
#include <utility>

#include "server/redis/link.hpp"

namespace oread::server {
namespace {

constexpr std::size_t kMaxUnconfirmedBytes = std::size_t{16} * 1024 * 1024;

}  // namespace

class RedisPublisher::Link final : public RedisLink {
 public:
  Link(native::LoopCore& loop, const RedisAddress& address, Events events)
      : RedisLink(loop, address, std::move(events.ended)),
        ready_(std::move(events.ready)),
        refused_(std::move(events.refused)) {
    send({"PING"});
  }

  void publish(std::string_view channel, std::string_view text) {
    sizes_.push_back(text.size());
    bytes_ += text.size();
    send({"PUBLISH", channel, text});
    if (bytes_ > kMaxUnconfirmedBytes) fail("does not take messages fast enough");
  }

  [[nodiscard]] std::size_t unconfirmed() const { return sizes_.size(); }
  void on_confirmed(std::function<void()> callback) { confirmed_ = std::move(callback); }

 private:
  void take(const redisReply& reply) override {
    if (reply.type == REDIS_REPLY_STATUS && text_of(reply) == "PONG") take_pong();
    // The number of receivers.
    if (reply.type != REDIS_REPLY_INTEGER || sizes_.empty()) return;
    bytes_ -= sizes_.front();
    sizes_.pop_front();
    if (sizes_.empty() && confirmed_) confirmed_();
  }

  void take_pong() override {
    alive();
    if (ready_) std::exchange(ready_, {})();
  }

  void take_refusal(const std::string& why) override {
    // Before it is ready, the password or the database is wrong. What passes needs a new start:
    // what was refused is lost, and only a connection that begins tells the other servers
    // everything.
    if (ready_ || !is_forbidden(why)) return RedisLink::take_refusal(why);
    sizes_.clear();
    bytes_ = 0;
    if (refused_) std::exchange(refused_, {})(why);
    if (confirmed_) confirmed_();
  }

  std::function<void()> ready_;
  std::function<void(const std::string&)> refused_;
  std::function<void()> confirmed_;
  std::deque<std::size_t> sizes_;  ///< Of unconfirmed messages, the oldest first.
  std::size_t bytes_ = 0;          ///< Their sum.
};

RedisPublisher::RedisPublisher(native::LoopCore& loop, const RedisAddress& address, Events events)
    : link_(std::make_shared<Link>(loop, address, std::move(events))) {
  link_->start();
}

RedisPublisher::~RedisPublisher() {
  link_->cancel();
}

void RedisPublisher::publish(std::string_view channel, std::string_view text) {
  // What happens may destroy this publisher.
  const std::shared_ptr<Link> link = link_;
  link->publish(channel, text);
}

std::size_t RedisPublisher::unconfirmed() const {
  return link_->unconfirmed();
}

void RedisPublisher::on_confirmed(std::function<void()> callback) {
  link_->on_confirmed(std::move(callback));
}

}  // namespace oread::server
