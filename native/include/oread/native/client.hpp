// A real-time client for native programs: the engine, driven by a loop.
//
//   oread::native::Loop loop;
//   oread::native::ClientOptions options;
//   options.server =
//       oread::native::Server{.key = "oread-key", .host = "127.0.0.1", .port = 6001, .tls = false};
//   auto client = oread::native::Client::make(loop, options, [](const oread::Event& event) { … });
//   if (!client.ok()) …  // client.error().text says which option is wrong
//   client.value()->subscribe("news");
//   client.value()->connect();
//   loop.run();
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "oread/dialects.hpp"
#include "oread/effect.hpp"
#include "oread/event.hpp"
#include "oread/input.hpp"
#include "oread/native/export.hpp"
#include "oread/native/fields.hpp"
#include "oread/native/loop.hpp"
#include "oread/native/server.hpp"
#include "oread/native/tls_options.hpp"
#include "oread/options.hpp"
#include "oread/result.hpp"

namespace oread::native {

/// How to ask the app's own auth endpoint whether this client may subscribe, and who its user is.
struct AuthEndpoint {
  /// Answers in place of the endpoint, without a request: returns the body of its answer, or an
  /// error, which refuses. Called on the loop's thread for each question. If empty, `channel_url`
  /// and `user_url` are asked.
  std::function<Result<std::string>(const effect::Authorize& question)> answer;
  /// URL that receives a POST with `socket_id` and `channel_name`:
  /// "https://app.example/broadcasting/auth". If empty, private channels are refused.
  std::string channel_url;
  /// URL that receives a POST with `socket_id` to sign in. If empty, signing in fails.
  std::string user_url;
  /// Returns headers for every request; called each time, because tokens expire. May be empty.
  std::function<Fields()> headers;
  /// Returns additional form fields for every request; called each time. May be empty.
  std::function<Fields()> params;
  /// Renews the credentials after a 401 or 419, and then calls its argument, from any thread, with
  /// whether that succeeded. If empty, a 401 or 419 is final.
  std::function<void(std::function<void(bool ok)> answer)> refresh;
};

struct ClientOptions {
  ClientOptions() {
    // Nobody reloads the page of a device, so errors that look final are retried, slowly.
    engine.reconnect.on_fatal = OnFatal::RetrySlowly;
  }

  /// The real-time server: a `Server`, or the options of any dialect. Its key and host have no
  /// default.
  DialectOptions server;
  /// Without it, only public channels work.
  AuthEndpoint auth;
  /// Options of the engine. The seed is ignored: each client draws a new one.
  Options engine;
  /// For both the WebSocket and the auth endpoint.
  TlsOptions tls;
  /// Headers of the WebSocket handshake, e.g. an Origin for a server that requires one.
  Fields handshake_headers;
};

/// How `Client::emit` sends an event.
struct EmitOptions {
  bool may_wait = true;       ///< Waits as a whisper does; otherwise it is sent now or not at all.
  bool coalesce = false;      ///< A newer one of this name replaces it while it waits.
  bool wants_reply = false;   ///< The server is to answer: event::Replied.
  Millis reply_within{};      ///< Maximum wait for the answer, from the call on; 0: no limit.
  std::string attachments;    ///< Binary arguments, as in in::Emit.
  std::uint32_t retries = 0;  ///< It is sent again without an answer, as in in::Emit.
};

/// Every method can be called from any thread and returns immediately. Events are delivered on the
/// loop's thread, in order. The text of an error in an event says what happened and what to do
/// (describe.hpp).
class OREAD_NATIVE_API Client {
 public:
  using OnEvent = std::function<void(const Event&)>;

  /// Error: BadOption, with the option and its range. `loop` must outlive the client. An exception
  /// thrown by `on_event` is caught and written to standard error.
  static Result<std::unique_ptr<Client>> make(Loop& loop, const ClientOptions& options,
                                              OnEvent on_event);

  /// Closes the connection. No event is delivered afterwards. On a thread other than the loop's,
  /// waits for the listener that is running.
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Connects and stays connected. Between two attempts, makes the next one now.
  void connect();
  /// Closes cleanly and stays disconnected until `connect()`.
  void disconnect();

  /// Takes a claim on a channel, by its full name ("private-orders"): the app's own, or that of
  /// `lease`, any number other than 0; see in::Subscribe.
  void subscribe(std::string channel, LeaseId lease = {});
  /// Releases the claim. After the last one the channel is left: immediately, or after a lease's
  /// linger.
  void unsubscribe(std::string channel, LeaseId lease = {});
  /// Sends a client event: `event` including its "client-", `data` as JSON text. Unless `may_wait`
  /// is set, it is sent now or not at all; with it, it waits up to `WhisperOptions::max_wait` for
  /// the channel and, if the server limits client events, for the rate limit. With `coalesce`, a
  /// newer one with the same channel and event replaces it while it waits. event::WhisperSettled
  /// carries the returned id.
  RequestId whisper(std::string channel, std::string event, std::string data, bool may_wait = true,
                    bool coalesce = false);
  /// Sends an event with several arguments, if the dialect has such events (dialects.hpp):
  /// `arguments` is the JSON array of the event's name and its arguments. event::WhisperSettled
  /// carries the returned id, and with `how.wants_reply` so does event::Replied.
  RequestId emit(std::string channel, std::string event, std::string arguments,
                 const EmitOptions& how = {});
  /// Answers an event of the server, once; `values` is a JSON array.
  void reply(const event::Call& call, std::string values, std::string attachments = {});
  /// Signs the user in, now and after every reconnect.
  void sign_in();

  /// Asks for a check of the connection now, for example because the user asked or the device woke
  /// up.
  void wake(WakeReason reason);
  /// Reports that the network came up or went down.
  void set_online(bool online);
  /// Reports that the device is about to sleep: closes cleanly until `wake`.
  void suspend();

  /// The status from the last event.
  [[nodiscard]] ConnectionStatus status() const;
  /// Empty unless connected.
  [[nodiscard]] std::string socket_id() const;

 private:
  class Host;
  Client(Loop& loop, std::shared_ptr<Host> host);
  void tell(Input input);

  Loop& loop_;
  std::shared_ptr<Host> host_;
};

}  // namespace oread::native
