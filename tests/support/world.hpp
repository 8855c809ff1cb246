// One engine and everything it waits for, in virtual time; checks on the way that the engine keeps
// the rules.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "oread/engine.hpp"
#include "support/good_server.hpp"

namespace oread::test {

class World {
 public:
  explicit World(const Options& options = {},
                 std::shared_ptr<const GoodServer> server = usual_server());

  /// Gives one input now.
  Effects give(Input input);
  /// Lets time pass; ticks come exactly at deadlines. Returns everything that happened.
  Effects pass(Millis span);
  /// Lets time pass like in a frozen page: one Tick at the end.
  Effects freeze(Millis span);
  /// For `span`, a correct server, endpoint and host answer every request.
  void be_good(Millis span);

  [[nodiscard]] Time now() const { return now_; }
  [[nodiscard]] const Engine& engine() const { return engine_; }
  /// The most recently requested link that has not ended; 0 if there is none.
  [[nodiscard]] LinkId link() const { return link_; }
  /// How a message from the server arrives on that link: as a text, or as the answer to a poll.
  [[nodiscard]] Input message(const std::string& text) const;
  /// Auth requests that wait for a response, oldest first.
  [[nodiscard]] const std::map<std::uint32_t, effect::Authorize>& asking() const { return asking_; }
  /// Channels that have a holder, according to the inputs.
  [[nodiscard]] const std::set<std::string>& wanted() const { return wanted_; }
  /// Whispers without an outcome so far.
  [[nodiscard]] const std::set<std::uint32_t>& whispers() const { return whispers_; }
  /// What is still under way of the connection and the wanted channels; empty if nothing is.
  [[nodiscard]] std::string unsettled() const;
  /// Sentences about broken rules; empty if all hold.
  [[nodiscard]] const std::vector<std::string>& offences() const { return offences_; }

 private:
  void note(const Input& input);
  void watch(const Effect& effect);
  void offend(std::string what) { offences_.push_back(std::move(what)); }
  void answer(const Effect& effect);
  void tell(Input input);
  void greet();
  void answer_text(const std::string& text);
  void opens(LinkId link);
  void opens_upgrade(LinkId socket);
  void sends_to_upgrade(const std::string& text);
  void check_signature(const std::string& text);

  std::shared_ptr<const GoodServer> server_;
  Engine engine_;
  Time now_{Millis{0}};
  LinkId link_;
  /// A socket that may take over from the requests of `link_`, and whether it is open and was
  /// spoken to.
  LinkId upgrade_;
  bool upgrade_is_open_ = false;
  bool upgrade_was_asked_ = false;
  bool requests_carry_it_ = false;  ///< `link_`.
  std::uint32_t last_link_ = 0;
  bool link_is_open_ = false;
  bool is_greeted_ = false;
  RequestId poll_;            ///< The poll that waits for an answer.
  std::uint32_t socket_ = 0;  ///< Socket ids of the good server: "N.N".
  std::map<std::uint32_t, effect::Authorize> asking_;
  std::set<std::uint32_t> whispers_;      ///< Not settled yet.
  std::set<std::uint32_t> awaits_reply_;  ///< Events whose answer has not come.
  std::set<std::string> wanted_;
  std::vector<std::string> offences_;
  Effects pending_;  ///< What the good host still has to answer.
};

}  // namespace oread::test
