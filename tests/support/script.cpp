#include "support/script.hpp"

#include <array>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/brief.hpp"

namespace oread::test {

namespace {

enum class Fault : std::uint8_t {
  LinkDrops,
  ServerRestarts,
  Garbage,
  EndpointBreaks,
  LongSleep,
  ServerSilent,
  Count
};

constexpr std::array kFaultNames = {"the link drops", "the server restarts",
                                    "garbage comes",  "the endpoint fails",
                                    "a long sleep",   "the server is silent"};

void strike(World& world, Fault fault) {
  switch (fault) {
    case Fault::LinkDrops: world.give(in::LinkClosed{world.link(), 1006, {}}); break;
    case Fault::ServerRestarts: world.give(in::LinkClosed{world.link(), 4200, "restart"}); break;
    case Fault::Garbage: world.give(in::LinkText{world.link(), "{\"event\":5,\x01"}); break;
    case Fault::EndpointBreaks:
      if (!world.asking().empty()) {
        world.give(in::AuthAnswered{world.asking().begin()->second.request, 500, false, 0, "oops"});
      }
      break;
    case Fault::LongSleep: world.freeze(std::chrono::hours(2)); break;
    case Fault::ServerSilent: world.pass(std::chrono::minutes(3)); break;
    case Fault::Count: break;
  }
}

}  // namespace

Script::Script(Options options, std::shared_ptr<const GoodServer> server)
    : options_(options), server_(std::move(server)), world_(options_, server_) {}

Script::~Script() {
  EXPECT_THAT(brief(caused_), testing::IsEmpty()) << "not said by the script";
  EXPECT_THAT(world_.offences(), testing::IsEmpty());
  if (!testing::Test::HasFailure()) fail_every_step();
}

Script& Script::give(Input input) {
  act({std::move(input), {}, false});
  return *this;
}

Script& Script::pass(Millis span) {
  act({std::nullopt, span, false});
  return *this;
}

Script& Script::freeze(Millis span) {
  act({std::nullopt, span, true});
  return *this;
}

void Script::act(const Action& action) {
  actions_.push_back(action);
  Effects effects = action.input    ? world_.give(*action.input)
                    : action.frozen ? world_.freeze(action.span)
                                    : world_.pass(action.span);
  for (Effect& effect : effects) caused_.push_back(std::move(effect));
}

Script& Script::causes(std::initializer_list<const char*> patterns) {
  const std::vector<std::string> happened = brief(std::exchange(caused_, {}));
  bool same = happened.size() == patterns.size();
  std::size_t i = 0;
  for (const char* pattern : patterns) same = same && is_like(happened[i++], pattern);
  EXPECT_TRUE(same) << "step " << actions_.size() << "\n  expected:\n    "
                    << testing::PrintToString(
                           std::vector<std::string>(patterns.begin(), patterns.end()))
                    << "\n  happened:\n    " << testing::PrintToString(happened);
  return *this;
}

Script& Script::whatever() {
  caused_.clear();
  return *this;
}

Script& Script::connected() {
  give(in::Connect{});
  give(in::LinkOpened{world_.link()});
  for (const std::string& text : server_->greeting("1.1")) hear(text);
  return whatever();
}

Script& Script::subscribed(const std::string& channel) {
  give(in::Subscribe{channel, {}});
  if (!world_.asking().empty())
    grant(R"({"auth":"key:signature","channel_data":"{\"user_id\":\"me\"}"})");
  return hear(server_->acknowledgement(channel)).whatever();
}

Script& Script::grant(const std::string& body) {
  EXPECT_FALSE(world_.asking().empty()) << "nobody asks the endpoint";
  if (world_.asking().empty()) return *this;
  return give(in::AuthAnswered{world_.asking().begin()->second.request, 200, false, 0, body});
}

void Script::fail_every_step() const {
  for (std::size_t broken = 0; broken <= actions_.size(); ++broken) {
    for (int fault = 0; fault < static_cast<int>(Fault::Count); ++fault) {
      World world(options_, server_);
      bool wants_connection = false;
      for (std::size_t i = 0; i <= actions_.size(); ++i) {
        if (i == broken) {
          strike(world, static_cast<Fault>(fault));
          continue;
        }
        if (i == actions_.size()) break;
        const Action& action = actions_[i];
        if (action.input) {
          wants_connection = wants_connection || std::holds_alternative<in::Connect>(*action.input);
          wants_connection =
              wants_connection && !std::holds_alternative<in::Disconnect>(*action.input);
          world.give(*action.input);
        } else if (action.frozen) {
          world.freeze(action.span);
        } else {
          world.pass(action.span);
        }
      }
      world.give(in::Woke{WakeReason::Resumed});
      world.be_good(std::chrono::minutes(30));
      SCOPED_TRACE("when step " + std::to_string(broken) + " goes wrong: " + kFaultNames.at(fault));
      ASSERT_THAT(world.offences(), testing::IsEmpty());
      ASSERT_THAT(world.whispers(), testing::IsEmpty()) << "whispers that were never settled";
      const ConnectionStatus status = world.engine().status();
      if (status == ConnectionStatus::Disconnected || !wants_connection) continue;
      ASSERT_EQ(status, ConnectionStatus::Connected);
      for (const std::string& channel : world.wanted()) {
        const ChannelState state = world.engine().state_of(channel);
        ASSERT_TRUE(state == ChannelState::Subscribed || state == ChannelState::Failed)
            << channel << " is stuck in state " << static_cast<int>(state);
      }
    }
  }
}

}  // namespace oread::test
