// The way from a case to the server under test: connections with names, requests, and time. Real
// sockets and our own broker in virtual time are two kinds of it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "oread/native/fields.hpp"
#include "oread/time.hpp"

namespace oread::conform {

/// One line of a case's log.
struct LogEntry {
  enum class Kind : std::uint8_t { Open, Sent, Received, Closed, Request, Answer, Note };
  Kind kind = Kind::Note;
  Millis at{};       ///< Since the case began.
  std::string who;   ///< The connection; empty for requests and notes.
  std::string text;  ///< What was sent or received.
};
std::string_view name(LogEntry::Kind kind);

/// How a connection is opened.
struct Handshake {
  std::string key;
  std::string path = {};  ///< Instead of "/app/KEY".
  std::string query = "protocol=7&client=oread-conform&version=2.5.0";
  std::optional<std::string> origin = std::nullopt;
  bool answers_pings = true;        ///< Answer `pusher:ping` as a client has to.
  bool with_prefix = true;          ///< Put the path of the server's URL before `path`.
  bool offers_compression = false;  ///< permessage-deflate, without options.
  bool second_node = false;         ///< Connect to the other node of a server with several.
};

/// What arrived on a connection.
struct Received {
  enum class Kind : std::uint8_t { Text, Binary, Pong, Closed };
  Kind kind = Kind::Text;
  std::string text = {};   ///< The message, or the reason of the close.
  std::uint16_t code = 0;  ///< Of a close; 1005 without code, 1006 without close frame.
};

/// A WebSocket frame as it is sent, right or wrong.
struct RawFrame {
  std::uint8_t opcode = 1;
  std::string payload = {};
  bool last = true;      ///< FIN.
  std::uint8_t rsv = 0;  ///< The three reserved bits.
  bool masked = true;    ///< Clients must mask.
};

/// A request of the HTTP API, already signed.
struct Call {
  std::string method;
  std::string path;  ///< From /apps on, as it is signed.
  std::string query;
  std::string body;
  bool second_node = false;  ///< As in a handshake.
};

struct Answer {
  int status = 0;  ///< 0: there was none, for the reason in `body`.
  std::string body;
};

/// The name under which a case sees what its receiver of webhooks gets.
inline constexpr const char* kHooks = "hooks";

/// A request that arrived at the receiver of webhooks.
struct Hook {
  std::string key;        ///< X-Pusher-Key.
  std::string signature;  ///< X-Pusher-Signature.
  std::string body;
};

class Wire {
 public:
  Wire() = default;
  virtual ~Wire() = default;
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  /// The HTTP status of the upgrade: 101 if it was accepted, 0 if there was no response.
  int open(const std::string& who, const Handshake& handshake);
  void send(const std::string& who, const std::string& text);
  void send_raw(const std::string& who, const RawFrame& frame);
  /// Closes with a close frame, or by just ending the TCP connection.
  void close(const std::string& who, std::uint16_t code);
  void drop(const std::string& who);
  /// From now on nothing that the server sends here is read, until the connection is closed.
  virtual void stop_reading(const std::string& /*who*/) {}
  [[nodiscard]] bool is_open(const std::string& who) const;
  /// Whether the server has accepted compression on this connection.
  [[nodiscard]] virtual bool compresses(const std::string& /*who*/) const { return false; }
  /// Why the last upgrade that was accepted is not one for a client; "" if it was not accepted.
  [[nodiscard]] const std::string& why_not() const { return why_not_; }

  /// The next thing that arrives on this connection within this time.
  std::optional<Received> next(const std::string& who, Millis within);
  /// Lets time pass; connections answer pings meanwhile.
  void wait(Millis span);

  Answer request(const Call& call);

  /// Sends these bytes on one HTTP connection, with a pause after each piece, and returns the
  /// statuses of the responses. It ends after `responses` of them; status 100 is not counted.
  std::vector<int> exchange(const std::vector<std::string>& pieces, std::size_t responses);
  /// Sends these bytes on a connection of their own, and returns all that arrives until the server
  /// closes it, or is silent for a while after it has sent something.
  std::string exchange_bytes(const std::string& bytes);
  /// What HTTP's Host names.
  [[nodiscard]] virtual std::string authority() const { return "localhost"; }

  /// From now on, webhooks arrive on the connection kHooks, and are answered with this status; 0:
  /// not at all.
  void receive_hooks(int status);
  [[nodiscard]] const std::vector<Hook>& hooks() const { return hooks_; }

  /// Ends the server as an operator does, with SIGTERM, while its clients read. Returns whether it
  /// has ended within this time.
  virtual bool end_server(Millis /*span*/) { return false; }
  /// Ends it as a crash does.
  virtual void kill_server() {}
  /// Starts it again. Returns whether it can be reached.
  virtual bool start_server() { return false; }
  /// A wire to a server in the state of the beginning; null if there is no such thing.
  [[nodiscard]] virtual std::unique_ptr<Wire> fresh() const { return nullptr; }

  /// Milliseconds since 1970, for signatures.
  [[nodiscard]] virtual std::int64_t unix_ms() const = 0;
  /// The time on this wire's clock.
  [[nodiscard]] virtual Time now() const = 0;
  /// How long to wait for something that should not come, after a fence.
  [[nodiscard]] virtual Millis patience() const = 0;
  /// Whether frames can be sent that are not complete text messages.
  [[nodiscard]] virtual bool has_sockets() const = 0;

  void note(const std::string& text) { log(LogEntry::Kind::Note, {}, text); }
  [[nodiscard]] const std::vector<LogEntry>& entries() const { return entries_; }

 protected:
  virtual int do_open(const std::string& who, const Handshake& handshake) = 0;
  virtual void do_send(const std::string& who, const RawFrame& frame) = 0;
  /// Code 0: without a close frame.
  virtual void do_close(const std::string& who, std::uint16_t code) = 0;
  virtual Answer do_request(const Call& call) = 0;
  virtual void do_receive_hooks(int /*status*/) {}
  virtual std::vector<int> do_exchange(const std::vector<std::string>& /*pieces*/,
                                       std::size_t /*responses*/) {
    return {};
  }
  virtual std::string do_exchange_bytes(const std::string& /*bytes*/) { return {}; }
  /// Lets something happen, or time pass until `until` at the latest.
  virtual void pump(Time until) = 0;

  /// Called by the subclass for everything that arrives.
  void arrived(const std::string& who, Received received);
  /// The same for a webhook: {"hook": …} for each of its events.
  void arrived(Hook hook);

  std::string why_not_;  ///< Set by `do_open`.

 private:
  struct Peer {
    bool open = false;
    bool answers_pings = true;
    std::deque<Received> inbox;
  };
  void log(LogEntry::Kind kind, const std::string& who, const std::string& text);

  std::map<std::string, Peer> peers_;
  std::vector<Hook> hooks_;
  std::vector<LogEntry> entries_;
  std::optional<Time> begun_;
};

}  // namespace oread::conform
