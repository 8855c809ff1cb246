// A real-time client in a native program: the engine, driven by a loop.
//
//   oread::native::Loop loop;
//   oread::native::ClientOptions options;
//   options.server = {.key = "oread-key", .host = "127.0.0.1", .port = 6001, .tls = false};
//   auto client = oread::native::Client::make(loop, options, [](const oread::Event& event) { … });
//   if (!client.ok()) …  // client.error().text says which option is wrong
//   client.value()->subscribe("news");
//   client.value()->connect();
//   loop.run();
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "oread/dialects.hpp"
#include "oread/event.hpp"
#include "oread/input.hpp"
#include "oread/native/export.hpp"
#include "oread/native/fields.hpp"
#include "oread/native/loop.hpp"
#include "oread/native/tls_options.hpp"
#include "oread/options.hpp"
#include "oread/result.hpp"

namespace oread::native {

/// Where the real-time server is. One port, whatever it is for: two would be half set some day.
struct Server {
  std::string key;         ///< The app's public key.
  std::string host;        ///< Name or address; no scheme, no port.
  std::uint16_t port = 0;  ///< TCP port; 0: 443 with TLS, 80 without.
  bool tls = true;         ///< wss; else ws, until the server says "TLS only": then wss at 443.
  std::string path;        ///< Prefix before "/app/{key}"; "" or "/prefix".

  /// As the dialect wants it.
  [[nodiscard]] OREAD_NATIVE_API PusherOptions pusher() const;
};

/// Asks the app's own auth endpoint whether this client may subscribe, and who its user is.
struct AuthEndpoint {
  /// Where to POST `socket_id` and `channel_name`: "https://app.example/broadcasting/auth". Empty:
  /// private channels are refused.
  std::string channel_url;
  /// Where to POST `socket_id` to sign in; empty: signing in fails.
  std::string user_url;
  /// Headers for every request, read again each time, because tokens expire. May be empty.
  std::function<Fields()> headers;
  /// More form fields for every request, read again each time. May be empty.
  std::function<Fields()> params;
  /// Renews the credentials after a 401 or 419 and then calls its argument, from any thread, with
  /// whether that worked. Empty: a 401 or 419 is final.
  std::function<void(std::function<void(bool ok)> answer)> refresh;
};

struct ClientOptions {
  ClientOptions() {
    // A device has nobody who reloads the page: what looks final is tried again, slowly.
    engine.reconnect.on_fatal = OnFatal::RetrySlowly;
  }

  /// `key` and `host` have no default.
  Server server;
  /// Without it, public channels only.
  AuthEndpoint auth;
  /// What the engine decides by. A new seed is drawn for each client, whatever stands here.
  Options engine;
  /// For the WebSocket and the auth endpoint alike.
  TlsOptions tls;
  /// Headers of the WebSocket handshake, e.g. an Origin for a server that insists on one.
  Fields handshake_headers;
};

/// Every method can be called from any thread and returns at once. Events come on the loop's
/// thread, in order. The text of an error in an event says what happened and what to do
/// (describe.hpp).
class OREAD_NATIVE_API Client {
 public:
  using OnEvent = std::function<void(const Event&)>;

  /// Error: BadOption, with the option and its range. `loop` must outlive the client. What
  /// `on_event` throws is caught and written to standard error: one bad listener harms no other.
  static Result<std::unique_ptr<Client>> make(Loop& loop, ClientOptions options, OnEvent on_event);

  /// Closes the connection. No event comes afterwards. Called on another thread than the loop's, it
  /// waits for the listener that is running.
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Connects and stays connected; between two attempts it brings the next one forward.
  void connect();
  /// Closes cleanly and stays away until `connect()`.
  void disconnect();

  /// Takes a claim on a channel, by its full name ("private-orders"): the app's own, or that of
  /// `lease`, a number of yours other than 0; see in::Subscribe.
  void subscribe(std::string channel, LeaseId lease = {});
  /// Gives it back. After the last one the channel is left: at once, or after a lease's linger.
  void unsubscribe(std::string channel, LeaseId lease = {});
  /// Sends a client event: `event` with its "client-", `data` as JSON text. Unless `may_wait` it is
  /// sent now or not at all; else it waits for the channel and, where the server limits client
  /// events, for its turn, for `WhisperOptions::wait_most`. With `coalesce` a newer one of the same
  /// channel and event takes its place while it waits. The id comes back in event::WhisperSettled.
  RequestId whisper(std::string channel, std::string event, std::string data, bool may_wait = true,
                    bool coalesce = false);
  /// Signs the user in, now and after every reconnect.
  void sign_in();

  /// Now is a good moment to look at the connection: the user asked, the device woke up.
  void wake(WakeReason reason);
  /// The network came or went, as far as the program knows.
  void set_online(bool online);
  /// The device is about to sleep: closes cleanly until `wake`.
  void suspend();

  /// As the last event told.
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
