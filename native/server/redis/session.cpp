#include "server/redis/session.hpp"

#include <hiredis/hiredis.h>

#include <utility>

#include "dial.hpp"

namespace oread::server {
namespace {

constexpr Millis kAnswerWithin{5'000};
constexpr Millis kPingEvery{15'000};
/// Laravel's events are small; Redis itself would accept 512 MB.
constexpr std::size_t kMostBytes = std::size_t{16} * 1024 * 1024;

std::string command(const std::vector<std::string_view>& words) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const std::string_view word : words) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  char* formatted = nullptr;
  const auto size = redisFormatCommandArgv(&formatted, static_cast<int>(words.size()), texts.data(),
                                           sizes.data());
  if (size < 0) return {};
  std::string out(formatted, static_cast<std::size_t>(size));
  redisFreeCommand(formatted);
  return out;
}

std::string_view text_of(const redisReply* reply) {
  const bool is_text = reply->type == REDIS_REPLY_STRING || reply->type == REDIS_REPLY_STATUS ||
                       reply->type == REDIS_REPLY_ERROR;
  return is_text ? std::string_view(reply->str, reply->len) : std::string_view();
}

native::DialOptions dial_options(const RedisAddress& address) {
  return {address.url, {}, "RAW", {}};
}

struct FreeReply {
  void operator()(void* reply) const { freeReplyObject(reply); }
};
struct FreeReader {
  void operator()(redisReader* reader) const { redisReaderFree(reader); }
};

}  // namespace

class RedisSession::Link final : public native::Dial {
 public:
  Link(native::LoopCore& loop, const RedisAddress& address, const std::string& pattern,
       Events events)
      : Dial(loop, dial_options(address)),
        events_(std::move(events)),
        reader_(redisReaderCreate()),
        timer_(loop) {
    if (!address.password.empty()) {
      unsent_ += address.user.empty() ? command({"AUTH", address.password})
                                      : command({"AUTH", address.user, address.password});
    }
    if (!address.database.empty()) unsent_ += command({"SELECT", address.database});
    unsent_ += command({"PSUBSCRIBE", pattern});
    timer_.arm(native::LoopCore::now() + kAnswerWithin,
               [this] { fail("does not answer within 5 s"); });
  }

  void cancel() {
    events_ = {};
    timer_.disarm();
    abandon();
  }

 private:
  void on_failed(const std::string& why) override { end(why); }

  int on_event(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) override {
    switch (reason) {
      case LWS_CALLBACK_RAW_CONNECTED:
        stop_holding();
        lws_set_timeout(wsi, NO_PENDING_TIMEOUT, 0);
        lws_callback_on_writable(wsi);
        return 0;
      case LWS_CALLBACK_RAW_WRITEABLE: return write(wsi);
      case LWS_CALLBACK_RAW_RX: return read({static_cast<const char*>(in), length});
      case LWS_CALLBACK_RAW_CLOSE:
      case LWS_CALLBACK_WSI_DESTROY: fail("closed the connection"); return 0;
      default: return 0;
    }
  }

  int write(lws* wsi) {
    if (unsent_.empty()) return 0;
    std::string buffer(LWS_PRE, '\0');
    buffer += std::exchange(unsent_, {});
    auto* begin = reinterpret_cast<unsigned char*>(buffer.data()) + LWS_PRE;
    // libwebsockets keeps what the socket does not take.
    return lws_write(wsi, begin, buffer.size() - LWS_PRE, LWS_WRITE_RAW) < 0 ? -1 : 0;
  }

  int read(std::string_view bytes) {
    const std::shared_ptr<Dial> keep = shared_from_this();
    buffered_ += bytes.size();
    redisReaderFeed(reader_.get(), bytes.data(), bytes.size());
    for (;;) {
      void* next = nullptr;
      if (redisReaderGetReply(reader_.get(), &next) != REDIS_OK) {
        fail("does not speak Redis' protocol");
        return -1;
      }
      if (next == nullptr) break;
      const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(next));
      buffered_ = 0;
      take(*reply);
      if (is_over_) return -1;
    }
    if (buffered_ <= kMostBytes) return 0;
    fail("sent a message of more than 16 MiB");
    return -1;
  }

  void take(const redisReply& reply) {
    if (reply.type == REDIS_REPLY_ERROR) {
      // "WRONGPASS invalid username-password pair"
      return fail("refused: " + std::string(text_of(&reply)));
    }
    const std::string_view kind =
        reply.type == REDIS_REPLY_ARRAY && reply.elements > 0 ? text_of(reply.element[0]) : "";
    if (kind == "psubscribe") {
      if (events_.ready) events_.ready();
      return wait_for_ping();
    }
    if (kind == "pong") return wait_for_ping();
    if (kind == "pmessage" && reply.elements == 4 && events_.message) {
      events_.message(text_of(reply.element[2]), text_of(reply.element[3]));
    }
  }

  void wait_for_ping() {
    if (is_over_) return;
    timer_.arm(native::LoopCore::now() + kPingEvery, [this] {
      unsent_ += command({"PING"});
      if (wsi() != nullptr) lws_callback_on_writable(wsi());
      timer_.arm(native::LoopCore::now() + kAnswerWithin,
                 [this] { fail("does not answer within 5 s"); });
    });
  }

  void fail(const std::string& what) { end(options().url.place() + " " + what); }

  void end(const std::string& why) {
    if (std::exchange(is_over_, true)) return;
    const std::shared_ptr<Dial> keep = shared_from_this();
    timer_.disarm();
    const auto ended = std::exchange(events_, {}).ended;
    abandon();
    if (ended) ended(why);
  }

  Events events_;
  std::unique_ptr<redisReader, FreeReader> reader_;
  std::string unsent_;
  std::size_t buffered_ = 0;  ///< Bytes of a reply that is not complete.
  native::Timer timer_;
  bool is_over_ = false;
};

RedisSession::RedisSession(native::LoopCore& loop, RedisAddress address, std::string pattern,
                           Events events)
    : link_(std::make_shared<Link>(loop, address, pattern, std::move(events))) {
  link_->start();
}

RedisSession::~RedisSession() {
  link_->cancel();
}

}  // namespace oread::server
