#include "server/redis/link.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace oread::server {
namespace {

constexpr Millis kAnswerWithin{5'000};
constexpr Millis kPingEvery{15'000};
/// Laravel's events are small; Redis itself would accept 512 MB.
constexpr std::size_t kMostBytes = std::size_t{16} * 1024 * 1024;

struct FreeReply {
  void operator()(void* reply) const { freeReplyObject(reply); }
};

native::DialOptions dial_options(const RedisAddress& address) {
  return {address.url, {}, "RAW", {}};
}

}  // namespace

bool is_forbidden(std::string_view error) {
  constexpr std::string_view kForbidden[] = {"NOPERM", "NOAUTH", "WRONGPASS"};
  return std::any_of(std::begin(kForbidden), std::end(kForbidden),
                     [error](std::string_view each) { return error.starts_with(each); });
}

std::string_view text_of(const redisReply& reply) {
  const bool is_text = reply.type == REDIS_REPLY_STRING || reply.type == REDIS_REPLY_STATUS ||
                       reply.type == REDIS_REPLY_ERROR;
  return is_text ? std::string_view(reply.str, reply.len) : std::string_view();
}

RedisLink::RedisLink(native::LoopCore& loop, const RedisAddress& address, OnEnd on_end)
    : Dial(loop, dial_options(address)),
      on_end_(std::move(on_end)),
      reader_(redisReaderCreate()),
      timer_(loop) {
  if (!address.password.empty()) {
    if (address.user.empty()) {
      send({"AUTH", address.password});
    } else {
      send({"AUTH", address.user, address.password});
    }
  }
  if (!address.database.empty()) send({"SELECT", address.database});
  timer_.arm(native::LoopCore::now() + kAnswerWithin,
             [this] { fail("does not answer within 5 s"); });
}

void RedisLink::cancel() {
  is_over_ = true;
  on_end_ = {};
  timer_.disarm();
  abandon();
}

void RedisLink::send(std::initializer_list<std::string_view> command) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const std::string_view word : command) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  char* formatted = nullptr;
  const auto size = redisFormatCommandArgv(&formatted, static_cast<int>(texts.size()), texts.data(),
                                           sizes.data());
  if (size < 0) return;
  unsent_.append(formatted, static_cast<std::size_t>(size));
  redisFreeCommand(formatted);
  if (is_open_ && wsi() != nullptr) lws_callback_on_writable(wsi());
}

void RedisLink::alive() {
  if (is_over_) return;
  timer_.arm(native::LoopCore::now() + kPingEvery, [this] {
    send({"PING"});
    timer_.arm(native::LoopCore::now() + kAnswerWithin,
               [this] { fail("does not answer within 5 s"); });
  });
}

void RedisLink::fail(const std::string& what) {
  end(options().url.place() + " " + what);
}

void RedisLink::end(const std::string& why) {
  if (std::exchange(is_over_, true)) return;
  const std::shared_ptr<Dial> keep = shared_from_this();
  timer_.disarm();
  const OnEnd on_end = std::exchange(on_end_, {});
  abandon();
  if (on_end) on_end(why);
}

int RedisLink::on_event(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) {
  switch (reason) {
    case LWS_CALLBACK_RAW_CONNECTED:
      stop_holding();
      is_open_ = true;
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

int RedisLink::write(lws* wsi) {
  if (unsent_.empty()) return 0;
  std::string buffer(LWS_PRE, '\0');
  buffer += std::exchange(unsent_, {});
  auto* begin = reinterpret_cast<unsigned char*>(buffer.data()) + LWS_PRE;
  // libwebsockets keeps what the socket does not take.
  return lws_write(wsi, begin, buffer.size() - LWS_PRE, LWS_WRITE_RAW) < 0 ? -1 : 0;
}

int RedisLink::read(std::string_view bytes) {
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
    handle(*reply);
    if (is_over_) return -1;
  }
  if (buffered_ <= kMostBytes) return 0;
  fail("sent a message of more than 16 MiB");
  return -1;
}

void RedisLink::handle(const redisReply& reply) {
  // "WRONGPASS invalid username-password pair"
  if (reply.type == REDIS_REPLY_ERROR) {
    const std::string why(text_of(reply));
    // So it answers a PING while it cannot save, on a full disk; it publishes as before.
    return why.starts_with("MISCONF") ? take_pong() : take_refusal(why);
  }
  take(reply);
}

}  // namespace oread::server
