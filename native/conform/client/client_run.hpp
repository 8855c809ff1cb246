// One run of one case about a client: the connections that it has opened, what it sent on them,
// what it asked the auth endpoint and what its driver reported.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conform/catalogue.hpp"
#include "conform/client/stage.hpp"
#include "conform/outcome.hpp"

namespace oread::conform {

/// Something that the client did, with the time.
struct Sighting {
  Time at{};
  Json json;  ///< A message, a report or the fields of a question; null if it is not JSON.
  Received received{};  ///< Of a connection.
};

/// A list of sightings, and how far the case has looked at it.
struct Track {
  std::vector<Sighting> all;
  std::size_t next = 0;   ///< The first one that no expectation has looked at.
  std::size_t since = 0;  ///< Where `never` and `count` begin.
};

struct Line {
  int id = 0;
  std::string head;
  Track track;
  bool open = false;
  bool answers_pings = true;
  bool was_sent_to = false;  ///< Before, not even a ping is right: the client waits for a greeting.
};

class ClientRun final : private StageEvents {
 public:
  ClientRun(const Case& about, Stage& stage, Severity severity, std::string token);

  /// Runs all steps, and then sees whether the client still works.
  Outcome run();

  [[nodiscard]] Stage& stage() { return stage_; }
  [[nodiscard]] Json expanded(const Json& value) const;
  void set(const std::string& name, Json value) { values_[name] = std::move(value); }
  [[nodiscard]] Json value_of(const std::string& name) const;

  /// Returns the connection of this name. If it does not exist, the case ends.
  Line& line(const std::string& name);
  [[nodiscard]] bool is_open(const std::string& name) const;
  Track& reports() { return reports_; }
  Track& questions() { return questions_; }
  Track& attempts() { return attempts_; }
  /// "driver", "auth", "connections", or the name of a connection.
  Track& track(const std::string& name);

  /// Waits until `done`, at most until `until`. Returns whether it is.
  bool wait_until(const std::function<bool()>& done, Time until);
  void wait(Millis span);

  void tell(const Json& command);
  /// Takes the next connection that no step has taken. Returns false if none arrives until then.
  bool take_connection(const std::string& name, Time until);
  /// Whether the client has opened a connection that nobody has taken.
  [[nodiscard]] bool has_waiting() const { return !waiting_.empty(); }
  void accept(const std::string& name, const std::string& headers = {});
  void refuse(const std::string& name, int status, const std::string& headers);
  void send(const std::string& name, const RawFrame& frame);
  void close(const std::string& name, std::uint16_t code, const std::string& reason);
  void drop(const std::string& name);
  void answer(int question, int status, const std::string& body);

  /// A ping on the connection that the client answers, and a command that the driver answers:
  /// everything before has then been handled and reported.
  bool fence(const std::string& name);
  /// The same for all open connections, and a while for what should not come.
  void settle_down();
  /// When the case last did something to the client; times are measured from there.
  [[nodiscard]] Time acted() const { return acted_; }

  void miss(const std::string& reason, std::optional<Verdict> verdict = std::nullopt);
  void note(const std::string& text);
  [[noreturn]] static void give_up(const std::string& reason);
  /// Nothing changes any more: for steps that end a case early.
  [[nodiscard]] bool is_dead() const { return !death_.empty(); }

 private:
  void opened(int connection, std::string head) override;
  void received(int connection, Received received) override;
  void asked(Question question) override;
  void reported(Json report) override;
  void died(std::string why) override;

  void log(LogEntry::Kind kind, const std::string& who, const std::string& text);
  void judge(Verdict verdict, const std::string& reason);
  void check_survival();
  /// If the driver or this machine is so slow that even an answer takes its time, what did not
  /// happen in time is not a fault.
  void excuse_slowness();

  const Case& case_;
  Stage& stage_;
  Severity severity_;
  std::map<std::string, Json> values_;
  std::map<std::string, Line> lines_;
  std::map<int, std::string> names_;
  std::map<int, Line> waiting_;  ///< Connections that no step has taken.
  Track attempts_;
  Track reports_;
  Track questions_;
  std::string death_;
  Time begun_{};
  Time acted_{};
  std::vector<LogEntry> entries_;
  Outcome outcome_;
};

}  // namespace oread::conform
