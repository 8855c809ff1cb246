// Carries out the engine's effects: implements the driver's ports with links, HTTP requests and
// timers. For the loop's thread only, except for the mirror.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "auth_requests.hpp"
#include "driver.hpp"
#include "link.hpp"
#include "link_requests.hpp"
#include "oread/native/client.hpp"
#include "timer.hpp"

namespace oread::native {

class Client::Host final : public DriverPorts, public std::enable_shared_from_this<Host> {
 public:
  Host(Loop& loop, const ClientOptions& options, OnEvent on_event);

  void tell(Input input);
  /// Closes everything; no more events are emitted.
  void close();

  /// The data of the last ConnectionChanged; callable from any thread.
  [[nodiscard]] ConnectionStatus status() const;
  [[nodiscard]] std::string socket_id() const;
  [[nodiscard]] RequestId next_whisper();

  [[nodiscard]] Time now() override { return LoopCore::now(); }
  void wake_at(std::optional<Time> at) override;
  void perform(effect::OpenLink& effect) override;
  void perform(effect::SendText& effect) override;
  void perform(effect::SendBinary& effect) override;
  void perform(effect::SendRequest& effect) override;
  void perform(effect::CloseLink& effect) override;
  void perform(effect::Authorize& effect) override;
  void perform(effect::CancelAuth& effect) override;
  void perform(effect::RefreshCredentials& effect) override;
  void perform(effect::LoadDecryption& effect) override;
  void perform(effect::Decrypt& effect) override;
  void perform(effect::Announce& effect) override;

 private:
  void mirror(const event::ConnectionChanged& change);
  void name_overdue_endpoint(Event& event);

  Loop& loop_;
  TlsOptions tls_;
  Fields handshake_headers_;
  LinkLimits link_limits_;
  std::function<void(std::function<void(bool)>)> refresh_;
  OnEvent on_event_;
  AuthRequests auth_;
  std::optional<AuthRequests::Asked> overdue_;  // just cancelled by the engine
  std::map<LinkId, std::unique_ptr<Link>> links_;
  LinkRequests link_requests_;
  Timer wake_up_;
  Driver driver_;

  mutable std::mutex mutex_;
  ConnectionStatus status_ = ConnectionStatus::Initialized;  // guarded by mutex_
  std::string socket_id_;                                    // guarded by mutex_
  RequestId last_whisper_;                                   // guarded by mutex_
};

}  // namespace oread::native
