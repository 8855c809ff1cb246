// One outgoing connection until it may be used: resolves the name, connects to one address after
// the other, checks the certificate. WebSocket links and HTTP exchanges are built on it.
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
  std::string method;  ///< Of an HTTP request; empty for a WebSocket.
  Fields headers;      ///< Sent as they are; all must pass is_header().
};

class Dial : public WsiHandler, public std::enable_shared_from_this<Dial> {
 public:
  Dial(LoopCore& loop, DialOptions options);
  ~Dial() override;
  Dial(const Dial&) = delete;
  Dial& operator=(const Dial&) = delete;

  /// Begins; everything else follows from the loop.
  void start();
  /// Ends it at once, without a word to anybody. Nothing is called afterwards.
  void abandon();

  int on_wsi(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) final;

 protected:
  /// No connection came about, or it ended without having been closed. Called once at most, and
  /// nothing else after it.
  virtual void on_failed(const std::string& why) = 0;
  /// Everything that happens to the connection once the request is about to be sent.
  virtual int on_event(lws* wsi, lws_callback_reasons reason, void* in, std::size_t length) = 0;

  [[nodiscard]] LoopCore& loop() { return loop_; }
  [[nodiscard]] lws* wsi() { return wsi_; }
  [[nodiscard]] const DialOptions& options() const { return options_; }
  /// Stays alive, without an owner, until the wsi ends, at most for `most`.
  void linger(std::chrono::seconds most);
  /// It is open: from now on nothing is waited for.
  void stop_holding() { hold_.disarm(); }
  /// The rest of this connection is nobody's business.
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
  std::vector<std::string> addresses_;  // still to be tried, the next one last
  Timer turn_;  // the next step, from a clean stack; or this address is dead
  Timer hold_;
  lws* wsi_ = nullptr;
  bool connected_ = false;  // TCP is
  bool reached_ = false;    // somebody answered at this address: it is the right one
  std::string why_;         // what went wrong last
  std::shared_ptr<Dial> self_;
};

}  // namespace oread::native
