// The only loop around the engine: a queue of inputs → effects → a wake-up. Its structure matches
// the driver of the npm package.
#pragma once

#include <deque>
#include <optional>

#include "oread/engine.hpp"

namespace oread::native {

/// What the driver needs from its environment.
class DriverPorts {
 public:
  virtual ~DriverPorts() = default;
  [[nodiscard]] virtual Time now() = 0;
  /// Calls Driver::tell(in::Tick{}) at this time. Replaces the previous request; without a time,
  /// never calls it.
  virtual void wake_at(std::optional<Time> at) = 0;
  /// Must not throw. Inputs that it gives to the driver are queued.
  virtual void perform(effect::OpenLink& effect) = 0;
  virtual void perform(effect::SendText& effect) = 0;
  virtual void perform(effect::SendBinary& effect) = 0;
  virtual void perform(effect::SendRequest& effect) = 0;
  virtual void perform(effect::CloseLink& effect) = 0;
  virtual void perform(effect::Authorize& effect) = 0;
  virtual void perform(effect::CancelAuth& effect) = 0;
  virtual void perform(effect::RefreshCredentials& effect) = 0;
  virtual void perform(effect::LoadDecryption& effect) = 0;
  virtual void perform(effect::Decrypt& effect) = 0;
  virtual void perform(effect::Announce& effect) = 0;
};

class Driver {
 public:
  Driver(Engine engine, DriverPorts& ports) : engine_(std::move(engine)), ports_(ports) {}

  void tell(Input input);
  /// Closes the links, and performs no other effect from then on. May be called from perform().
  void stop();

  [[nodiscard]] const Engine& engine() const { return engine_; }

 private:
  void handle(Input input);

  Engine engine_;
  DriverPorts& ports_;
  std::deque<Input> queue_;
  bool running_ = false;
  bool stopped_ = false;
};

}  // namespace oread::native
