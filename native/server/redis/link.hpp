// One connection to Redis: hiredis reads and writes its protocol, libwebsockets the bytes.
#pragma once

#include <hiredis/hiredis.h>

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "dial.hpp"
#include "server/redis/address.hpp"

namespace oread::server {

/// Whether Redis refuses the command to this user, and will do so again. Other errors pass: BUSY
/// while a script runs, LOADING after a start.
bool is_forbidden(std::string_view error);

/// The text of a reply; empty if it has none.
std::string_view text_of(const redisReply& reply);

/// Connects, authenticates, and is watched: a server that is silent for too long is given up. It
/// has 5 s for its first answer, and later for each answer to a ping.
class RedisLink : public native::Dial {
 public:
  /// The connection failed or ended, with the reason. It may destroy the link's owner.
  using OnEnd = std::function<void(const std::string& why)>;

  RedisLink(native::LoopCore& loop, const RedisAddress& address, OnEnd on_end);

  /// Ends it; nothing is called any more.
  void cancel();

 protected:
  /// A reply that is not an error.
  virtual void take(const redisReply& reply) = 0;
  /// The answer to a PING.
  virtual void take_pong() { alive(); }
  /// The server refused a command, with the reason. Ends the connection by default.
  virtual void take_refusal(const std::string& why) { fail("refused: " + why); }

  /// Sent as soon as the connection is open.
  void send(std::initializer_list<std::string_view> command);
  /// The server has answered: it is next asked for a sign of life later.
  void alive();
  /// Ends it, with the reason: "sent nonsense".
  void fail(const std::string& what);

 private:
  struct FreeReader {
    void operator()(redisReader* reader) const { redisReaderFree(reader); }
  };

  void on_failed(const std::string& why) override { end(why); }
  int on_event(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) override;
  int write(lws* wsi);
  int read(std::string_view bytes);
  void handle(const redisReply& reply);
  void end(const std::string& why);

  OnEnd on_end_;
  std::unique_ptr<redisReader, FreeReader> reader_;
  std::string unsent_;
  std::size_t buffered_ = 0;  ///< Bytes of a reply that is not complete.
  native::Timer timer_;
  bool is_open_ = false;
  bool is_over_ = false;
};

}  // namespace oread::server
