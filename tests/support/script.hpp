// Tests as scripts: this happens, that follows, and nothing else. Every script is rerun with each
// of its steps failing.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "support/good_server.hpp"
#include "support/world.hpp"

namespace oread::test {

/// As in Boost.MySQL's tests, nothing may happen that the script does not announce, and every
/// failure is tested.
///
///     Script script;
///     script.give(in::Connect{}).causes({"open-link 1 *", "connection-changed connecting"});
///
/// On destruction, a script is rerun once for every step and every kind of fault: the
/// fault happens instead of the step, the rest of the script runs unchanged, and then a world
/// without faults must see the engine connected, with every wanted channel subscribed and every
/// whisper settled. Permanent refusals (a wrong key, a denied channel) are exempt.
class Script {
 public:
  explicit Script(Options options = {}, std::shared_ptr<const GoodServer> server = usual_server());
  ~Script();
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;

  Script& give(Input input);
  Script& pass(Millis span);
  Script& freeze(Millis span);
  /// Exactly this has happened since the last `causes`, in the format of brief.hpp; `*` matches
  /// anything.
  Script& causes(std::initializer_list<const char*> patterns);
  /// Ignores whatever has happened.
  Script& whatever();

  // The start of most scripts.
  /// Connects, and is greeted as socket "1.1" with an activity timeout of 30 s.
  Script& connected();
  /// Subscribes to a channel, with a signature if it needs one, and receives the acknowledgement.
  /// Must be connected.
  Script& subscribed(const std::string& channel);
  /// A message from the server arrives on the current link.
  Script& hear(const std::string& text) { return give(world_.message(text)); }
  /// The endpoint responds to the oldest request.
  Script& grant(const std::string& body = R"({"auth":"key:signature"})");
  Script& drop(std::uint16_t code = 1006) { return give(in::LinkClosed{world_.link(), code, {}}); }

  [[nodiscard]] const World& world() const { return world_; }

 private:
  struct Action {
    std::optional<Input> input;  ///< Otherwise time passes.
    Millis span{};
    bool frozen = false;
  };

  void fail_every_step() const;
  void act(const Action& action);

  Options options_;
  std::shared_ptr<const GoodServer> server_;
  World world_;
  Effects caused_;
  std::vector<Action> actions_;
};

}  // namespace oread::test
