// The engine: a real-time client without sockets, clock, threads, randomness, exceptions or
// globals.
//
// The complete contract for a host:
// 1. Give it one input and the time.
// 2. Carry out every returned effect, in order.
// 3. At `deadline()`, give it a `Tick`.
// Inputs that arise while effects are carried out wait in the host's queue. Spurious ticks, input
// from dead links, answers to requests that were never made and time that goes backwards are always
// harmless.
#pragma once

#include <memory>
#include <optional>

#include "oread/dialect.hpp"
#include "oread/effect.hpp"
#include "oread/input.hpp"
#include "oread/options.hpp"

namespace oread {

struct Step;  // The processing of one `handle` call (src/support/step.hpp).

/// One client of one server. Not thread-safe; a program may have any number of them.
class Engine {
 public:
  /// `options` must have passed `check()`.
#ifdef OREAD_LEAN
  Engine(const Options& options, const Addresses& addresses);
#else
  Engine(const Options& options, std::unique_ptr<Dialect> dialect);
#endif
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

#ifndef OREAD_LEAN
  /// All effects of this input, in the order in which they must be carried out. Never fails: errors
  /// are announced as events.
  [[nodiscard("effects must be carried out")]] Effects handle(Input input, Time now);
#endif

  /// The same for a host that reads effects as they arise. `sink` must not call the engine.
  template <class AnyInput>
  void handle(const AnyInput& input, Time now, EffectSink& sink) {
    Step& step = begin(now, sink);
    give(input, step);
    settle(step);
  }

  /// The next time at which a Tick has an effect; nothing if only other inputs have.
  [[nodiscard]] std::optional<Time> deadline() const;

  // For display and assertions; a host keeps its own mirror, updated by the events.
  [[nodiscard]] ConnectionStatus status() const;
  [[nodiscard]] View socket_id() const;                     ///< Empty unless connected.
  [[nodiscard]] ChannelState state_of(View channel) const;  ///< Left if it has no holder.
#ifndef OREAD_LEAN
  /// The name of the connection's state, as in docs/states.md. It is finer than `status()`.
  [[nodiscard]] std::string_view connection_state() const;
  /// What `deadline()` is for: "attempt", "reconnect", "ping", "pong", "silence", "request",
  /// "poll", "unavailable", "auth", "auth-retry", "refresh", "sign-in", "subscribe", "resubscribe",
  /// "linger", "leave-grace", "key", "whisper" or "answer". Empty if there is no deadline.
  [[nodiscard]] std::string_view next_timer() const;
  /// The first invariant between the parts that does not hold; empty if all do, as they must
  /// between two inputs. For tests.
  [[nodiscard]] std::string_view broken_invariant() const;
#endif

 private:
  friend class EngineSteps;  // oread/lean/engine_steps.hpp

  // The three parts of `handle`.
  Step& begin(Time now, EffectSink& sink);
  void give(const in::Connect& wish, Step& step);
  void give(const in::Disconnect& wish, Step& step);
  void give(const in::Subscribe& wish, Step& step);
  void give(const in::Unsubscribe& wish, Step& step);
  void give(const in::Whisper& wish, Step& step);
  void give(const in::SignIn& wish, Step& step);
  void give(const in::LinkOpened& fact, Step& step);
  void give(const in::LinkText& fact, Step& step);
  void give(const in::LinkClosed& fact, Step& step);
  void give(const in::Receipt& fact, Step& step);
  void give(const in::AuthAnswered& fact, Step& step);
  void give(const in::AuthFailed& fact, Step& step);
  void give(const in::Refreshed& fact, Step& step);
  void give(const in::DecryptionReady& fact, Step& step);
  void give(const in::Decrypted& fact, Step& step);
  void give(const in::OnlineChanged& fact, Step& step);
  void give(const in::Woke& fact, Step& step);
  void give(const in::Suspended& fact, Step& step);
  void give(const in::Tick& fact, Step& step);
  void give(const in::LinkBinary& fact, Step& step);
  void give(const in::RequestAnswered& fact, Step& step);
  void give(const in::Emit& wish, Step& step);
  void give(const in::Reply& wish, Step& step);
  void settle(Step& step);

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace oread
