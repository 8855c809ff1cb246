// One run of one case: its connections, what they have received, and the verdict so far.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "conform/catalogue.hpp"
#include "conform/outcome.hpp"
#include "conform/testee.hpp"
#include "conform/wire.hpp"

namespace oread::conform {

/// Something that arrived, decoded.
struct Event {
  Received received;
  Json frame;  ///< The message as JSON; null if it is not JSON.
};

/// One connection of a case.
struct Peer {
  std::vector<Event> events;  ///< Everything that arrived.
  std::size_t next = 0;       ///< The first one that no expectation has looked at.
  std::size_t since = 0;      ///< Where `never` and `count` begin.
  bool greeted = false;
};

/// Silent: there was no pong, although the connection is open.
enum class Fence : std::uint8_t { Passed, Closed, Silent };

class CaseRun {
 public:
  /// `token` makes the names of this run's channels unique.
  CaseRun(const Case& about, const Testee& testee, Wire& wire, Severity severity,
          std::string token);

  /// Runs all steps and the sentinel.
  Outcome run();

  [[nodiscard]] Wire& wire() { return wire_; }
  [[nodiscard]] const Testee& testee() const { return testee_; }
  Peer& peer(const std::string& who) { return peers_[who]; }

  /// The step with its placeholders replaced.
  [[nodiscard]] Json expanded(const Json& value) const;
  [[nodiscard]] Json value_of(const std::string& name) const;
  void set(const std::string& name, Json value) { values_[name] = std::move(value); }

  /// Takes what arrives next into `peer(who).events`. False if nothing did.
  bool hear(const std::string& who, Millis within);
  /// Sends a ping and waits for its pong: everything that was sent before has then been handled.
  Fence fence(const std::string& who, Millis within = kWithin);

  /// Opens a connection, from the origin that the app allows unless the handshake names one.
  /// Returns the HTTP status, as Wire::open does.
  int open(const std::string& who, Handshake handshake);
  /// Opens a connection and waits for the greeting; a server that limits connections is asked
  /// again.
  void connect(const std::string& who, const Handshake& handshake);
  /// Sends an HTTP request; one that the server limits is sent again.
  Answer request(const Call& call);
  /// The last answer of `request`, and what was asked.
  Answer answer;
  Call asked;

  /// An expectation that is not met, with the severity of the case, or this verdict.
  void miss(const std::string& reason, std::optional<Verdict> verdict = std::nullopt);
  void note(const std::string& text);
  [[noreturn]] static void give_up(const std::string& reason);

 private:
  void check_sentinel();
  void excuse_limits();
  void excuse_slowness();
  void greet(const std::string& who);
  void settle(Verdict verdict, const std::string& reason);

  const Case& case_;
  const Testee& testee_;
  Wire& wire_;
  Severity severity_;
  std::map<std::string, Peer> peers_;
  std::map<std::string, Json> values_;
  Outcome outcome_;
};

}  // namespace oread::conform
