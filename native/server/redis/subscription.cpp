#include "server/redis/subscription.hpp"

#include <utility>

#include "server/redis/link.hpp"

namespace oread::server {

class RedisSubscription::Link final : public RedisLink {
 public:
  Link(native::LoopCore& loop, const RedisAddress& address, const std::string& pattern,
       Events events)
      : RedisLink(loop, address, std::move(events.ended)),
        ready_(std::move(events.ready)),
        message_(std::move(events.message)) {
    send({"PSUBSCRIBE", pattern});
  }

 private:
  void take(const redisReply& reply) override {
    const std::string_view kind =
        reply.type == REDIS_REPLY_ARRAY && reply.elements > 0 ? text_of(*reply.element[0]) : "";
    if (kind == "psubscribe" || kind == "pong") take_pong();
    if (kind == "psubscribe") ready_();
    if (kind == "pmessage" && reply.elements == 4) {
      message_(text_of(*reply.element[2]), text_of(*reply.element[3]));
    }
  }

  std::function<void()> ready_;
  std::function<void(std::string_view, std::string_view)> message_;
};

RedisSubscription::RedisSubscription(native::LoopCore& loop, const RedisAddress& address,
                                     const std::string& pattern, Events events)
    : link_(std::make_shared<Link>(loop, address, pattern, std::move(events))) {
  link_->start();
}

RedisSubscription::~RedisSubscription() {
  link_->cancel();
}

}  // namespace oread::server
