// The setup of an outgoing connection: resolves the name, tries one address after another, and
// checks the certificate. WebSocket links and HTTP exchanges are built on it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lookup.hpp"
#include "oread/native/fields.hpp"
#include "oread/native/tls_options.hpp"
#include "timer.hpp"
#include "url.hpp"
#include "wsi_handler.hpp"

namespace oread::native {

struct DialOptions {
  Url url;
  TlsOptions tls;
  std::string method;  ///< Of an HTTP request; empty for a WebSocket, "RAW" for another protocol,
                       ///< which has no TLS.
  Fields headers;      ///< Sent unchanged; all must pass is_header().
};

class Dial : public WsiHandler, public std::enable_shared_from_this<Dial> {
 public:
  Dial(LoopCore& loop, DialOptions options);
  ~Dial() override;
  Dial(const Dial&) = delete;
  Dial& operator=(const Dial&) = delete;

  /// Starts; everything else happens in the loop.
  void start();
  /// Aborts immediately and silently. Nothing is called afterwards.
  void abandon();

  int on_wsi(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) final;

 protected:
  /// The connection failed, or ended without a close. Called at most once, and nothing is called
  /// after it.
  virtual void on_failed(const std::string& why) = 0;
  /// Everything that happens on the connection from the moment the request is about to be sent.
  virtual int on_event(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) = 0;

  [[nodiscard]] LoopCore& loop() { return loop_; }
  [[nodiscard]] lws* wsi() { return wsi_; }
  [[nodiscard]] const DialOptions& options() const { return options_; }
  /// Stays alive, without an owner, until the wsi ends, but no longer than `most`.
  void linger(std::chrono::seconds most);
  /// The connection is open: no more timeouts.
  void stop_holding() { hold_.disarm(); }
  /// Abandons the rest of this connection.
  void forget_wsi();

 private:
  void on_resolved(Result<std::vector<std::string>> addresses);
  void try_next_address();
  void attempt_failed(std::string why);
  std::shared_ptr<Dial> stop_lingering();
  void hold();
  std::string failure(lws* wsi, std::string_view said) const;
  int write_headers(lws* wsi, void* in, std::size_t room);

  LoopCore& loop_;
  DialOptions options_;
  std::optional<Lookup> lookup_;
  std::vector<std::string> addresses_;  // addresses still to be tried, in reverse order
  Timer turn_;  // the next step, on a clean stack; or the timeout of this address
  Timer hold_;
  lws* wsi_ = nullptr;
  bool connected_ = false;  // the TCP connection is open
  bool reached_ = false;    // something responded at this address, so it is the right one
  std::string why_;         // the most recent error
  std::shared_ptr<Dial> self_;
};

}  // namespace oread::native
