// The engine: a real-time client without sockets, clock, threads, randomness, exceptions or
// globals.
//
// The whole contract for a host:
//   1. Give one input and the time.
//   2. Carry out every returned effect, in order.
//   3. At `deadline()` give a `Tick`.
// Inputs that arise meanwhile wait in the host's queue. Spurious ticks, news from dead links,
// answers to requests that nobody made and time going backwards are harmless, always.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "oread/dialect.hpp"
#include "oread/effect.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"

namespace oread {

class Engine {
 public:
  /// `options` must have passed `check()`.
  Engine(const Options& options, std::unique_ptr<Dialect> dialect);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

#ifndef OREAD_LEAN
  /// Everything that this input caused, in the order in which it must be carried out.
  [[nodiscard("effects must be carried out")]] Effects handle(Input input, Time now);
#endif

  // The same for a host that reads effects while they arise. `sink` must not call the engine.
  void handle(const in::Connect& wish, Time now, EffectSink& sink);
  void handle(const in::Disconnect& wish, Time now, EffectSink& sink);
  void handle(const in::Subscribe& wish, Time now, EffectSink& sink);
  void handle(const in::Unsubscribe& wish, Time now, EffectSink& sink);
  void handle(const in::Whisper& wish, Time now, EffectSink& sink);
  void handle(const in::SignIn& wish, Time now, EffectSink& sink);
  void handle(const in::LinkOpened& fact, Time now, EffectSink& sink);
  void handle(const in::LinkText& fact, Time now, EffectSink& sink);
  void handle(const in::LinkClosed& fact, Time now, EffectSink& sink);
  void handle(const in::Receipt& fact, Time now, EffectSink& sink);
  void handle(const in::AuthAnswered& fact, Time now, EffectSink& sink);
  void handle(const in::AuthFailed& fact, Time now, EffectSink& sink);
  void handle(const in::Refreshed& fact, Time now, EffectSink& sink);
  void handle(const in::DecryptionReady& fact, Time now, EffectSink& sink);
  void handle(const in::Decrypted& fact, Time now, EffectSink& sink);
  void handle(const in::OnlineChanged& fact, Time now, EffectSink& sink);
  void handle(const in::Woke& fact, Time now, EffectSink& sink);
  void handle(const in::Suspended& fact, Time now, EffectSink& sink);
  void handle(const in::Tick& fact, Time now, EffectSink& sink);

  /// The next moment at which a Tick would do something; nothing when only news can.
  [[nodiscard]] std::optional<Time> deadline() const;

  // For display and assertions; a host keeps its own mirror, written by the events.
  [[nodiscard]] ConnectionStatus status() const;
  [[nodiscard]] View socket_id() const;                     ///< Empty unless connected.
  [[nodiscard]] ChannelState state_of(View channel) const;  ///< Left when it is not held.

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace oread
